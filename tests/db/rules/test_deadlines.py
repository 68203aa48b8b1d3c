"""A deadline is a year, a month, 每年 or 长期坚持, however an office writes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.deadlines import due_day, is_due_in, read_deadline, read_due_month


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2025", "2025"),
        ("2025年", "2025"),
        ("２０２５年底前", "2025"),
        ("2025年底", "2025"),
        ("2025年前", "2025"),
        ("2025-06", "2025-06"),
        ("2025.6", "2025-06"),
        ("2025/6", "2025-06"),
        ("2025年6月", "2025-06"),
        ("2025 年 12 月底前", "2025-12"),
        ("每年", "每年"),
        ("每年底", "每年"),
        ("长期坚持", "长期坚持"),
        ("持续推进", "长期坚持"),
        ("", ""),
        ("未写明", ""),
        ("——", ""),
    ],
)
def test_typed_deadlines_are_kept_in_one_form(typed, kept):
    assert read_deadline(typed) == kept


@pytest.mark.parametrize(
    "typed", ["25年", "2025-13", "2025-00", "尽快", "2025年6月1日起", "6月", "2025-2026", "20256"]
)
def test_what_is_no_deadline_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        read_deadline(typed)


@given(st.integers(1900, 2099), st.one_of(st.none(), st.integers(1, 12)))
def test_what_is_kept_reads_as_itself_and_has_its_last_day(year, month):
    kept = f"{year}" if month is None else f"{year}-{month:02d}"
    assert read_deadline(kept) == kept
    assert read_deadline(f"{year}年" + (f"{month}月底前" if month else "")) == kept
    day = due_day(kept)
    assert day is not None
    assert (day.year, day.month) == (year, month or 12)


@given(st.text(max_size=12))
def test_any_words_are_kept_in_a_form_of_ours_or_refused(words):
    try:
        kept = read_deadline(words)
    except ValueError:
        return
    assert read_deadline(kept) == kept


def test_only_what_names_a_year_has_a_day():
    assert due_day("2024-02") == date(2024, 2, 29)
    assert due_day("2025") == date(2025, 12, 31)
    assert [due_day(words) for words in ("每年", "长期坚持", "", "2025-13")] == [None] * 4
    assert is_due_in("2023", 2023)
    assert not is_due_in("2023-06", 2024)
    assert is_due_in("每年", 2030)


def test_a_year_s_work_is_due_in_a_month_of_that_year():
    assert read_due_month("6月", 2024) == "2024-06"
    assert read_due_month("12月底前", 2024) == "2024-12"
    assert read_due_month("6", 2024) == "2024-06"
    assert read_due_month("2024年6月", 2024) == "2024-06"
    assert read_due_month("", 2024) == read_due_month("2024年底", 2024) == ""
    for words in ("13月", "2023-06", "每年", "年中"):
        with pytest.raises(ValueError, match=r".*"):
            read_due_month(words, 2024)
