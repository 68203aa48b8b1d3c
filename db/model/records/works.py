"""The rows of work: projects with their stages and money, yearly work, progress, problems."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from db.model.records.base import Record
from db.model.words import EntryState, RowKind, TaskStatus
from db.model.work_words import ProblemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """项目: one named work, or a lump ("18所幼儿园", with `count`) that opens into named ones.

    Units: `places` 个, `classes` 个, `investment` (总投资) 万元, `area` 亩, `floor_area` 万㎡;
    `count` counts `count_unit` (台, 套), or named works where that is empty. `site` is 建设地点,
    `street` 街道或乡镇, `deadline` the due month (2024-09). `withdrawn_by` is the target revision
    that took it out.
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
    site: str | None = None
    street: str | None = None
    count_unit: str | None = None
    deadline: str | None = None
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """项目阶段 of a project: when it was planned to be passed, and when it was.

    `planned` and `actual` are a day (2024-09-15), a month (2024-09) or empty. `state` is where the
    actual date stands in the review, None before it was ever told.
    """

    table: ClassVar[str] = "milestone"
    project: str
    stage: str
    planned: str = ""
    actual: str = ""
    note: str = ""
    position: int = 0
    state: EntryState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Record):
    """资金 of a project from one source (中央, 省, 区县…; empty: all together), in 万元.

    Without a year it belongs to 总投资, with one to that year's 年度计划投资. `planned` 计划,
    `arrived` 到位, `done` 完成投资, `paid` 支付.
    """

    table: ClassVar[str] = "funding"
    project: str
    year: int | None = None
    origin: str = ""
    planned: Decimal | None = None
    arrived: Decimal | None = None
    done: Decimal | None = None
    paid: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectYear(Record):
    """A year of a project: its 年度类别, and the pieces (`count_unit`) planned and delivered."""

    table: ClassVar[str] = "project_year"
    project: str
    year: int
    year_class: str = ""
    planned: Decimal | None = None
    delivered: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyWork(Record):
    """A line of the 年度任务分解表: what of a task is to be done in a year.

    `due` is a month (2024-06); empty means the end of the year. `unit` is who does it, None: the
    task's own units.
    """

    table: ClassVar[str] = "yearly_work"
    task: str
    measure: str | None = None
    year: int
    words: str
    due: str = ""
    unit: str | None = None
    status: TaskStatus = TaskStatus.NOT_STARTED
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """进展 of a task, measure or project in a period, as one unit told it (None: the lead unit).

    `row_kind` is task, measure or project; `status` the task's status, or `stage` the project's,
    as told then. `words` are the 进展, `problem` 存在问题, `next_step` 下步安排, `coordination`
    需协调事项.
    """

    table: ClassVar[str] = "progress"
    row_kind: RowKind
    row: str
    period: str
    unit: str | None = None
    status: TaskStatus | None = None
    stage: str = ""
    words: str = ""
    problem: str = ""
    next_step: str = ""
    coordination: str = ""
    as_of: str = ""
    state: EntryState = EntryState.DRAFT
    note: str = ""
    source: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Record):
    """存在问题 or 需协调事项 of a task, measure or project that is followed until it is solved.

    `period` is when it was raised; `unit` who is asked to settle it; `meeting` and `decided_on`
    say who decided what (`decision`) and when; `result` and `solved_on` how it ended. Days are
    ISO days, empty while open.
    """

    table: ClassVar[str] = "problem"
    kind: ProblemKind
    row_kind: RowKind
    row: str
    period: str = ""
    words: str
    unit: str | None = None
    due: str = ""
    meeting: str = ""
    decided_on: str = ""
    decision: str = ""
    result: str = ""
    solved_on: str = ""
    position: int = 0
