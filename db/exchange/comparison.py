"""Comparing a list with the book: pure, cell by cell; nothing is kept here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.collector import collector_at_rest
from db.exchange.differences import (
    CellDifference,
    NameProposal,
    RowDifference,
    Verdict,
    Wish,
)
from db.exchange.figure_verdicts import (
    in_unit,
    judged_actual,
    judged_date,
    rejected,
    same_figure,
    shown_amount,
)
from db.exchange.held_rows import HeldRow, held_rows
from db.exchange.held_units import UnitNames
from db.exchange.listing import (
    PEOPLE,
    FigureReading,
    ListReading,
    Meaning,
    RowReading,
    TableKind,
    TableReading,
    WordReading,
)
from db.exchange.matching import Decisions, HeldPlan, Match, Matcher
from db.exchange.options import UNSAID, ImportOptions
from db.rules.measures import convert
from db.rules.names import folded
from db.rules.periods import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIELD_WORDS = {
    Meaning.NAME: "名称",
    Meaning.MEASURE: "具体举措",
    Meaning.COMMITMENT: "量化目标",
    Meaning.NUMBER: "序号",
    Meaning.CATEGORY: "类别",
    Meaning.UNIT: "单位",
    Meaning.NATURE: "属性",
    Meaning.BASELINE: "基期值",
    Meaning.ACTUAL: "实际完成值",
    Meaning.TARGET: "目标值",
    Meaning.YEARLY: "年度目标",
    Meaning.LEAD: "牵头单位",
    Meaning.CO: "配合单位",
    Meaning.RESPONSIBLE: "责任单位",
    Meaning.OFFICE: "责任股室",
    Meaning.PERSON: "责任人",
    Meaning.LEADER: "分管领导",
    Meaning.CONTACT: "联络员",
    Meaning.PROVIDER: "数据提供单位",
    Meaning.DEADLINE: "完成时限",
    Meaning.NOTE: "备注",
    Meaning.SECTION: "章节",
    Meaning.RECURRING: "频次",
    Meaning.STATUS: "状态",
    Meaning.KIND: "类型",
    Meaning.SCHOOL_STAGE: "学段",
    Meaning.YEAR_CLASS: "年度类别",
    Meaning.DUE_YEAR: "完成年份",
    Meaning.COUNT: "数量",
    Meaning.PLACES: "学位",
    Meaning.CLASSES: "班级",
    Meaning.INVESTMENT: "总投资",
    Meaning.AREA: "用地",
    Meaning.FLOOR_AREA: "建筑面积",
    Meaning.STAGE: "项目阶段",
    Meaning.TASK: "所属任务",
    Meaning.STREET: "街道（乡镇）",
    Meaning.SITE: "建设地点",
    Meaning.COUNT_UNIT: "数量单位",
    Meaning.PLANNED: "计划日期",
    Meaning.PASSED: "实际日期",
    Meaning.FUNDING: "资金",
    Meaning.CLASS_OF_YEAR: "年度类别",
    Meaning.PIECES: "件数",
}
"""What each meaning is called on screens and in messages."""

_GROUPS = {TableKind.INDICATORS: Meaning.CATEGORY, TableKind.TASKS: Meaning.SECTION}
# An office numbers its lists anew each time, so a running number is no field of a row; only the
# number of a task belongs to the plan.
_NUMBERED = {TableKind.TASKS}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows with their verdicts, what was not understood, the names to be decided."""

    rows: tuple[RowDifference, ...]
    unread: tuple[CellDifference, ...]
    proposals: tuple[NameProposal, ...]


@collector_at_rest(kept=True)
def compare(
    reading: ListReading,
    held: HeldPlan | None,
    *,
    decisions: Decisions,
    fresh: Callable[[], str],
    options: ImportOptions = UNSAID,
) -> Comparison:
    """Compare a list with what the book holds of its plan (None: the list makes a new plan).

    `fresh` gives ids to rows that would be new; `options` hold for all its actuals.
    """
    return _Comparer(reading, held, decisions, fresh, options).compare()


