"""Checking a book: its figures and its plan, the county's and the units', before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db import queries
from db.model.records import Responsibility, UnitContact
from db.model.work_words import ContactRole
from db.operations.carrying_on import NextPlan
from db.operations.recording import Entry
from db.queries.checks import check_entries, data_findings, missing_lines, plan_checks
from db.rules.finding import Severity
from tests.db.stories import a_book, indicator_named, record

COVERAGE = "普惠性幼儿园覆盖率"
PUBLIC = "公办在园幼儿占比"
MARCH = date(2024, 3, 1)


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def doubts(book, **said):
    """Return what is doubted in figures: row, check and sentence."""
    named = {line.id: line.name for line in rows(book)}
    return [
        (named[one.row], one.rule, one.message)
        for one in book.read(data_findings, **said)
        if one.period
    ]


def rows(book):
    return book.read(queries.all_rows, book.read(queries.find_plan).id)


def test_a_plan_s_contradictions_come_first_and_figures_follow(book):
    before = book.read(data_findings)
    assert before == book.read(queries.plan_findings)
    record(book, COVERAGE, "2022", "88.10")
    record(book, COVERAGE, "2023", "87.20")
    after = book.read(data_findings)
    assert after[: len(before)] == before
    (found,) = after[len(before) :]
    assert found.message == "比上年低 0.90，离目标更远，请核对或说明。"
    assert (found.period, found.unit, found.severity) == ("2023", None, Severity.QUERY)
    assert found.row == indicator_named(book, COVERAGE).id
    assert [anchor.quote for anchor in found.anchors] == ["87.20", "88.10"]


def test_a_year_alone_is_checked_without_the_plan_itself(book):
    record(book, PUBLIC, "2022", "53.90")
    record(book, PUBLIC, "2023", "54.50")
    record(book, COVERAGE, "2023", "52.10")
    found = doubts(book, period="2023")
    assert (PUBLIC, "share-order") in [one[:2] for one in found]
    assert len(book.read(data_findings, period="2023")) == len(found)
    assert book.read(data_findings, period="2022") == ()


def test_figures_of_a_unit_are_checked_like_the_county_s(book):
    unit = book.read(queries.unit_lines)[0]
    record(book, COVERAGE, "2022", "97.0", unit=unit.id)
    record(book, COVERAGE, "2023", "79.0", unit=unit.id)
    (found,) = [one for one in book.read(data_findings, period="2023") if one.unit]
    assert (found.unit, found.rule) == (unit.id, "jump")
    assert found.message == "比上年低 18.0，变动较大，请核对或说明。"
    plan = book.read(queries.find_plan).id
    assert plan_of(book, unit.id).findings() == (found,)
    assert book.read(plan_checks, plan).findings() == ()


def plan_of(book, unit):
    return book.read(plan_checks, book.read(queries.find_plan).id, unit=unit)


def test_a_unit_without_figures_has_nothing_to_doubt(book):
    unit = book.read(queries.unit_lines)[0]
    record(book, COVERAGE, "2023", "-1")
    assert plan_of(book, unit.id).findings() == ()


def test_parts_of_a_unit_add_up_as_the_plan_s_do(book):
    """区属教职工: 2176 and 1640 are all of 3816, so a unit's must be too."""
    unit = book.read(queries.unit_lines)[0]
    for name, words in (("区属教职工数", "310"), ("区属中小学教职工数", "170")):
        record(book, name, "2023", words, unit=unit.id)
    assert book.read(data_findings, period="2023") == ()
    record(book, "区属幼儿园教职工数", "2023", "130", unit=unit.id)
    (found,) = book.read(data_findings, period="2023")
    assert found.message == "2 个其中项合计 300，比总数 310 少 10，请核对或说明。"
    assert plan_of(book, unit.id).findings() == (found,)


def test_the_book_s_settings_are_its_limits(book):
    record(book, COVERAGE, "2022", "88.10")
    record(book, COVERAGE, "2023", "87.20")
    assert [one[1] for one in doubts(book)] == ["below-last"]
    book.housekeeping.change_setting("check.off", "below-last")
    assert doubts(book) == []


