"""Who answers inside units, and who provides the figures, go out in the list and come back."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.exchange.differences import Verdict
from db.exchange.list_writer import write_list
from db.model.unit_lines import People
from db.model.words import RowKind
from db.operations.assigning import Assignment, How
from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from db.rules.names import folded
from db.rules.people_words import people_words, read_people
from tests.db.stories import a_book, indicator_named
from tests.db.test_round_trip import export
from tests.db.test_units import task, unit

SHARE = "公办园在园幼儿占比"


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    """The plan of 日照 with people in an indicator, a task, a promise and a project."""
    made = a_book(tmp_path, "rizhao")
    lead, finance, police = (unit(made, n).id for n in ("社会事业局", "财政局", "公安分局"))
    plan = made.read(queries.find_plan).id
    project = made.read(queries.project_lines, plan)[0]
    promise = indicator_named(made, "新建幼儿园")
    rows = [
        (RowKind.INDICATOR, indicator_named(made, SHARE).id),
        (RowKind.TASK, task(made, "7").id),
        (RowKind.INDICATOR, promise.id),
        (RowKind.PROJECT, project.id),
    ]
    for row in rows:
        made.assigning.assign([row], Assignment((lead,), (finance,)))
        made.assigning.set_people(*row, lead, People("基础教育股", "周明", "王强", "马丽"))
        made.assigning.set_people(*row, finance, People(person="赵敏"))
    figures = [row for row in rows if row[0] is RowKind.INDICATOR]
    made.assigning.assign(figures, Assignment(provider=police))
    return made


def test_a_list_has_columns_for_people_only_where_somebody_is_named(book: PlanBook, tmp_path: Path):
    export(book, tmp_path / "一览表.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "一览表.xlsx").worksheets
    heads = [[cell.value for cell in sheet[3]] for sheet in sheets]
    people = ["责任股室", "责任人", "分管领导", "联络员"]
    for head in heads:
        at = head.index("配合单位")
        assert head[at + 1 : at + 5] == people
    assert ["数据提供单位" in head for head in heads] == [True, True, False]
    words = {cell.value for row in sheets[1] for cell in row}
    assert "周明；财政局：赵敏" in words
    plain = a_book(tmp_path, "nanan", name="没有人.planbook")
    export(plain, tmp_path / "另一份.xlsx")
    first = openpyxl.load_workbook(tmp_path / "另一份.xlsx").worksheets[0]
    assert not {"责任人", "数据提供单位"} & {cell.value for cell in first[3]}


def test_the_list_reads_back_to_the_same_book(book: PlanBook, tmp_path: Path):
    path = tmp_path / "一览表.xlsx"
    export(book, path)
    with PlanBook.create(tmp_path / "新.planbook") as again:
        preview = again.planning.preview(path)
        assert [cell for cell in preview.cells if cell.verdict is not Verdict.NEW] == []
        again.planning.accept(preview)
        first, second = book.read(book_as_json), again.read(book_as_json)
    assert same_plan(first, second, ignoring=NOT_IN_A_LIST) == []
    assert first["indicators"][24]["responsible"][0]["office"] == "基础教育股"


def test_the_list_changes_nothing_in_the_book_it_came_from(book: PlanBook, tmp_path: Path):
    path = tmp_path / "一览表.xlsx"
    export(book, path)
    verdicts = {cell.verdict for cell in book.planning.preview(path).cells}
    assert verdicts == {Verdict.SAME}


def test_a_changed_person_is_one_changed_cell(book: PlanBook, tmp_path: Path):
    path = tmp_path / "一览表.xlsx"
    export(book, path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[1]
    cell = next(c for row in sheet for c in row if c.value == "周明；财政局：赵敏")
    cell.value = "孙丽；财政局：赵敏"
    workbook.save(path)
    preview = book.planning.preview(path)
    changed = [one for one in preview.cells if one.verdict is Verdict.CHANGED]
    assert [(one.field, one.old, one.new) for one in changed] == [
        ("责任人", "周明；财政局：赵敏", "孙丽；财政局：赵敏")
    ]
    book.planning.accept(preview)
    assert [share.person for share in task(book, "7").units] == ["孙丽", "赵敏"]
    assert task(book, "7").units[0].office == "基础教育股"


def test_a_person_without_a_unit_is_pointed_at(book: PlanBook, tmp_path: Path):
    plan = book.read(queries.find_plan)
    line = next(one for one in book.read(queries.indicator_lines, plan.id) if not one.units)
    path = tmp_path / "一览表.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["指标名称", "单位", "2023年目标值", "责任单位", "责任人"])
    sheet.append([line.name, line.unit, 1, "", "周明"])
    workbook.save(path)
    refused = [one for one in book.planning.preview(path).cells if one.verdict is Verdict.REJECTED]
    assert any("没有责任单位" in one.reason for one in refused), refused


def test_a_run_together_name_that_was_split_is_understood_in_the_next_list(
    book: PlanBook, tmp_path: Path
):
    path = tmp_path / "一览表.xlsx"
    plan = book.read(queries.find_plan)
    row = (RowKind.TASK, task(book, "19").id)
    pair = tuple(unit(book, name).id for name in ("经济发展集团", "公安分局"))
    book.assigning.assign([row], Assignment(others=pair, how=How.REMOVE))
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["序号", "任务名称", "牵头单位", "配合单位", "完成时限"])
    sheet.append(
        ["19", task(book, "19").title, "社会事业局", "经济发展集团公安分局、交警大队", "2023"]
    )
    workbook.save(path)
    book.planning.accept(book.planning.preview(path))
    fused = unit(book, "经济发展集团公安分局")
    book.unit_names.split(fused.id, ["经济发展集团", "公安分局"])
    preview = book.planning.preview(path)
    assert {cell.verdict for cell in preview.cells} == {Verdict.SAME}
    again = [one.name for one in book.read(queries.unit_lines)]
    book.planning.accept(preview)
    assert [one.name for one in book.read(queries.unit_lines)] == again
    del plan


NAMES = st.text("周吴郑王强丽明敏", min_size=1, max_size=4)


@given(st.lists(st.one_of(st.just(""), NAMES), min_size=1, max_size=4))
def test_what_is_said_of_each_unit_is_read_again(said: list[str]):
    units = [f"第{number}家" for number in range(len(said))]
    words = people_words(list(zip(units, said, strict=True)))
    ids = {folded(name): name for name in units}
    wanted = {unit: told for unit, told in zip(units, said, strict=True) if told}
    assert read_people(words, ids, units[0]) == wanted


def test_offices_beside_units_are_offices_and_alone_they_are_the_units(tmp_path: Path):
    for heads, field in (
        (["责任单位", "责任股室"], "责任股室"),
        (["责任股室"], "责任单位"),
    ):
        path = tmp_path / f"{len(heads)}.xlsx"
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.append(["指标名称", "单位", "2025年目标值", *heads])
        sheet.append(["学前教育毛入园率", "%", 95, *["教育局", "基教股"][-len(heads) :]])
        workbook.save(path)
        with PlanBook.create(tmp_path / f"{len(heads)}.planbook") as book:
            cells = book.planning.preview(path).cells
        assert field in {cell.field for cell in cells if cell.new == "基教股"}


def test_the_writer_needs_no_people(tmp_path: Path):
    with a_book(tmp_path, "ganxian") as book:
        plan = book.read(queries.find_plan)
        lines = book.read(queries.indicator_lines, plan.id)
        write_list(tmp_path / "a.xlsx", plan, lines, (), (), today=date(2024, 3, 1))