class _Comparer:
    """One comparison under way: which row of the list stands for which row of the book."""

    def __init__(
        self,
        reading: ListReading,
        held: HeldPlan | None,
        decisions: Decisions,
        fresh: Callable[[], str],
        options: ImportOptions,
    ) -> None:
        self._reading = reading
        self._options = options
        self._matcher = Matcher(held, decisions, fresh)
        self._held = held_rows(held) if held else {}
        self._units = UnitNames(held)
        self._names = Counter(
            (table.kind, row.meaning, folded(row.name), table.sheet, table.header)
            for table in reading.tables
            for row in table.rows
        )
        self._ids: dict[tuple[str, int], str] = {}
        self._first: dict[tuple[str, Meaning, str], CellDifference] = {}
        self._proposals: list[NameProposal] = []

    def compare(self) -> Comparison:
        rows = tuple(self._rows())
        unread = tuple(
            CellDifference(
                one.sheet, one.address, Verdict.REJECTED, "", "", "", one.raw, one.reason
            )
            for one in self._reading.complaints
        )
        return Comparison(rows, unread, tuple(self._proposals))

    def _rows(self) -> Iterator[RowDifference]:
        # Tasks first: projects name the task they belong to.
        for kind in (TableKind.TASKS, TableKind.INDICATORS, TableKind.PROJECTS):
            for table in self._reading.tables:
                if table.kind is kind:
                    for row in table.rows:
                        yield self._row(table, row)

    def _row(self, table: TableReading, row: RowReading) -> RowDifference:
        parent = self._ids.get((table.sheet, row.parent)) if row.parent is not None else None
        orphan = row.parent is not None and parent is None
        group = row.words.get(_GROUPS.get(table.kind, Meaning.IGNORED))
        key = (table.kind, row.meaning, folded(row.name), table.sheet, table.header)
        match = (
            Match("")
            if orphan
            else self._matcher.match(
                table.kind,
                table.sheet,
                row,
                parent=parent,
                group=group.words if group else "",
                once=self._names[key] == 1,
            )
        )
        if not match.id:
            return self._undecided(table, row, match)
        if row.meaning is Meaning.NAME:
            # A measure or a promise may stand on its task's own line; nothing belongs to it.
            self._ids[table.sheet, row.row] = match.id
        cells = tuple(self._cells(table, row, match))
        return RowDifference(
            table.sheet, row.row, table.kind, row.meaning, match.id, match.is_new,
            row.name, parent, cells,
        )  # fmt: skip

    def _undecided(self, table: TableReading, row: RowReading, match: Match) -> RowDifference:
        """Reject every cell of a row that a person has to place first."""
        reason = "上面所属的行还没有确定，先确定它。"
        if match.candidates:
            self._proposals.append(NameProposal(table.sheet, row.row, row.name, match.candidates))
            names = "、".join(f"“{name}”" for _, name in match.candidates[:3])
            reason = f"台账里有相近的{names}，指明是同一项，或作为新的一行。"
        elif match.withdrawn:
            reason = f"这一行已由“{match.withdrawn}”调出规划，没有导入。"
        cells = tuple(
            CellDifference(
                table.sheet,
                address,
                Verdict.REJECTED,
                row.name,
                _field_words(wish),
                "",
                shown,
                reason,
            )
            for address, shown, wish in self._wishes(table, row)
        )
        return RowDifference(
            sheet=table.sheet,
            row=row.row,
            kind=table.kind,
            meaning=row.meaning,
            id="",
            is_new=False,
            name=row.name,
            parent=None,
            cells=cells,
        )

    def _cells(
        self, table: TableReading, row: RowReading, match: Match
    ) -> Iterator[CellDifference]:
        held = self._held.get(match.id, HeldRow())
        unit = held.words.get(Meaning.UNIT, "")
        written = row.words.get(Meaning.UNIT)
        for address, shown, told in self._wishes(table, row):
            wish = _as_promised(told, held)
            if wish is None:
                continue
            cell = CellDifference(
                table.sheet, address, Verdict.NEW, row.name, _field_words(wish), "", shown,
                wish=wish,
            )  # fmt: skip
            judged = self._judge(cell, held, match, written.words if written else "", unit)
            if wish.meaning in PEOPLE and not (
                held.leads or held.co_units or row.leads or row.co_units
            ):
                judged = rejected(cell, "这一行没有责任单位，没有处记。先填责任单位。")
            yield self._once(match.id, judged)

    def _judge(
        self, cell: CellDifference, held: HeldRow, match: Match, written: str, unit: str
    ) -> CellDifference:
        """Give a cell its verdict against the row of the book."""
        wish = cell.wish
        if wish is None:
            raise TypeError("a cell without a wish has nothing to be judged by")
        if wish.names:
            known = "、".join(self._units.known(wish.names))
            return _judged(cell, self._named(held, wish.meaning), known)
        if wish.amount is not None:
            return self._judge_figure(cell, wish, held, written, unit)
        if wish.meaning in {Meaning.NAME, Meaning.MEASURE, Meaning.COMMITMENT} and not wish.period:
            return cell if match.is_new else cell._replace(verdict=Verdict.SAME, old=cell.new)
        if wish.meaning is Meaning.UNIT and unit and written and unit != written:
            if convert(Decimal(1), written=written, wanted=unit) is not None:
                return cell._replace(verdict=Verdict.SAME, old=unit)
            return rejected(cell, f"台账里的单位是“{unit}”，换算不了，请核对。")
        if wish.meaning is Meaning.PROVIDER:
            provider = self._units.of(wish.words) or wish.words
            return _judged(cell, held.words.get(wish.meaning, ""), provider)
        return _judged(cell, held.words.get(wish.meaning, ""), wish.words)

    def _judge_figure(
        self, cell: CellDifference, wish: Wish, held: HeldRow, written: str, unit: str
    ) -> CellDifference:
        amount = wish.amount
        if amount is None:
            raise TypeError("not a figure")
        if unit and written and unit != written:
            converted = in_unit(amount, written, unit)
            if converted is None:
                return rejected(cell, f"单位“{written}”与台账的“{unit}”换算不了，请核对。")
            amount = converted
            cell = cell._replace(wish=wish._replace(amount=amount), new=shown_amount(amount))
        if wish.meaning is Meaning.ACTUAL:
            actual = held.actuals.get(wish.period)
            return judged_actual(cell, amount, actual, wish.period, self._options)
        stands = held.figures.get((wish.meaning, wish.period))
        if stands is None:
            return cell
        if same_figure(stands, amount):
            return cell._replace(verdict=Verdict.SAME, old=shown_amount(stands))
        cell = cell._replace(verdict=Verdict.CHANGED, old=shown_amount(stands))
        passed = wish.meaning is Meaning.PASSED
        return judged_date(cell, held.passed.get(wish.period, "")) if passed else cell

    def _once(self, row: str, cell: CellDifference) -> CellDifference:
        """Refuse a second, different figure for the same row and period in one file."""
        wish = cell.wish
        if wish is None or wish.amount is None or cell.verdict is Verdict.REJECTED:
            return cell
        first = self._first.setdefault((row, wish.meaning, wish.period), cell)
        if first is cell or first.wish is None or first.wish.amount is None:
            return cell
        if same_figure(first.wish.amount, wish.amount):
            return cell._replace(verdict=Verdict.SAME, old=first.new)
        return rejected(
            cell, f"与{first.sheet}!{first.address}的 {first.new} 不一致，核对后留下一个。"
        )

    def _named(self, held: HeldRow, meaning: Meaning) -> str:
        if meaning is Meaning.RESPONSIBLE:
            return "、".join((*held.leads, *held.co_units))
        return "、".join(held.leads if meaning is Meaning.LEAD else held.co_units)

    def _wishes(self, table: TableReading, row: RowReading) -> Iterator[tuple[str, str, Wish]]:
        """Yield address, shown words and wish of every cell that says something."""
        yield row.address, row.name, Wish(row.meaning, words=row.name)
        for meaning, word in row.words.items():
            wish = _word_wish(table.kind, row, meaning, word)
            if wish is not None:
                yield word.address, word.words, wish
        for figure in row.figures:
            if not figure.amount.is_placeholder:
                yield figure.address, figure.raw, _figure_wish(row, figure)


