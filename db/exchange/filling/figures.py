"""Which cells of a list are to hold what of the book, and which are passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.comparison import FIELD_WORDS
from db.exchange.figure_verdicts import in_unit, same_figure
from db.exchange.filling.across import Across
from db.exchange.filling.guarding import Guarding
from db.exchange.filling.preview import Fate, FillCell, FillSource
from db.exchange.filling.row_cells import DOUBTFUL, OnceHeld, RowCells
from db.exchange.filling.seats import FormRow, Spot
from db.exchange.filling.values import Seat, value_for
from db.exchange.held_rows import HeldRow, held_rows
from db.exchange.held_units import UnitNames
from db.exchange.list_in.columns import FIGURES
from db.exchange.list_in.grid import Grid
from db.exchange.list_in.plain_words import is_placeholder, squash, visible
from db.exchange.list_out.words import amount_words
from db.exchange.listing import Meaning, RowReading, TableKind, TableReading
from db.exchange.workbooks.layout import position
from db.model.words import Op
from db.rules.periods import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.comparison import Comparison
    from db.exchange.filling.sheet_xml import Place
    from db.exchange.matching import Decisions, HeldPlan
    from db.exchange.sheets import Merge
    from db.exchange.unit_table.matching import HeldUnits
    from db.model.amount import Amount

FORMULA = "公式格，由公式算出，不覆盖"
MERGED = "被合并的格，写不进去"
NO_ROW = "台账里没有这一项"
NO_UNIT = "台账里没有这个单位"
NO_TIME = "没有写明是哪一年的数，选一个时期"
FORMAT = "这一格是百分数格式，与单位不符"
UNIT = "单位换算不了"


class Figures:
    """Goes through a list row by row.

    `standing` gathers the cells whose figures stand there already, `matched` which row of the book
    each row (sheet, row) is.
    """

    def __init__(
        self,
        source: FillSource,
        comparison: Comparison,
        held: HeldPlan,
        units: HeldUnits,
        decisions: Decisions,
        *,
        once: OnceHeld,
    ) -> None:
        self.standing: list[FillCell] = []
        self.matched: dict[tuple[str, int], str] = {}
        self._source = source
        self._plan = held.plan
        self._held = held_rows(held)
        self._decisions = decisions
        self._matched = {
            (row.sheet, row.row, row.meaning, row.name): None if row.is_new else row.id
            for row in comparison.rows
        }
        self._grids = {
            sheet.name: Grid(sheet)
            for sheet in source.workbook.sheets
            if any(table.sheet == sheet.name for table in source.reading.tables)
        }
        self._spread: dict[str, tuple[Merge, ...]] = {}
        self._guarding = Guarding(source.workbook, source.package)
        self.across = Across(source.reading, held, units, decisions, source.hints)
        self._row_cells = RowCells(
            source,
            self._grids,
            UnitNames(held),
            once,
            held=self._held_row,
            kept=self._kept,
            standing=self.standing,
        )

    def cells(self) -> Iterator[FillCell]:
        """Yield every cell that is to be written or passed over."""
        cells = [
            self._guarding.allowed(cell, self._grids[cell.sheet].at(*cell.place))
            for cell in self._all_cells()
        ]
        return filter(self._row_cells.is_worth_saying, cells)

    def _all_cells(self) -> Iterator[FillCell]:
        for table in self._source.reading.tables:
            if table.kind is TableKind.UNITS:
                yield from self._across_cells(table)
                continue
            yield from self._unread_headings(table)
            figures = any(column.meaning in FIGURES for column in table.columns)
            for reading in table.rows:
                if (figures and _holds_figures(table, reading)) or self._has_cells(table, reading):
                    yield from self._row(table, reading)

    def _across_cells(self, table: TableReading) -> Iterator[FillCell]:
        """Yield the cells of a table with its indicators across, and what nothing is known of."""
        across = self.across
        for row, spot in across.seats(table):
            cell = self._cell(row, spot)
            if cell is not None:
                yield cell
        for where, reading in across.absent:
            if where is table:
                yield _absent(table, reading, NO_UNIT)
        for where, column in across.undated:
            if where is table:
                place = position(column.address)
                yield FillCell(
                    table.sheet, column.address, "", "表头", column.heading, "", NO_TIME, place
                )
        self.matched |= across.matched

    def _unread_headings(self, table: TableReading) -> Iterator[FillCell]:
        """Yield the headings that were not understood: their columns stay as they are."""
        top, bottom = table.header
        for complaint in self._source.reading.complaints:
            if complaint.sheet != table.sheet:
                continue
            place = position(complaint.address)
            if top <= place[0] <= bottom:
                yield FillCell(
                    table.sheet, complaint.address, "", "表头", complaint.raw, "",
                    complaint.reason, place,
                )  # fmt: skip

    def _has_cells(self, table: TableReading, reading: RowReading) -> bool:
        """Tell whether a row has other cells that are filled than those of figures by year."""
        return next(self._row_cells.owning(table).columns(reading), None) is not None

    def _held_row(self, table: TableReading, reading: RowReading) -> FormRow | None:
        """Return a row as the book has it; None where it has no such row, or nobody said which."""
        key = (table.sheet, reading.row, reading.meaning, reading.name)
        matched = self._matched.get(key)
        if not matched:
            return None
        return FormRow(table, reading, self._held.get(matched, HeldRow()), matched)

    def _row(self, table: TableReading, reading: RowReading) -> Iterator[FillCell]:
        row = self._held_row(table, reading)
        if row is not None:
            if reading.meaning is Meaning.NAME or _holds_figures(table, reading):
                self.matched[table.sheet, reading.row] = row.id
            yield from self._row_cells.of_row(row)
            for spot in _spots(table, reading) if _holds_figures(table, reading) else ():
                cell = self._cell(row, spot)
                if cell is not None:
                    yield cell
            return
        key = (table.sheet, reading.row, reading.meaning, reading.name)
        # Without an id a person has to say first what the row is.
        if self._matched.get(key, "") is None and (table.sheet, reading.row) not in self._decisions:
            yield _absent(table, reading, NO_ROW)

    def _cell(self, row: FormRow, spot: Spot) -> FillCell | None:
        """Return what becomes of one cell; None when it stays as it is without a word."""
        amount = self._amount(row, spot)
        if amount is None or amount.is_placeholder:
            return None
        grid = self._grids[row.table.sheet]
        old = grid.at(*spot.place)
        cell = FillCell(
            row.table.sheet, spot.address, row.reading.name, _field(spot),
            visible(old.text) if old else "", str(amount_words(amount, row.unit)), "", spot.place,
        )  # fmt: skip
        if _stands(row, spot, amount):
            self.standing.append(replace(cell, fate=Fate.SAME))
            return None
        if (kept := self._kept(cell)) is not None:
            return kept
        if old is not None and not _is_understood(row.reading, spot, old.text):
            return replace(cell, skipped=DOUBTFUL)
        return self._with_value(cell, row, amount)

    def _kept(self, cell: FillCell) -> FillCell | None:
        """Return a cell that cannot be written, with the reason; None when it can."""
        merge = self._grids[cell.sheet].merge_at(*cell.place)
        if merge is not None and (merge.top, merge.left) != cell.place:
            return replace(cell, skipped=MERGED)
        old = self._grids[cell.sheet].at(*cell.place)
        if (old is not None and old.formula) or self._is_spread_over(cell.sheet, cell.place):
            return replace(cell, skipped=FORMULA, fate=Fate.COMPUTED)
        return None

    def _with_value(self, cell: FillCell, row: FormRow, amount: Amount) -> FillCell:
        """Return a cell with what is to be written there, in the unit and the format it has."""
        told = row.written_unit
        fitting = _for_unit(amount, row.unit, told)
        if fitting is None:
            return replace(cell, skipped=f"{UNIT}（{row.unit}、{told}）")
        old = self._grids[cell.sheet].at(*cell.place)
        unit = told or row.unit
        form = self._source.package.format_of(cell.sheet, cell.place)
        seat = Seat(
            form,
            holds_number=old is not None and old.number is not None,
            unit_is_told=bool(told),
            with_sign=self._with_sign(row, cell.place),
            shares=self._holds_shares(cell),
        )
        written = value_for(fitting, unit, seat)
        if written is None:
            return replace(cell, skipped=f"{FORMAT}（{unit}）")
        new = str(amount_words(fitting, unit))
        return replace(cell, new=new, written=written, fate=Fate.WRITTEN)

    def _holds_shares(self, cell: FillCell) -> bool:
        """Tell whether a person said that plain numbers in the column are shares of one."""
        corrected = self._source.corrections.get(cell.sheet)
        column = corrected.columns.get(cell.place[1]) if corrected else None
        return column is not None and column.shares

    def _with_sign(self, row: FormRow, place: Place) -> bool | None:
        """Tell whether figures in words have a per cent sign: there, else elsewhere in the row."""
        grid = self._grids[row.table.sheet]
        beside = [spot.place for spot in _spots(row.table, row.reading)]
        for cell in filter(None, (grid.at(*other) for other in (place, *beside))):
            if cell.number is None and not cell.formula and any(map(str.isdigit, cell.text)):
                return "%" in squash(cell.text)
        return None

    def _amount(self, row: FormRow, spot: Spot) -> Amount | None:
        """Return the book's figure for a cell, None when it has none."""
        figures = row.held.figures
        meaning, period = spot.meaning, spot.period
        if meaning is Meaning.QUANTITY:
            meaning = Meaning.TARGET
        if row.held.promise and meaning is Meaning.TARGET:
            # A promise has one target; its year is the row's 完成时限.
            due = row.held.words.get(Meaning.DEADLINE)
            of_promise = row.reading.meaning is Meaning.COMMITMENT or period in {"", due}
            period = "" if of_promise else period
        found = figures.get((meaning, period))
        if found is None and meaning is Meaning.ACTUAL:
            # A form that asks what was reached in the base year asks for the baseline.
            found = figures.get((Meaning.BASELINE, period))
        if found is not None or not spot.any_year:
            return found
        # The only one there is, else that of the plan's own year.
        alone = [value for (other, _), value in figures.items() if other is meaning]
        if len(alone) == 1:
            return alone[0]
        start, end = self._plan.period_start, self._plan.period_end
        year = end if meaning is Meaning.TARGET else None if start is None else start - 1
        return figures.get((meaning, str(year)))

    def _is_spread_over(self, sheet: str, place: Place) -> bool:
        """Tell whether a cell holds a part of what one formula computes for a whole block."""
        if sheet not in self._spread:
            self._spread[sheet] = self._source.package.sheet(sheet).spread_results()
        row, column = place
        return any(
            block.top <= row <= block.bottom and block.left <= column <= block.right
            for block in self._spread[sheet]
        )


