"""One series for rows of two plans: joined, settled where they disagree, taken apart."""

from dataclasses import replace

import pytest

from db import queries
from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import Actual, Explanation, Series
from db.model.words import EntryState
from db.operations.recording import Entry
from db.operations.sharing import Stays
from db.queries.dump import book_as_json
from tests.db.stories import a_book, reopen

COVERAGE = "普惠性幼儿园覆盖率"
"""Both 利通 (2021—2025) and 日照 (2021—2023) promise it."""


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        book.planning.load_sample("rizhao")
        district, zone = sorted(plan.id for plan in book.read(queries.plan_lines))
        book.planning.change_plan(zone, position=1, period_start=2021, period_end=2027)
        book.planning.change_plan(district, position=0)
        yield book


def row(book, place, name=COVERAGE):
    plan = book.read(queries.plan_lines)[place]
    rows = book.read(queries.all_rows, plan.id)
    return next(line for line in rows if line.name == name)


def fill(book, place, words_by_period, name=COVERAGE):
    line = row(book, place, name)
    book.recording.record([Entry(line.id, at, words) for at, words in words_by_period.items()])


def figures(book, place):
    return {period: value.amount.text for period, value in row(book, place).actuals.items()}


def put_on_one(book, **stays):
    """Put the second plan's row on the first one's series; figures stay as said by year."""
    decided = {(year.strip("y"), None): Stays(whose) for year, whose in stays.items()}
    book.sharing.share_series(row(book, 1).id, row(book, 0).series, decided)


def test_figures_entered_once_are_seen_in_both_plans(book):
    fill(book, 0, {"2022": "88.1"})
    fill(book, 1, {"2023": "89.0"})
    before = book.read(book_as_json)
    put_on_one(book)
    assert figures(book, 0) == figures(book, 1) == {"2022": "88.1", "2023": "89.0"}
    fill(book, 0, {"2024": "90.2"})
    assert figures(book, 1)["2024"] == "90.2"
    with reopen(book) as next_day:
        next_day.undo()
        next_day.undo()
        assert next_day.read(book_as_json) == before


def test_the_first_plan_owns_its_years_and_the_other_those_after(book):
    put_on_one(book)
    first, second = book.read(queries.plan_lines)
    assert row(book, 0).referenced == {2026: second.title, 2027: second.title}
    assert row(book, 1).referenced == dict.fromkeys(range(2021, 2026), first.title)
    assert row(book, 1, "艺术教育特色学校占比").referenced == {}


def test_where_they_disagree_a_person_decides(book):
    fill(book, 0, {"2022": "88.1", "2023": "89.0"})
    fill(book, 1, {"2022": "88.4", "2023": "89.5"})
    preview = book.sharing.preview(row(book, 1).id, row(book, 0).series)
    said = [(clash.spot, clash.ours.text, clash.theirs.text) for clash in preview.figures.clashes]
    assert said == [(("2022", None), "88.4", "88.1"), (("2023", None), "89.5", "89.0")]
    before = book.read(book_as_json)
    with pytest.raises(StaleRow):
        put_on_one(book, y2022="ours")
    assert book.read(book_as_json) == before
    put_on_one(book, y2022="ours", y2023="theirs")
    assert figures(book, 0) == figures(book, 1) == {"2022": "88.4", "2023": "89.0"}


def test_a_figure_keeps_its_history_on_the_other_series(book):
    fill(book, 1, {"2023": "89.0"})
    fill(book, 1, {"2023": "89.2"})
    put_on_one(book)
    lines = book.read(queries.cell_history, row(book, 0).series, "2023")
    assert [line.after for line in lines] == ["89.2", "89.2", "89.0"]
    assert lines[0].label == f"“{COVERAGE}”共用数据项“{COVERAGE}”"


def test_of_two_equal_figures_the_reviewed_one_stays(book):
    fill(book, 0, {"2022": "88.1"})
    fill(book, 1, {"2022": "88.10"})
    with book._steps.begin("审核") as step:
        (held,) = step.transaction.find(Actual, series=row(book, 1).series, period="2022")
        step.transaction.change(replace(held, state=EntryState.APPROVED))
    put_on_one(book)
    assert row(book, 0).actuals["2022"].state is EntryState.APPROVED


