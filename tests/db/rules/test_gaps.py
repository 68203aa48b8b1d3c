"""What is missing: only what is promised and can exist, and an answer only until it has words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.period import Period
from db.model.timetable import read_timetable, timetable_words
from db.model.words import Aggregation, Answer
from db.rules.availability import Availability, availability
from db.rules.finding import Finding, FindingKind, Severity
from db.rules.gaps import (
    Gaps,
    UnitGaps,
    gaps_of,
    gaps_of_unit,
    gaps_with,
    is_missing,
    missing_by_category,
)
from tests.db.builders import an_indicator, units

NOT_APPLICABLE = Amount("不适用", answer=Answer.NOT_APPLICABLE)
MARCH = date(2024, 3, 1)


def promised(name="普惠性幼儿园覆盖率", **said):
    return an_indicator(name, targets={2025: "92"}, **said)


def with_note(line, period, note):
    return line._replace(actuals={period: line.actuals[period]._replace(note=note)})


def test_four_kinds_of_empty_are_four_things():
    blank, zero = promised(), promised(actuals={"2023": "0"})
    unexplained = promised(actuals={"2023": NOT_APPLICABLE})
    explained = with_note(unexplained, "2023", "无此学段")
    assert gaps_of([blank], "2023") == Gaps(missing=1, asked=1)
    assert gaps_of([zero], "2023") == Gaps(asked=1)
    assert gaps_of([unexplained], "2023") == Gaps(to_explain=1, asked=1)
    assert gaps_of([explained], "2023") == Gaps(asked=1)
    assert gaps_of([blank, zero, unexplained, explained], "2023").left == 2


def test_what_the_plan_does_not_promise_is_not_asked():
    assert gaps_of([an_indicator(baselines={2020: "128"})], "2023") == Gaps()


def test_what_another_plan_owns_is_asked_for_there():
    shared = promised(referenced={2026: "“十五五”规划"})
    assert is_missing(shared, "2025")
    assert not is_missing(shared, "2026")
    assert not is_missing(shared, "2026-Q1")


def a_doubt(line, **said):
    doubt = Finding(FindingKind.JUMP, Severity.QUERY, "比上年高 20，请核对或说明。", line.id, ())
    return replace(doubt, **{"period": "2023", **said})


def test_a_doubt_wants_words_until_it_has_them():
    line = promised(actuals={"2023": "91"})
    assert gaps_of([line], "2023", [a_doubt(line)]).to_explain == 1
    assert gaps_of([line], "2023", [a_doubt(line, period="2022")]).to_explain == 0
    assert gaps_of([line], "2023", [a_doubt(line, unit="unit")]).to_explain == 0
    assert gaps_of([line], "2023", [a_doubt(line, severity=Severity.NOTE)]).to_explain == 0


def test_a_cell_with_an_answer_and_a_doubt_counts_once():
    line = promised(actuals={"2023": NOT_APPLICABLE})
    assert gaps_of([line], "2023", [a_doubt(line), a_doubt(line)]).left == 1


def test_the_missing_stand_under_their_categories():
    rows = [promised(category="学前教育"), promised(category="学前教育", actuals={"2023": "90"}),
            promised(category="义务教育", actuals={"2023": "99"}), promised()]  # fmt: skip
    found = missing_by_category(rows, "2023")
    assert found == {"学前教育": (rows[0],), "未分类": (rows[3],)}


def test_no_period_has_no_gaps():
    assert not is_missing(promised(), "")


@pytest.mark.parametrize(
    ("available_from", "period", "can"),
    [
        ("", "2023", Availability.EXISTS),
        ("", "2025", Availability.NOT_YET),
        ("09", "2023", Availability.EXISTS),
        ("09", "2024", Availability.NOT_YET),
        ("+03", "2023", Availability.EXISTS),
        ("+03-20", "2023", Availability.NOT_YET),
        ("2025", "2023", Availability.NEVER),
        ("2021、2025", "2021", Availability.EXISTS),
        ("2023 +09", "2023", Availability.NOT_YET),
        ("", "2023-Q2", Availability.NEVER),
        ("九月", "2023", Availability.EXISTS),
    ],
)
def test_a_figure_exists_from_its_day_on(available_from, period, can):
    line = promised(available_from=available_from)
    assert availability(Period.read(period), line, MARCH) is can
    assert is_missing(line, period, MARCH) is (can is Availability.EXISTS)


def test_what_cannot_exist_yet_waits_and_what_never_will_does_not():
    rows = [promised(available_from="+09"), promised(available_from="2025"), promised()]
    assert gaps_of(rows, "2023", (), MARCH) == Gaps(missing=1, asked=2, waiting=1)
    assert gaps_of(rows, "2023") == Gaps(missing=2, asked=2)


def test_in_a_quarter_nothing_is_asked_of_rows_that_are_reported_by_the_year():
    assert gaps_of([promised(), promised()], "2023-Q4") == Gaps()
    assert gaps_of([promised(actuals={"2023-Q4": "90"})], "2023-Q4") == Gaps(asked=1)


def test_a_recorded_figure_is_never_grey():
    line = promised(available_from="2025", actuals={"2023": "90"})
    assert gaps_of([line], "2023", (), MARCH) == Gaps(asked=1)


def test_a_monthly_row_has_figures_of_months_and_years():
    line = promised(frequency="month")
    assert availability(Period.read("2023-05"), line, MARCH) is Availability.EXISTS
    assert availability(Period.read("2023"), line, MARCH) is Availability.EXISTS
    assert availability(Period.read("2024-04"), line, MARCH) is Availability.NOT_YET


@pytest.mark.parametrize("words", ["九月", "13", "09-31", "09 10", "+2025", "02-30"])
def test_words_that_are_no_timetable_are_refused(words):
    with pytest.raises(ValueError, match=r"."):
        read_timetable(words)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["", "+"]))
def test_a_figure_appears_on_the_day_its_timetable_names(day, later):
    timetable = read_timetable(f"{later}{day.month:02d}-{day.day:02d}")
    first = timetable.first_day(day.year)
    assert first is not None
    assert (first.year - day.year, first.month) == (1 if later else 0, day.month)
    assert first.day == day.day or (day.month, day.day) == (2, 29)


def a_sum(**said):
    return promised("在园幼儿数", aggregation=Aggregation.SUM, **said)


def of_unit(own, county, unit="金积镇", providers=None, **said):
    return gaps_of_unit(own, county, unit, "2023", providers=providers or {}, **said)


def test_a_part_of_a_county_sum_is_asked_of_a_unit_that_has_ever_given_one():
    gave, silent = a_sum(actuals={"2022": "600"}), a_sum()
    now = a_sum(actuals={"2022": "600", "2023": "610"})
    assert of_unit([gave, silent, now], [gave, silent, now]) == UnitGaps(
        own=frozenset({gave.id}), asked=2
    )


def test_a_countys_figure_is_asked_of_its_provider_else_of_the_lead_unit():
    (lead,) = units(["教育局"])
    line = promised(units=(lead, *units((), ["财政局"])))
    assert of_unit([line], [line], lead.unit) == UnitGaps(county=frozenset({line.id}), asked=1)
    assert of_unit([line], [line], "财政局") == UnitGaps()
    told = {line.series: "统计局"}
    assert of_unit([line], [line], lead.unit, told) == UnitGaps()
    assert of_unit([line], [line], "统计局", told).rows == {line.id}
    filled = line._replace(actuals=promised(actuals={"2023": "91"}).actuals)
    assert of_unit([line], [filled], lead.unit) == UnitGaps(asked=1)


def test_a_sum_that_units_give_parts_of_is_not_asked_of_the_lead_unit():
    (lead,) = units(["教育局"])
    part = a_sum(actuals={"2022": "600"})
    computed = {year: held._replace(computed=True) for year, held in part.actuals.items()}
    whole = part._replace(units=(lead,), actuals=computed)
    assert of_unit([whole._replace(actuals={})], [whole], lead.unit).rows == frozenset()


def test_what_cannot_exist_yet_waits_for_a_unit_too():
    (lead,) = units(["教育局"])
    rows = [
        promised(units=(lead,), available_from="+09"),
        a_sum(actuals={"2022": "600"}, available_from="+09"),
    ]
    owed = gaps_of_unit(rows, rows, lead.unit, "2023", providers={}, today=MARCH)
    assert owed == UnitGaps(waiting=2)
    assert gaps_with(owed, [], "2023") == Gaps(waiting=2)


def test_what_a_unit_owes_and_what_it_has_to_explain_are_counted_apart():
    owed = UnitGaps(frozenset({"a"}), frozenset({"b"}), asked=5)
    assert gaps_with(owed, [promised(actuals={"2023": NOT_APPLICABLE})], "2023") == Gaps(2, 1, 5)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("", ""),
        ("09", "当年 9 月起"),
        ("+03-20", "次年 3 月 20 日起"),
        ("2021 2025", "只有 2021、2025 年"),
        ("2025 +03", "次年 3 月起，只有 2025 年"),
    ],
)
def test_a_timetable_is_kept_in_short_and_said_in_words(kept, said):
    assert timetable_words(kept) == said
    assert read_timetable(kept).kept == kept


def test_words_that_are_no_timetable_are_said_as_they_are():
    assert timetable_words("九月") == "九月"
