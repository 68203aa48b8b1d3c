"""本期, 本年累计 and 累计: every month counts once, whatever the figures were cut into."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.period import Period
from db.model.words import Answer, Counting
from db.rules.flows import PartsSum, Total, against_target, flow_figures, sum_of_parts
from tests.db.builders import an_indicator


def figures(actuals, period, first_year=2023):
    line = an_indicator(unit="所", counting=Counting.FLOW, actuals=actuals)
    return flow_figures(line.actuals, Period.read(period), first_year=first_year)


def test_quarters_add_up_within_the_year_and_years_to_the_total():
    found = figures({"2023": "25", "2024-Q1": "10", "2024-Q2": "8"}, "2024-Q2")
    assert found.period == Total(Decimal(8))
    assert found.year == Total(Decimal(18))
    assert found.running == Total(Decimal(43))


def test_a_year_without_its_own_figure_is_the_sum_of_its_parts():
    found = figures({"2023-S1": "10", "2023-Q3": "8", "2023-10": "1", "2023-11": "2",
                     "2023-12": "4"}, "2023")  # fmt: skip
    assert found.period == found.year == Total(Decimal(25))


def test_a_period_s_own_figure_goes_before_its_parts():
    found = figures({"2023": "25", "2023-S1": "10", "2023-S2": "14"}, "2023")
    assert found.year == Total(Decimal(25))


def test_what_is_missing_is_named():
    found = figures({"2023-01": "3", "2023-03": "4"}, "2023-Q1")
    assert found.year == Total(Decimal(7), ("2023-02",))
    assert not found.year.is_whole
    blank = figures({}, "2023-Q2")
    assert blank.period == Total(None, ("2023-Q2",))
    assert blank.year == Total(None, ("2023-S1",))


def test_blank_months_are_named_as_they_are_reported():
    """Who reports by quarters is told which quarters, not which months."""
    found = figures({"2023-Q1": "1", "2023-Q3": "2"}, "2023")
    assert found.year == Total(Decimal(3), ("2023-Q2", "2023-Q4"))
    assert figures({"2023-02": "1"}, "2023").year.missing == (
        *("2023-01", "2023-03", "2023-Q2", "2023-S2"),
    )
    assert figures({"2023-Q1": "1"}, "2023-05").year.missing == ("2023-04", "2023-05")


def test_a_year_blank_up_to_autumn_lacks_its_first_half_and_a_quarter():
    found = figures({"2023": "25"}, "2024-Q3")
    assert found.year == Total(None, ("2024-S1", "2024-Q3"))
    assert found.running == Total(Decimal(25), ("2024-S1", "2024-Q3"))


def test_nothing_of_the_kind_adds_nothing_and_is_not_missing():
    none = Amount("无此项", answer=Answer.NONE)
    assert figures({"2023-S1": none, "2023-S2": "6"}, "2023").year == Total(Decimal(6))


def added(actuals, period="2023", **said):
    said = {"unit": "所", "counting": Counting.FLOW} | said
    return sum_of_parts(an_indicator(actuals=actuals, **said), period)


QUARTERS = {"2023-Q1": "20", "2023-Q2": "22.50", "2023-Q3": "0", "2023-Q4": "45.5"}


def test_a_blank_year_comes_to_its_quarters_once_all_of_them_are_there():
    assert added(QUARTERS) == PartsSum(Decimal("88.00"), tuple(QUARTERS))
    assert added(QUARTERS).words == "88"
    assert added(QUARTERS).note == "各季合计"
    assert added({**QUARTERS, "2023": "80"}) is None, "what was recorded stays"
    assert added({words: QUARTERS[words] for words in ("2023-Q1", "2023-Q2", "2023-Q3")}) is None
    assert added({}) is None
    assert added({"2023-01": "3"}, "2023-01") is None, "nothing is shorter than a month"
    assert added(QUARTERS, counting=Counting.POINT) is None, "a stock does not add up"
    assert added(QUARTERS, referenced={2023: "上一期规划"}) is None


def test_what_a_sum_is_made_of_is_said():
    halves = {"2023-S1": "10", "2023-S2": "-2"}
    assert (added(halves).words, added(halves).note) == ("8", "上下半年合计")
    mixed = {"2023-S1": "10", "2023-Q3": "1", "2023-Q4": "2"}
    assert added(mixed).note == "各期合计"
    months = {"2023-04": "1", "2023-05": "2", "2023-06": "30"}
    assert (added(months, "2023-Q2").words, added(months, "2023-Q2").note) == ("33", "各月合计")


def test_only_exact_numbers_are_added_up_and_an_answer_is_nothing_done():
    none = Amount("无此项", answer=Answer.NONE)
    assert added({"2023-S1": none, "2023-S2": "6"}).words == "6"
    assert added({"2023-S1": none, "2023-S2": none}) is None
    assert added({"2023-S1": "近10", "2023-S2": "6"}) is None
    assert added({"2023-S1": "10—15", "2023-S2": "6"}) is None


def test_yearly_flows_stand_against_the_promised_total():
    """南安市: 25 and 37 of 88 schools."""
    line = an_indicator(
        unit="所", counting=Counting.FLOW, actuals={"2023": "25", "2024": "37"},
        yearly={2023: "25", 2024: "37", 2025: "26"}, targets={2025: "88"},
    )  # fmt: skip
    found = against_target(line, Period(2024), first_year=2023)
    assert (found.reached.value, found.promised, found.due_year) == (62, 88, 2025)
    assert found.left == 26
    assert against_target(an_indicator(), Period(2024), first_year=2023).left is None


@given(st.lists(st.integers(0, 99), min_size=12, max_size=12), st.integers(1, 12))
def test_however_a_year_is_cut_its_running_total_is_the_same(months, last):
    by_month = {f"2023-{month:02d}": str(value) for month, value in enumerate(months, 1)}
    by_quarter = {
        f"2023-Q{quarter}": str(sum(months[quarter * 3 - 3 : quarter * 3]))
        for quarter in range(1, 5)
    }
    period = f"2023-{last:02d}"
    plain = figures(by_month, period)
    mixed = figures(by_month | by_quarter, period)
    assert plain.year == mixed.year == Total(Decimal(sum(months[:last])))
