"""What a screen or a report is given of the review: entries, and what was decided about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from db.model.words import EntryState, RowKind
    from db.model.work_words import ReviewAction


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """An entry in the review: a figure, a progress report, a stage of a project.

    `id` is the entry's, `row` that of the indicator, task, measure or project it belongs to,
    `unit` whose figure it is (None: the county's), `office` the unit that answers for the row.
    `before` are the words approved last where it was approved before (`was_approved`), else those
    of the period before. `reason` is why it was returned, reopened or altered last. `late` counts
    the days it was handed in after the day that was set.
    """

    kind: RowKind
    id: str
    row: str
    name: str
    category: str
    measure_unit: str
    unit: str | None
    unit_name: str
    office: str
    office_name: str
    period: str
    words: str
    value: Decimal | None
    before: str
    before_value: Decimal | None
    was_approved: bool
    state: EntryState
    submitted_at: str
    submitted_by: str
    reason: str
    note: str
    source: str
    late: int = 0


@dataclass(frozen=True, slots=True)
class ReviewEventLine:
    """One decision about an entry, with the words that stood there then.

    `evidence` is the scan of the 审签表 that was signed, `scan` its title.
    """

    made_at: str
    who: str
    action: ReviewAction
    reason: str
    state: EntryState
    words: str
    value: Decimal | None
    reviewer: str
    reviewed_on: str
    evidence: str | None = None
    scan: str = ""