def test_new_figures_are_doubted_before_they_are_written(book):
    record(book, COVERAGE, "2023", "52.10")
    plan = book.read(queries.find_plan).id
    entries = [
        Entry(indicator_named(book, PUBLIC).id, "2023", "54.50%"),
        Entry(indicator_named(book, "九年义务教育巩固率").id, "2023", "103.5"),
        Entry(indicator_named(book, "高中阶段毛入学率").id, "2023", "见附件"),
        Entry("nobody", "2023", "1"),
    ]
    found = book.read(check_entries, plan, entries)
    assert [one.rule for one in found] == ["over-100", "share-order"]
    assert found[1].message == f"{PUBLIC} 54.50 大于{COVERAGE} 52.10，须改其中一个。"
    assert indicator_named(book, PUBLIC).actuals == {}


def test_a_new_figure_raises_a_doubt_of_another_row(book):
    record(book, PUBLIC, "2023", "54.50")
    plan = book.read(queries.find_plan).id
    found = book.read(
        check_entries, plan, [Entry(indicator_named(book, COVERAGE).id, "2023", "52.10")]
    )
    assert "share-order" in [one.rule for one in found]


def test_each_unit_s_new_figures_are_judged_with_its_own(book):
    one, other, *_ = book.read(queries.unit_lines)
    plan, row = book.read(queries.find_plan).id, indicator_named(book, COVERAGE).id
    record(book, COVERAGE, "2022", "97.0", unit=one.id)
    entries = [Entry(row, "2023", "79.0", unit=unit) for unit in (one.id, other.id, None)]
    (found,) = book.read(check_entries, plan, entries)
    assert (found.unit, found.rule) == (one.id, "jump")


def test_an_answer_is_asked_for_its_reason_unless_it_comes_with_one(book):
    plan, row = book.read(queries.find_plan).id, indicator_named(book, COVERAGE).id

    def rules(note):
        found = book.read(check_entries, plan, [Entry(row, "2023", "无此项", note=note)])
        return [one.rule for one in found]

    assert rules(None) == ["answer-unexplained"]
    assert rules("本区没有幼儿园") == []
    record(book, COVERAGE, "2023", "88", note="年报口径")
    assert rules(None) == []
    assert rules("") == ["answer-unexplained"]


def test_plans_on_one_series_share_its_doubts_and_their_explanation(book):
    first = book.read(queries.find_plan).id
    record(book, COVERAGE, "2024", "88.10")
    record(book, COVERAGE, "2025", "68.10")
    lines = [line for line in book.carrying_on.preview_next_plan(first) if line.ready]
    book.carrying_on.begin_next_plan(first, NextPlan("“十五五”规划", 2026, 2030), lines)
    plans = [plan.id for plan in book.read(queries.plan_lines)]
    found = [book.read(data_findings, plan, "2025") for plan in plans]
    assert [[one.rule for one in theirs] for theirs in found] == [["jump"], ["jump"]]
    (doubt,) = [one for one in book.read(data_findings) if one.period]
    assert doubt == found[0][0]
    book.explaining.explain([doubt], "停办两所")
    assert [one.is_open for plan in plans for one in book.read(data_findings, plan, "2025")] == [
        False,
        False,
    ]


def test_clearing_a_cell_takes_its_doubts_away(book):
    record(book, PUBLIC, "2023", "-1")
    plan, row = book.read(queries.find_plan).id, indicator_named(book, PUBLIC).id
    assert book.read(check_entries, plan, [Entry(row, "2023", "")]) == ()


def test_what_would_be_doubted_is_what_is_doubted_once_written(book):
    plan = book.read(queries.find_plan).id
    entries = [
        Entry(line.id, "2023", words)
        for line, words in zip(rows(book), ["-1", "1000", "0.8", "103.5"], strict=False)
    ]
    before = book.read(check_entries, plan, entries)
    book.recording.record(entries)
    after = [one for one in book.read(data_findings) if one.period]
    assert before == tuple(after)
    assert before


SAMPLES = ("litong", "ganxian", "rizhao", "cangshan", "nanan")


