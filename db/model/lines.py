"""What a screen or a report is given to show: frozen lines without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from db.model.amount import Amount
    from db.model.words import (
        Aggregation,
        Counting,
        Direction,
        EntryState,
        Nature,
        ProblemKind,
        RowKind,
        StatementRole,
        TargetRole,
        TaskStatus,
    )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan of the book with the counts behind its pages."""

    id: str
    title: str
    document_number: str
    issuer: str
    issued_on: str
    period_start: int | None
    period_end: int | None
    county: str
    disclosure: str
    indicators: int
    commitments: int
    tasks: int
    projects: int
    demonstration: bool


class YearValue(NamedTuple):
    """A baseline or target of a year (None: the plan names none)."""

    id: str
    year: int | None
    amount: Amount
    role: TargetRole | None = None
    revised_by: str = ""
    """The id of the target revision that made it what it is; empty where the plan's word stands."""


@dataclass(frozen=True, slots=True)
class ActualValue:
    """What is recorded for a period, with its state and where it came from.

    A `computed` one is worked out from other figures (`db.rules.aggregating`); its `source` says
    from how many. Where the book holds another figure for its place, that is `printed`, and `id`
    is its row; else `id` is empty.
    """

    id: str
    period: str
    amount: Amount
    state: EntryState
    provisional: bool
    as_of: str
    note: str
    source: str
    cell: str
    computed: bool = False
    printed: Amount | None = None


