"""The rows of proof: evidence and what it stands for, sign-offs, target revisions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from db.model.records.base import Record
from db.model.words import Op, RowKind, TargetRole
from db.model.work_words import EvidenceKind, RevisedField, RevisionAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """佐证材料: a file kept in the book once by its content, or the reference to a paper.

    A file has `sha256`, `file` (its name) and `size` (bytes); a paper `document_number` (文号),
    `page` and `location` (where it lies). `issued_on` is an ISO day or empty, `added_at` a time.
    """

    table: ClassVar[str] = "evidence"
    kind: EvidenceKind
    title: str
    file: str = ""
    sha256: str = ""
    size: int | None = None
    document_number: str = ""
    page: str = ""
    location: str = ""
    issued_on: str = ""
    note: str = ""
    added_at: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink(Record):
    """A row that a piece of evidence proves; with a `requirement`, what of its list it fulfils.

    `row` is the id of any row of `row_kind`; for an actual the place of the figure and no id (its
    series, period and unit apart by blanks, `db.model.proof.RowRef.of_figure`), so that a figure
    which is cleared and typed again keeps its evidence.
    """

    table: ClassVar[str] = "evidence_link"
    evidence: str
    row_kind: RowKind
    row: str
    requirement: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Record):
    """A piece of evidence that closing a row asks for (销号要件), in words."""

    table: ClassVar[str] = "requirement"
    row_kind: RowKind
    row: str
    words: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Record):
    """销号 of a task, measure, problem or project: 申请 → 核实 → 同意; one row a closure.

    Reopening fills the last three columns and leaves the rest, so that an earlier closure stays
    readable. Days are ISO days, empty while that step has not been taken. `refusal` is why it was
    sent back. `status_before` is the status or stage the row had before it was closed.
    """

    table: ClassVar[str] = "sign_off"
    row_kind: RowKind
    row: str
    position: int = 0
    requested_on: str = ""
    requested_by: str = ""
    request: str = ""
    verified_on: str = ""
    verified_by: str = ""
    verification: str = ""
    agreed_on: str = ""
    agreed_by: str = ""
    agreement: str = ""
    refused_on: str = ""
    refused_by: str = ""
    refusal: str = ""
    status_before: str = ""
    reopened_on: str = ""
    reopened_by: str = ""
    reopening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Record):
    """目标调整: a later change of a plan, with the document that approved it.

    `decided_on` is an ISO day; `evidence` the document itself where the book holds it.
    """

    table: ClassVar[str] = "revision"
    plan: str
    title: str
    document_number: str = ""
    decided_on: str = ""
    reason: str = ""
    evidence: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLine(Record):
    """What a target revision did to one row: added, changed, postponed, taken out, replaced.

    `field` is what of the row it speaks of; a row has one line for each. For a target `year`,
    `role` and the figures before and after are kept as they stood; `after_year` is where it moved
    to, None where it stayed. `before_words` and `after_words` say the same of any field (a task's
    deadline, a project's due year), empty where there was none. `replaced_by` is the row that came
    in its place.
    """

    table: ClassVar[str] = "revision_line"
    revision: str
    row_kind: RowKind
    row: str
    action: RevisionAction
    role: TargetRole | None = None
    year: int | None = None
    before_words: str = ""
    before_value: Decimal | None = None
    before_high: Decimal | None = None
    before_op: Op | None = None
    after_year: int | None = None
    after_words: str = ""
    after_value: Decimal | None = None
    after_high: Decimal | None = None
    after_op: Op | None = None
    replaced_by: str | None = None
    note: str = ""
    position: int = 0
    field: RevisedField = RevisedField.ROW
