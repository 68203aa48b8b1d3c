"""How a project stands against its plan: the story of one school, and of any dates at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.model.project_lines import MilestoneLine
from db.model.words import PROJECT_STAGES
from db.rules.schedule import (
    Standing,
    due_date,
    expected_end,
    is_late,
    judge,
    late_by,
    next_step,
    out_of_order,
    pace_of,
    stage_reached,
)
from db.rules.stages import TEMPLATES, Phase, phase_of, place_of, stages_of, template_of
from tests.db.projects import a_row, dates

TODAY = date(2022, 10, 20)
PLAN = {
    "立项": "2021-09", "用地": "2021-11", "初设": "2021-12", "招标": "2022-02", "开工": "2022-03",
    "主体封顶": "2022-09", "竣工验收": "2023-06", "移交": "2023-07", "投用": "2023-08",
}  # fmt: skip
DONE = {
    "立项": "2021-09-20", "用地": "2022-01-17", "初设": "2022-03-01", "招标": "2022-04-04",
    "开工": "2022-05-03",
}  # fmt: skip


def a_school(planned=PLAN, done=DONE):
    return dates(planned, done)


def test_a_school_whose_roof_is_overdue_is_behind_by_the_days_since_its_month_ended():
    judged = judge(a_school(), "开工", "", TODAY)
    assert (judged.standing, judged.stage, judged.days) == (Standing.BEHIND, "主体封顶", 20)
    assert judged.end_stage == "投用"
    # Six months' work took seven: what is left behind the roof takes a fifth longer too.
    assert judged.expected_end.isoformat()[:7] == "2023-11"
    assert 80 <= judged.days_after_plan <= 100


def test_half_a_year_is_severe_until_the_house_stands():
    late = TODAY + timedelta(days=200)
    assert judge(a_school(), "开工", "", late).standing is Standing.SEVERE
    built = a_school(done={**DONE, "主体封顶": "2022-10", "竣工验收": "2023-06"})
    assert judge(built, "竣工验收", "", date(2024, 5, 1)).standing is Standing.BEHIND


def test_a_project_is_done_when_it_is_handed_over_or_nothing_is_ahead():
    assert judge(a_school(), "移交", "", TODAY).standing is Standing.DONE
    road = dates(
        {"开工": "2021-05", "竣工验收": "2021-10"}, {"开工": "2021-05", "竣工验收": "2021-11"}
    )
    assert judge(road, "竣工验收", "", TODAY).standing is Standing.DONE
    assert not judge(road, "竣工验收", "", TODAY).is_late


def test_without_dates_the_year_that_was_promised_decides():
    assert judge((), "", "2021-12", TODAY).standing is Standing.SEVERE
    assert judge((), "", "2022-09", TODAY).days == 20
    assert judge((), "", "2023-12", TODAY).standing is Standing.NOT_DUE
    assert judge((), "开工", "2023-12", TODAY).standing is Standing.FINE
    assert judge((), "", "", TODAY).standing is Standing.OPEN
    assert judge((), "竣工验收", "2021-12", TODAY).standing is Standing.DONE
    assert due_date(2023, "") == "2023-12"
    assert due_date(2023, "2023-08") == "2023-08"
    assert due_date(None, "") == ""


def test_a_stage_that_was_skipped_or_chosen_by_hand_holds_nobody_up():
    skipped = a_school(done={**DONE, "主体封顶": "", "用地": ""})
    assert next_step(skipped, "").stage == "主体封顶"
    assert next_step(skipped, "竣工验收").stage == "移交"
    assert judge(skipped, "竣工验收", "", TODAY).standing is Standing.FINE


def test_the_furthest_stage_with_a_date_is_the_one_reached():
    assert stage_reached(a_school()) == "开工"
    assert stage_reached(a_school(done={})) == ""


def test_each_stage_says_how_late_it_was():
    steps = {one.stage: one for one in a_school()}
    assert late_by(steps["用地"], TODAY, is_next=False) == 48
    assert late_by(steps["开工"], TODAY, is_next=False) == 33
    assert late_by(steps["主体封顶"], TODAY, is_next=True) == 20
    assert late_by(steps["竣工验收"], TODAY, is_next=False) is None
    assert late_by(MilestoneLine("立项", "", "2021-09"), TODAY, is_next=False) is None


@pytest.mark.parametrize(
    ("stage", "actual", "other"),
    [
        ("主体封顶", "2022-10-15", ""),
        ("竣工验收", "2022-10-15", "主体封顶"),
        ("主体封顶", "2022-01-05", "用地"),
        ("立项", "2022-06-01", "用地"),
        # A month and a day of the same month stand in no wrong order.
        ("开工", "2022-04", ""),
    ],
)
def test_a_date_out_of_order_names_the_stage_it_stands_against(stage, actual, other):
    assert out_of_order(a_school(), stage, actual) == other


def test_templates_hold_stages_of_ours_in_their_order():
    for template in (*TEMPLATES.values(), template_of("改造提升")):
        assert list(template) == sorted(template, key=place_of)
        assert set(template) <= set(PROJECT_STAGES)
    assert len(template_of("新建")) == 9
    assert "用地" not in template_of("设备采购")
    assert stages_of("设备采购", ["用地", "立项"])[:2] == ("立项", "用地")


def test_a_project_is_in_one_of_three_phases():
    assert phase_of("招标", "") is Phase.PREPARING
    assert phase_of("开工", "") is Phase.BUILDING
    assert phase_of("竣工验收", "") is Phase.FINISHED
    assert phase_of("", "续建") is Phase.BUILDING
    assert phase_of("装修", "储备") is Phase.PREPARING


MONTHS = some.dates(date(2019, 1, 1), date(2026, 12, 31)).map(lambda day: day.isoformat()[:7])
STEPS = some.dictionaries(
    some.sampled_from(PROJECT_STAGES),
    some.tuples(some.one_of(some.just(""), MONTHS), some.one_of(some.just(""), MONTHS)),
    max_size=9,
).map(lambda held: tuple(MilestoneLine(stage, *pair) for stage, pair in held.items()))
STAGES = some.sampled_from(("", "装修", *PROJECT_STAGES))
DUES = some.one_of(some.just(""), MONTHS)
ANY_DAY = some.dates(date(2018, 1, 1), date(2028, 1, 1))


@given(STEPS, STAGES, DUES, ANY_DAY)
def test_any_dates_are_judged_without_contradiction(steps, stage, due, today):
    judged = judge(steps, stage, due, today)
    assert judged.is_late == (judged.days > 0)
    if judged.expected_end is not None:
        assert judged.expected_end >= today or not judged.is_late
        assert judged.planned_end is not None
    if judged.standing is Standing.DONE:
        assert not judged.is_late


@given(STEPS, STAGES, ANY_DAY, some.integers(1, 400))
def test_waiting_never_brings_the_end_nearer(steps, stage, today, days):
    now, later = (expected_end(steps, stage, day) for day in (today, today + timedelta(days=days)))
    assert (now is None) == (later is None)
    assert now is None or later >= now


@given(STEPS)
def test_a_pace_stays_within_bounds(steps):
    assert 0.5 <= pace_of(steps) <= 3


@given(STEPS, STAGES, DUES, ANY_DAY)
def test_the_board_calls_late_what_the_pane_calls_late(steps, stage, due, today):
    year = int(due[:4]) if due else None
    row = a_row(stage=stage, due_year=year, deadline=due, steps=steps)
    assert is_late(row, today.isoformat()) == judge(steps, stage, due, today).is_late
