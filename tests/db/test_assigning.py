"""Rows are given to units in bulk: seen before, one step, nobody named is presumed any more."""

from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.unit_lines import Duty, People
from db.model.words import RowKind
from db.model.work_words import ContactRole
from db.operations.assigning import Assignment, How, RowKey
from db.operations.recording import Entry
from db.queries.checks import missing_lines
from db.queries.dump import book_as_json
from tests.db.stories import a_book, indicator_named
from tests.db.test_units import answering, task, unit

ROLES = ((ContactRole.PERSON, "周明"), (ContactRole.CONTACT, "马丽"))


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return a_book(tmp_path, "rizhao")


def rows_of(book: PlanBook, *numbers: str) -> list[RowKey]:
    return [(RowKind.TASK, task(book, number).id) for number in numbers]


def ids(book: PlanBook, *names: str) -> tuple[str, ...]:
    return tuple(unit(book, name).id for name in names)


def test_a_preview_says_who_answers_before_and_after_and_keeps_nothing(book: PlanBook):
    before = book.read(book_as_json)
    asked = Assignment(ids(book, "财政局"), ids(book, "公安分局"))
    lines = book.assigning.preview(rows_of(book, "1", "5", "1"), asked)
    assert [(line.name, line.before, line.after) for line in lines] == [
        ("1 结合党史学习加强基层党建", "牵头：社会事业局（推定）", "牵头：财政局；配合：公安分局"),
        (
            "5 促进学校体教融合",
            "牵头：社会事业局（推定）；配合：财政局",
            "牵头：财政局；配合：公安分局",
        ),
    ]
    assert book.read(book_as_json) == before


def test_many_rows_are_assigned_as_one_step(book: PlanBook):
    before = book.read(book_as_json)
    rows = rows_of(book, "6", "7", "8")
    changes = book.assigning.assign(rows, Assignment(ids(book, "财政局", "公安分局")))
    assert changes.label == "批量派单位 3 项"
    # Nobody was named to help: who helped before still does, but who leads now.
    assert answering(book, "7") == ["财政局", "公安分局", "经济发展集团", "自然资源和规划分局"]
    assert [one.lead for one in task(book, "7").units] == [True, True, False, False]
    assert not any(one.presumed for one in task(book, "7").units)
    book.undo()
    assert book.read(book_as_json) == before


def test_units_are_added_and_taken_off_without_the_others(book: PlanBook):
    rows = rows_of(book, "5")
    book.assigning.assign(rows, Assignment(others=ids(book, "公安分局"), how=How.ADD))
    assert answering(book, "5") == ["社会事业局", "财政局", "公安分局"]
    book.assigning.assign(rows, Assignment(leads=ids(book, "财政局"), how=How.ADD))
    assert [(one.name, one.lead) for one in task(book, "5").units] == [
        ("社会事业局", True), ("财政局", True), ("公安分局", False)
    ]  # fmt: skip
    gone = ids(book, "社会事业局", "公安分局")
    book.assigning.assign(rows, Assignment(others=gone, how=How.REMOVE))
    assert answering(book, "5") == ["财政局"]


def test_people_stay_with_a_unit_that_stays(book: PlanBook):
    row = rows_of(book, "5")[0]
    lead = unit(book, "社会事业局")
    book.assigning.set_people(*row, lead.id, People("基教科", "周明", "王强", "马丽"))
    book.assigning.assign([row], Assignment(others=(lead.id,), leads=ids(book, "财政局")))
    share = next(one for one in task(book, "5").units if one.unit == lead.id)
    assert (share.lead, share.office, share.person, share.leader, share.contact) == (
        False, "基教科", "周明", "王强", "马丽"
    )  # fmt: skip
    with pytest.raises(NotFound):
        book.assigning.set_people(*row, unit(book, "公安分局").id, People())


