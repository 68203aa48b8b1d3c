"""Whatever order the steps of 销号 are tried in, closures stay what they were."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from db.model.proof import RowRef
from db.model.words import RowKind
from db.model.work_words import SignOffState, SignOffStep
from db.rules.requirements import usual_list
from db.rules.signing_off import (
    Signature,
    asked_for,
    last_day,
    reason_against,
    reason_against_signature,
    signed,
    state_of,
    steps_of,
)

TASK = RowRef(RowKind.TASK, "task")
FIRST_DAY = date(2024, 1, 1)
EXPECTED = {
    SignOffStep.REQUEST: SignOffState.REQUESTED,
    SignOffStep.VERIFY: SignOffState.VERIFIED,
    SignOffStep.AGREE: SignOffState.CLOSED,
    SignOffStep.REFUSE: SignOffState.REFUSED,
    SignOffStep.REOPEN: SignOffState.REOPENED,
}


class Closing(RuleBasedStateMachine):
    """A row whose closures are tried in every order, on any day, with and without evidence."""

    def __init__(self):
        super().__init__()
        self.closures = []
        self.settled = {}

    @property
    def last(self):
        return self.closures[-1] if self.closures else None

    @rule(
        step=st.sampled_from(list(SignOffStep)),
        day=st.integers(0, 30),
        words=st.sampled_from(["", " ", "原因"]),
        missing=st.lists(st.sampled_from(["报告", "照片"]), max_size=2, unique=True),
        proved=st.booleans(),
    )
    def take(self, step, day, words, missing, proved):
        on = (FIRST_DAY + timedelta(days=day)).isoformat()
        signature = Signature(on, "马丽", words)
        against = reason_against(step, self.last, missing=missing, proved=proved)
        against = against or reason_against_signature(step, self.last, signature)
        possible = (
            step in steps_of(self.last)
            and on >= last_day(self.last)
            and (step is not SignOffStep.REQUEST or (proved and not missing))
            and (step not in {SignOffStep.REFUSE, SignOffStep.REOPEN} or words.strip())
        )
        assert bool(possible) == (not against)
        if against:
            assert against.count("。") >= 1
            assert all(piece in against for piece in missing if "还缺" in against)
            return
        if step is SignOffStep.REQUEST:
            if self.last is not None:
                self.settled[self.last.id] = self.last
            new = f"c{len(self.settled)}"
            self.closures.append(asked_for(TASK, new, len(self.closures), signature))
        elif step is SignOffStep.WITHDRAW:
            self.closures.pop()
        else:
            self.closures[-1] = signed(step, self.last, signature, "正常推进")
        if step is not SignOffStep.WITHDRAW:
            assert state_of(self.last) is EXPECTED[step]
            assert last_day(self.last) == on

    @invariant()
    def an_earlier_closure_stays_as_it_was(self):
        for closure in self.closures[:-1]:
            assert closure == self.settled[closure.id]
            assert state_of(closure) in {SignOffState.REFUSED, SignOffState.REOPENED}

    @invariant()
    def the_days_of_a_closure_follow_each_other(self):
        for one in self.closures:
            days = (one.requested_on, one.verified_on, one.agreed_on, one.reopened_on)
            there = [day for day in days if day]
            assert there == sorted(there)
            assert not (one.agreed_on and one.refused_on)


TestClosing = Closing.TestCase


def test_every_kind_that_is_closed_has_a_usual_list_and_no_other():
    closed = {RowKind.TASK, RowKind.MEASURE, RowKind.PROJECT, RowKind.PROBLEM}
    assert {kind for kind in RowKind if usual_list(kind)} == closed
    assert "施工许可证" in usual_list(RowKind.PROJECT, "新建")
    assert "采购合同" in usual_list(RowKind.PROJECT, "设备采购")
