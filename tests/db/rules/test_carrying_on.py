"""What a new year and a next plan ask for, worked out from lines alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.period import Period
from db.model.words import PROJECT_STAGES, Counting, Direction, EntryState, TaskStatus
from db.rules.carrying_on import CarryKind, lines_of_year, repeats_yearly
from db.rules.next_plan import NextKind, lines_of_next_plan
from db.rules.paths import expected
from db.rules.stages import year_class_in
from tests.db.builders import a_project, a_task, an_indicator


def of_year(*indicators, year, projects=(), period_end=2025):
    return lines_of_year(indicators, projects, year, period_end=period_end)


def test_a_yearly_target_lies_on_the_way_from_baseline_to_target():
    coverage = an_indicator(baselines={2020: "93.91"}, targets={2025: "95"})
    (line,) = of_year(coverage, year=2023)
    assert (line.kind, line.row, line.new) == (CarryKind.YEARLY_TARGET, coverage.id, "94.56")
    assert line.amount == Amount("94.56", Decimal("94.56"))


def test_a_rate_printed_whole_gets_one_decimal_a_count_none():
    rate = an_indicator(baselines={2020: "87"}, targets={2025: "92"})
    pupils = an_indicator(unit="人", baselines={2020: "36058"}, targets={2025: "40000"})
    assert [line.new for line in of_year(rate, pupils, year=2021)] == ["88.0", "36846"]


def test_the_year_before_stands_beside_the_proposal():
    rate = an_indicator(baselines={2020: "87"}, targets={2025: "92"}, yearly={2021: "88.5"})
    (line,) = of_year(rate, year=2022)
    assert (line.last, line.old) == ("88.5", "")


@pytest.mark.parametrize(
    "indicator",
    [
        an_indicator(baselines={2020: "87"}, targets={2025: "92"}, yearly={2023: "90"}),
        an_indicator(baselines={2020: "87"}, targets={2025: "92"}, interim={2023: "85"}),
        an_indicator(baselines={2020: "87"}, targets={2023: "92"}),
        an_indicator(baselines={2023: "87"}, targets={2025: "92"}),
        an_indicator(baselines={2020: "87"}),
        an_indicator(baselines={2020: "87"}, targets={2025: "巩固提高"}),
        an_indicator(counting=Counting.CUMULATIVE, unit="所", targets={2025: "88"}),
        an_indicator(unit="所", task="task", targets={2025: "18"}),
    ],
    ids=["by-hand", "interim", "due", "baseline", "no-target", "words", "cumulative", "promise"],
)
def test_nothing_is_proposed_where_the_year_has_its_value_or_the_plan_draws_no_path(indicator):
    assert of_year(indicator, year=2023) == ()


def test_a_recurring_promise_holds_for_the_new_year_as_it_is_printed():
    promise = an_indicator("教师轮训覆盖", task="task", recurring="每年", targets={None: "100"})
    (line,) = of_year(promise, year=2024)
    assert (line.kind, line.new) == (CarryKind.RECURRING, "100")
    assert of_year(promise._replace(recurring="每五年"), year=2024) == ()


@pytest.mark.parametrize(
    ("words", "yearly"),
    [
        ("每年", True), ("每学期", True), ("每周", True), ("每天", True), ("年均", True),
        ("每五年", False), ("每2年", False), ("", False), ("2025", False), ("长期坚持", False),
    ],
)  # fmt: skip
def test_what_comes_back_every_year(words, yearly):
    assert repeats_yearly(words) is yearly


@pytest.mark.parametrize(
    ("stage", "year_class", "due_year", "becomes"),
    [
        ("主体封顶", "新开工", 2022, "续建"),
        ("开工", "", 2024, "续建"),
        ("招标", "储备", 2022, "续建"),
        ("招标", "储备", 2023, "新开工"),
        ("", "", 2023, "新开工"),
        ("", "新开工", 2024, "续建"),
        ("招标", "储备", 2024, ""),
        ("竣工验收", "续建", 2022, ""),
        ("投用", "", 2022, ""),
        ("", "竣工", 2022, ""),
    ],
)
def test_what_a_project_is_in_the_year_2023(stage, year_class, due_year, becomes):
    project = a_project(stage=stage, year_class=year_class, due_year=due_year)
    assert year_class_in(project, 2023) == becomes


def test_a_lump_goes_the_way_of_its_parts_and_what_is_right_already_is_not_listed():
    lump = a_project("2021年新建7所", due_year=2021)
    part = a_project("锦绣园", due_year=2021, parent=lump.id, depth=1)
    going = a_project("城南小学", due_year=2021, year_class="续建")
    (line,) = of_year(year=2022, projects=(lump, part, going))
    assert (line.row, line.old, line.new) == (part.id, "", "续建")


VALUES = st.decimals(0, 1000, places=2)


@given(VALUES, VALUES, st.integers(2021, 2024), st.sampled_from(Direction))
def test_a_proposal_is_the_path_s_value_rounded_and_never_beyond_its_ends(
    start, end, year, direction
):
    line = an_indicator(
        baselines={2020: Amount(str(start), start)},
        targets={2025: Amount(str(end), end)},
        direction=direction,
    )
    asked = expected(line, Period(year), period_end=2025)
    for proposal in of_year(line, year=year):
        assert proposal.amount is not None
        assert asked is not None
        assert abs(proposal.amount.value - asked.value) <= Decimal("0.005")
        assert min(start, end) <= proposal.amount.value <= max(start, end)


@given(st.sampled_from(PROJECT_STAGES), st.integers(2018, 2030), st.integers(2018, 2030))
def test_a_project_carried_on_twice_changes_no_more(stage, due_year, year):
    project = a_project(stage=stage, due_year=due_year)
    carried = replace(project, year_class=year_class_in(project, year) or project.year_class)
    assert year_class_in(carried, year) in {"", carried.year_class}


def next_of(*indicators, tasks=(), projects=(), year=2025):
    return lines_of_next_plan(indicators, tasks, projects, year)


def in_state(line, period, state):
    actual = line.actuals[period]._replace(state=state)
    return line._replace(actuals={**line.actuals, period: actual})


@pytest.mark.parametrize("state", EntryState)
def test_only_reviewed_figures_of_the_last_year_come_by_themselves(state):
    line = in_state(an_indicator(actuals={"2024": "94", "2025": "95.2"}), "2025", state)
    row, baseline = next_of(line)
    assert (row.kind, row.ready) == (NextKind.INDICATOR, True)
    assert (baseline.kind, baseline.words, baseline.possible) == (NextKind.BASELINE, "95.2", True)
    assert baseline.ready is (state in {EntryState.APPROVED, EntryState.LOCKED})


def test_without_a_number_there_is_no_baseline_to_bring():
    _, blank = next_of(an_indicator(actuals={"2024": "94"}))
    assert (blank.possible, blank.ready, blank.state) == (False, False, None)


def test_tasks_without_an_end_go_on_and_stopped_ones_do_not():
    standing = a_task("党的建设", deadline="长期坚持")
    yearly = a_task("教师轮训", deadline="每年", status=TaskStatus.DONE)
    lines = next_of(
        tasks=(
            standing, yearly, a_task("新建学校", deadline="2025"),
            a_task("试点", deadline="每年", status=TaskStatus.STOPPED),
        )
    )  # fmt: skip
    assert [line.row for line in lines] == [standing.id, yearly.id]


def test_unfinished_projects_go_on_as_continued_ones():
    open_one = a_project("城北初中", stage="主体封顶", year_class="新开工")
    (line,) = next_of(projects=(open_one, a_project("城西园", stage="移交")))
    assert (line.row, line.words) == (open_one.id, "新开工 → 续建")


def test_a_lump_whose_works_are_all_listed_and_finished_does_not_go_on():
    lump = a_project("2021年公办幼儿园建设", count=2)
    done = [a_project(name, stage="投用", parent=lump.id) for name in ("第三幼儿园", "第四幼儿园")]
    assert next_of(projects=(lump, *done)) == ()
    unlisted = replace(lump, count=3)
    assert [line.row for line in next_of(projects=(unlisted, *done))] == [lump.id]
    going = replace(done[1], stage="开工")
    lines = next_of(projects=(lump, done[0], going))
    assert [line.row for line in lines] == [lump.id, going.id]
