"""Decisions of the review in the open transaction: an entry's new state, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import Actual, Milestone, Progress, ReviewEvent
from db.model.words import ANSWER_WORDS, EntryState, RowKind
from db.model.work_words import ReviewAction
from db.rules.review import MOVES
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.store.writing import Transaction

Reviewed = Actual | Progress | Milestone
"""What is reviewed: a figure, a progress report, a stage of a project."""


@dataclass(frozen=True, slots=True)
class PaperReview:
    """A review on paper: who read it, on which day, and perhaps the scan (evidence's id)."""

    reviewer: str
    reviewed_on: str
    evidence: str | None = None


def put_decision(
    transaction: Transaction,
    action: ReviewAction,
    held: Sequence[Reviewed],
    *,
    reason: str = "",
    paper: PaperReview | None = None,
) -> None:
    """Write one decision about these entries: their state, and a line of the review for each."""
    for one in held:
        before = state_of(one)
        after = MOVES[action][before]
        transaction.put(
            [
                ReviewEvent(
                    id=new_id(),
                    row_kind=RowKind(one.table),
                    row=one.id,
                    action=action,
                    made_at=transaction.now,
                    who=transaction.who,
                    reason=reason,
                    state_before=before,
                    state_after=after,
                    words=words_of(one),
                    value=one.value if isinstance(one, Actual) else None,
                    reviewer=paper.reviewer.strip() if paper else "",
                    reviewed_on=paper.reviewed_on if paper else "",
                    evidence=paper.evidence if paper else None,
                )
            ]
        )
        transaction.change(replace(one, state=after))


def open_again(transaction: Transaction, held: Reviewed, reason: str, name: str) -> None:
    """Let an entry be altered: an approved one only with a reason, which the review keeps.

    Raises ValueRefused: LOCKED, or NEEDS_REASON.
    """
    if held.state is EntryState.LOCKED:
        raise ValueRefused(ValueFault.LOCKED, name)
    if held.state is EntryState.APPROVED:
        if not reason.strip():
            raise ValueRefused(ValueFault.NEEDS_REASON, name)
        put_decision(transaction, ReviewAction.EDIT, [held], reason=reason.strip())


def state_of(entry: Reviewed) -> EntryState:
    """Return where an entry stands; a stage that nobody has handed in is a draft."""
    return entry.state or EntryState.DRAFT


def words_of(entry: Reviewed) -> str:
    """Return an entry's own words: the figure, the progress told, the day of a stage."""
    if isinstance(entry, Actual):
        return ANSWER_WORDS[entry.answer] if entry.answer else entry.text
    return entry.words if isinstance(entry, Progress) else entry.actual