@pytest.mark.parametrize(
    ("sample", "doubted"),
    [(one, {"九年义务教育巩固率"} if one == "litong" else set()) for one in SAMPLES],
)
def test_figures_that_follow_their_plan_are_left_in_peace(tmp_path, sample, doubted):
    """One figure of a sample has its decimal point in the wrong place: with it put right, all do.

    巩固率 comes down from 103.5 to 97, and is asked about while it stands above 100.
    """
    with a_book(tmp_path, None, "示例.planbook") as book:
        book.planning.load_sample(sample, demonstration=True)
        (slipped,) = (one for one in book.read(data_findings) if one.rule == "unit-slip")
        assert "1/10" in slipped.message
        line = next(line for line in rows(book) if line.id == slipped.row)
        value = line.actuals[slipped.period].amount.value
        book.recording.record([Entry(line.id, slipped.period, str(value * 10))])
        assert {one[0] for one in doubts(book)} == doubted
        assert any(line.actuals for line in rows(book))


def test_what_is_missing_is_asked_of_the_lead_unit_else_of_the_issuer(book):
    plan = book.read(queries.find_plan)
    found = book.read(missing_lines, plan.id, "2023", today=MARCH)
    promised = [line for line in rows(book) if line.targets]
    assert {line.row for line in found} == {line.id for line in promised}
    leads = {line.id: [share.name for share in line.units if share.lead] for line in promised}
    for line in found:
        assert line.unit_name == (leads[line.row] or [plan.issuer])[0]
    # Unit after unit, each once.
    units = [line.unit for line in found]
    assert [unit for at, unit in enumerate(units) if at == 0 or units[at - 1] != unit] == list(
        dict.fromkeys(units)
    )


def test_a_missing_figure_names_the_person_who_answers_for_it(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        plan = book.read(queries.find_plan).id
        line = next(line for line in rows(book) if line.targets and any(u.lead for u in line.units))
        (lead,) = [share.unit for share in line.units if share.lead]

        def persons():
            told = [one for one in book.read(missing_lines, plan, "2023") if one.unit == lead]
            own = [one.person for one in told if one.row == line.id]
            return own, {one.person for one in told if one.row != line.id}

        assert persons() == ([""], {""})
        with book._steps.begin("联络员") as step:
            role = ContactRole.CONTACT
            step.transaction.put([UnitContact(id="one", unit=lead, role=role, name="王强")])
        assert persons() == (["王强"], {"王强"})
        with book._steps.begin("责任人") as step:
            (held,) = step.transaction.find(Responsibility, row=line.id, unit=lead)
            step.transaction.change(replace(held, person="马丽", contact="李红"))
        assert persons() == (["马丽"], {"王强"})
        with book._steps.begin("没有责任人") as step:
            (held,) = step.transaction.find(Responsibility, row=line.id, unit=lead)
            step.transaction.change(replace(held, person=""))
        assert persons() == (["李红"], {"王强"})


def test_a_recorded_figure_is_not_missing_and_an_answer_wants_its_reason(book):
    plan = book.read(queries.find_plan).id
    record(book, COVERAGE, "2023", "88")
    record(book, PUBLIC, "2023", "不适用")
    found = {line.name: line.has_answer for line in book.read(missing_lines, plan, "2023")}
    assert COVERAGE not in found
    assert found[PUBLIC] is True
    record(book, PUBLIC, "2023", "不适用", note="没有公办园")
    assert PUBLIC not in {line.name for line in book.read(missing_lines, plan, "2023")}


def test_a_county_sum_is_missing_of_the_units_that_have_not_given_their_part(book):
    one, other, *_ = book.read(queries.unit_lines)
    row = indicator_named(book, "新增学前学位").id
    for unit, period in ((one, "2022"), (other, "2022"), (other, "2023")):
        record(book, "新增学前学位", period, "600", unit=unit.id)
    book.computing.sum_units(row)
    plan = book.read(queries.find_plan).id

    def silent(period, today=None):
        lines = book.read(missing_lines, plan, period, today=today)
        return [(line.unit, line.unit_name) for line in lines if line.row == row]

    assert silent("2022") == []
    assert silent("2023") == [(one.id, one.name)]
    assert sorted(silent("2024")) == sorted([(one.id, one.name), (other.id, other.name)])
    assert silent("2025", MARCH) == []


def test_nothing_is_missing_of_a_year_that_has_not_begun(book):
    plan = book.read(queries.find_plan).id
    assert book.read(missing_lines, plan, "2025", today=MARCH) == ()
