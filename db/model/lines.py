"""What a screen or a report is given to show: frozen lines without behaviour.

Those of tasks and projects are loaded when they are asked for.
"""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from db.model.amount import Amount
from db.model.words import (
    Aggregation,
    Counting,
    Direction,
    EntryState,
    Nature,
    TargetRole,
)

if TYPE_CHECKING:
    from db.model.work_lines import (
        MeasureLine,
        ProblemLine,
        ProgressLine,
        ProjectLine,
        TaskHead,
        TaskLine,
        TaskProject,
        YearlyWorkLine,
    )

__all__ = [
    "ActualValue",
    "IndicatorLine",
    "MeasureLine",
    "PlanLine",
    "ProblemLine",
    "ProgressLine",
    "ProjectLine",
    "TaskHead",
    "TaskLine",
    "TaskProject",
    "UnitLine",
    "UnitShare",
    "YearValue",
    "YearlyWorkLine",
]


def __getattr__(name: str) -> Any:
    """Return a line of tasks and projects: what is painted first is a table of figures."""
    if name in __all__:
        return getattr(import_module("db.model.work_lines"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class PlanLine(NamedTuple):
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


class ActualValue(NamedTuple):
    """What is recorded for a period, with its state; `db.queries` tells where it came from.

    A `computed` one is worked out from other figures (`db.rules.aggregating`); `made_of` says of
    how many. Where the book holds another figure for its place, that is `printed`, and `id` is its
    row; else `id` is empty.
    """

    id: str
    period: str
    amount: Amount
    state: EntryState
    provisional: bool
    as_of: str
    note: str
    computed: bool = False
    made_of: str = ""
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


class IndicatorLine(NamedTuple):
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
    actuals: Mapping[str, ActualValue] = MappingProxyType({})
    units: tuple[UnitShare, ...] = ()
    decimals: int | None = None
    aggregation: Aggregation | None = None
    numerator: str | None = None
    denominator: str | None = None
    may_pass_100: bool | None = None
    frequency: str = "year"
    available_from: str = ""
    referenced: Mapping[int, str] = MappingProxyType({})
    provider: str = ""
    withdrawn_by: str | None = None
    """The id of the target revision that took it out."""


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
