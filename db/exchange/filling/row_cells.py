"""The cells of a project's row that are filled: its stage, sizes, due dates, money and years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.comparison import FIELD_WORDS
from db.exchange.figure_verdicts import same_figure
from db.exchange.filling.preview import Fate, FillCell
from db.exchange.filling.project_values import date_for, size_for, year_for
from db.exchange.filling.seats import Spot
from db.exchange.filling.written import Written
from db.exchange.list_in.columns import SIZES
from db.exchange.list_in.plain_words import is_placeholder, squash, tidy, visible
from db.exchange.listing import Meaning
from db.exchange.project_facts import FACTS
from db.model.amount import Amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from db.exchange.filling.preview import FillSource
    from db.exchange.filling.seats import FormRow
    from db.exchange.list_in.grid import Grid
    from db.exchange.listing import ColumnReading
    from db.exchange.sheets import Cell

DOUBTFUL = "原有内容看不懂，没有覆盖"
SHARED = "这一格并着几个项目的行，改了会改到别的项目"
NO_FIT = "没有写明单位，或换算不了，没有写"
_WORDS = frozenset({Meaning.STAGE, Meaning.YEAR_CLASS, Meaning.DUE_YEAR, Meaning.DEADLINE})
_DATES = frozenset({Meaning.DEADLINE, Meaning.PLANNED, Meaning.PASSED})
_SAID = frozenset({Meaning.STAGE, Meaning.YEAR_CLASS, Meaning.CLASS_OF_YEAR})
FILLED = SIZES | FACTS | _WORDS
"""What a project list is filled with: all that changes while a project is built."""

_NUMBERS = SIZES | {Meaning.FUNDING, Meaning.PIECES}
_LONGEST_STAGE = 8


class ProjectCells:
    """Goes through the cells of projects, as the rows of figures are gone through.

    `kept` returns a cell that cannot be written, with its reason; `standing` gathers the cells
    that say already what the book does.
    """

    def __init__(
        self,
        source: FillSource,
        grids: Mapping[str, Grid],
        kept: Callable[[FillCell], FillCell | None],
        standing: list[FillCell],
    ) -> None:
        self._source = source
        self._grids = grids
        self._kept = kept
        self._standing = standing
        self._examples: dict[tuple[str, int, int], Cell | None] = {}

    def of_row(self, row: FormRow) -> Iterator[FillCell]:
        """Yield the cells of a row that are to be written or passed over."""
        for column in row.table.columns:
            held = _held(row, column) if column.meaning in FILLED else None
            cell = self._cell(row, column, held) if held is not None else None
            if cell is not None:
                yield cell

    def _cell(self, row: FormRow, column: ColumnReading, held: Amount) -> FillCell | None:
        """Return what becomes of one cell; None when it says already what the book does."""
        spot = Spot(column.meaning, column.period, (row.reading.row, column.column))
        old = self._grids[row.table.sheet].at(*spot.place)
        said = visible(old.text) if old else ""
        cell = FillCell(
            row.table.sheet, spot.address, row.reading.name, _field(column), said, held.text, "",
            spot.place,
        )  # fmt: skip
        if _stands(row, spot, held):
            self._standing.append(replace(cell, fate=Fate.SAME))
            return None
        if (kept := self._kept(cell)) is not None:
            return kept
        if self._is_shared(cell):
            return replace(cell, skipped=SHARED)
        if old is not None and not _is_understood(row, spot, old):
            return replace(cell, skipped=DOUBTFUL)
        return self._with_value(cell, row, column, held)

    def _with_value(
        self, cell: FillCell, row: FormRow, column: ColumnReading, held: Amount
    ) -> FillCell:
        """Return a cell with what is to be written there, as such cells are written around it."""
        form = self._source.package.format_of(cell.sheet, cell.place)
        old = self._grids[cell.sheet].at(*cell.place)
        like = old or self._like(row, column)
        if column.meaning in _SAID:
            written: Written | None = Written(words=held.text)
        elif column.meaning is Meaning.DUE_YEAR:
            written = year_for(held.text, like, own=old is not None)
        elif column.meaning in _DATES:
            written = date_for(held.text, like, form, deadline=column.meaning is Meaning.DEADLINE)
        else:
            written = size_for(held, column, row.table.corner, like, form)
        if written is None:
            dated = column.meaning is Meaning.DUE_YEAR
            return replace(cell, skipped=DOUBTFUL if dated else NO_FIT)
        shown = written.words or f"{written.number:f}"
        new = held.text if column.meaning in _DATES and not written.words else shown
        return replace(cell, new=new, written=written, fate=Fate.WRITTEN)

    def _like(self, row: FormRow, column: ColumnReading) -> Cell | None:
        """Return a cell of the column to go by where the row has none."""
        table, grid = row.table, self._grids[row.table.sheet]
        key = (table.sheet, table.header[0], column.column)
        if key not in self._examples:
            found = (grid.at(other.row, column.column) for other in table.rows)
            there = (cell for cell in found if cell and not is_placeholder(cell.text))
            self._examples[key] = next(there, None)
        return self._examples[key]

    def _is_shared(self, cell: FillCell) -> bool:
        """Tell whether the cell is merged over the rows of several projects."""
        merge = self._grids[cell.sheet].merge_at(*cell.place)
        return merge is not None and merge.bottom > merge.top


def is_filled(meaning: Meaning) -> bool:
    """Tell whether a column of a project list is filled."""
    return meaning in FILLED


def _held(row: FormRow, column: ColumnReading) -> Amount | None:
    """Return what the book holds for a cell, words as an amount without a value."""
    if column.meaning in _WORDS:
        words = row.held.words.get(column.meaning, "")
        return Amount(words) if words else None
    return row.held.figures.get((column.meaning, column.period))


def _stands(row: FormRow, spot: Spot, held: Amount) -> bool:
    """Tell whether the cell says already what the book does."""
    if spot.meaning in _WORDS:
        said = row.reading.words.get(spot.meaning)
        return said is not None and squash(said.words) == squash(held.text)
    return any(
        figure.address == spot.address and same_figure(figure.amount, held)
        for figure in row.reading.figures
    )


def _is_understood(row: FormRow, spot: Spot, old: Cell) -> bool:
    """Tell whether what stands in a cell was read as what its column holds, or holds its place."""
    if is_placeholder(old.text):
        return True
    if spot.meaning is Meaning.STAGE:
        return len(squash(visible(old.text))) <= _LONGEST_STAGE
    if spot.meaning in _WORDS:
        said = row.reading.words.get(spot.meaning)
        return said is not None and said.address == spot.address
    read = [one.amount for one in row.reading.figures if one.address == spot.address]
    # 约三十亩 says something, but no number that could be replaced.
    return any(one.value is not None or spot.meaning not in _NUMBERS for one in read)


def _field(column: ColumnReading) -> str:
    return tidy(column.heading) if column.meaning in FACTS else FIELD_WORDS[column.meaning]
