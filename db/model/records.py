"""The rows of a book: one frozen class a table, its fields the table's columns in order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from db.model.amount import Amount
from db.model.words import (
    Aggregation,
    Answer,
    Counting,
    Direction,
    EntryState,
    Nature,
    Op,
    ResponsibilityRole,
    RowKind,
    SourceKind,
    StatementRole,
    TargetRole,
    TaskStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of the book; `table` is the name of the table its class stands for."""

    table: ClassVar[str] = ""
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """规划: a published document. `issued_on` is an ISO date or empty.

    `continues` is the plan that this one was begun from (续编).
    """

    table: ClassVar[str] = "plan"
    title: str
    document_number: str = ""
    issuer: str = ""
    issued_on: str = ""
    period_start: int | None = None
    period_end: int | None = None
    county: str = ""
    disclosure: str = ""
    superior_basis: tuple[str, ...] = ()
    position: int = 0
    continues: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """责任单位: a bureau, department, township or school. Years of validity are None when open."""

    table: ClassVar[str] = "unit"
    name: str
    kind: str = ""
    valid_from: str = ""
    valid_to: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAlias(Record):
    """Another name under which a unit is written."""

    table: ClassVar[str] = "unit_alias"
    unit: str
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Where figures came from. `received_at` is an ISO time; `sha256` that of the file's bytes.

    `note` is where a person says that they were published (《2021年教育事业统计年鉴》第12页).
    """

    table: ClassVar[str] = "source"
    kind: SourceKind
    file: str = ""
    sha256: str = ""
    received_at: str = ""
    who: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Record):
    """数据项: a quantity whose actuals are recorded once and serve every plan that uses it.

    `aggregation` is None for figures that are typed; `numerator` and `denominator` are the series
    of a ratio. `may_pass_100` is what a person said of a rate: above 100 % by its definition, or
    never; None while nobody has. `frequency` (报送频率) is year, half, quarter or month: finer
    periods have no figure. `available_from` (出数时间) is empty while nobody has said, or words
    apart by blanks: "09" or "09-15" is when the year's figure appears within that year, "+03" in
    March of the next one; "2021 2025" are the only years that have a figure.
    """

    table: ClassVar[str] = "series"
    name: str
    unit: str = ""
    definition: str = ""
    statistical_source: str = ""
    counting: Counting = Counting.POINT
    frequency: str = "year"
    available_from: str = ""
    provider: str | None = None
    decimals: int | None = None
    aggregation: Aggregation | None = None
    numerator: str | None = None
    denominator: str | None = None
    may_pass_100: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """任务. `deadline` is a year, a month (2025-06), 每年, 长期坚持, or empty when not written."""

    table: ClassVar[str] = "task"
    plan: str
    section: str = ""
    number: str = ""
    title: str
    kind: str = "主要任务"
    status: TaskStatus = TaskStatus.NOT_STARTED
    deadline: str = ""
    note: str = ""
    place: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """具体举措: what is done for a task."""

    table: ClassVar[str] = "measure"
    task: str
    title: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """指标, a plan's row on a series; with a `task` it is that task's 量化目标 (commitment).

    `parent` makes it a 其中 row. `recurring` is 每年, 每学期… for a promise that repeats.
    """

    table: ClassVar[str] = "indicator"
    plan: str
    series: str
    number: str = ""
    category: str = ""
    name: str
    parent: str | None = None
    task: str | None = None
    measure: str | None = None
    nature: Nature = Nature.UNSAID
    direction: Direction = Direction.AT_LEAST
    recurring: str = ""
    deadline: str = ""
    note: str = ""
    place: str = ""
    position: int = 0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """项目: one named work, or a lump ("18所幼儿园", with `count`) that opens into named ones.

    Units: `places` 个, `classes` 个, `investment` 万元, `area` 亩, `floor_area` 万㎡.
    """

    table: ClassVar[str] = "project"
    plan: str
    parent: str | None = None
    task: str | None = None
    name: str
    kind: str = ""
    school_stage: str = ""
    year_class: str = ""
    due_year: int | None = None
    count: int | None = None
    places: Decimal | None = None
    classes: Decimal | None = None
    investment: Decimal | None = None
    area: Decimal | None = None
    floor_area: Decimal | None = None
    stage: str = ""
    note: str = ""
    place: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Record):
    """A unit that answers for a row; the first named is the lead, presumed until confirmed."""

    table: ClassVar[str] = "responsibility"
    row_kind: RowKind
    row: str
    unit: str
    role: ResponsibilityRole
    position: int = 0
    presumed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """A choice that belongs to the book; its id is the setting's name."""

    table: ClassVar[str] = "setting"
    value: str = ""


RECORDS: tuple[type[Record], ...] = (
    Plan,
    Unit,
    UnitAlias,
    Source,
    Series,
    Task,
    Measure,
    Indicator,
    Statement,
    Baseline,
    Target,
    Actual,
    Explanation,
    Project,
    Responsibility,
    Setting,
)
