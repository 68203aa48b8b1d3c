"""Comparing tables of units with the book: pure, cell by cell; nothing is kept here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.exchange.differences import (
    CellDifference,
    ItemMatch,
    NameProposal,
    RowDifference,
    SumLine,
    Verdict,
    Wish,
)
from db.exchange.figure_verdicts import (
    in_unit,
    judged_actual,
    rejected,
    same_figure,
    shown_amount,
)
from db.exchange.listing import Meaning, RowReading, TableKind, TableReading
from db.exchange.sheets import row_on_sheet
from db.exchange.unit_table.matching import (
    HeldUnits,
    ItemMatcher,
    UnitMatcher,
    figure_columns,
    written_unit,
)
from db.exchange.unit_table.sums import PartSum, parts_that_are_off, sums_of
from db.rules.periods import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.exchange.listing import ColumnReading, FigureReading, ListReading
    from db.exchange.matching import Decisions, Match
    from db.exchange.options import ImportOptions


@dataclass(frozen=True, slots=True)
class UnitComparison:
    """All rows of units with their verdicts, what hangs on columns and sums, names to decide."""

    rows: tuple[RowDifference, ...] = ()
    unread: tuple[CellDifference, ...] = ()
    proposals: tuple[NameProposal, ...] = ()
    items: tuple[ItemMatch, ...] = ()
    sums: tuple[SumLine, ...] = ()


def compare_units(
    reading: ListReading,
    held: HeldUnits,
    *,
    decisions: Decisions,
    fresh: Callable[[], str],
    options: ImportOptions,
) -> UnitComparison:
    """Compare the tables of units of a reading with the book; `fresh` gives ids to what is new."""
    return _UnitComparer(reading, held, decisions, fresh, options).compare()


class _UnitComparer:
    """One comparison under way: what each column counts, and which unit each row is."""

    def __init__(
        self,
        reading: ListReading,
        held: HeldUnits,
        decisions: Decisions,
        fresh: Callable[[], str],
        options: ImportOptions,
    ) -> None:
        self._tables = [table for table in reading.tables if table.kind is TableKind.UNITS]
        self._held = held
        self._options = options
        self._items = ItemMatcher(held.items, fresh)
        self._units = UnitMatcher(reading, held.units, decisions, fresh)
        self._columns: dict[int, ItemMatch] = {}
        self._first: dict[tuple[str, str, str], CellDifference] = {}
        self._unread: list[CellDifference] = []
        self._proposals: list[NameProposal] = []
        self._matches: list[ItemMatch] = []
        self._sums: list[SumLine] = []

    def compare(self) -> UnitComparison:
        rows: list[RowDifference] = []
        for table in self._tables:
            self._match_columns(table)
            rows += [self._row(table, row) for row in table.rows]
            found = sums_of(table, self._columns, self._held.figures)
            self._sums += found
            self._unread += (_off(table, one) for one in found if one.off_stated)
            off = parts_that_are_off(table, self._columns)
            self._unread += (_part_off(table, one) for one in off)
        return UnitComparison(
            tuple(rows), tuple(self._unread), tuple(self._proposals), tuple(self._matches),
            tuple(self._sums),
        )  # fmt: skip

    def _match_columns(self, table: TableReading) -> None:
        """Find what the columns of a table count; point at those that cannot be taken in."""
        self._columns = {}
        taken: dict[tuple[str, str], str] = {}
        undated = False
        matches = self._items.match_all(table)
        self._matches += matches
        for match in matches:
            column = match.column
            if match.candidates:
                names = "、".join(f"“{item.name}”" for item in match.candidates[:3])
                self._refuse(table, column, f"台账里有相近的{names}，指明是不是同一项。")
            if match.item is None:
                continue
            if not column.period:
                undated = True
                continue
            key = (match.item.id, column.period)
            if key in taken:
                reason = f"和“{taken[key]}”一列是同一个数据项、同一年，这一列没有读。"
                self._refuse(table, column, reason)
                continue
            taken[key] = column.heading
            self._columns[column.column] = match
        if undated:
            first = figure_columns(table)[0]
            self._refuse(table, first, "没有写明是哪一年的数。选一个时期再导入。")

    def _refuse(self, table: TableReading, column: ColumnReading, reason: str) -> None:
        self._unread.append(
            CellDifference(
                table.sheet, column.address, Verdict.REJECTED, "", column.heading, "",
                column.heading, reason,
            )
        )  # fmt: skip

    def _row(self, table: TableReading, row: RowReading) -> RowDifference:
        match = self._units.match(table.sheet, row)
        if match.id:
            cells = (self._name_cell(table, row, match), *self._cells(table, row, match))
        else:
            cells = self._undecided(table, row, match)
        return RowDifference(
            table.sheet, row.row, TableKind.UNITS, Meaning.NAME, match.id, match.is_new,
            row.name, None, cells,
        )  # fmt: skip

    def _undecided(
        self, table: TableReading, row: RowReading, match: Match
    ) -> tuple[CellDifference, ...]:
        """Reject every cell of a row whose unit a person has to tell first."""
        self._proposals.append(NameProposal(table.sheet, row.row, row.name, match.candidates))
        names = "、".join(f"“{name}”" for _, name in match.candidates[:3])
        reason = f"台账里有相近的{names}，指明是同一个单位，或作为新的单位。"
        cells = [(row.address, row.name, "单位")]
        cells += [
            (figure.address, figure.raw, _field(self._columns[figure.column].column))
            for figure in row.figures
            if figure.column in self._columns
        ]
        return tuple(
            CellDifference(
                table.sheet, address, Verdict.REJECTED, row.name, field, "", shown, reason
            )
            for address, shown, field in cells
        )

    def _name_cell(self, table: TableReading, row: RowReading, match: Match) -> CellDifference:
        wish = Wish(Meaning.NAME, words=row.name)
        verdict = Verdict.NEW if match.is_new else Verdict.SAME
        old = self._units.name_of(match.id)
        cell = CellDifference(
            table.sheet, row.address, verdict, row.name, "单位", old, row.name, wish=wish
        )
        if not match.is_new:
            return cell
        # The same new school may stand in several tables; it is made once.
        first = self._first.setdefault((match.id, "", ""), cell)
        return cell if first is cell else cell._replace(verdict=Verdict.SAME)

    def _cells(
        self, table: TableReading, row: RowReading, match: Match
    ) -> Iterator[CellDifference]:
        for figure in row.figures:
            column = self._columns.get(figure.column)
            if column is not None:
                yield self._cell(table, row, figure, match, column)

    def _cell(
        self,
        table: TableReading,
        row: RowReading,
        figure: FigureReading,
        match: Match,
        counted: ItemMatch,
    ) -> CellDifference:
        column, item = counted.column, counted.item
        if item is None:
            raise TypeError("a column without a 数据项 has no cells")
        period = column.period
        amount = in_unit(figure.amount, written_unit(table, column, item.unit), item.unit)
        cell = CellDifference(
            table.sheet, figure.address, Verdict.NEW, row.name, _field(column), "", figure.raw
        )
        if amount is None:
            return rejected(cell, f"单位“{column.unit}”与台账的“{item.unit}”换算不了，请核对。")
        if amount is not figure.amount:
            cell = cell._replace(new=shown_amount(amount))
        wish = Wish(Meaning.ACTUAL, period, amount, series=item.id)
        held = self._held.figures.get((item.id, period, match.id))
        judged = judged_actual(cell._replace(wish=wish), amount, held, period, self._options)
        return self._once((match.id, item.id, period), judged)

    def _once(self, key: tuple[str, str, str], cell: CellDifference) -> CellDifference:
        """Refuse a second, different figure of one unit in one file."""
        first = self._first.setdefault(key, cell)
        if first is cell or cell.wish is None or first.wish is None:
            return cell
        one, other = first.wish.amount, cell.wish.amount
        if one is None or other is None or cell.verdict is Verdict.REJECTED:
            return cell
        if same_figure(one, other):
            return cell._replace(verdict=Verdict.SAME, old=first.new)
        where = f"{first.sheet}!{first.address}"
        reason = f"同一个单位在{where}是 {first.new}，两处不一致，核对后留下一个。"
        return rejected(cell, reason)


def _field(column: ColumnReading) -> str:
    return f"{column.heading} {named(column.period)}"


def _off(table: TableReading, line: SumLine) -> CellDifference:
    """Return the table's own sum as a cell that is not taken in, since it does not add up."""
    reason = (
        f"表里的合计是 {line.stated:,f}，{line.known} 个单位相加是 {line.total:,f}，"
        f"相差 {abs(line.off_stated or 0):,f}，请核对。合计行不导入。"
    )
    return CellDifference(
        table.sheet, line.address, Verdict.REJECTED, "合计", f"{line.heading} {named(line.period)}",
        "", format(line.stated or 0, "f"), reason,
    )  # fmt: skip


def _part_off(table: TableReading, part: PartSum) -> CellDifference:
    """Return a 小计 as a cell that is not taken in, since its rows do not add up to it."""
    rows = [row_on_sheet(row) for row in part.subtotal.parts]
    span = f"第 {rows[0]}—{rows[-1]} 行" if len(rows) > 1 else f"第 {rows[0]} 行"
    reason = (
        f"小计是 {part.stated:,f}，{span}的 {part.known} 个单位相加是 {part.total:,f}，"
        f"相差 {abs(part.stated - part.total):,f}，请核对。小计行不导入。"
    )
    return CellDifference(
        table.sheet, part.address, Verdict.REJECTED, part.subtotal.row.name, _field(part.column),
        "", format(part.stated, "f"), reason,
    )  # fmt: skip