def _word_wish(
    kind: TableKind, row: RowReading, meaning: Meaning, word: WordReading
) -> Wish | None:
    if meaning is Meaning.LEAD:
        return Wish(meaning, names=row.leads) if row.leads else None
    if meaning is Meaning.CO:
        return Wish(meaning, names=row.co_units) if row.co_units else None
    if meaning is Meaning.RESPONSIBLE:
        names = (*row.leads, *row.co_units)
        return Wish(meaning, names=names, leads=len(row.leads)) if names else None
    if meaning not in FIELD_WORDS or not word.words:
        return None
    if meaning is Meaning.NUMBER and (kind not in _NUMBERED or row.meaning is not Meaning.NAME):
        return None
    if meaning is Meaning.MEASURE:
        # The measure that a commitment belongs to, not a row of its own.
        return Wish(meaning, period="of", words=word.words)
    return Wish(meaning, words=word.words)


def _figure_wish(row: RowReading, figure: FigureReading) -> Wish:
    meaning, period = figure.meaning, figure.period
    if meaning is Meaning.QUANTITY:
        meaning = Meaning.TARGET
    if row.meaning is Meaning.COMMITMENT and meaning is Meaning.TARGET:
        # A promise has one target; its year is the row's 完成时限.
        period = ""
    return Wish(meaning, period, amount=figure.amount)


def _as_promised(wish: Wish, held: HeldRow) -> Wish | None:
    """Return what a cell wishes of a promise that an office listed among its indicators.

    A promise stands under its task, not in a category, and its target has no year of its own.
    """
    if not held.promise:
        return wish
    if wish.meaning is Meaning.CATEGORY:
        return None
    if wish.meaning is Meaning.TARGET and wish.period == held.words.get(Meaning.DEADLINE):
        return wish._replace(period="")
    return wish


def _field_words(wish: Wish) -> str:
    words = FIELD_WORDS[wish.meaning]
    if wish.amount is not None and wish.period:
        return f"{words} {named(wish.period)}"
    return words


def _judged(cell: CellDifference, old: str, new: str) -> CellDifference:
    if not old:
        return cell
    return cell._replace(verdict=Verdict.SAME if old == new else Verdict.CHANGED, old=old)
