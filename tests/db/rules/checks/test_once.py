"""One mistake is told once: the first error of a cell, else the query that knows most of it."""

from __future__ import annotations

import pytest

from db.model.words import Counting, Direction
from db.rules.checks.judging import checks_of
from tests.db.rules.checks.case import a_row, part_of, with_parts

PUBLIC, SHELTERED = "公办在园幼儿占比", "普惠性幼儿园覆盖率"


def rules(*rows, period="2023"):
    """Return what is said of the first row's cell."""
    return [one.rule for one in checks_of(rows).findings((rows[0].id,), (period,))]


def all_rules(*rows):
    return [(one.row, one.period, one.rule) for one in checks_of(rows).findings()]


@pytest.mark.parametrize(
    ("rule", "words"),
    [("over-100", "5390"), ("over-100", "539"), ("unit-slip", "0.539"), ("negative", "-53.9")],
)
def test_a_share_with_its_point_in_the_wrong_place(rule, words):
    share = a_row(PUBLIC, targets={2025: "55"}, actuals={"2022": "53.31", "2023": words})
    assert rules(share, a_row(SHELTERED, actuals={"2023": "88.02"})) == [rule]


def test_a_retention_rate_with_its_point_lost_is_no_matter_of_definition():
    line = a_row("九年义务教育巩固率", targets={2025: "97"})
    assert rules(_in(line, "99.87", "9912")) == ["unit-slip"]
    assert rules(_in(line, "99.87", "101.35")) == ["over-100"]


def test_a_part_that_is_more_than_its_whole_is_not_told_to_have_jumped_as_well():
    part = a_row("公办幼儿园在园幼儿", "人", actuals={"2022": "3393", "2023": "9400"})
    assert rules(*part_of(a_row("在园幼儿", "人", actuals={"2023": "9312"}), part)) == [
        "part-exceeds-whole"
    ]


def test_schools_that_are_halved_are_not_told_to_have_become_fewer_as_well():
    schools = a_row("省级示范园", "所", counting=Counting.CUMULATIVE)
    assert rules(_in(schools, "18", "1.9")) == ["not-whole"]


def test_the_year_after_a_slip_is_left_alone():
    line = a_row(SHELTERED, targets={2025: "92"})
    for odd in ("9.136", "913.6", "0.9136", "63.1"):
        figures = {"2021": "90.21", "2022": odd, "2023": "91.85"}
        (told,) = all_rules(_with(line, figures))
        assert told[1] == "2022"
    (told,) = all_rules(_with(line, {"2022": "0.906", "2023": "91.85"}))
    assert told[1:] == ("2022", "unit-slip")


def test_two_rows_changed_about_are_told_in_both_and_not_in_the_next_year():
    enrolment = a_row("学前教育毛入园率", actuals={"2021": "94.02", "2022": "88.02",
                                               "2023": "94.36"})  # fmt: skip
    coverage = a_row(SHELTERED, actuals={"2021": "87.35", "2022": "93.75", "2023": "89.64"})
    assert all_rules(enrolment, coverage) == [
        (enrolment.id, "2022", "swapped"),
        (coverage.id, "2022", "swapped"),
    ]


def test_what_does_not_add_up_is_told_in_the_part_that_is_too_great():
    rows = with_parts(
        a_row("在校生", "人", baselines={2021: "17542"}, actuals={"2022": "18655"}),
        a_row("初中在校生", "人", baselines={2021: "4798"}, actuals={"2022": "51260"}),
        a_row("小学在校生", "人", baselines={2021: "12744"}, actuals={"2022": "13529"}),
    )
    assert all_rules(*rows) == [(rows[1].id, "2022", "part-exceeds-whole")]


def test_five_years_of_a_county_as_they_go_are_left_alone():
    """利通区, 赣县区, 仓山区, 南安市: up and level, schools merged, fewer children born."""
    quiet = (
        a_row("学前教育毛入园率", baselines={2020: "93.91"}, targets={2025: "95"}),
        a_row("小学数", "所", baselines={2020: "48"}),
        a_row("在园幼儿数", "万人", baselines={2020: "2.17"}, targets={2025: "2.3"}),
        a_row("大班额占比", direction=Direction.AT_MOST, baselines={2020: "2.85"}),
        a_row("“智慧校园”覆盖率", targets={2025: "100"}),
        a_row("中学生均公用经费", "元/生/年", baselines={2020: "1150"}, targets={2025: "1150"}),
        a_row("供地及建安资金投入", "亿元", counting=Counting.CUMULATIVE, targets={None: "48.7"}),
        a_row("每位学生掌握运动技能", "项", targets={None: "1"}),
        a_row("随班就读资源教室数", "个", baselines={2020: "7"}),
    )
    figures = (
        "94.02 94.11 94.36 94.88 95.42",
        "47 46 45 43 41",
        "2.21 2.12 1.93 1.71 1.48",
        "1.42 0.6 0 0 0",
        "25 41.7 62.5 83.3 100",
        "1150 1150 1150 1150 1190",
        "6.83 15.42 26.9 38.15 47.66",
        "1.2 1.4 1.5 1.6 1.8",
        "9 12 14 16 18",
    )
    years = ("2021", "2022", "2023", "2024", "2025")
    rows = [
        _with(line, dict(zip(years, words.split(), strict=True)))
        for line, words in zip(quiet, figures, strict=True)
    ]
    assert [one.message for one in checks_of(rows).findings()] == []


def _in(line, before, now):
    return _with(line, {"2022": before, "2023": now})


def _with(line, figures):
    return line._replace(actuals=a_row(line.name, line.unit, actuals=figures).actuals)
