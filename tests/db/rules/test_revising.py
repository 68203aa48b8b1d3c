"""Words of a revision: what is a value, what is a deadline, what only moves on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.amount import Amount
from db.model.words import RowKind
from db.model.work_words import RevisedField, RevisionAction
from db.rules.revising import NOTHING, action_of, read_deadline, read_revised

DEADLINE, TARGET = RevisedField.DEADLINE, RevisedField.TARGET


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("2025", "2025"),
        ("2025年", "2025"),
        ("2025年底", "2025"),
        ("２０２５年６月", "2025-06"),
        ("2025-6", "2025-06"),
        ("2025.12", "2025-12"),
        ("2025 年 9 月底前", "2025-09"),
        ("每年", "每年"),
        ("长期坚持", "长期坚持"),
        ("2025年末", "2025"),
        ("逐年", "每年"),
        ("持续推进", "长期坚持"),
    ],
)
def test_deadlines_are_kept_as_a_year_or_a_month(words, kept):
    assert read_deadline(words, standing=True) == kept


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_a_deadline_is_read_back_as_it_is_kept(year, month):
    for words in (str(year), f"{year}-{month:02}"):
        assert read_deadline(words) == words


@given(st.text(max_size=12))
def test_any_words_are_a_deadline_or_refused(words):
    try:
        kept = read_deadline(words, standing=True)
    except ValueRefused as refused:
        assert_is_no_deadline(refused)
    else:
        assert kept in {"每年", "长期坚持"} or kept[:4].isdigit()


def assert_is_no_deadline(refused):
    assert refused.fault is ValueFault.NOT_A_DEADLINE


@pytest.mark.parametrize("words", ["尽快", "2025-13", "每年", "25", "2025-06-01"])
def test_a_project_is_due_in_a_year_or_a_month(words):
    with pytest.raises(ValueRefused):
        read_revised(RowKind.PROJECT, DEADLINE, words)


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (RevisedField.INVESTMENT, "1.5亿元", 15000),
        (RevisedField.PLACES, "360", 360),
        (RevisedField.FLOOR_AREA, "20000㎡", 2),
        (RevisedField.COUNT, "18", 18),
        (RevisedField.AREA, " ", None),
    ],
)
def test_sizes_are_kept_in_the_units_of_the_book(field, words, value):
    assert read_revised(RowKind.PROJECT, field, words).value == value


@pytest.mark.parametrize("words", ["10—15", "-3", "巩固提高", "无此项"])
def test_a_size_is_one_number(words):
    with pytest.raises(ValueRefused):
        read_revised(RowKind.PROJECT, RevisedField.PLACES, words)


@pytest.mark.parametrize(
    ("field", "before", "after", "years", "action"),
    [
        (TARGET, "92", "90", (2025, None), RevisionAction.CHANGED),
        (TARGET, "92", "92", (2025, 2026), RevisionAction.POSTPONED),
        (TARGET, "92", "92", (2025, 2024), RevisionAction.CHANGED),
        (TARGET, "92", "90", (2025, 2026), RevisionAction.CHANGED),
        (TARGET, "92", "92", (None, 2026), RevisionAction.POSTPONED),
        (DEADLINE, "2025", "2026-06", (None, None), RevisionAction.POSTPONED),
        (DEADLINE, "2025", "2025-12", (None, None), RevisionAction.CHANGED),
        (DEADLINE, "2025", "2025-06", (None, None), RevisionAction.CHANGED),
        (DEADLINE, "2025", "长期坚持", (None, None), RevisionAction.CHANGED),
    ],
)
def test_what_only_moves_on_is_postponed(field, before, after, years, action):
    assert action_of(field, Amount(before), Amount(after), *years) is action


def test_blank_words_leave_no_value():
    assert read_revised(RowKind.INDICATOR, TARGET, "  ", "%") == NOTHING
