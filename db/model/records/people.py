"""The rows of people: users of the book, and what they decided about entries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from db.model.records.base import Record
from db.model.words import EntryState, RowKind, UserRole
from db.model.work_words import ReviewAction


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Record):
    """A person who works in the book. `pin` is a salted scrypt hash, never the PIN itself.

    `unit` is the unit the person fills in for, None for the bureau itself; `office` 股室.
    """

    table: ClassVar[str] = "user"
    name: str
    role: UserRole
    pin: str = ""
    unit: str | None = None
    office: str = ""
    active: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent(Record):
    """One decision about one entry: a figure, a progress report or a stage.

    `row_kind` is actual, progress or milestone. `words` are the entry's own words then and
    `value` its figure, so that what was approved can be compared with what stands there now.
    `reviewed_on` is the ISO day of a review on paper (`reviewer` read it, `evidence` is the scan),
    else empty.
    """

    table: ClassVar[str] = "review_event"
    row_kind: RowKind
    row: str
    action: ReviewAction
    made_at: str
    who: str
    reason: str = ""
    state_before: EntryState
    state_after: EntryState
    words: str = ""
    value: Decimal | None = None
    reviewer: str = ""
    reviewed_on: str = ""
    evidence: str | None = None
