"""The cells of a row that hold no figures by year: sizes, dates, money, words and units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db.exchange.comparison import FIELD_WORDS
from db.exchange.figure_verdicts import same_figure
from db.exchange.filling.owning import Owning
from db.exchange.filling.preview import Fate, FillCell
from db.exchange.filling.project_values import date_for, size_for, year_for
from db.exchange.filling.seats import FormRow, Spot
from db.exchange.filling.unit_cells import UNITS, UnitCells, is_same, wanted_units
from db.exchange.filling.written import Written
from db.exchange.list_in.columns import SIZES
from db.exchange.list_in.plain_words import is_placeholder, squash, tidy, visible
from db.exchange.listing import Meaning, TableKind
from db.exchange.project_facts import FACTS
from db.model.amount import Amount
from db.model.words import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from db.exchange.filling.preview import FillSource
    from db.exchange.filling.sheet_xml import Place
    from db.exchange.held_units import UnitNames
    from db.exchange.list_in.grid import Grid
    from db.exchange.list_in.unit_names import Responsible
    from db.exchange.listing import ColumnReading, RowReading, TableReading
    from db.exchange.sheets import Cell

DOUBTFUL = "原有内容看不懂，没有覆盖"
SHARED = "这一格并着几行，各行的内容已不同，没有写"
NO_FIT = "没有写明单位，或换算不了，没有写"
NOT_OURS = "原有内容台账里没有记过，没有覆盖"
NO_WORDS = "照这一格的写法写不出来，没有写"
ERASED = "（空白）"
"""What a cell is shown to become that is emptied."""

_DATED = frozenset({Meaning.DUE_YEAR, Meaning.DEADLINE})
_PLAIN = frozenset(
    {
        Meaning.KIND, Meaning.SCHOOL_STAGE, Meaning.STREET, Meaning.SITE, Meaning.NOTE,
        Meaning.COUNT_UNIT, Meaning.NATURE,
    }
)  # fmt: skip
"""Words of the office's own, which are only overwritten where the book once held them."""

_WORDS = _PLAIN | _DATED | {Meaning.STAGE, Meaning.YEAR_CLASS, Meaning.STATUS}
_DATES = frozenset({Meaning.DEADLINE, Meaning.PLANNED, Meaning.PASSED})
_SAID = _PLAIN | {Meaning.STAGE, Meaning.YEAR_CLASS, Meaning.CLASS_OF_YEAR, Meaning.STATUS}
_NUMBERS = SIZES | {Meaning.FUNDING, Meaning.PIECES}
_USUAL = frozenset({TaskStatus.NOT_STARTED.value, "主要任务"})
"""What a task is in the book until somebody says another."""

_LONGEST_STAGE = 8
_OF_NATURE = "性"
_NATURE_ENDINGS = ("性指标", _OF_NATURE, "")
"""What offices write behind 约束 and 预期."""


class OnceHeld(Protocol):
    """What the history of the book tells of a row."""

    def words(self, row: str) -> Mapping[str, frozenset[str]]:
        """Return all words that ever stood in its columns, by the column."""

    def units(self, row: str) -> frozenset[str]:
        """Return the names of units that once answered for it."""


class _Wish(NamedTuple):
    """What the book holds for a cell: words or a number, else units."""

    amount: Amount
    units: Responsible | None = None


