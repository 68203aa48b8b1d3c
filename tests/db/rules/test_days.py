"""Days as people write them, a 截至日期 above all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.days import read_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023年6月", "2023-06-30"),
        ("２０２３年６月", "2023-06-30"),
        ("2023.6.3", "2023-06-03"),
        ("20230630", "2023-06-30"),
        ("2024年2月底", "2024-02-29"),
        ("2023年", "2023-12-31"),
    ],
)
def test_a_day_is_read_however_it_is_written(words, day):
    assert read_day(words).isoformat() == day


def test_a_month_without_a_year_stands_for_its_last_day():
    assert read_day("6月", 2023) == read_day("６月底", 2023) == date(2023, 6, 30)


@pytest.mark.parametrize("words", ["6月3日", "6/3", "６．３", "06-03"])
def test_a_day_without_a_year_is_one_of_the_year_that_is_given(words):
    assert read_day(words, 2023) == date(2023, 6, 3)
    with pytest.raises(ValueError, match=words):
        read_day(words)


@pytest.mark.parametrize("words", [" ", "今天", "2023.13", "45000", "2月30日", "6"])
def test_other_words_are_no_day(words):
    with pytest.raises(ValueError, match=f"{words}|out of range"):
        read_day(words, 2023)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back(day):
    assert read_day(f"{day.month}月{day.day}日", day.year) == read_day(day.isoformat()) == day
