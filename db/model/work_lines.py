"""Tasks, projects and what is told of them, as a screen or a report is given them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from db.model.lines import IndicatorLine, UnitShare
    from db.model.words import EntryState, RowKind, TaskStatus
    from db.model.work_words import ProblemKind


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
