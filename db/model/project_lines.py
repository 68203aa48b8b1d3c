"""What the project page and its timeline are given to show: rows by the ten thousand, one whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from db.model.lines import ProjectLine, UnitShare


class MilestoneLine(NamedTuple):
    """项目阶段 of a project: when it was planned to be passed, and when it was.

    `planned` and `actual` are a day (2024-09-15), a month (2024-09) or empty; `note` says why a
    date stands out of order. `state` is the EntryState of the actual date, empty while nobody has
    handed it in.
    """

    stage: str
    planned: str = ""
    actual: str = ""
    note: str = ""
    state: str = ""


class ProjectRow(NamedTuple):
    """A project as a row of the board, as the book's file has it: sizes are text, None unknown.

    `number` counts `count_unit`, or named works where that is empty. `lead` are the names of the
    leading units, joined by 、; `packed` tells of its milestones what ten thousand rows are asked
    for: see `db.rules.schedule.in_short`.
    """

    id: str
    parent: str | None
    name: str
    kind: str
    school_stage: str
    year_class: str
    due_year: int | None
    deadline: str
    number: int | None
    count_unit: str
    places: str | None
    classes: str | None
    investment: str | None
    stage: str
    street: str
    site: str
    task: str | None
    note: str
    lead: str
    packed: str = ""
    area: str | None = None
    floor_area: str | None = None


@dataclass(frozen=True, slots=True)
class FundingLine:
    """资金 of a project from one source (empty: all together), in 万元; see the Funding record."""

    year: int | None
    origin: str
    planned: Decimal | None = None
    arrived: Decimal | None = None
    done: Decimal | None = None
    paid: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectYearLine:
    """A year of a project: its 年度类别, the pieces planned and delivered."""

    year: int
    year_class: str = ""
    planned: Decimal | None = None
    delivered: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectWork:
    """All that is recorded of the work on one project."""

    milestones: tuple[MilestoneLine, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    years: tuple[ProjectYearLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectDetail:
    """One project whole: its line with the units that answer for it, and its work.

    `task_units` answer for its task, where it has none of its own.
    """

    line: ProjectLine
    work: ProjectWork
    task_units: tuple[UnitShare, ...] = ()
