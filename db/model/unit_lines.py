"""What a screen or a report is given of units: how much they answer for, their rows, people."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.model.lines import IndicatorLine, ProgressLine, UnitLine
    from db.model.words import Aggregation, Counting, RowKind
    from db.model.work_words import ContactRole


class Duty(StrEnum):
    """What a unit has to do with a row, as the interface says it."""

    LEAD = "牵头"
    CO = "配合"
    PROVIDER = "数据提供"


class UnitLoad(NamedTuple):
    """How many rows of a plan a unit leads, helps with and gives figures for.

    `presumed` are the rows where its role waits to be confirmed.
    """

    leads: int = 0
    helps: int = 0
    provides: int = 0
    presumed: int = 0

    @property
    def total(self) -> int:
        """Return how many rows it answers for."""
        return self.leads + self.helps


class AssignableRow(NamedTuple):
    """A row that units may answer for: an indicator, a task, a 量化目标 (`promise`), a project.

    `group` is its category, its section, that of its task, its kind.
    """

    kind: RowKind
    id: str
    name: str
    group: str
    promise: bool = False


class ContactLine(NamedTuple):
    """A person of a unit."""

    id: str
    unit: str
    role: ContactRole
    name: str
    office: str
    phone: str
    note: str


class People(NamedTuple):
    """Who answers inside a unit (责任股室、责任人、分管领导、联络员); empty where nobody does."""

    office: str = ""
    person: str = ""
    leader: str = ""
    contact: str = ""


class Share(NamedTuple):
    """What a unit has to do with one row, and who inside it; `via` names the group it is in.

    `provides`: the figures are asked of it, whatever else it does.
    """

    duty: Duty
    presumed: bool = False
    people: People = People()
    via: str = ""
    provides: bool = False

    @property
    def words(self) -> str:
        """Return it as the interface says it: 牵头（推定）, 配合（各街道）、数据提供."""
        said = self.duty.value
        if self.via or self.presumed:
            said += f"（{self.via or '推定'}）"
        if self.provides and self.duty is not Duty.PROVIDER:
            said += f"、{Duty.PROVIDER}"
        return said


class AnsweredFigure(NamedTuple):
    """An indicator or 量化目标 that a unit answers for or gives the figures of."""

    line: IndicatorLine
    share: Share


class AnsweredWork(NamedTuple):
    """A task or project that a unit answers for; `status` is the project's stage."""

    kind: RowKind
    id: str
    number: str
    name: str
    group: str
    status: str
    deadline: str
    note: str
    share: Share


class UnitAccount(NamedTuple):
    """All that a unit answers for in a plan, up to a period.

    `told` is what was last told of its works by that period, `evidence` the titles of what proves a
    row, both by the row's id; `called` what the unit was called when that period ended.
    """

    unit: UnitLine
    contacts: tuple[ContactLine, ...]
    indicators: tuple[AnsweredFigure, ...]
    promises: tuple[AnsweredFigure, ...]
    tasks: tuple[AnsweredWork, ...]
    projects: tuple[AnsweredWork, ...]
    told: Mapping[str, ProgressLine]
    evidence: Mapping[str, tuple[str, ...]]
    called: str

    @property
    def is_empty(self) -> bool:
        """Tell whether it answers for nothing."""
        return not (self.indicators or self.promises or self.tasks or self.projects)


class SeriesLine(NamedTuple):
    """A 数据项 of the book; `aggregation` as its record has it."""

    id: str
    name: str
    unit: str
    counting: Counting
    aggregation: Aggregation | None = None
