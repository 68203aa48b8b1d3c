"""Where entries lie on the way from typing to locking, and how many wait for whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from db import queries
from db.model.words import EntryState, UserRole

if TYPE_CHECKING:
    from desktop.session import BookSession


class Box(StrEnum):
    """Where an entry lies."""

    WAITING = "waiting"
    DRAFTS = "drafts"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


BOX_OF = {
    EntryState.DRAFT: Box.DRAFTS,
    EntryState.SUBMITTED: Box.WAITING,
    EntryState.RETURNED: Box.RETURNED,
    EntryState.APPROVED: Box.APPROVED,
    EntryState.LOCKED: Box.LOCKED,
}


def works_alone(session: BookSession) -> bool:
    """Tell whether the bureau works without users: entries are signed on paper."""
    return session.book.actor.role is None and not session.book.has_users


def box_of(state: EntryState, *, alone: bool) -> Box:
    """Return where an entry lies; who works alone has all that is not approved before him."""
    box = BOX_OF[state]
    return Box.WAITING if alone and box in {Box.DRAFTS, Box.RETURNED} else box


def first_box(session: BookSession) -> Box:
    """Return what the person at work has to do with first."""
    role = session.book.actor.role
    return Box.DRAFTS if role is UserRole.ENTRY else Box.WAITING


def box_counts(session: BookSession, period: str = "") -> dict[Box, int]:
    """Return how many entries of a period, if none is named that being filled, lie where.

    So it stands everywhere.
    """
    counted = dict.fromkeys(Box, 0)
    if session.plan is None:
        return counted
    alone = works_alone(session)
    counts = session.read(queries.entry_counts, session.plan.id, period or session.period)
    for state, count in counts.items():
        counted[box_of(state, alone=alone)] += count
    return counted


def waiting_count(session: BookSession) -> int:
    """Return how many entries wait for the person at work."""
    return box_counts(session)[first_box(session)]
