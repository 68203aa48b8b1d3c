"""Periods in a row, days as they are typed, and how much a figure moved."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.period import Period
from db.rules.amounts import in_plain_width, read_amount
from db.rules.days import read_day
from db.rules.growth import growth, sum_of
from db.rules.periods import (
    FREQUENCIES,
    frequency_of,
    like_in,
    named,
    on_paper,
    periods_of,
    previous,
)
from tests.db.builders import an_amount

years = st.integers(2000, 2030)
frequencies = st.sampled_from(FREQUENCIES)


@pytest.mark.parametrize(
    ("period", "before"),
    [("2023", "2022"), ("2023-S1", "2022-S2"), ("2023-S2", "2023-S1"), ("2023-Q1", "2022-Q4"),
     ("2023-Q3", "2023-Q2"), ("2023-01", "2022-12"), ("2023-10", "2023-09")],
)  # fmt: skip
def test_what_came_before(period, before):
    assert str(previous(Period.read(period))) == before


@given(years, frequencies)
def test_the_periods_of_a_year_follow_each_other_and_cover_it(year, frequency):
    parts = periods_of(year, frequency)
    assert [month for part in parts for month in part.months] == list(range(1, 13))
    assert [previous(part) for part in parts[1:]] == list(parts[:-1])
    assert {frequency_of(Period.read(str(part))) for part in parts} == {frequency}


@given(years, frequencies, frequencies)
def test_the_period_of_another_length_ends_where_this_one_does(year, one, other):
    for period in periods_of(year, one):
        like = like_in(period, year, other)
        fits = [part for part in periods_of(year, other) if part.months[-1] <= period.months[-1]]
        assert like == (fits[-1] if fits else periods_of(year, other)[0])


@pytest.mark.parametrize(
    ("words", "day"),
    [("2023-06-30", date(2023, 6, 30)), ("2023.6.3", date(2023, 6, 3)),
     ("2023/6/3", date(2023, 6, 3)), ("２０２３年６月３日", date(2023, 6, 3)),
     ("2023年6月", date(2023, 6, 30)), ("2023年2月底", date(2023, 2, 28)),
     ("2023.6", date(2023, 6, 30)), ("2023年", date(2023, 12, 31)),
     ("2023年底", date(2023, 12, 31)), ("20230901", date(2023, 9, 1))],
)  # fmt: skip
def test_a_day_is_read_as_it_is_typed(words, day):
    assert read_day(words) == day


@pytest.mark.parametrize(
    "words", ["", "6月", "2023-13-01", "2023-02-30", "95", "1700-01-01", "昨天"]
)
def test_other_words_are_no_day(words):
    with pytest.raises(ValueError):  # noqa: PT011 - date's own, or with the words themselves
        read_day(words)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_from_how_it_is_written(day):
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.year}年{day.month}月{day.day}日") == day


def test_how_much_a_figure_moved():
    moved = growth(an_amount("50"), an_amount("49.1"))
    assert moved is not None
    assert (moved.by, moved.percent) == (Decimal("-0.9"), Decimal("-1.8"))
    from_nothing = growth(an_amount("0"), an_amount("5"))
    assert from_nothing is not None
    assert (from_nothing.by, from_nothing.percent) == (Decimal(5), None)
    assert growth(an_amount("无此项"), an_amount("5")) is None
    assert growth(read_amount("10—15"), an_amount("20")) is None
    assert growth(None, an_amount("20")) is None


@given(st.lists(st.decimals(-1000, 1000, places=2), max_size=6))
def test_a_sum_is_that_of_its_numbers(values):
    amounts = [an_amount(str(value)) for value in values]
    assert sum_of([*amounts, an_amount("无此项")]) == (sum(values) if values else None)


@pytest.mark.parametrize(
    ("words", "value", "kept"),
    [("９４。７１", "94.71", "94.71"), ("94。5%以上", "94.5", "94.5%以上"),
     ("１，１００", "1100", "1,100")],
)  # fmt: skip
def test_what_an_input_method_left_in_chinese_is_read(words, value, kept):
    amount = in_plain_width(read_amount(words))
    assert (amount.value, amount.text) == (Decimal(value), kept)


@pytest.mark.parametrize("words", ["2023年6月", "２０２３年６月３日"])
def test_a_day_in_the_place_of_a_figure_says_what_it_is(words):
    with pytest.raises(ValueError, match="是日期，不是数值"):
        read_amount(words, unit="人")


@pytest.mark.parametrize(
    ("period", "said"),
    [("2023", "2023 年"), ("2023-S1", "2023 年上半年"), ("2023-Q3", "2023 年第三季度"),
     ("2023-05", "2023 年 5 月"), ("竣工", "竣工")],
)  # fmt: skip
def test_a_period_is_said_in_one_way_and_written_on_paper_without_blanks(period, said):
    assert named(period) == said
    assert on_paper(period) == said.replace(" ", "")
