"""What several selected figures come to."""

from decimal import Decimal

import pytest

from db.model.words import Answer
from db.rules.amounts import read_amount
from db.rules.selected import Summary, summary
from tests.db.builders import an_indicator


def figures(name, unit, *words):
    return [(an_indicator(name, unit=unit), read_amount(one)) for one in words]


def test_counts_add_up_and_have_a_mean():
    told = summary(figures("新建幼儿园", "所", "3", "4", "4"))
    assert (told.numbers, told.total) == (3, 11)
    assert round(told.mean, 2) == Decimal("3.67")


def test_rates_have_a_mean_and_no_sum():
    told = summary(figures("普惠性幼儿园覆盖率", "%", "87", "92"))
    assert told == Summary(2, None, Decimal("89.5"))


def test_several_units_have_neither():
    mixed = [*figures("学校数", "所", "10"), *figures("在校生", "人", "17542")]
    assert summary(mixed) == Summary(2)


@pytest.mark.parametrize("words", ["10—15", Answer.NONE])
def test_what_is_no_one_number_does_not_count(words):
    held = "无此项" if words is Answer.NONE else words
    told = summary([*figures("新建幼儿园", "所", "3", held)])
    assert (told.numbers, told.total) == (1, 3)


def test_nothing_comes_to_nothing():
    assert summary([]) == Summary(0)
