"""The window's words for figures and times."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.rules.amounts import read_amount
from desktop.wording import (
    as_printed,
    decimals_of,
    moment,
    period_choices,
    place_words,
    reached,
    size,
)


@pytest.mark.parametrize(
    ("words", "unit", "shown"),
    [
        ("95%以上", "%", "95以上"),
        ("近1万", "个", "近1万"),
        ("87", "%", "87"),
        ("17542人", "人", "17542"),
        ("无此项", "所", "无此项"),
        ("——", "%", "——"),
        ("巩固提高", "", "巩固提高"),
    ],
)
def test_a_target_stands_as_the_plan_prints_it(words, unit, shown):
    assert as_printed(read_amount(words, unit=unit), unit) == shown


@pytest.mark.parametrize(
    ("words", "unit", "shown"),
    [
        ("94.5%", "%", "94.50"),
        ("９４．７１", "%", "94.71"),
        ("-0.9", "%", "−0.90"),
        ("95以上", "%", "95以上"),
        ("10—15", "%", "10—15"),
        ("约90", "%", "约90"),
        ("不适用", "%", "不适用"),
    ],
)
def test_a_reached_figure_has_its_rows_decimals_unless_its_words_say_more(words, unit, shown):
    assert reached(read_amount(words, unit=unit), unit, 2) == shown


def test_a_row_has_the_decimals_of_its_most_exact_figure():
    amounts = [read_amount(words, unit="%") for words in ("94", "94.5%", "94.71", "95.001以上")]
    assert decimals_of(amounts, "%") == 2
    assert decimals_of([], "%") == 0


@given(st.decimals(-99999, 99999, places=2))
def test_the_decimals_of_a_row_never_change_a_figure(value):
    amount = Amount(str(value), value)
    shown = reached(amount, "", decimals_of([amount], ""))
    assert Decimal(shown.replace("−", "-")) == value


def test_sizes_lose_needless_zeros_but_no_tens():
    assert [size(Decimal(words)) for words in ("4860", "12.40", "1E+3")] == ["4860", "12.4", "1000"]
    assert size(None) == ""


def test_a_time_is_said_as_on_that_day():
    today = date(2025, 1, 16)
    times = (datetime(2025, 1, 16, 8, 31), datetime(2025, 1, 15, 18, 20), datetime(2024, 3, 1, 9))
    assert [moment(time, today) for time in times] == ["今天 08:31", "昨天 18:20", "2024-03-01"]
    assert moment(datetime(2025, 1, 2, 7, 5), today) == "01-02 07:05"


def test_where_a_figure_stands_is_said_with_its_period():
    assert place_words("2024-Q4 巩固率") == "2024 年第四季度 巩固率"
    assert place_words("2024 巩固率") == "2024 年 巩固率"
    assert place_words("三（一）2") == "三（一）2"
    assert place_words("2024") == "2024"


def test_a_month_in_hand_is_among_the_years_to_choose():
    assert period_choices([2024, 2023], "2023-12") == [
        ("2023", "2023 年"), ("2023-12", "2023 年 12 月"), ("2024", "2024 年")
    ]  # fmt: skip
    assert period_choices([2023], "2023") == [("2023", "2023 年")]
    assert period_choices([2023], "") == [("2023", "2023 年")]