def _absent(table: TableReading, reading: RowReading, reason: str) -> FillCell:
    """Return the name of a row that the book does not have."""
    return FillCell(
        table.sheet, reading.address, reading.name, "名称", reading.name, "", reason,
        position(reading.address), fate=Fate.NO_ROW,
    )  # fmt: skip


def _holds_figures(table: TableReading, reading: RowReading) -> bool:
    """Tell whether rows of that sort have figures by year."""
    if table.kind is TableKind.TASKS:
        return reading.meaning is Meaning.COMMITMENT
    return table.kind is TableKind.INDICATORS


def _spots(table: TableReading, reading: RowReading) -> Iterator[Spot]:
    """Yield the cells of a row where figures stand or may stand."""
    places = set()
    dated = {column.meaning for column in table.columns if column.period}
    for column in table.columns:
        if column.meaning in FIGURES:
            place = (reading.row, column.column)
            places.add(place)
            any_year = column.meaning in {Meaning.BASELINE, Meaning.TARGET} - dated
            yield Spot(column.meaning, column.period, place, any_year)
    for figure in reading.figures:
        # A promise may be nothing but its value, in a column of words.
        place = position(figure.address)
        if place not in places:
            yield Spot(figure.meaning, figure.period, place)


def _stands(row: FormRow, spot: Spot, amount: Amount) -> bool:
    """Tell whether the cell says already what the book does."""
    for figure in row.reading.figures:
        if figure.address == spot.address and not figure.amount.is_placeholder:
            told = row.written_unit
            if row.unit and told and told != row.unit:
                converted = in_unit(figure.amount, told, row.unit)
                return converted is not None and same_figure(converted, amount)
            return same_figure(figure.amount, amount)
    return any(
        figure.address == spot.address and figure.amount.text == amount.text
        for figure in row.reading.doubtful
    )


