"""Every check raises what it must and leaves what it must, in the very words."""

from __future__ import annotations

from collections import Counter

import pytest

from db.rules.checks.judging import CHECKS
from tests.db.rules.checks import bounds_cases, copies_cases, movement_cases

CASES = (*bounds_cases.CASES, *movement_cases.CASES, *copies_cases.CASES)
IDS = [f"{case.check}: {'raises' if case.says else 'leaves'} {case.story}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_case(case):
    assert case.messages() == ([] if case.says is None else [case.says])


def test_every_check_has_two_cases_to_raise_and_two_to_leave():
    raised = Counter(case.check for case in CASES if case.says)
    left = Counter(case.check for case in CASES if not case.says)
    for check in CHECKS:
        assert raised[check.id] >= 2, check.id
        assert left[check.id] >= 2, check.id
    assert {case.check for case in CASES} == {check.id for check in CHECKS}


def test_names_of_checks_last_and_are_told_apart():
    assert len({check.id for check in CHECKS}) == len({check.title for check in CHECKS})


def test_every_sentence_ends_and_says_what_to_do():
    for case in CASES:
        if case.says:
            assert case.says.endswith("。")
            assert "！" not in case.says
