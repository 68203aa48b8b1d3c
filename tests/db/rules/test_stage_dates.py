"""Dates of stages as a bureau types them, kept and compared."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.rules.stage_dates import (
    days_late,
    first_day,
    is_past,
    is_stage_date,
    last_day,
    read_stage_date,
    sorts_as,
)

TODAY = date(2022, 10, 20)
DAYS = some.dates(date(2000, 1, 1), date(2090, 12, 31))
KEPT = some.one_of(DAYS.map(date.isoformat), DAYS.map(lambda day: day.isoformat()[:7]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("22-09", "2022-09"),
        ("2022-09", "2022-09"),
        ("2022.9", "2022-09"),
        ("22.9", "2022-09"),
        ("2022年9月", "2022-09"),
        ("２０２２－０９", "2022-09"),
        ("202209", "2022-09"),
        ("2209", "2022-09"),
        ("2022-09-15", "2022-09-15"),
        ("22-9-15", "2022-09-15"),
        ("2022年9月15日", "2022-09-15"),
        ("20220915", "2022-09-15"),
        ("220915", "2022-09-15"),
        ("9.15", "2022-09-15"),
        ("9-15", "2022-09-15"),
        ("9月15日", "2022-09-15"),
        ("9月", "2022-09"),
        ("今天", "2022-10-20"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_date_is_read_however_it_is_typed(typed, kept):
    assert read_stage_date(typed, near=TODAY, not_after=TODAY) == kept


@pytest.mark.parametrize(
    "typed", ["见附件", "13月", "2022-13", "2022-02-30", "2022", "45", "9.31", "15日", "1-2-3-4"]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the reader says which words
        read_stage_date(typed, near=TODAY)


@pytest.mark.parametrize("words", ["20220915", "2022-W37-4", "2022W374", "2022", "2022-9", ""])
def test_other_ways_to_write_a_day_are_not_how_one_is_kept(words):
    assert not is_stage_date(words)


def test_a_date_without_a_year_lies_behind_for_what_is_done_and_near_for_what_is_planned():
    # In June, 9.15 of something done was last year's; of a plan it is this year's.
    june = date(2022, 6, 1)
    assert read_stage_date("9.15", near=june, not_after=june) == "2021-09-15"
    assert read_stage_date("9.15", near=june) == "2022-09-15"
    assert read_stage_date("2.29", near=date(2023, 3, 1)) == "2024-02-29"
    with pytest.raises(ValueError, match="9"):
        read_stage_date("9.15", near=None)


@given(DAYS)
def test_a_day_and_its_month_are_read_back_as_they_are_kept(day):
    for kept in (day.isoformat(), day.isoformat()[:7]):
        assert read_stage_date(kept, near=TODAY) == kept
        assert is_stage_date(kept)
        assert first_day(kept) <= day <= last_day(kept)


@given(KEPT, KEPT)
def test_text_sorts_as_time_does(one, other):
    if last_day(one) < first_day(other):
        assert sorts_as(one) < sorts_as(other)


@given(KEPT, KEPT)
def test_late_one_way_is_early_the_other_way(one, other):
    late = days_late(one, other)
    assert late == -days_late(other, one)
    assert days_late(one, one) == 0


def test_a_month_is_in_time_on_any_of_its_days():
    assert days_late("2022-09", "2022-09-01") == 0
    assert days_late("2022-09-15", "2022-09") == 0
    assert days_late("2022-09", "2022-10-20") == 20
    assert days_late("2022-09-15", "2022-09-10") == -5
    assert not is_past("2022-10", TODAY)
    assert is_past("2022-09", TODAY)
    assert not is_past(TODAY.isoformat(), TODAY)
    assert is_past((TODAY - timedelta(days=1)).isoformat(), TODAY)
