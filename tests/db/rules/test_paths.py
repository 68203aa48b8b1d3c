"""What a plan asks of a row at a date: straight for rates, in steps for counts, hold when met."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.period import Period
from db.model.words import Counting, Direction, Op, TargetRole
from db.rules.paths import Reach, expected, is_due, is_running_total
from tests.db.builders import an_indicator


def at(line, period, **said):
    found = expected(line, Period.read(period), **said)
    return None if found is None else found.value


def enrolment(**said):
    """利通区学前教育毛入园率: 93.91 in 2020, 95 in 2025."""
    return an_indicator(baselines={2020: "93.91"}, targets={2025: "95"}, **said)


@pytest.mark.parametrize(
    ("period", "value"),
    [
        ("2020", "93.91"),
        ("2021", "94.128"),
        ("2023", "94.564"),
        ("2025", "95"),
        ("2026", "95"),
        ("2023-S1", "94.455"),
        ("2023-06", "94.455"),
    ],
)
def test_a_rate_moves_straight_to_its_target(period, value):
    assert at(enrolment(), period) == Decimal(value)


def test_a_day_counts_as_a_part_of_its_month():
    found = expected(enrolment(), date(2022, 4, 15))
    assert found is not None
    months = Decimal(15) + Decimal(15) / Decimal(30)
    assert found.value == Decimal("93.91") + Decimal("1.09") * months / 60


def test_the_reason_names_both_ends():
    found = expected(enrolment(), Period(2023))
    assert found is not None
    assert found.why == "从 2020 年 93.91 到 2025 年 95 按时间均分。"


def test_nothing_is_asked_before_the_baseline_or_without_one():
    assert at(enrolment(), "2019") is None
    assert at(an_indicator(targets={2025: "95"}), "2023") is None
    assert at(an_indicator(targets={2025: "95"}), "2025") == Decimal(95)
    assert at(an_indicator(baselines={2020: "95"}), "2023") is None


def test_words_without_a_figure_draw_no_path():
    assert at(an_indicator(baselines={2020: "90"}, targets={2025: "巩固提高"}), "2023") is None


def test_the_path_goes_through_the_interim_target():
    line = an_indicator(baselines={2020: "80"}, interim={2023: "86"}, targets={2025: "92"})
    assert [at(line, str(year)) for year in range(2021, 2026)] == [82, 84, 86, 89, 92]


def test_the_last_baseline_before_the_targets_is_the_start():
    """赣县区普惠幼儿园覆盖率: 72 in 2016, 86 in 2020, 90 in 2025."""
    line = an_indicator(baselines={2016: "72", 2020: "86"}, targets={2025: "90"})
    assert at(line, "2021") == Decimal("86.8")


def test_a_baseline_that_already_meets_the_target_means_hold():
    """九年义务教育巩固率 may fall from 103.5 to 97: at least 97, in every year."""
    line = an_indicator(baselines={2020: "103.5"}, targets={2025: "97"})
    assert {at(line, str(year)) for year in range(2021, 2027)} == {Decimal(97)}
    found = expected(line, Period(2023))
    assert found is not None
    assert "保持" in found.why


def test_what_shall_fall_goes_down():
    """大班额占比 of 2.85 to at most 1."""
    line = an_indicator(baselines={2020: "2.85"}, targets={2025: "1"}, direction=Direction.AT_MOST)
    assert at(line, "2022") == Decimal("2.11")
    held = an_indicator(baselines={2020: "0.5"}, targets={2025: "1"}, direction=Direction.AT_MOST)
    assert at(held, "2022") == Decimal(1)


def a_range(low, high):
    return Amount(f"{low}—{high}", Decimal(low), Decimal(high), Op.BETWEEN)


@pytest.mark.parametrize(
    ("start", "low", "high"), [("12", "11.2", "11.2"), ("9", "9", "10"), ("2", "4.4", "4.4")]
)
def test_a_range_is_reached_at_its_near_end_and_then_held(start, low, high):
    line = an_indicator(
        baselines={2020: start}, targets={2025: a_range(8, 10)}, direction=Direction.BETWEEN
    )
    found = expected(line, Period(2022))
    assert found is not None
    if start == "9":
        assert (found.value, found.high) == (Decimal(8), Decimal(10))
    else:
        assert (found.value, found.high) == (Decimal(low), Decimal(high))


def test_what_may_not_fall_is_asked_for_what_the_year_before_reached():
    line = an_indicator(
        baselines={2020: "1150"},
        targets={2025: "1150"},
        actuals={"2022": "1200"},
        direction=Direction.NOT_BELOW_LAST,
    )
    assert at(line, "2023") == Decimal(1200)
    assert at(line, "2022") == Decimal(1150)


def test_a_target_without_a_year_falls_due_when_the_plan_ends():
    line = an_indicator(baselines={2020: "50"}, targets={None: "80"})
    assert at(line, "2023") is None
    assert at(line, "2023", period_end=2025) == Decimal(68)


def schools(**said):
    """南安市新（改、扩）建中小学、幼儿园: 25, 37 and 26 a year, 88 in all."""
    return an_indicator(
        "新（改、扩）建中小学、幼儿园", unit="所", task="task",
        yearly={2023: "25", 2024: "37", 2025: "26"}, targets={2025: "88"}, **said
    )  # fmt: skip


def test_a_running_total_steps_in_december():
    line = schools(counting=Counting.CUMULATIVE)
    assert [at(line, period) for period in ("2023-11", "2023", "2024-06", "2024", "2025")] == [
        0, 25, 25, 62, 88,
    ]  # fmt: skip
    found = expected(line, Period(2024))
    assert found is not None
    assert found.reach is Reach.RUNNING


def test_yearly_targets_that_run_up_to_the_total_are_running_totals():
    line = an_indicator(
        unit="所", counting=Counting.CUMULATIVE,
        yearly={2023: "25", 2024: "62", 2025: "88"}, targets={2025: "88"},
    )  # fmt: skip
    assert at(line, "2024") == 62


def test_a_flow_is_asked_for_each_year_s_own_number():
    found = expected(schools(counting=Counting.FLOW), Period(2024))
    assert found is not None
    assert (found.value, found.reach) == (Decimal(37), Reach.PERIOD)


def test_a_flow_whose_yearly_targets_run_up_to_the_total_is_asked_for_all_so_far():
    line = an_indicator(
        unit="所", counting=Counting.FLOW,
        yearly={2023: "25", 2024: "62", 2025: "88"}, targets={2025: "88"},
    )  # fmt: skip
    found = expected(line, Period(2024))
    assert found is not None
    assert (found.value, found.reach) == (Decimal(62), Reach.RUNNING)


def test_of_25_37_and_26_a_year_only_88_is_meant_of_all_years():
    by_role = {value.role: is_running_total(schools(counting=Counting.FLOW), value)
               for value in schools(counting=Counting.FLOW).targets}  # fmt: skip
    assert by_role == {TargetRole.YEARLY: False, TargetRole.TARGET: True}
    every_year = an_indicator(counting=Counting.FLOW, recurring="每年", targets={2025: "100"})
    assert not is_running_total(every_year, every_year.targets[0])


def test_a_flow_without_yearly_targets_is_asked_for_its_total_when_due():
    line = an_indicator(unit="个", counting=Counting.FLOW, targets={2025: "3000"})
    assert at(line, "2024") == 0
    assert at(line, "2025") == 3000


def test_a_deadline_that_names_a_month_decides_when_a_count_steps():
    """利通区新增公办幼儿学位 1800 个, by August 2021."""
    line = an_indicator(unit="个", task="t", targets={2021: "1800"}, deadline="2021-08")
    assert at(line, "2021-07") == 0
    assert at(line, "2021-08") == 1800


def test_a_promise_that_repeats_is_asked_every_year():
    line = an_indicator(unit="次", task="t", targets={None: "2"}, recurring="每年")
    assert [at(line, str(year), period_end=2025) for year in (2021, 2025)] == [2, 2]


def test_a_count_before_its_first_step_stays_at_its_baseline():
    line = an_indicator(
        unit="所", counting=Counting.CUMULATIVE, baselines={2020: "10"}, targets={2025: "34"}
    )
    assert at(line, "2023") == 10


@pytest.mark.parametrize(
    ("day", "year", "deadline", "due"),
    [
        (date(2023, 12, 30), 2023, "", False),
        (date(2023, 12, 31), 2023, "", True),
        (date(2023, 8, 31), 2023, "2023-08", True),
        (date(2023, 8, 30), 2023, "2023-08", False),
        (date(2030, 1, 1), None, "长期坚持", False),
        (date(2023, 12, 31), 2023, "每年", True),
    ],
)
def test_no_month_is_december(day, year, deadline, due):
    assert is_due(day, year, deadline) is due


numbers = st.decimals(min_value=0, max_value=120, places=2)


@given(numbers, numbers, st.integers(2020, 2027), st.sampled_from(["", "S1", "Q3", "07"]))
def test_the_path_never_leaves_its_ends(start, goal, year, part):
    line = an_indicator(baselines={2020: str(start)}, targets={2025: str(goal)})
    value = at(line, str(Period(year, part)))
    if value is not None:
        assert min(start, goal) <= value <= max(start, goal)
        assert value == goal or start < goal


@given(numbers, numbers, st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]))
def test_the_path_never_turns_back(start, goal, direction):
    line = an_indicator(
        baselines={2020: str(start)}, targets={2025: str(goal)}, direction=direction
    )
    values = [at(line, f"{year}-{month:02d}") for year in (2021, 2023, 2025) for month in (3, 12)]
    assert values == sorted(values, reverse=direction is Direction.AT_MOST)
    assert values[-1] == goal


@given(st.dictionaries(st.integers(2021, 2025), st.integers(0, 500), min_size=1))
def test_running_totals_of_a_count_never_fall(yearly):
    line = an_indicator(
        unit="所",
        counting=Counting.CUMULATIVE,
        yearly={year: str(count) for year, count in yearly.items()},
        targets={2025: str(sum(yearly.values()))},
    )
    values = [at(line, str(year)) for year in range(2020, 2027)]
    assert values == sorted(values)
    assert values[-1] == sum(yearly.values())


def test_a_promise_outweighs_a_yearly_target_of_the_same_year():
    line = an_indicator(baselines={2020: "80"}, targets={2025: "92"}, yearly={2025: "90"})
    assert at(line, "2025") == 92


def test_a_yearly_target_draws_another_path():
    line = an_indicator(baselines={2020: "80"}, targets={2025: "92"}, yearly={2021: "88"})
    assert [at(line, str(year)) for year in (2021, 2023)] == [88, 90]


@pytest.mark.parametrize("start", ["8", "10"])
def test_the_ends_of_a_range_belong_to_it(start):
    line = an_indicator(
        baselines={2020: start}, targets={2025: a_range(8, 10)}, direction=Direction.BETWEEN
    )
    found = expected(line, Period(2022))
    assert found is not None
    assert (found.value, found.high) == (8, 10)


def test_a_promise_that_repeats_ends_with_its_last_year():
    line = an_indicator(unit="次", task="t", targets={2023: "2"}, recurring="每年")
    assert [at(line, str(year)) for year in (2022, 2023, 2024)] == [2, 2, None]


def test_a_baseline_without_a_year_is_no_start():
    assert at(an_indicator(baselines={None: "80"}, targets={2025: "92"}), "2023") is None


def test_an_exact_value_is_held_once_it_is_there_and_approached_from_both_sides():
    def exactly(start):
        return an_indicator(
            baselines={2020: start}, targets={2025: "45"}, direction=Direction.EXACTLY
        )

    assert [at(exactly(start), "2022") for start in ("45", "40", "50")] == [45, 42, 48]


def test_a_count_at_its_baseline_s_own_year_stands_there():
    line = an_indicator(
        unit="所", counting=Counting.CUMULATIVE, baselines={2020: "10"}, targets={2025: "34"}
    )
    assert [at(line, period) for period in ("2020-11", "2020")] == [0, 10]
