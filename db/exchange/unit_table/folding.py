"""A table of units whose halves stand side by side: read as if they stood one below the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import squash
from db.exchange.sheets import ROWS, Merge, Sheet, column_letters, row_on_sheet
from db.exchange.unit_table.headings import rank_of_row_heading
from db.exchange.workbooks.layout import position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.list_in.grid import Grid
    from db.exchange.listing import ColumnReading, FigureReading, RowReading, TableReading
    from db.exchange.sheets import Cell
    from db.exchange.unit_table.finding import UnitBlock

_ADDRESS = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>\d+)")


@dataclass(frozen=True, slots=True)
class Folds:
    """Where the halves of a table begin: its first row of headings, the columns of the halves."""

    top: int
    starts: tuple[int, ...]

    def unfolded(self, sheet: Sheet) -> Sheet:
        """Return the sheet with its later halves below the first, their rows counted on."""
        rows: dict[int, list[Cell]] = {}
        for row, cells in sheet.rows.items():
            for cell in cells:
                half = self._half(row, cell.column)
                moved = cell._replace(row=row + half * ROWS, column=cell.column - self._shift(half))
                rows.setdefault(moved.row, []).append(moved)
        merges = tuple(map(self._moved, sheet.merges))
        return replace(
            sheet, rows={row: tuple(cells) for row, cells in sorted(rows.items())}, merges=merges
        )

    def _moved(self, merge: Merge) -> Merge:
        """Return a merged block where its cell went; one over several halves ends with its own."""
        half = self._half(merge.top, merge.left)
        shift, down = self._shift(half), half * ROWS
        right = merge.right
        if merge.top >= self.top and half + 1 < len(self.starts):
            right = min(right, self.starts[half + 1] - 1)
        return Merge(merge.top + down, merge.left - shift, merge.bottom + down, right - shift)

    def _half(self, row: int, column: int) -> int:
        if row < self.top:
            return 0
        return sum(column >= start for start in self.starts[1:])

    def _shift(self, half: int) -> int:
        return self.starts[half] - self.starts[0]

    # -- back to where it stands -----------------------------------------------------------------

    def address(self, address: str) -> str:
        """Return where on the sheet a cell stands that was read elsewhere."""
        found = _ADDRESS.match(address)
        if found is None:
            return address
        row = int(found["row"])
        half = (row - 1) // ROWS
        column = position(f"{found['letters']}1")[1] + self._shift(half)
        return f"{column_letters(column)}{row_on_sheet(row)}"

    def words(self, said: str) -> str:
        """Return a sentence that begins with an address, with that of the sheet."""
        found = _ADDRESS.match(said)
        return said if found is None else f"{self.address(found[0])}{said[found.end() :]}"

    def table(self, table: TableReading) -> TableReading:
        """Return a table with the addresses of its sheet; rows keep their numbers."""
        half = (table.header[0] - 1) // ROWS
        shifts = [self._shift(other) for other in range(half + 1, len(self.starts))]
        return replace(
            table,
            header=(table.header[0] - half * ROWS, table.header[1] - half * ROWS),
            columns=tuple(self._column(column, half, shifts) for column in table.columns),
            rows=tuple(map(self._row, table.rows)),
            passed_over={row: why for row, why in table.passed_over.items() if row <= ROWS},
            total=self._row(table.total) if table.total is not None else None,
            subtotals=tuple(one._replace(row=self._row(one.row)) for one in table.subtotals),
        )

    def _column(self, column: ColumnReading, half: int, shifts: list[int]) -> ColumnReading:
        here = column.column + self._shift(half)
        again = tuple(column.column + shift for shift in shifts)
        address = self.address(column.address) if column.address else ""
        return replace(column, column=here, address=address, again=again)

    def _row(self, row: RowReading) -> RowReading:
        return row._replace(
            address=self.address(row.address),
            figures=tuple(map(self._figure, row.figures)),
            doubtful=tuple(map(self._figure, row.doubtful)),
        )

    def _figure(self, figure: FigureReading) -> FigureReading:
        return figure._replace(address=self.address(figure.address))


def folds_of(grid: Grid, found: UnitBlock) -> Folds | None:
    """Return how a table is folded; None when its headings do not stand there again."""
    block = found.block
    heads = _headings(grid, block.top, block.bottom)
    name = heads.get(found.name)
    if name is None or rank_of_row_heading(name[-1]) is None:
        return None
    twins = [
        column
        for column, words in sorted(heads.items())
        if column > found.name
        and words == name
        and heads.get(column + 1) == heads.get(found.name + 1)
    ]
    if not twins:
        return None
    before = 0
    while all(
        (words := heads.get(found.name - before - 1)) is not None
        and words == heads.get(twin - before - 1)
        for twin in twins
    ):
        before += 1
    return Folds(block.top, tuple(column - before for column in (found.name, *twins)))


def _headings(grid: Grid, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Return the words over each column, merges resolved."""
    rows = range(top, bottom + 1)
    columns = {column for row in rows for column in grid.resolved_row(row)}
    return {column: tuple(_words(grid, rows, column)) for column in columns}


def _words(grid: Grid, rows: range, column: int) -> Iterator[str]:
    for row in rows:
        words = squash(grid.text(row, column))
        if words:
            yield words