class RowCells:
    """Goes through the cells of rows that hold no figures by year, as those of figures are.

    `held` gives a row of a table as the book has it, `kept` a cell that cannot be written, with
    its reason; `standing` gathers the cells that say already what the book does.
    """

    def __init__(
        self,
        source: FillSource,
        grids: Mapping[str, Grid],
        names: UnitNames,
        once: OnceHeld,
        *,
        held: Callable[[TableReading, RowReading], FormRow | None],
        kept: Callable[[FillCell], FillCell | None],
        standing: list[FillCell],
    ) -> None:
        self._source = source
        self._grids = grids
        self._names = names
        self._once = once
        self._held = held
        self._kept = kept
        self._standing = standing
        self._examples: dict[tuple[str, int, int], Cell | None] = {}
        self._owning: dict[tuple[str, int], Owning] = {}
        self._unit_cells: dict[tuple[str, int], UnitCells] = {}
        self._agreeing: set[tuple[str, int]] = set()

    def is_worth_saying(self, cell: FillCell) -> bool:
        """Tell whether a cell that is passed over needs a person's look, once all were gone over.

        A superior's form may have notes, kinds and units of its own; only where a column says
        anywhere what the book does, or did, is another word in it one to wonder about.
        """
        if cell.skipped != NOT_OURS or self._source.is_ours:
            return True
        return (cell.sheet, cell.place[1]) in self._agreeing

    def owning(self, table: TableReading) -> Owning:
        """Return which cells of a table belong to which of its rows."""
        key = (table.sheet, table.header[0])
        if key not in self._owning:
            self._owning[key] = Owning(table)
        return self._owning[key]

    def of_row(self, row: FormRow) -> Iterator[FillCell]:
        """Yield the cells of a row that are to be written or passed over."""
        for column in self.owning(row.table).columns(row.reading):
            cell = self._of_column(row, column)
            if cell is not None:
                yield cell

    def _of_column(self, row: FormRow, column: ColumnReading) -> FillCell | None:
        """Return what becomes of one cell; None when it says already what the book does."""
        lines, place = self._block(row, column)
        sharers = self.owning(row.table).sharers(row.reading, column, lines)
        first = next((one for one in sharers if self._held(row.table, one) is not None), None)
        if first is not row.reading:
            return None
        if len(sharers) == 1:
            return self._cell(row, column, place)
        rows = [found for one in sharers if (found := self._held(row.table, one)) is not None]
        changed = [cell for one in rows if (cell := self._cell(one, column, place)) is not None]
        if not changed or (
            len(rows) == len(sharers) and len({_wish(one, column) for one in rows}) == 1
        ):
            return changed[0] if changed else None
        return replace(changed[0], skipped=SHARED, written=None, fate=Fate.REFUSED)

    def _block(self, row: FormRow, column: ColumnReading) -> tuple[range, Place]:
        """Return the lines of the cell that holds a row's word, and where it stands."""
        line = row.reading.row
        merge = self._grids[row.table.sheet].merge_at(line, column.column)
        if merge is None or merge.left != column.column:
            return range(line, line + 1), (line, column.column)
        return range(merge.top, merge.bottom + 1), (merge.top, merge.left)

    def _cell(self, row: FormRow, column: ColumnReading, place: Place) -> FillCell | None:
        wish = _wish(row, column)
        spot = Spot(column.meaning, column.period, place)
        old = self._grids[row.table.sheet].at(*place)
        blank = old is None or is_placeholder(old.text)
        if wish is None or (blank and self._is_left_blank(row, column, wish)):
            return None
        said = visible(old.text) if old else ""
        cell = FillCell(
            row.table.sheet, spot.address, row.reading.name, _field(column), said,
            wish.amount.text, "", place,
        )  # fmt: skip
        if self._stands(row, column, spot, wish, old):
            self._agreeing.add((cell.sheet, place[1]))
            self._standing.append(replace(cell, fate=Fate.SAME))
            return None
        if old is not None and not wish.amount.text:
            return self._erased(cell, row, column, old)
        if (kept := self._kept(cell)) is not None:
            return kept
        if old is not None and (doubt := self._doubt(row, spot, old)):
            return replace(cell, skipped=doubt)
        return self._with_value(cell, row, column, wish)

    def _stands(
        self, row: FormRow, column: ColumnReading, spot: Spot, wish: _Wish, old: Cell | None
    ) -> bool:
        """Tell whether the cell says already what the book does."""
        if wish.units is not None:
            leads, others = row.reading.leads, row.reading.co_units
            held = (row.held.leads, row.held.co_units)
            if (self._names.known(leads), self._names.known(others)) == held:
                # Whatever way several columns share the units: together they say the same.
                return True
            said = self._units(row.table).said(old.text if old else "")
            return is_same(said, wish.units, _kept_beside(row, column))
        if spot.meaning in _WORDS:
            word = row.reading.words.get(spot.meaning)
            # 无 says that nothing stands there, but it may be what the book holds.
            words = word.words if word else old.text if old else ""
            return squash(words) == squash(wish.amount.text)
        return any(
            figure.address == spot.address and same_figure(figure.amount, wish.amount)
            for figure in row.reading.figures
        )

    def _erased(
        self, cell: FillCell, row: FormRow, column: ColumnReading, old: Cell
    ) -> FillCell | None:
        """Return a cell emptied of what the book once held; None where it never did."""
        if not self._was_held(row, column.meaning, old):
            return None
        kept = self._kept(cell)
        return kept or replace(cell, new=ERASED, written=Written(), fate=Fate.WRITTEN)

    def _is_left_blank(self, row: FormRow, column: ColumnReading, wish: _Wish) -> bool:
        """Tell whether a blank cell stays so.

        What every task is until somebody says another is not worth a word, a promise tells its
        year by its goal, and what the bureau noted for itself does not belong into a form that
        came from elsewhere.
        """
        if not wish.amount.text:
            return True
        of_task = row.table.kind is TableKind.TASKS and row.reading.meaning is Meaning.NAME
        if of_task and column.meaning in {Meaning.STATUS, Meaning.KIND}:
            return wish.amount.text in _USUAL
        if column.meaning is Meaning.DEADLINE:
            return row.held.promise
        return column.meaning is Meaning.NOTE and not self._source.is_ours

    def _doubt(self, row: FormRow, spot: Spot, old: Cell) -> str:
        """Return why what stands in a cell must not be overwritten; empty where it may be."""
        if is_placeholder(old.text):
            return ""
        if spot.meaning in _PLAIN | UNITS:
            if not self._was_held(row, spot.meaning, old):
                return NOT_OURS
            self._agreeing.add((row.table.sheet, spot.place[1]))
            return ""
        return "" if _is_understood(row, spot, old) else DOUBTFUL

    def _was_held(self, row: FormRow, meaning: Meaning, old: Cell) -> bool:
        """Tell whether the book once held for a row what stands in its cell."""
        if meaning in UNITS:
            known = {*row.held.leads, *row.held.co_units}
            named = self._units(row.table).said(old.text).all
            return set(named) <= known or set(named) <= known | self._once.units(row.id)
        words = self._once.words(row.id).get(meaning.value, frozenset())
        read = row.reading.words.get(meaning) if meaning is Meaning.NATURE else None
        return squash(read.words if read else old.text) in map(squash, words)

    def _with_value(
        self, cell: FillCell, row: FormRow, column: ColumnReading, wish: _Wish
    ) -> FillCell:
        """Return a cell with what is to be written there, as such cells are written around it."""
        held = wish.amount
        form = self._source.package.format_of(cell.sheet, cell.place)
        old = self._grids[cell.sheet].at(*cell.place)
        like = old or self._like(row, column)
        if wish.units is not None:
            words = self._units(row.table).words(
                wish.units, cell.old, like.text if like else "", _kept_beside(row, column)
            )
            written = Written(words=words) if words else None
        elif column.meaning is Meaning.NATURE:
            written = Written(words=_nature_like(held.text, like))
        elif column.meaning in _SAID:
            written = Written(words=held.text)
        elif column.meaning is Meaning.DUE_YEAR:
            written = year_for(held.text, like, own=old is not None)
        elif column.meaning in _DATES:
            written = date_for(held.text, like, form, deadline=column.meaning is Meaning.DEADLINE)
        else:
            written = size_for(held, column, row.table.corner, like, form)
        if written is None:
            reasons = {Meaning.DUE_YEAR: DOUBTFUL} | dict.fromkeys(UNITS, NO_WORDS)
            return replace(cell, skipped=reasons.get(column.meaning, NO_FIT))
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

    def _units(self, table: TableReading) -> UnitCells:
        """Return how the units of a table are written."""
        key = (table.sheet, table.header[0])
        if key not in self._unit_cells:
            grid = self._grids[table.sheet]
            columns = [column.column for column in table.columns if column.meaning in UNITS]
            cells = (grid.at(row.row, column) for row in table.rows for column in columns)
            texts = dict.fromkeys(cell.text for cell in cells if cell is not None)
            self._unit_cells[key] = UnitCells(self._names, texts)
        return self._unit_cells[key]