class UnitShare(NamedTuple):
    """A unit that answers for a row, and who does inside it.

    `office` is 责任股室, `person` 责任人, `leader` 分管领导, `contact` 联络员.
    """

    unit: str
    name: str
    lead: bool
    presumed: bool
    office: str = ""
    person: str = ""
    leader: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator (or a task's 量化目标) with all its years; `depth` counts its wholes.

    `referenced` are the years whose figures another plan of the book owns, with its title.
    `provider` is the name of the 数据提供单位, where it is not the responsible one.
    """

    id: str
    series: str
    number: str
    name: str
    category: str
    unit: str
    nature: Nature
    direction: Direction
    counting: Counting
    parent: str | None
    depth: int
    task: str | None
    measure: str | None
    recurring: str
    deadline: str
    definition: str
    note: str
    place: str
    position: int
    baselines: tuple[YearValue, ...] = ()
    targets: tuple[YearValue, ...] = ()
    actuals: Mapping[str, ActualValue] = field(default_factory=dict)
    units: tuple[UnitShare, ...] = ()
    decimals: int | None = None
    aggregation: Aggregation | None = None
    numerator: str | None = None
    denominator: str | None = None
    may_pass_100: bool | None = None
    frequency: str = "year"
    available_from: str = ""
    referenced: Mapping[int, str] = field(default_factory=dict)
    provider: str = ""
    withdrawn_by: str | None = None
    """The id of the target revision that took it out."""


class SeriesLine(NamedTuple):
    """A 数据项 of the book; `aggregation` as its record has it."""

    id: str
    name: str
    unit: str
    counting: Counting
    aggregation: Aggregation | None = None


class MissingLine(NamedTuple):
    """A figure that is still asked of a unit: its data provider, the lead unit, a part of a sum.

    `unit` is None for a row without a unit, which is asked of the plan's issuer, then in
    `unit_name`. `has_answer` when only the reason of its 无此项 or 不适用 is missing. `person` is
    who answers inside the unit (责任人, else 联络员), empty where the book names nobody.
    """

    unit: str | None
    unit_name: str
    row: str
    name: str
    category: str
    measure_unit: str
    period: str
    has_answer: bool = False
    person: str = ""


class StatementLine(NamedTuple):
    """One printing of a value; `chosen` when it is the indicator's baseline or target."""

    id: str
    indicator: str
    role: StatementRole
    year: int | None
    amount: Amount
    name: str
    place: str
    chosen: bool


class MeasureLine(NamedTuple):
    """A 具体举措 of a task; `status` and `deadline` are the task's where None."""

    id: str
    task: str
    title: str
    position: int
    status: TaskStatus | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its measures and its countable promises."""

    id: str
    section: str
    number: str
    title: str
    kind: str
    status: TaskStatus
    deadline: str
    note: str
    place: str
    position: int
    units: tuple[UnitShare, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    commitments: tuple[IndicatorLine, ...] = ()
    withdrawn_by: str | None = None


class TaskHead(NamedTuple):
    """A task as a row of a long table; its `measures` and `commitments` are counted.

    `leads` and `co_units` are names in order, `lead_ids` and `co_ids` their ids; `presumed` tells
    that nobody has confirmed a lead.
    """

    id: str
    section: str
    number: str
    title: str
    kind: str
    status: TaskStatus
    deadline: str
    note: str
    position: int
    measures: int = 0
    commitments: int = 0
    leads: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    lead_ids: tuple[str, ...] = ()
    co_ids: tuple[str, ...] = ()
    presumed: bool = False


class TaskProject(NamedTuple):
    """A project as its task names it."""

    id: str
    name: str
    stage: str


@dataclass(frozen=True, slots=True)
class YearlyWorkLine:
    """A line of the 年度任务分解表; `due` is a month (2024-06), empty: the end of the year.

    `unit` is who does it, None: the task's own units.
    """

    id: str
    task: str
    measure: str | None
    year: int
    words: str
    due: str
    unit: str | None
    unit_name: str
    status: TaskStatus
    position: int


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """进展 of a task, measure or project in a period, as a unit (None: the lead unit) told it."""

    id: str
    row_kind: RowKind
    row: str
    period: str
    unit: str | None
    status: TaskStatus | None
    stage: str
    words: str
    problem: str
    next_step: str
    coordination: str
    as_of: str
    state: EntryState
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """存在问题 or 需协调事项 that is followed; days are ISO days, empty while open."""

    id: str
    kind: ProblemKind
    row_kind: RowKind
    row: str
    period: str
    words: str
    unit: str | None
    unit_name: str
    due: str
    meeting: str
    decided_on: str
    decision: str
    result: str
    solved_on: str
    position: int

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for its result."""
        return not self.solved_on


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project; its sizes are 个, 个, 万元, 亩, 万㎡. `depth` counts its lumps.

    `count` counts `count_unit` (台, 套), or named works where that is empty; `deadline` is its due
    month (2024-09), empty where only the year is known.
    """

    id: str
    name: str
    kind: str
    school_stage: str
    year_class: str
    due_year: int | None
    count: int | None
    places: Decimal | None
    classes: Decimal | None
    investment: Decimal | None
    area: Decimal | None
    floor_area: Decimal | None
    stage: str
    parent: str | None
    depth: int
    task: str | None
    task_title: str
    note: str
    place: str
    position: int
    units: tuple[UnitShare, ...] = ()
    deadline: str = ""
    withdrawn_by: str | None = None
    site: str = ""
    street: str = ""
    count_unit: str = ""


class UnitLine(NamedTuple):
    """A unit with the other names it is written under; days are ISO days, empty while open.

    `parent` and `successor` are units. A group (各街道) stands for its `members`.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    short_name: str = ""
    parent: str | None = None
    is_group: bool = False
    members: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    successor: str | None = None


class StepLine(NamedTuple):
    """One step of the book's history; `undone` when it was taken back since."""

    id: str
    sequence: int
    label: str
    kind: str
    made_at: str
    who: str
    rows: int
    undone: bool


class CellHistoryLine(NamedTuple):
    """What happened to one figure: its words before and after, when, by whom, in which step."""

    made_at: str
    who: str
    label: str
    before: str
    after: str


class KeptFile(NamedTuple):
    """A file that was imported and stays in the book; `size` is in bytes."""

    sha256: str
    name: str
    received_at: str
    size: int
