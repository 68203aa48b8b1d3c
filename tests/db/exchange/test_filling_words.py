"""A bureau's own lists get back the words that changed: kinds, places, notes, units, statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.exchange.filling.row_cells import DOUBTFUL, ERASED, NOT_OURS, SHARED
from db.exchange.xlsx import read_workbook
from db.model.words import RowKind, TaskStatus
from db.operations.assigning import Assignment, How
from db.operations.units import UnitFields
from tests.db.exchange.rich import raw_entries
from tests.db.stories import indicator_named, standing_clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PROJECTS = (
    ("序号", "项目名称", "建设性质", "学段", "街道", "建设地点", "牵头单位", "配合单位", "备注"),
    (1, "第三小学", "新建", "小学", "城关街道", "文化路东", "教育局", "财政局,住建局", "校安"),
    (2, "民生幼儿园", "新建", "学前", "城关街道", "民生路", "教育局", "财政局", None),
    (3, "职教中心实训楼", "改扩建", "职教", "东川镇", "职教中心院内", "教育局", None, "——"),
)  # fmt: skip
TASKS = (
    ("序号", "任务名称", "具体举措", "量化目标", "目标值", "责任单位", "完成时限", "状态", "备注"),
    (1, "扩大普惠资源", None, "新增公办园", 3, "教育局、财政局", "2024年", "正常推进", "每季报"),
    (2, "建强教师队伍", "招聘教师", None, None, "教育局", "2025年", None, None),
    (None, None, "轮岗交流", None, None, None, "2023年", "未启动", None),
)  # fmt: skip
INDICATORS = (
    ("指标名称", "单位", "2025年目标", "责任单位", "备注"),
    ("学前教育毛入园率", "%", 95, "牵头：教育局；配合：财政局、住建局", None),
    ("巩固率", "%", 99.8, "教育局（牵头），财政局", "按学籍"),
)
PART = "xl/worksheets/sheet{}.xml"


def a_list(folder: Path, tables: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook with a title over each table."""
    path = folder / "2024 目标任务一览表.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in tables.items():
            sheet = workbook.add_worksheet(name)
            sheet.write_string(0, 0, "清河县“十四五”教育规划目标任务一览表")
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def source(tmp_path):
    return a_list(tmp_path, {"项目": PROJECTS, "任务": TASKS, "指标": INDICATORS})


@pytest.fixture
def book(tmp_path, source):
    with PlanBook.create(tmp_path / "台账.planbook", clock=standing_clock()) as made:
        made.planning.accept(made.planning.preview(source))
        yield made


def plan(book):
    return book.read(queries.find_plan).id


def project(book, name):
    return next(one for one in book.read(queries.project_lines, plan(book)) if one.name == name)


def task(book, title):
    return next(one for one in book.read(queries.task_lines, plan(book)) if one.title == title)


def unit(book, name):
    known = {one.name: one.id for one in book.read(queries.unit_lines)}
    if name not in known:
        book.units.add(UnitFields(name=name))
        return unit(book, name)
    return known[name]


def assign(book, kind, row, leads, others=(), **said):
    named = [[unit(book, name) for name in names] for names in (leads, others)]
    book.assigning.assign([(kind, row)], Assignment(*map(tuple, named), **said))


def filled(book, source, tmp_path):
    """Fill a workbook, and check that reading it again finds the book as it is."""
    out = tmp_path / "回填.xlsx"
    preview = book.filling.preview(source)
    book.filling.write(preview, out, replace=True)
    again = book.filling.preview(out)
    assert again.to_write == ()
    return preview, out


def told(preview):
    return {f"{cell.sheet}!{cell.address}": cell.new for cell in preview.to_write}


def refused(preview):
    return {f"{cell.sheet}!{cell.address}": cell.skipped for cell in preview.skipped}


def test_lists_that_say_what_the_book_does_are_not_touched(book, source, tmp_path):
    preview, out = filled(book, source, tmp_path)
    assert preview.to_write == preview.skipped == preview.proposals == ()
    assert out.read_bytes() == source.read_bytes()