def _wish(row: FormRow, column: ColumnReading) -> _Wish | None:
    """Return what the book holds for a cell, words as an amount without a value; None: nothing.

    Words that the book does not hold are empty ones: it may have held them once.
    """
    meaning = column.meaning
    if meaning in UNITS:
        beside = {one.meaning for one in row.table.columns}
        units = wanted_units(row.held, meaning, beside)
        return units and _Wish(Amount("、".join((*units.leads, *units.co_units))), units)
    if meaning in _WORDS:
        words = str(row.held.words.get(meaning, ""))
        return _Wish(Amount(words)) if words or meaning in _PLAIN else None
    amount = row.held.figures.get((meaning, column.period))
    return amount and _Wish(amount)


def _kept_beside(row: FormRow, column: ColumnReading) -> tuple[str, ...]:
    """Return the units that may stand in a column though another one names them."""
    beside = {one.meaning for one in row.table.columns}
    other = column.meaning is Meaning.RESPONSIBLE and Meaning.LEAD in beside
    return row.held.leads if other else ()


def _nature_like(words: str, like: Cell | None) -> str:
    """Return a 属性 as its column says it: 约束性, 约束, 约束性指标."""
    example = squash(like.text) if like else words
    ending = next(one for one in _NATURE_ENDINGS if example.endswith(one))
    return words.removesuffix(_OF_NATURE) + ending


def _is_understood(row: FormRow, spot: Spot, old: Cell) -> bool:
    """Tell whether what stands in a cell was read as what its column holds."""
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
