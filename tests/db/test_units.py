"""Units as a bureau keeps them, and what becomes of them in five years; every step undone again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.changes import ChangeSet
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.lines import TaskLine, UnitLine
from db.model.words import RowKind
from db.model.work_words import ContactRole, UnitEventKind
from db.operations.assigning import Assignment, How
from db.operations.recording import Entry
from db.operations.units import NewContact, UnitFields
from db.queries.dump import book_as_json
from db.rules.unit_life import name_on
from tests.db.stories import a_book, indicator_named


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return a_book(tmp_path, "rizhao")


def unit(book: PlanBook, name: str) -> UnitLine:
    return next(one for one in book.read(queries.unit_lines) if name in {one.name, *one.aliases})


def names(book: PlanBook) -> list[str]:
    return [one.name for one in book.read(queries.unit_lines)]


def task(book: PlanBook, number: str) -> TaskLine:
    plan = book.read(queries.find_plan)
    return next(one for one in book.read(queries.task_lines, plan.id) if one.number == number)


def answering(book: PlanBook, number: str) -> list[str]:
    return [share.name for share in task(book, number).units]


def add(book: PlanBook, name: str, **fields: Any) -> UnitLine:
    book.units.add(UnitFields(name=name, **fields))
    return unit(book, name)


def fields_of(line: UnitLine, **changed: Any) -> UnitFields:
    held: dict[str, Any] = {
        "name": line.name, "kind": line.kind, "short_name": line.short_name, "parent": line.parent,
        "is_group": line.is_group, "aliases": line.aliases, "members": line.members,
        "valid_from": line.valid_from, "valid_to": line.valid_to,
    }  # fmt: skip
    return UnitFields(**(held | changed))


def undone(book: PlanBook, before: dict[str, Any]) -> None:
    """Take the last step back: the book is what it was."""
    book.undo()
    assert book.read(book_as_json) == before


def refusal(book: PlanBook, wish: Any) -> ValueFault:
    before = book.read(book_as_json)
    with pytest.raises(ValueRefused) as refused:
        wish()
    assert book.read(book_as_json) == before
    return refused.value.fault


# -- keeping -------------------------------------------------------------------------------------


def test_a_unit_is_added_with_people_and_other_names(book: PlanBook):
    before = book.read(book_as_json)
    contacts = (NewContact(ContactRole.CONTACT, "马丽", "基教科", "0633-1"),)
    made = add(book, "河山镇", kind="乡镇", short_name="河山", aliases=("河山镇人民政府", " "),
               contacts=contacts)  # fmt: skip
    assert (made.kind, made.short_name, made.aliases) == ("乡镇", "河山", ("河山镇人民政府",))
    (contact,) = book.read(queries.unit_contacts, made.id)
    assert (contact.role, contact.name, contact.office) == (ContactRole.CONTACT, "马丽", "基教科")
    assert book.undo_label == "新增单位“河山镇”"
    undone(book, before)


def test_two_units_never_have_one_name(book: PlanBook):
    add(book, "河山镇", aliases=("河山镇人民政府",))
    taken = ValueFault.UNIT_NAME_TAKEN
    assert refusal(book, lambda: add(book, "河山镇 人民政府")) is taken
    finance = unit(book, "财政局")
    assert (
        refusal(
            book, lambda: book.units.change(finance.id, fields_of(finance, aliases=("河山镇",)))
        )
        is taken
    )
    assert refusal(book, lambda: add(book, "  ")) is ValueFault.EMPTY_NAME
    assert refusal(book, lambda: add(book, "别处", valid_from="去年")) is ValueFault.NOT_A_DATE


def test_people_stay_the_same_rows_while_they_are_named(book: PlanBook):
    held = add(book, "河山镇", contacts=(NewContact(ContactRole.PERSON, "周明"),))
    (known,) = book.read(queries.unit_contacts, held.id)
    people = (
        NewContact(ContactRole.CONTACT, "马丽"),
        NewContact(ContactRole.PERSON, "周明", phone="12", id=known.id),
    )
    book.units.change(held.id, fields_of(held, contacts=people))
    told = book.read(queries.unit_contacts, held.id)
    assert [(one.name, one.phone) for one in told] == [("马丽", ""), ("周明", "12")]
    assert told[1].id == known.id
    book.units.change(held.id, fields_of(held))
    assert book.read(queries.unit_contacts, held.id) == ()


def test_a_group_stands_for_its_members_but_never_for_itself(book: PlanBook):
    streets = unit(book, "各街道")
    made = [add(book, name, kind="乡镇") for name in ("北京路街道", "奎山街道")]
    book.units.set_members(streets.id, [one.id for one in made])
    held = unit(book, "各街道")
    assert held.is_group
    assert held.members == tuple(one.id for one in made)
    inside = ValueFault.GROUP_IN_ITSELF
    assert refusal(book, lambda: book.units.set_members(made[0].id, [streets.id])) is inside
    assert refusal(book, lambda: book.units.set_members(streets.id, [streets.id])) is inside
    own = fields_of(made[0], parent=made[0].id)
    assert refusal(book, lambda: book.units.change(made[0].id, own)) is inside


def test_a_members_account_holds_what_its_group_answers_for(book: PlanBook):
    street = add(book, "北京路街道")
    book.units.set_members(unit(book, "各街道").id, [street.id])
    plan = book.read(queries.find_plan)
    account = book.read(queries.unit_account, plan.id, street.id)
    assert [work.number for work in account.tasks] == ["8", "18", "19"]
    assert {work.share.via for work in account.tasks} == {"各街道"}


def test_only_a_unit_that_nothing_speaks_of_is_removed(book: PlanBook):
    made = add(
        book, "河山镇", contacts=(NewContact(ContactRole.PERSON, "周明"),), aliases=("河山",)
    )
    book.units.remove(made.id)
    assert "河山镇" not in names(book)
    finance = unit(book, "财政局")
    assert refusal(book, lambda: book.units.remove(finance.id)) is ValueFault.UNIT_IN_USE
    with pytest.raises(NotFound):
        book.units.remove(made.id)


def test_kinds_are_set_for_many_at_once(book: PlanBook):
    chosen = [unit(book, name).id for name in ("财政局", "交警大队")]
    changes = book.units.set_kind(chosen, "平级")
    assert changes.label == "改 2 家单位的类型：平级"
    assert unit(book, "交警大队").kind == "平级"


# -- names ---------------------------------------------------------------------------------------


def fused(book: PlanBook) -> UnitLine:
    """Write 经济发展集团公安分局 where the plan does, without a sign between the two."""
    held = add(book, "经济发展集团公安分局")
    row = (RowKind.TASK, task(book, "19").id)
    pair = tuple(unit(book, name).id for name in ("经济发展集团", "公安分局"))
    book.assigning.assign([row], Assignment(others=pair, how=How.REMOVE))
    others = [unit(book, name).id for name in ("经济发展集团公安分局", "交警大队", "各街道")]
    book.assigning.assign([row], Assignment(others=tuple(others)))
    return held


def test_a_run_together_name_becomes_its_units_on_every_row(book: PlanBook):
    held = fused(book)
    before = book.read(book_as_json)
    assert answering(book, "19") == ["社会事业局", "经济发展集团公安分局", "交警大队", "各街道"]
    book.unit_names.split(held.id, ["经济发展集团", "公安分局"])
    assert answering(book, "19") == [
        "社会事业局", "经济发展集团", "公安分局", "交警大队", "各街道"
    ]  # fmt: skip
    assert held.name not in names(book)
    assert book.undo_label == "拆分“经济发展集团公安分局”：经济发展集团、公安分局"
    undone(book, before)


def test_a_split_makes_units_that_the_book_does_not_know(book: PlanBook):
    held = add(book, "长春路小学内江路小学", kind="学校")
    row = (RowKind.TASK, task(book, "8").id)
    book.assigning.assign([row], Assignment(leads=(held.id,)))
    book.unit_names.split(held.id, ["长春路小学", "内江路小学"])
    shares = task(book, "8").units
    assert [(one.name, one.lead) for one in shares][:2] == [
        ("长春路小学", True), ("内江路小学", False)
    ]  # fmt: skip
    assert unit(book, "内江路小学").kind == "学校"
    same = ValueFault.SAME_UNIT
    one = unit(book, "长春路小学").id
    assert refusal(book, lambda: book.unit_names.split(one, ["长春路小学", "别处"])) is same
    assert refusal(book, lambda: book.unit_names.split(one, ["别处", " "])) is same


def test_two_ways_to_write_one_unit_are_joined_with_all_they_have(book: PlanBook):
    double = add(
        book, "市场监管局", short_name="市监", contacts=(NewContact(ContactRole.PERSON, "周明"),)
    )
    market = unit(book, "市场监督管理分局")
    rows = [(RowKind.TASK, task(book, number).id) for number in ("1", "11")]
    book.assigning.assign(rows, Assignment(leads=(double.id,), how=How.ADD))
    line = indicator_named(book, "公办园在园幼儿占比")
    book.assigning.assign([(RowKind.INDICATOR, line.id)], Assignment(provider=double.id))
    book.recording.record([Entry(line.id, "2022", "50", unit=double.id)])
    before = book.read(book_as_json)
    movement = book.unit_names.preview_join(double.id, market.id)
    assert (movement.rows, movement.series, movement.figures, movement.clashes) == (2, 1, 1, ())
    book.unit_names.join(double.id, market.id)
    assert answering(book, "1") == ["社会事业局", "市场监督管理分局"]
    # It helped there before: now it leads.
    shares = {one.name: one.lead for one in task(book, "11").units}
    assert shares["市场监督管理分局"]
    assert indicator_named(book, line.name).provider == "市场监督管理分局"
    assert unit(book, "市场监管局").id == unit(book, "市监").id == market.id
    assert [one.name for one in book.read(queries.unit_contacts, market.id)] == ["周明"]
    undone(book, before)


def test_two_different_figures_of_one_period_stand_against_joining(book: PlanBook):
    double, market = add(book, "市场监管局"), unit(book, "市场监督管理分局")
    line = indicator_named(book, "公办园在园幼儿占比")
    for one, words in ((double, "50"), (market, "51")):
        book.recording.record([Entry(line.id, "2022", words, unit=one.id)])
    clash = ValueFault.FIGURES_CLASH
    assert refusal(book, lambda: book.unit_names.join(double.id, market.id)) is clash
    assert refusal(book, lambda: book.unit_names.join(market.id, market.id)) is ValueFault.SAME_UNIT
    book.recording.record([Entry(line.id, "2022", "50", unit=market.id)])
    book.unit_names.join(double.id, market.id)
    assert "市场监管局" not in names(book)


# -- lives ---------------------------------------------------------------------------------------


def test_a_renamed_unit_is_found_by_its_former_name(book: PlanBook):
    held = unit(book, "社会事业局")
    before = book.read(book_as_json)
    book.unit_lives.rename(held.id, "教育和体育局", on="2023-03-01", document="日开编〔2023〕2号")
    renamed = unit(book, "社会事业局")
    assert (renamed.id, renamed.name) == (held.id, "教育和体育局")
    (event,) = book.read(queries.unit_events, held.id)
    assert (event.kind, event.document) == (UnitEventKind.RENAMED, "日开编〔2023〕2号")
    assert name_on(renamed.id, renamed.name, [event], "2022-12-31") == "社会事业局"
    undone(book, before)


def test_after_a_merger_rows_and_later_figures_follow_and_earlier_ones_stay(book: PlanBook):
    police, traffic = unit(book, "公安分局"), unit(book, "交警大队")
    line = indicator_named(book, "公办园在园幼儿占比")
    for period, words in (("2021", "40"), ("2022", "41"), ("2023", "42")):
        book.recording.record([Entry(line.id, period, words, unit=traffic.id)])
    before = book.read(book_as_json)
    movement = book.unit_lives.preview_merge(traffic.id, police.id, on="2022-07-01")
    assert (movement.rows, movement.figures) == (2, 2)
    book.unit_lives.merge(traffic.id, police.id, on="2022-07-01", document="日编办〔2022〕7号")
    gone = unit(book, "交警大队")
    assert (gone.valid_to, gone.successor) == ("2022-06-30", police.id)
    assert answering(book, "20") == ["交通和建设局", "公安分局"]
    # In task 19 both helped: it is named once.
    assert answering(book, "19").count("公安分局") == 1
    given = {
        (row["unit"], row["period"])
        for row in book.read(book_as_json)["indicators"]
        for row in row["actuals"]
        if row["unit"]
    }
    assert given == {("交警大队", "2021"), ("公安分局", "2022"), ("公安分局", "2023")}
    (event,) = book.read(queries.unit_events, traffic.id)
    assert event.words == "移交责任 2 项、数 2 格"
    undone(book, before)


def test_figures_that_both_told_of_a_year_stay_with_each_at_a_merger(book: PlanBook):
    police, traffic = unit(book, "公安分局"), unit(book, "交警大队")
    line = indicator_named(book, "公办园在园幼儿占比")
    for one in (police, traffic):
        book.recording.record([Entry(line.id, "2023", "40", unit=one.id)])
    book.unit_lives.merge(traffic.id, police.id, on="2023-01-01")
    told = [row for row in book.read(book_as_json)["indicators"] if row["id"] == line.id]
    assert {one["unit"] for one in told[0]["actuals"]} == {None, "公安分局", "交警大队"} - {None}


def test_a_unit_is_divided_and_the_new_ones_take_its_rows(book: PlanBook):
    held = unit(book, "交通和建设局")
    before = book.read(book_as_json)
    book.unit_lives.divide(held.id, ["交通局", "住建局"], on="2023-01-01", ends=True)
    assert answering(book, "20") == ["交通局", "住建局", "交警大队"]
    assert [one.lead for one in task(book, "20").units] == [True, False, False]
    assert unit(book, "交通和建设局").valid_to == "2022-12-31"
    assert unit(book, "住建局").valid_from == "2023-01-01"
    undone(book, before)


def test_an_ended_unit_keeps_its_rows_until_another_takes_them(book: PlanBook):
    held = unit(book, "交警大队")
    book.unit_lives.end(held.id, on="2024-01-01", document="撤")
    assert unit(book, "交警大队").valid_to == "2023-12-31"
    assert "交警大队" in answering(book, "20")
    assert refusal(book, lambda: book.unit_lives.end(held.id, on="")) is ValueFault.NOT_A_DATE


def test_decisions_about_names_are_kept(book: PlanBook):
    held = fused(book)
    book.unit_names.keep_whole(held.id)
    book.unit_names.keep_apart(held.id, unit(book, "公安分局").id)
    kept = book.read(queries.name_decisions)
    assert kept.is_whole("经济发展集团公安分局")
    assert kept.are_apart("公安分局", "经济发展集团公安分局")
    assert not kept.are_apart("公安分局", "财政局")


def test_a_demonstration_has_kinds_people_and_some_confirmed_leads(tmp_path: Path):
    with a_book(tmp_path, None, "演示.planbook") as book:
        book.planning.load_sample("rizhao", demonstration=True)
        assert (unit(book, "财政局").kind, unit(book, "各街道").is_group) == ("平级", True)
        people = book.read(queries.unit_contacts)
        assert len(people) > 10
        assert {one.note for one in people} == {"演示数据"}
        plan = book.read(queries.find_plan).id
        load = book.read(queries.unit_loads, plan)[unit(book, "社会事业局").id]
        assert 0 < load.presumed < load.leads


# -- any steps at all, undone ---------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rename", "join", "split", "merge", "divide", "assign", "end", "group"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=6,
)


def take(book: PlanBook, step: tuple[str, int, int], turn: int) -> ChangeSet:
    what, first, second = step
    held = book.read(queries.unit_lines)
    one, other = held[first % len(held)], held[second % len(held)]
    tasks = book.read(queries.task_lines, book.read(queries.find_plan).id)
    row = (RowKind.TASK, tasks[second % len(tasks)].id)
    wishes = {
        "rename": lambda: book.unit_lives.rename(one.id, f"新名{turn}", on="2023-01-01"),
        "join": lambda: book.unit_names.join(one.id, other.id),
        "split": lambda: book.unit_names.split(one.id, [other.name, f"另一家{turn}"]),
        "merge": lambda: book.unit_lives.merge(one.id, other.id, on="2023-01-01"),
        "divide": lambda: book.unit_lives.divide(one.id, [f"分{turn}"], on="2023-01-01", ends=True),
        "assign": lambda: book.assigning.assign([row], Assignment((one.id,), (other.id,))),
        "end": lambda: book.unit_lives.end(one.id, on="2023-01-01"),
        "group": lambda: book.units.set_members(one.id, [other.id]),
    }
    return wishes[what]()


@settings(max_examples=15)
@given(STEPS)
def test_any_steps_are_undone_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
):
    with a_book(tmp_path_factory.mktemp("book"), "rizhao") as book:
        states = [book.read(book_as_json)]
        for turn, step in enumerate(steps):
            try:
                changes = take(book, step, turn)
            except ValueRefused:
                continue
            if changes:
                states.append(book.read(book_as_json))
        for state in reversed(states[:-1]):
            book.undo()
            assert book.read(book_as_json) == state
        for state in states[1:]:
            book.redo()
            assert book.read(book_as_json) == state
