"""Reading tables of units: every unit a row, every quantity a column, the period over all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.exchange.corrections import LIST, UNITS
from db.exchange.list_in.grid import Grid
from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.titles import read_captions
from db.exchange.listing import Complaint, Meaning, TableKind, TableReading
from db.exchange.unit_table.columns import UnitColumn, unit_columns
from db.exchange.unit_table.finding import (
    NO_NAMES,
    UnitBlock,
    block_at,
    find_unit_blocks,
    heads_a_form,
    may_hold_units,
    twin_of,
    with_further,
)
from db.exchange.unit_table.folding import folds_of
from db.exchange.unit_table.headings import period_of
from db.exchange.unit_table.rows import UnitRows
from db.exchange.unit_table.subtotals import subtotals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.exchange.corrections import SheetCorrections
    from db.exchange.sheets import Sheet
    from db.ticket import Ticket

_STEP = 1000


@dataclass(slots=True)
class UnitSheet:
    """What one sheet says of units; `titles` are the lines over its tables."""

    tables: list[TableReading] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table under way; a page with the same header is read on into the same rows."""

    found: UnitBlock
    columns: tuple[UnitColumn, ...]
    rows: UnitRows
    period: str
    corner: str

    def signature(self) -> list[tuple[int, str]]:
        return [(one.column.index, squash(one.column.heading)) for one in self.columns]


def read_units(
    sheet: Sheet,
    file: str,
    corrections: SheetCorrections,
    ticket: Ticket,
    *,
    to_fill: bool = False,
) -> UnitSheet | None:
    """Return the tables of units on a sheet; None where a list stands there, or nothing.

    The year of the figures is the one that a column names, else a person, the lines over the
    table, the sheet's name or the file's. On a form `to_fill` figures may be missing, and times
    may stand in the rows.
    """
    asked = corrections.kind == UNITS or to_fill
    if corrections.kind == LIST or not (asked or may_hold_units(sheet)):
        return None
    grid = Grid(sheet)
    folds = next(
        filter(None, (folds_of(grid, one) for one in _blocks(grid, corrections, to_fill=to_fill))),
        None,
    )
    if folds is not None:
        grid = Grid(folds.unfolded(sheet))
    found = _SheetReader(grid, file, corrections, ticket, to_fill=to_fill).read()
    if folds is None or found is None:
        return found
    return UnitSheet(
        [folds.table(table) for table in found.tables],
        [replace(one, address=folds.address(one.address)) for one in found.complaints],
        [folds.words(said) for said in found.understood],
        found.titles,
    )


def _blocks(grid: Grid, told: SheetCorrections, *, to_fill: bool) -> Sequence[UnitBlock]:
    """Return where the tables stand; a header that a person showed is the first one's."""
    found = find_unit_blocks(grid, to_fill=to_fill)
    if told.header is None:
        if found or told.kind != UNITS:
            return found
    elif told.kind != UNITS and not heads_a_form(grid, told.header):
        return ()
    names = (i for i, one in told.columns.items() if one.meaning is Meaning.NAME)
    block = block_at(grid, told.header, next(names, None))
    return with_further(block, found) if block is not None else ()


class _SheetReader:
    """Goes through the tables of one sheet from top to bottom."""

    def __init__(
        self, grid: Grid, file: str, told: SheetCorrections, ticket: Ticket, *, to_fill: bool
    ) -> None:
        self._grid = grid
        self._to_fill = to_fill
        self._file = file
        self._told = told
        self._ticket = ticket
        self._result = UnitSheet()

    def read(self) -> UnitSheet | None:
        """Return what the sheet says; None when no table has figures of units."""
        for table in self._tables():
            reading = self._reading(table)
            if reading is not None:
                self._result.tables.append(reading)
                self._result.complaints += table.rows.complaints
                self._result.understood += table.rows.understood
        return self._result if self._result.tables else None

    def _tables(self) -> Iterator[_Table]:
        """Yield the tables, those that go on over several pages once."""
        under_way: _Table | None = None
        for found in _blocks(self._grid, self._told, to_fill=self._to_fill):
            table = self._start(found)
            block = found.block
            if under_way is not None and table.signature() == under_way.signature():
                for row in (*block.captions, *range(block.top, block.bottom + 1)):
                    under_way.rows.passed_over[row] = "重复的表头"
            else:
                if under_way is not None:
                    yield under_way
                under_way = table
            for start in range(0, len(block.body), _STEP):
                name = self._grid.sheet.name
                self._ticket.report(start, len(block.body), f"读表“{name}”")
                under_way.rows.read(block.body[start : start + _STEP])
        if under_way is not None:
            yield under_way

    def _start(self, found: UnitBlock) -> _Table:
        """Return a new table with nothing read yet."""
        grid, block = self._grid, found.block
        captions = read_captions(grid, block.captions)
        columns = unit_columns(grid, found, self._told.columns, to_fill=self._to_fill)
        named = (one.column.index for one in columns if one.column.meaning is Meaning.NAME)
        name = next(named, NO_NAMES)
        rows = UnitRows(grid, columns, name, to_fill=self._to_fill)
        if block.codes is not None:
            rows.passed_over[block.codes] = "栏号行"
        self._result.titles += captions.lines
        period = self._told.period or next(filter(None, map(period_of, captions.lines)), "")
        if not period and any(one.quantity and not one.column.period for one in columns):
            period = self._named_elsewhere(rows)
        twin = twin_of(grid, found)
        if twin is not None:
            reason = "一行里有两列单位，右边的没有读。分成上下两段再导入。"
            rows.complaints.append(Complaint(grid.sheet.name, twin.address, twin.text, reason))
        corner = captions.corner.words if captions.corner else ""
        return _Table(found, columns, rows, period, corner)

    def _named_elsewhere(self, rows: UnitRows) -> str:
        """Return the period that the sheet's or the file's name says, and tell so."""
        sheet = self._grid.sheet.name
        for words, where in ((sheet, "工作表名"), (Path(self._file).stem, "文件名")):
            period = period_of(words)
            if period:
                rows.understood.append(f"表里没有写年份，按{where}“{words}”当作 {period} 年")
                return period
        return ""

    def _reading(self, table: _Table) -> TableReading | None:
        """Return what was read of a table, finished; None when it has no figures of units."""
        total = table.rows.close()
        columns = tuple(one.reading(table.period) for one in table.columns)
        counts = any(column.meaning is Meaning.ACTUAL for column in columns)
        if not counts or not (table.rows.rows or table.rows.complaints):
            return None
        block = table.found.block
        return TableReading(
            self._grid.sheet.name, TableKind.UNITS, (block.top, block.bottom), columns,
            tuple(table.rows.rows), dict(sorted(table.rows.passed_over.items())), total,
            table.corner, subtotals_of(table.rows.rows, table.rows.sums),
        )  # fmt: skip
