"""A promise stands in one word: done, on its way, behind, not due yet, without a figure."""

from decimal import Decimal

import pytest

from db.model.amount import Amount
from db.model.period import Period
from db.model.words import Counting
from db.rules.commitments import Standing, reached, standing
from tests.db.builders import an_indicator

SCHOOLS = Amount("88所", Decimal(88))


def a_promise(name="新（改、扩）建学校", unit="所", **said):
    return an_indicator(name, **said)._replace(unit=unit, task="t")


def stands(line, period):
    return standing(line, Period.read(period), first_year=2023, period_end=2025)


def test_what_is_counted_is_not_due_before_its_time_and_then_done_or_behind():
    built = {"2023": "20", "2024-06": "61"}
    line = a_promise(targets={2025: SCHOOLS}, actuals=built)
    assert stands(line, "2024-06") is Standing.NOT_DUE
    assert stands(line, "2025") is Standing.BEHIND
    line = line._replace(actuals=an_indicator(actuals={**built, "2025-11": "90"}).actuals)
    assert stands(line, "2025-12") is Standing.DONE
    assert stands(line, "2024-06") is Standing.NOT_DUE


def test_yearly_numbers_are_steps_on_the_way_and_add_up():
    line = a_promise(
        targets={2025: SCHOOLS},
        yearly={2023: "25", 2024: "37", 2025: "26"},
        actuals={"2023": "25", "2024": "30"},
        counting=Counting.FLOW,
    )
    held = reached(line, Period.read("2024"), first_year=2023)
    assert (held.value, held.running) == (Decimal(55), True)
    assert stands(line, "2023") is Standing.ON_TRACK
    assert stands(line, "2024") is Standing.BEHIND


def test_a_rate_goes_by_the_way_from_its_baseline():
    line = a_promise(
        "公办园占比", unit="%", baselines={2022: "40"}, targets={2025: "50"},
        actuals={"2023": "44", "2024": "45"},
    )  # fmt: skip
    assert stands(line, "2023") is Standing.ON_TRACK
    assert stands(line, "2024") is Standing.BEHIND


@pytest.mark.parametrize(
    ("period", "word"), [("2023-01", Standing.NOT_DUE), ("2025", Standing.NO_DATA)]
)
def test_without_a_figure_it_is_not_due_or_lacks_data(period, word):
    assert stands(a_promise(targets={2025: SCHOOLS}), period) is word


def test_words_without_a_number_are_not_counted():
    assert stands(a_promise(targets={2025: "全覆盖"}, actuals={"2023": "5"}), "2023") == ""
    assert stands(a_promise(), "2023") is Standing.UNCOUNTED


def test_a_month_s_figure_is_newer_than_the_year_before_it():
    line = a_promise(targets={2025: SCHOOLS}, actuals={"2022": "9", "2023-10": "11"})
    held = reached(line, Period.read("2023-10"), first_year=2023)
    assert (held.words, held.period) == ("11", "2023-10")
    assert reached(line, Period.read("2022-12"), first_year=2023).words == "9"
    assert reached(line, Period.read("2021"), first_year=2023) is None
