"""A year carried on, a next plan begun: one step each, taken back whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from db import queries
from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import Actual, Funding, Milestone, Plan
from db.model.words import EntryState, TaskStatus
from db.operations.carrying_on import NextPlan
from db.operations.recording import Entry
from db.queries.dump import book_as_json
from db.rules.carrying_on import CarryKind
from db.rules.next_plan import NextKind
from tests.db.stories import a_book, reopen

ENTRANCE = "学前教育毛入园率"
COVERAGE = "普惠性幼儿园覆盖率"
FIFTEENTH = NextPlan("吴忠市利通区教育事业发展“十五五”规划", 2026, 2030)


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def plans(book):
    return {line.title: line.id for line in book.read(queries.plan_lines)}


def the_plan(book):
    return next(iter(plans(book).values()))


def named(book, name, plan=None):
    rows = book.read(queries.all_rows, plan or the_plan(book))
    return next(line for line in rows if line.name == name)


def fill(book, name, period, words, state=EntryState.DRAFT):
    """Record a figure and let it be reviewed."""
    line = named(book, name)
    book.recording.record([Entry(line.id, period, words)])
    with book._steps.begin("审核") as step:
        (held,) = step.transaction.find(Actual, series=line.series, period=period)
        step.transaction.change(replace(held, state=state))


def yearly(line, year):
    return next((value.amount.text for value in line.targets if value.year == year), None)


def test_a_year_is_carried_on_and_taken_back(book):
    plan, before = the_plan(book), book.read(book_as_json)
    lines = book.carrying_on.preview_year(plan, 2022)
    assert {line.kind for line in lines} == set(CarryKind)
    assert book.read(book_as_json) == before, "a preview keeps nothing"

    changes = book.carrying_on.carry_on(plan, 2022, lines)
    assert changes.label == f"结转到 2022 年 {len(lines)} 项"
    assert yearly(named(book, ENTRANCE), 2022) == "94.35"
    assert yearly(named(book, "家庭教育指导"), 2022) == "至少组织2次"
    going = {line.name: line.year_class for line in book.read(queries.project_lines, plan)}
    assert going["利通区第三幼儿园"] == "续建"
    assert book.read(queries.reporting_period) == "2022"
    assert book.carrying_on.preview_year(plan, 2022) == ()

    with reopen(book) as next_day:
        next_day.undo()
        assert next_day.read(book_as_json) == before
        assert next_day.read(queries.reporting_period) == ""


def test_only_what_was_ticked_is_carried_on(book):
    plan = the_plan(book)
    chosen = [line for line in book.carrying_on.preview_year(plan, 2022) if line.name == ENTRANCE]
    book.carrying_on.carry_on(plan, 2022, chosen)
    assert yearly(named(book, ENTRANCE), 2022) == "94.35"
    left = book.carrying_on.preview_year(plan, 2022)
    assert left
    assert all(line.name != ENTRANCE for line in left)


def test_the_next_year_is_carried_on_from_the_year_before(book):
    plan = the_plan(book)
    for year in (2022, 2023):
        book.carrying_on.carry_on(plan, year, book.carrying_on.preview_year(plan, year))
    lines = book.carrying_on.preview_year(plan, 2024)
    assert next(line.last for line in lines if line.name == ENTRANCE) == "94.56"
    assert book.read(queries.reporting_period) == "2023"


def test_what_changed_since_the_preview_is_not_written(book):
    plan = the_plan(book)
    lines = book.carrying_on.preview_year(plan, 2022)
    book.carrying_on.carry_on(plan, 2022, lines[:1])
    before = book.read(book_as_json)
    with pytest.raises(StaleRow):
        book.carrying_on.carry_on(plan, 2022, lines)
    assert book.read(book_as_json) == before


@pytest.mark.parametrize("year", [2020, 2026])
def test_a_year_outside_the_plan_is_not_begun(book, year):
    with pytest.raises(ValueRefused) as caught:
        book.carrying_on.preview_year(the_plan(book), year)
    assert caught.value.fault is ValueFault.YEAR_OUTSIDE_PLAN
    with pytest.raises(NotFound):
        book.carrying_on.preview_year("无此规划", 2022)


def begun(book, chosen=None):
    old = the_plan(book)
    lines = book.carrying_on.preview_next_plan(old)
    wanted = [line for line in lines if line.ready] if chosen is None else chosen(lines)
    book.carrying_on.begin_next_plan(old, FIFTEENTH, wanted)
    return plans(book)[FIFTEENTH.title]


def test_reviewed_figures_of_the_last_year_become_the_baselines_of_the_next_plan(book):
    fill(book, ENTRANCE, "2025", "95.2", EntryState.APPROVED)
    fill(book, COVERAGE, "2025", "91.8", EntryState.SUBMITTED)
    before = book.read(book_as_json)
    new = begun(book)

    line = named(book, ENTRANCE, new)
    assert [(value.year, value.amount.text) for value in line.baselines] == [(2025, "95.2")]
    assert line.targets == ()
    assert named(book, COVERAGE, new).baselines == (), "nobody has reviewed it"
    plan = book.read(queries.find_plan, new)
    assert (plan.period_start, plan.period_end, plan.issuer) == (2026, 2030, plan.issuer)
    book.undo()
    assert book.read(book_as_json) == before


def test_a_figure_that_is_not_reviewed_comes_when_a_person_ticks_it(book):
    fill(book, COVERAGE, "2025", "91.8")
    new = begun(book, lambda lines: [line for line in lines if line.possible])
    assert named(book, COVERAGE, new).baselines[0].amount.text == "91.8"


def test_rows_keep_their_series_parents_and_units(book):
    old, new = the_plan(book), begun(book)
    before = book.read(queries.indicator_lines, old)
    after = book.read(queries.indicator_lines, new)
    assert [line.series for line in after] == [line.series for line in before]
    assert [line.depth for line in after] == [line.depth for line in before]
    assert [[share.unit for share in line.units] for line in after] == [
        [share.unit for share in line.units] for line in before
    ]
    assert not {line.id for line in after} & {line.id for line in before}


def test_a_row_left_behind_leaves_its_parts_on_their_own(book):
    whole = named(book, "各级各类学校数")
    new = begun(book, lambda lines: [line for line in lines if line.row != whole.id])
    rows = book.read(queries.indicator_lines, new)
    assert whole.name not in {line.name for line in rows}
    part = next(line for line in rows if line.name == "小学数")
    assert (part.parent, part.depth) == (None, 0)


def test_unfinished_projects_and_endless_tasks_come_along(book):
    old = the_plan(book)
    done = next(
        line for line in book.read(queries.project_lines, old) if line.name == "利通区第三幼儿园"
    )
    book.planning.set_project_stage(done.id, "投用")
    task = next(
        line
        for line in book.read(queries.task_lines, old)
        if any(promise.recurring and promise.measure for promise in line.commitments)
    )
    book.planning.set_task_status(task.id, TaskStatus.STANDING)
    new = begun(book)

    projects = book.read(queries.project_lines, new)
    assert done.name not in {line.name for line in projects}
    assert {line.year_class for line in projects} == {"续建"}
    lump = next(line for line in projects if line.name == "2021年公办幼儿园建设")
    assert next(line.name for line in projects if line.parent == lump.id) == "利通区第四幼儿园"
    (came,) = book.read(queries.task_lines, new)
    assert (came.title, came.status) == (task.title, TaskStatus.STANDING)
    assert [measure.title for measure in came.measures] == [one.title for one in task.measures]
    assert [share.unit for share in came.units] == [share.unit for share in task.units]
    # Only what recurs of its promises goes on; the rest was promised for the old plan's years.
    repeated = [promise for promise in task.commitments if promise.recurring]
    assert [promise.series for promise in came.commitments] == [one.series for one in repeated]
    titles = {measure.id: measure.title for measure in (*task.measures, *came.measures)}
    assert [titles.get(promise.measure) for promise in came.commitments] == [
        titles.get(promise.measure) for promise in repeated
    ]


def test_a_project_brings_its_stages_and_its_whole_money_along(book):
    old = the_plan(book)
    going = book.read(queries.project_lines, old)[0]
    with book._steps.begin("进度") as step:
        told = {"project": going.id, "actual": "2025-03", "planned": "2025-02"}
        for stage, state in (("立项", EntryState.APPROVED), ("开工", EntryState.SUBMITTED)):
            step.transaction.put([Milestone(id=stage, stage=stage, state=state, **told)])
        for year, planned in ((None, 900), (2025, 300)):
            money = Funding(id=f"{year}", project=going.id, year=year, planned=Decimal(planned))
            step.transaction.put([money])
    before = book.read(book_as_json)
    new = begun(book)
    (came,) = (one for one in book.read(queries.project_lines, new) if one.name == going.name)
    with book._steps.begin("看") as step:
        stages = step.transaction.find(Milestone, project=came.id)
        (money,) = step.transaction.find(Funding, project=came.id)
    assert {(one.stage, one.actual, one.state) for one in stages} == {
        ("立项", "2025-03", EntryState.APPROVED),
        ("开工", "2025-03", EntryState.DRAFT),
    }
    assert (money.year, money.planned) == (None, 900)
    book.undo()
    assert book.read(book_as_json) == before


def test_figures_of_one_series_are_seen_in_two_plans_and_owned_by_one(book):
    fill(book, ENTRANCE, "2025", "95.2", EntryState.APPROVED)
    old, new = the_plan(book), begun(book)
    before, after = named(book, ENTRANCE, old), named(book, ENTRANCE, new)
    assert after.actuals == before.actuals
    old_title, new_title = plans(book)
    assert set(after.referenced) == set(range(2021, 2026))
    assert set(after.referenced.values()) == {old_title}
    assert before.referenced == dict.fromkeys(range(2026, 2031), new_title)
    assert book.read(queries.find_indicator, ENTRANCE) == before.id


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (replace(FIFTEENTH, title="  "), ValueFault.EMPTY_NAME),
        (replace(FIFTEENTH, first=2031), ValueFault.YEARS_REVERSED),
    ],
)
def test_a_next_plan_has_a_name_and_years_in_order(book, said, fault):
    with pytest.raises(ValueRefused) as caught:
        book.carrying_on.begin_next_plan(the_plan(book), said, ())
    assert caught.value.fault is fault


def test_a_figure_reviewed_after_the_preview_is_looked_at_again(book):
    fill(book, ENTRANCE, "2025", "95.2")
    old = the_plan(book)
    seen = book.carrying_on.preview_next_plan(old)
    fill(book, ENTRANCE, "2025", "95.4", EntryState.APPROVED)
    with pytest.raises(StaleRow):
        book.carrying_on.begin_next_plan(
            old, FIFTEENTH, [line for line in seen if line.kind is NextKind.BASELINE]
        )
    assert list(plans(book).values()) == [old]


def test_the_next_plan_says_which_one_it_continues(book):
    old, new = the_plan(book), begun(book)
    with book._steps.begin("看") as step:
        assert step.transaction.get(Plan, new).continues == old