def test_presumed_leads_are_confirmed_one_by_one_or_all(book: PlanBook):
    plan = book.read(queries.find_plan).id
    lead = unit(book, "社会事业局").id
    assert book.read(queries.unit_loads, plan)[lead].presumed == 26
    assert book.assigning.confirm(rows_of(book, "1")).label == "确认牵头单位 1 项"
    assert not task(book, "1").units[0].presumed
    everything = rows_of(book, *(str(number) for number in range(1, 21)))
    assert book.assigning.confirm(everything, [lead]).label == "确认牵头单位 18 项"
    assert task(book, "20").units[0].presumed
    assert not book.assigning.confirm(everything, [lead])


def test_the_figures_of_a_row_are_asked_of_its_provider(book: PlanBook):
    line = indicator_named(book, "公办园在园幼儿占比")
    row = (RowKind.INDICATOR, line.id)
    finance, lead = ids(book, "财政局", "社会事业局")
    book.assigning.assign([row], Assignment((lead,), provider=finance))
    plan = book.read(queries.find_plan).id
    assert indicator_named(book, line.name).provider == "财政局"
    account = book.read(queries.unit_account, plan, finance)
    assert [one.line.name for one in account.indicators if one.share.provides] == [line.name]
    other = book.read(queries.unit_account, plan, ids(book, "交警大队")[0])
    assert not other.indicators
    assert book.read(queries.unit_loads, plan)[finance].provides == 1
    book.assigning.assign([row], Assignment(others=(finance,), how=How.REMOVE))
    account = book.read(queries.unit_account, plan, finance)
    assert [one.share.duty for one in account.indicators if one.line.id == line.id] == [
        Duty.PROVIDER
    ]
    book.assigning.assign([row], Assignment(provider=""))
    assert indicator_named(book, line.name).provider == ""


def test_people_of_the_first_unit_are_named_in_many_rows_at_once(book: PlanBook):
    rows = rows_of(book, "5", "7")
    row = rows[0]
    book.assigning.set_people(*row, unit(book, "社会事业局").id, People("基教科", "周明"))
    asked = Assignment(people=People(person="赵敏", contact="马丽"))
    lines = book.assigning.preview(rows, asked)
    assert lines[0].before.endswith("责任人：基教科、周明")
    assert lines[0].after.endswith("责任人：基教科、赵敏、马丽")
    book.assigning.assign(rows, asked)
    for number in ("5", "7"):
        first, *others = task(book, number).units
        assert (first.person, first.contact, first.presumed) == ("赵敏", "马丽", True)
        assert not any(one.person for one in others)
    assert task(book, "5").units[0].office == "基教科"
    assert not book.assigning.assign(rows, asked)


def test_what_cannot_be_assigned_is_refused(book: PlanBook):
    with pytest.raises(ValueRefused) as refused:
        book.assigning.assign(rows_of(book, "1"), Assignment())
    assert refused.value.fault is ValueFault.NO_UNITS
    with pytest.raises(NotFound):
        book.assigning.assign(rows_of(book, "1"), Assignment(("没有这一家",)))
    with pytest.raises(NotFound):
        book.assigning.assign([(RowKind.PROJECT, "没有这一项")], Assignment(ids(book, "财政局")))


def test_an_account_tells_figures_works_and_what_was_last_told(book: PlanBook):
    plan, lead = book.read(queries.find_plan).id, unit(book, "社会事业局").id
    account = book.read(queries.unit_account, plan, lead)
    assert len(account.tasks) == 19
    # Promises that name nobody are their task's.
    assert any(one.line.name == "新建幼儿园" for one in account.promises)
    assert account.evidence == {}
    with pytest.raises(NotFound):
        book.read(queries.unit_account, plan, "没有这一家")


def test_figures_of_an_ended_unit_are_not_asked_for_any_more(book: PlanBook):
    line = indicator_named(book, "公办园在园幼儿占比")
    traffic = unit(book, "交警大队")
    book.recording.record([Entry(line.id, "2022", "40", unit=traffic.id)])
    book.unit_lives.end(traffic.id, on="2023-01-01")
    plan = book.read(queries.find_plan).id
    assert all(one.unit != traffic.id for one in book.read(missing_lines, plan, "2023"))
