"""The rows that hold a value with its words: statements, baselines, targets, actuals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from db.model.amount import Amount
from db.model.records.base import Record
from db.model.words import Answer, EntryState, Op, TargetRole
from db.model.work_words import StatementRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A value with its words, in the unit of its series; a part of the rows that hold one."""

    value: Decimal | None = None
    high: Decimal | None = None
    op: Op = Op.EQUAL
    text: str = ""

    @property
    def amount(self) -> Amount:
        """Return the figure with its words."""
        return Amount(self.text, self.value, self.high, self.op)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Figure):
    """表述: one printing of a value, with its place and the name it was printed under."""

    table: ClassVar[str] = "statement"
    indicator: str
    role: StatementRole
    year: int | None = None
    name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenFigure(Figure):
    """A figure that the bureau goes by: the statement it was chosen from, or file and cell."""

    indicator: str
    year: int | None = None
    statement: str | None = None
    source: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(ChosenFigure):
    """基期值: the value at the start of the plan."""

    table: ClassVar[str] = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(ChosenFigure):
    """目标值, 阶段目标 or 年度目标 of a year; the year is None when the plan names none."""

    table: ClassVar[str] = "target"
    role: TargetRole = TargetRole.TARGET


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual(Figure):
    """实际完成值 of a series at a period, for one unit or (unit None) the whole county.

    `period` is written as `db.model.period` reads it; `as_of` is the ISO day the figure speaks of.
    """

    table: ClassVar[str] = "actual"
    series: str
    period: str
    unit: str | None = None
    answer: Answer | None = None
    as_of: str = ""
    provisional: bool = False
    state: EntryState = EntryState.DRAFT
    note: str = ""
    source: str | None = None
    cell: str = ""

    @property
    def amount(self) -> Amount:
        """Return the figure with its words."""
        return Amount(self.text, self.value, self.high, self.op, self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Record):
    """说明 of a query: why a figure that a check doubts is right.

    `rule` names the check, `row` is the id of the series (or other row) it doubts, `period` and
    `unit` the cell. `figures` are the words of the figures it was given for: when they change, the
    explanation no longer stands. `made_at` is an ISO time.
    """

    table: ClassVar[str] = "explanation"
    rule: str
    row: str
    period: str = ""
    unit: str | None = None
    figures: str = ""
    words: str
    made_at: str = ""
    who: str = ""