def test_the_series_nobody_uses_goes_and_one_that_is_used_keeps_its_figures(book):
    third = row(book, 0, "三类园占比")
    own = row(book, 1).series
    fill(book, 0, {"2022": "88.1"})
    fill(book, 1, {"2022": "88.4", "2023": "89.0"})
    book.sharing.share_series(third.id, own)
    put_on_one(book, y2022="theirs")
    assert figures(book, 0) == {"2022": "88.1", "2023": "89.0"}
    held = row(book, 0, third.name).actuals
    assert {year: held[year].amount.text for year in held} == {"2022": "88.4", "2023": "89.0"}
    settled = {("2022", None): Stays.OURS}
    book.sharing.share_series(third.id, row(book, 0).series, settled)
    with book._steps.begin("看") as step:
        assert step.transaction.get(Series, own) is None


def test_what_is_computed_from_the_old_series_is_led_to_the_new_one(book):
    whole = row(book, 1, "在园幼儿")
    part = row(book, 1, "公办幼儿园在园幼儿")
    rate = row(book, 1, "公办园在园幼儿占比")
    book.computing.compute_from(rate.id, part.id, whole.id)
    district = row(book, 0, "区属在园幼儿数")
    book.sharing.share_series(whole.id, district.series)
    assert row(book, 1, rate.name).denominator == district.series


def test_an_explanation_goes_with_its_figure(book):
    fill(book, 1, {"2023": "89.0"})
    said = Explanation(
        id="said", rule="jump", row=row(book, 1).series, period="2023", words="新建园投用"
    )
    with book._steps.begin("说明") as step:
        step.transaction.put([said])
    put_on_one(book)
    with book._steps.begin("看") as step:
        assert step.transaction.get(Explanation, "said").row == row(book, 0).series


def test_rows_are_taken_apart_with_a_copy_of_every_figure(book):
    fill(book, 0, {"2022": "88.1"})
    put_on_one(book)
    book.sharing.separate(row(book, 1).id)
    fill(book, 0, {"2022": "88.3"})
    assert (figures(book, 0), figures(book, 1)) == ({"2022": "88.3"}, {"2022": "88.1"})
    assert row(book, 0).referenced == row(book, 1).referenced == {}


def test_taking_apart_what_is_not_shared_leaves_no_step(book):
    label = book.undo_label
    book.sharing.separate(row(book, 1).id)
    assert book.undo_label == label


@pytest.mark.parametrize(
    ("name", "fault"),
    [("在园幼儿", ValueFault.UNITS_DIFFER), ("公办园在园幼儿占比", None)],
)
def test_only_rows_that_count_alike_can_share(book, name, fault):
    line = row(book, 1, name)
    if fault is None:
        assert book.sharing.preview(line.id, row(book, 0).series).figures.clashes == ()
        return
    with pytest.raises(ValueRefused) as caught:
        book.sharing.share_series(line.id, row(book, 0).series)
    assert caught.value.fault is fault


def test_a_series_is_not_shared_with_what_is_computed_from_it(book):
    whole, part = row(book, 1, "在园幼儿"), row(book, 1, "公办幼儿园在园幼儿")
    rate = row(book, 1, "公办园在园幼儿占比")
    book.computing.compute_from(rate.id, part.id, whole.id)
    with book._steps.begin("改单位") as step:
        series = step.transaction.get(Series, part.series)
        step.transaction.change(replace(series, unit="%"))
    with pytest.raises(ValueRefused) as caught:
        book.sharing.preview(part.id, rate.series)
    assert caught.value.fault is ValueFault.NEEDS_ITSELF


def test_rows_and_series_that_are_gone_are_said(book):
    with pytest.raises(NotFound):
        book.sharing.preview("无此行", row(book, 0).series)
    with pytest.raises(NotFound):
        book.sharing.preview(row(book, 0).id, "无此数据项")