def test_words_of_projects_come_back_and_nothing_else_is_touched(book, source, tmp_path):
    first, second = project(book, "第三小学"), project(book, "民生幼儿园")
    fields = {"kind": "改扩建", "school_stage": "九年一贯", "street": "东川镇", "site": "＝新址"}
    book.projects.change(first.id, fields)
    book.projects.change(second.id, {"note": "=1+1"})
    preview, out = filled(book, source, tmp_path)
    assert told(preview) == {
        "项目!C3": "改扩建", "项目!D3": "九年一贯", "项目!E3": "东川镇", "项目!F3": "＝新址",
        "项目!I4": "=1+1",
    }  # fmt: skip
    assert preview.skipped == ()
    cells = {cell.address: cell for cell in read_workbook(out).sheets[0].cells()}
    assert (cells["I4"].text, cells["I4"].formula) == ("=1+1", False)
    before, after = raw_entries(source), raw_entries(out)
    assert {name for name in before if before[name] != after[name]} == {PART.format(1)}
    assert {one.verdict.value for one in book.planning.preview(out).cells} == {"same"}


def test_units_are_written_as_the_office_spells_and_separates_them(book, source, tmp_path):
    own = next(one for one in book.read(queries.unit_lines) if one.name == "教育局")
    book.units.change(own.id, UnitFields(name="清河县教育局", aliases=("教育局",)))
    first, second = project(book, "第三小学"), project(book, "民生幼儿园")
    assign(book, RowKind.PROJECT, first.id, ("清河县教育局",), ("财政局", "发改局"))
    assign(book, RowKind.PROJECT, second.id, ("住建局", "清河县教育局"), ("财政局",))
    assign(book, RowKind.TASK, task(book, "建强教师队伍").id, ("清河县教育局",), ("人社局",))
    rate = indicator_named(book, "学前教育毛入园率").id
    assign(book, RowKind.INDICATOR, rate, ("财政局",), ("清河县教育局", "人社局"))
    kept = indicator_named(book, "巩固率").id
    assign(book, RowKind.INDICATOR, kept, ("清河县教育局", "人社局"), ("财政局",))
    preview, out = filled(book, source, tmp_path)
    assert told(preview) == {
        "项目!H3": "财政局,发改局",
        "项目!G4": "住建局、教育局",
        "任务!F4": "教育局、人社局",
        "指标!D3": "牵头：财政局；配合：教育局、人社局",
        "指标!D4": "教育局（牵头），人社局（牵头），财政局",
    }
    assert preview.skipped == ()
    assert {one.verdict.value for one in book.planning.preview(out).cells} == {"same"}


def test_statuses_terms_and_notes_of_tasks_come_back(book, source, tmp_path):
    wider, stronger = task(book, "扩大普惠资源"), task(book, "建强教师队伍")
    measures = {one.title: one.id for one in stronger.measures}
    book.planning.set_task_status(wider.id, TaskStatus.BEHIND)
    book.tasks.change_task(wider.id, note="每月报")
    book.tasks.change_task(stronger.id, status=TaskStatus.ON_TRACK, deadline="2026")
    book.tasks.change_measure(measures["轮岗交流"], status=TaskStatus.DONE)
    preview, out = filled(book, source, tmp_path)
    assert told(preview) == {
        "任务!H3": "滞后", "任务!I3": "每月报", "任务!G4": "2026年", "任务!H4": "正常推进",
        "任务!H5": "已完成",
    }  # fmt: skip
    assert preview.skipped == ()
    assert {one.verdict.value for one in book.planning.preview(out).cells} == {"same"}


def test_what_was_taken_out_of_the_book_is_emptied(book, source, tmp_path):
    first = project(book, "第三小学")
    book.projects.change(first.id, {"note": "", "street": None})
    assign(book, RowKind.PROJECT, first.id, (), ("财政局", "住建局"), how=How.REMOVE)
    preview, out = filled(book, source, tmp_path)
    assert told(preview) == {"项目!E3": ERASED, "项目!H3": ERASED, "项目!I3": ERASED}
    with PlanBook.create(tmp_path / "另一本.planbook", clock=standing_clock()) as other:
        other.planning.accept(other.planning.preview(out))
        again = project(other, "第三小学")
        assert (again.note, again.street or "", [one.name for one in again.units]) == (
            "", "", ["教育局"],
        )  # fmt: skip


def a_foreign_list(folder, *kept):
    """A list with words of others in all columns but of the rows that are `kept` as they are."""
    said = ("新建（含装修）", "市教育局", "有关部门", "见附件")
    rows = [
        row if row[0] in kept else (*row[:2], said[0], *row[3:6], *said[1:]) for row in PROJECTS[1:]
    ]
    return a_list(folder, {"上报": (PROJECTS[0], *rows)}).rename(folder / "上级.xlsx")


