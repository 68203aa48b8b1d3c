"""What a person says of a target revision: its document, and what it does to which rows."""

from __future__ import annotations

from dataclasses import dataclass

from db.model.words import Nature, RowKind, TargetRole
from db.model.work_words import RevisedField, RevisionAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The document that approved a revision.

    `decided_on` is an ISO day. Without a `document_number` it counts as 待补文号. `evidence` is the
    id of the document itself, where the book holds it.
    """

    title: str
    decided_on: str
    document_number: str = ""
    reason: str = ""
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValue:
    """A value of a row, new or in place of one.

    A target has its `year` (None: the plan names none), its `role` (None: by the year), and
    `to_year` where it moves to another one. `words` are what is typed (92, 95以上, 2025-06), in the
    unit of the row; blank ones take the value away. `seen` are the words that stood there when it
    was typed over; None when nobody looked.
    """

    kind: RowKind
    row: str
    words: str
    field: RevisedField = RevisedField.TARGET
    year: int | None = None
    role: TargetRole | None = None
    to_year: int | None = None
    note: str = ""
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A row that leaves the plan with all that belongs to it.

    With `replaced_by` another row of its kind stands for it from now on.
    """

    kind: RowKind
    row: str
    replaced_by: str = ""
    note: str = ""

    @property
    def action(self) -> RevisionAction:
        """Return what is done to the row."""
        return RevisionAction.REPLACED if self.replaced_by else RevisionAction.TAKEN_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row that comes into the plan; with `replaces` in the place of another of its kind.

    `group` is the category of an indicator or the section of a task; with `task` an indicator is
    that task's 量化目标. `targets` are words by year, in `unit`. `deadline` is when a task or
    project is due. `type` is a project's kind (新建…).
    """

    kind: RowKind
    name: str
    unit: str = ""
    group: str = ""
    number: str = ""
    nature: Nature = Nature.UNSAID
    task: str | None = None
    targets: tuple[tuple[int | None, str], ...] = ()
    deadline: str = ""
    type: str = ""
    replaces: str = ""
    note: str = ""


Adjustment = NewValue | TakenOut | NewRow
"""One thing that a revision does."""
