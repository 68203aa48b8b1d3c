"""The rows of a published plan: the plan itself, its data items, indicators and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from db.model.records.base import Record
from db.model.words import (
    Aggregation,
    Counting,
    Direction,
    Nature,
    TaskStatus,
)
from db.model.work_words import SourceKind


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
    """任务. `deadline` is a year, a month (2025-06), 每年, 长期坚持, or empty when not written.

    `withdrawn_by` is the target revision that took it out.
    """

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
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """具体举措: what is done for a task; `status` and `deadline` are the task's where None."""

    table: ClassVar[str] = "measure"
    task: str
    title: str
    position: int = 0
    status: TaskStatus | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """指标, a plan's row on a series; with a `task` it is that task's 量化目标 (commitment).

    `parent` makes it a 其中 row. `recurring` is 每年, 每学期… for a promise that repeats.
    `withdrawn_by` is the target revision that took it out.
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
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """A choice that belongs to the book; its id is the setting's name."""

    table: ClassVar[str] = "setting"
    value: str = ""