def test_words_of_others_in_a_form_of_theirs_stay_without_a_word(book, tmp_path):
    preview, _ = filled(book, a_foreign_list(tmp_path), tmp_path)
    assert preview.to_write == preview.skipped == ()


NATURES = (
    ("指标名称", "单位", "属性", "2025年目标"),
    ("巩固率", "%", "约束性", 99.8),
    ("毛入园率", "%", "预期性", 95),
    ("普惠园占比", "%", "——", 90),
)


def with_natures(*natures):
    rows = zip(NATURES[1:], natures, strict=True)
    return [NATURES[0], *((*row[:2], nature, row[3]) for row, nature in rows)]


def test_a_nature_that_is_another_by_now_comes_back_as_the_list_says_such(tmp_path):
    short = a_list(tmp_path, {"指标": with_natures("约束", "预期", "——")})
    source = short.rename(tmp_path / "监测表.xlsx")
    with PlanBook.create(tmp_path / "另一本.planbook", clock=standing_clock()) as book:
        book.planning.accept(book.planning.preview(source))
        newer = a_list(tmp_path, {"指标": with_natures("预期性", "预期性", "约束性")})
        book.planning.accept(book.planning.preview(newer))
        preview, _ = filled(book, source, tmp_path)
        assert told(preview) == {"指标!C3": "预期", "指标!C5": "约束"}
        assert preview.skipped == ()


def test_a_nature_that_the_book_never_held_is_left_and_said(tmp_path):
    source = a_list(tmp_path, {"指标": NATURES})
    with PlanBook.create(tmp_path / "另一本.planbook", clock=standing_clock()) as book:
        book.planning.accept(book.planning.preview(source))
        form = a_list(tmp_path, {"指标": with_natures("预期性", "预期性", "预期性")})
        preview, _ = filled(book, form.rename(tmp_path / "上级.xlsx"), tmp_path)
        assert told(preview) == {}
        assert refused(preview) == {"指标!C3": NOT_OURS}


def test_words_that_the_book_never_held_are_left_and_said_where_others_are_ours(book, tmp_path):
    preview, _ = filled(book, a_foreign_list(tmp_path, 1), tmp_path)
    assert preview.to_write == ()
    places = ("C4", "G4", "H4", "C5", "G5")
    assert refused(preview) == {f"上报!{place}": NOT_OURS for place in places}


def test_words_typed_into_the_list_since_are_left_and_said(book, source, tmp_path):
    rows = [list(row) for row in PROJECTS]
    rows[1][8] = "已经验收"
    other = a_list(tmp_path, {"项目": rows})
    book.projects.change(project(book, "第三小学").id, {"note": "校安工程"})
    assert other == source
    preview, _ = filled(book, other, tmp_path)
    assert refused(preview) == {"项目!I3": NOT_OURS}


def test_notes_of_the_bureau_do_not_go_into_a_form_from_elsewhere(book, tmp_path):
    rows = (PROJECTS[0], (1, "第三小学"))
    other = a_list(tmp_path, {"上报": rows}).rename(tmp_path / "上级.xlsx")
    preview, _ = filled(book, other, tmp_path)
    assert told(preview) == {
        "上报!C3": "新建", "上报!D3": "小学", "上报!E3": "城关街道", "上报!F3": "文化路东",
        "上报!G3": "教育局", "上报!H3": "财政局、住建局",
    }  # fmt: skip


def test_a_status_in_other_words_is_left_and_said(book, tmp_path):
    rows = [list(row) for row in TASKS]
    rows[1][7] = "已开两次会"
    other = a_list(tmp_path, {"任务": rows})
    book.planning.set_task_status(task(book, "扩大普惠资源").id, TaskStatus.BEHIND)
    preview, _ = filled(book, other, tmp_path)
    assert refused(preview) == {"任务!H3": DOUBTFUL}


def merged_list(folder):
    """A list whose first two projects share one cell of leading units."""
    path = folder / "合并.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        sheet.write_row(0, 0, ["项目名称", "建设性质", "牵头单位"])
        for row, name in enumerate(("甲小学", "乙小学", "丙小学"), 1):
            sheet.write_row(row, 0, [name, "新建"])
        sheet.merge_range(1, 2, 2, 2, "教育局、财政局")
        sheet.write_string(3, 2, "教育局")
    return path


