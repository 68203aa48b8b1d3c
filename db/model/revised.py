"""A target revision as lines: the document that made it, and what it did to each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.work_words import RevisedField

if TYPE_CHECKING:
    from db.model.amount import Amount
    from db.model.lines import IndicatorLine, ProjectLine, TaskLine
    from db.model.words import RowKind, TargetRole
    from db.model.work_words import RevisionAction


@dataclass(frozen=True, slots=True)
class RevisedLine:
    """What a revision did to one row, or to one value of it, with the row's own words.

    Figures are in the row's `unit`; an Amount without words means that nothing stood, or stands,
    there. A target of `year` (None: the plan names none) moved `to_year`, None where it stayed.
    `group` is the row's category, section or lump; `successor` the name of the row that came in
    its place.
    """

    id: str
    revision: str
    kind: RowKind
    row: str
    action: RevisionAction
    field: RevisedField
    role: TargetRole | None
    year: int | None
    to_year: int | None
    before: Amount
    after: Amount
    replaced_by: str
    note: str
    name: str
    number: str
    group: str
    unit: str
    successor: str = ""
    is_commitment: bool = False

    @property
    def year_now(self) -> int | None:
        """Return the year that the target has since."""
        return self.year if self.to_year is None else self.to_year

    @property
    def is_row(self) -> bool:
        """Tell whether it speaks of the row itself: added, taken out, replaced."""
        return self.field is RevisedField.ROW


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A target revision with its lines in order; `document_number` is empty while 待补."""

    id: str
    plan: str
    title: str
    document_number: str
    decided_on: str
    reason: str
    evidence: str | None
    lines: tuple[RevisedLine, ...]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The rows of a plan as they stand, or stood: promises of tasks are among `indicators`."""

    indicators: tuple[IndicatorLine, ...]
    tasks: tuple[TaskLine, ...]
    projects: tuple[ProjectLine, ...]
