"""The review flow as pure rules: every decision from every state, whoever decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.faults import ReviewFault
from db.model.words import EntryState, UserRole
from db.model.work_words import ReviewAction
from db.rules.permissions import least_role_to_replay, may
from db.rules.review import MOVES, REASONED, Deciding, Standing, fault_of, least_role

ACTIONS, STATES = st.sampled_from(ReviewAction), st.sampled_from(EntryState)
ROLES = st.sampled_from(UserRole)


@given(action=ACTIONS, state=STATES)
def test_a_decision_without_users_depends_on_the_state_alone(action, state):
    fault = fault_of(action, Standing(state), Deciding(), reason="口径不符")
    assert (fault is None) == (state in MOVES[action])
    assert fault in {None, ReviewFault.WRONG_STATE}


@given(action=ACTIONS, state=STATES, errors=st.integers(0, 2), queries=st.integers(0, 2))
def test_nothing_doubted_is_handed_in_or_approved(action, state, errors, queries):
    standing = Standing(state, errors, queries)
    fault = fault_of(action, standing, Deciding(), reason="口径不符")
    if action in {ReviewAction.SUBMIT, ReviewAction.APPROVE, ReviewAction.SIGN}:
        assert fault is not None or (errors, queries) == (0, 0)


@given(action=ACTIONS, state=STATES, role=ROLES)
def test_a_role_that_does_not_reach_is_refused(action, state, role):
    fault = fault_of(action, Standing(state), Deciding(role), reason="口径不符")
    if state in MOVES[action] and not may(role, least_role(action, state)):
        assert fault is ReviewFault.ROLE
    if role is UserRole.READ:
        assert fault is not None


@given(state=STATES, role=ROLES)
def test_a_paper_review_is_for_a_bureau_without_users(state, role):
    fault = fault_of(ReviewAction.SIGN, Standing(state), Deciding(role))
    assert fault in {ReviewFault.WRONG_STATE, ReviewFault.ROLE}


@pytest.mark.parametrize("action", sorted(REASONED))
@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_returning_and_reopening_say_why(action, reason):
    (state, *_) = MOVES[action]
    assert fault_of(action, Standing(state), Deciding(), reason=reason) is ReviewFault.NO_REASON


def test_an_own_entry_is_approved_only_where_the_bureau_allows_it():
    own = Standing(EntryState.SUBMITTED, is_own=True)
    reviewer = Deciding(UserRole.REVIEW)
    assert fault_of(ReviewAction.APPROVE, own, reviewer) is ReviewFault.OWN_ENTRY
    allowed = Deciding(UserRole.REVIEW, may_own=True)
    assert fault_of(ReviewAction.APPROVE, own, allowed) is None


@pytest.mark.parametrize(
    ("tables", "own", "least"),
    [
        ({"actual", "source"}, False, UserRole.ENTRY),
        ({"actual", "review_event"}, False, UserRole.REVIEW),
        ({"actual", "review_event"}, True, UserRole.ENTRY),
        ({"user"}, True, UserRole.ADMIN),
        ({"setting"}, False, UserRole.ADMIN),
    ],
)
def test_who_may_take_a_step_back(tables, own, least):
    assert least_role_to_replay(tables, own=own) is least