@pytest.mark.parametrize(
    ("changed", "wanted", "reasons"),
    [
        (("甲小学", "乙小学"), {"项目!C2": "教育局、住建局"}, {}),
        (("乙小学",), {}, {"项目!C2": SHARED}),
    ],
)
def test_a_cell_over_several_rows_is_written_when_all_of_them_changed_alike(
    tmp_path, changed, wanted, reasons
):
    path = merged_list(tmp_path)
    with PlanBook.create(tmp_path / "另一本.planbook", clock=standing_clock()) as book:
        book.planning.accept(book.planning.preview(path))
        for name in changed:
            row = project(book, name).id
            assign(book, RowKind.PROJECT, row, ("教育局", "住建局"))
        preview = book.filling.preview(path)
        assert told(preview) == wanted
        assert refused(preview) == reasons


TASK_LINES = (
    ("任务名称", "具体举措", "量化目标", "目标值", "责任单位", "状态", "完成时限"),
    ("扩大普惠资源", None, None, None, "教育局", "正常推进", "2025年"),
    (None, "新建园舍", None, None, None, None, None),
    (None, None, "新增公办园", 3, "财政局", None, "2024年"),
)


def test_a_measure_never_writes_into_what_is_its_task_s(tmp_path):
    path = tmp_path / "任务.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("任务")
        for number, row in enumerate(TASK_LINES):
            sheet.write_row(number, 0, row)
        sheet.merge_range("F2:F4", "正常推进")
    with PlanBook.create(tmp_path / "另一本.planbook", clock=standing_clock()) as book:
        book.planning.accept(book.planning.preview(path))
        wider = task(book, "扩大普惠资源")
        book.tasks.change_measure(wider.measures[0].id, status=TaskStatus.DONE)
        assert book.filling.preview(path).to_write == ()
        book.planning.set_task_status(wider.id, TaskStatus.BEHIND)
        promise = wider.commitments[0].id
        assign(book, RowKind.INDICATOR, promise, ("财政局", "住建局"))
        preview, _ = filled(book, path, tmp_path)
        assert told(preview) == {"任务!F2": "滞后", "任务!E4": "财政局、住建局"}
        assert preview.skipped == ()


WORDS = st.text(st.sampled_from("甲乙=＝+-＠@、，（） 1无—…·\u3000"), max_size=8).map(
    lambda words: " ".join(words.split())
)
NAMES = ("教育局", "财政局", "住建局", "人社局", "发改局")
UNITS = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=4)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """One book and the list it came from, changed again and again."""
    folder = tmp_path_factory.mktemp("往返")
    path = a_list(folder, {"项目": PROJECTS, "任务": TASKS, "指标": INDICATORS})
    with PlanBook.create(folder / "台账.planbook", clock=standing_clock()) as made:
        made.planning.accept(made.planning.preview(path))
        yield made, path


@settings(max_examples=25)
@given(
    st.dictionaries(st.sampled_from(["kind", "school_stage", "street", "site", "note"]), WORDS),
    UNITS,
    st.integers(1, 4),
    st.sampled_from(TaskStatus),
)
def test_whatever_was_changed_reads_back_as_the_same_book(shelf, fields, units, leads, status):
    book, path = shelf
    first = project(book, "第三小学")
    book.projects.change(first.id, fields)
    assign(book, RowKind.PROJECT, first.id, units[:leads], units[leads:])
    rate = indicator_named(book, "学前教育毛入园率").id
    assign(book, RowKind.INDICATOR, rate, units[:1], units[1:])
    wider = task(book, "扩大普惠资源")
    assign(book, RowKind.TASK, wider.id, units[:1], units[1:])
    book.planning.set_task_status(wider.id, status)
    preview, out = filled(book, path, path.parent)
    assert preview.skipped == ()
    again = book.planning.preview(out)
    assert {one.verdict.value for one in again.cells} == {"same"}
    with PlanBook.create(path.parent / f"{len(list(path.parent.iterdir()))}.planbook") as other:
        other.planning.accept(other.planning.preview(out))
        for mine, theirs in (
            (project(book, "第三小学"), project(other, "第三小学")),
            (task(book, "扩大普惠资源"), task(other, "扩大普惠资源")),
            (indicator_named(book, "学前教育毛入园率"), indicator_named(other, "学前教育毛入园率")),
        ):
            assert [(one.name, one.lead) for one in mine.units] == [
                (one.name, one.lead) for one in theirs.units
            ]
