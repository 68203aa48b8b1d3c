"""The review flow: which decision leads an entry from which state to which, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from db.faults import ReviewFault
from db.model.words import EntryState, UserRole
from db.model.work_words import ReviewAction
from db.rules.permissions import may

_DRAFT, _SUBMITTED, _RETURNED = EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED
_APPROVED, _LOCKED = EntryState.APPROVED, EntryState.LOCKED

MOVES = MappingProxyType(
    {
        ReviewAction.SUBMIT: {_DRAFT: _SUBMITTED, _RETURNED: _SUBMITTED},
        ReviewAction.WITHDRAW: {_SUBMITTED: _DRAFT},
        ReviewAction.RETURN: {_SUBMITTED: _RETURNED},
        ReviewAction.APPROVE: {_SUBMITTED: _APPROVED},
        ReviewAction.SIGN: {_DRAFT: _APPROVED, _SUBMITTED: _APPROVED, _RETURNED: _APPROVED},
        ReviewAction.LOCK: {_APPROVED: _LOCKED},
        ReviewAction.REOPEN: {_APPROVED: _DRAFT, _LOCKED: _DRAFT},
        ReviewAction.EDIT: {_APPROVED: _DRAFT},
    }
)
"""Where each decision leads, by the state it finds; a state that is not named refuses it."""

REASONED = frozenset({ReviewAction.RETURN, ReviewAction.REOPEN, ReviewAction.EDIT})
"""Decisions that say why, on the very cell."""

_CHECKED = frozenset({ReviewAction.SUBMIT, ReviewAction.APPROVE, ReviewAction.SIGN})
_JUDGING = frozenset({ReviewAction.APPROVE, ReviewAction.RETURN, ReviewAction.LOCK})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands when a decision is asked for.

    `errors` and `queries` are counts of open findings; `is_own`: the one who decides entered or
    submitted it.
    """

    state: EntryState
    errors: int = 0
    queries: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides: without users there is no `role`; `may_own` is the bureau's own choice."""

    role: UserRole | None = None
    may_own: bool = False


def least_role(action: ReviewAction, state: EntryState) -> UserRole:
    """Return who may take a decision: only 管理 opens what is locked."""
    if action is ReviewAction.REOPEN and state is EntryState.LOCKED:
        return UserRole.ADMIN
    if action in _JUDGING or action is ReviewAction.REOPEN:
        return UserRole.REVIEW
    return UserRole.ENTRY


def fault_of(
    action: ReviewAction, standing: Standing, deciding: Deciding, *, reason: str = ""
) -> ReviewFault | None:
    """Return what stands against a decision, None when nothing does.

    A paper review (审签) is for a bureau without users; submitting, approving and signing need
    every error mended and every query mended or explained.
    """
    if standing.state not in MOVES[action]:
        return ReviewFault.WRONG_STATE
    if deciding.role is not None:
        if action is ReviewAction.SIGN or not may(
            deciding.role, least_role(action, standing.state)
        ):
            return ReviewFault.ROLE
        if action is ReviewAction.APPROVE and standing.is_own and not deciding.may_own:
            return ReviewFault.OWN_ENTRY
    if action in REASONED and not reason.strip():
        return ReviewFault.NO_REASON
    if action in _CHECKED and standing.errors:
        return ReviewFault.OPEN_ERROR
    if action in _CHECKED and standing.queries:
        return ReviewFault.OPEN_QUERY
    return None