def _is_understood(reading: RowReading, spot: Spot, text: str) -> bool:
    """Tell whether what stands in a cell was read as a figure, or only holds its place.

    已全面完成 may be a goal, but nothing that was reached: an office wrote it and keeps it.
    """
    read = [one.amount for one in reading.figures if one.address == spot.address]
    if spot.meaning is Meaning.ACTUAL:
        read = [one for one in read if one.value is not None or one.answer is not None]
    return bool(read) or is_placeholder(text)


def _for_unit(amount: Amount, unit: str, told: str) -> Amount | None:
    """Return a figure in the unit the list is written in; None when it cannot be said in it."""
    if not unit or not told or unit == told or amount.value is None:
        return amount
    converted = in_unit(amount, unit, told)
    if converted is None:
        return None
    back = in_unit(converted, told, unit)
    if back is None or not same_figure(back, amount):
        return None
    if converted.value != amount.value and (converted.op is not Op.EQUAL or converted.high):
        # Its words spoke of the other unit; what they said is said again.
        return converted._replace(text="")
    return converted


def _field(spot: Spot) -> str:
    meaning = Meaning.TARGET if spot.meaning is Meaning.QUANTITY else spot.meaning
    return f"{spot.item} {FIELD_WORDS[meaning]} {named(spot.period)}".strip()
