"""Dates and years as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import ValueRefused
from db.faults import ValueFault
from desktop.settings.reading import YearRefused, read_day, read_period, read_year


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-05-05", "2022-05-05"),
        ("2022年5月5日", "2022-05-05"),
        (" 2022.5.5 ", "2022-05-05"),
        ("２０２２／０５／０５", "2022-05-05"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_day_is_read_however_it_is_written(words, day):
    assert read_day(words) == day


@pytest.mark.parametrize(
    "words", ["2022-13-40", "2022-02-30", "五月", "2022", "22-05-05", "20220505"]
)
def test_what_is_no_day_is_refused_with_its_words(words):
    with pytest.raises(ValueRefused) as refused:
        read_day(words)
    assert (refused.value.fault, refused.value.text) == (ValueFault.NOT_A_DATE, words)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back(day):
    assert read_day(day.isoformat()) == day.isoformat()
    assert read_day(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()


@given(st.text())
def test_any_words_are_a_day_or_are_refused(words):
    with suppress(ValueRefused):
        assert len(read_day(words)) in {0, 10}


@pytest.mark.parametrize(("words", "year"), [("2021", 2021), ("２０２１年", 2021), ("", None)])
def test_a_year_is_read(words, year):
    assert read_year(words) == year


@pytest.mark.parametrize("words", ["21", "二〇二一", "20211", "0021", "2021-2025"])
def test_what_is_no_year_is_said_in_a_sentence(words):
    with pytest.raises(YearRefused, match=f"“{words}”不是年份"):
        read_year(words)


def test_a_period_is_two_years_in_order_or_none():
    assert read_period("2021", "2025") == (2021, 2025)
    assert read_period("2023", "2023") == (2023, 2023)
    assert read_period("", "") == (None, None)
    with pytest.raises(YearRefused, match="首年 2026 晚于末年 2025"):
        read_period("2026", "2025")
    with pytest.raises(YearRefused, match="一起写"):
        read_period("2021", "")
