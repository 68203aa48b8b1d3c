"""A superior's form that the book has never seen is matched by name, filled, and known again."""

from __future__ import annotations

import pytest
import xlsxwriter

from db import queries
from db.book import PlanBook
from db.errors import FileRefused, NotFound
from db.exchange.filling import figures as reasons
from db.exchange.xlsx import read_workbook
from tests.db.stories import a_book, indicator_named, record, standing_clock

ENROLMENT, COVERAGE, KEPT = "学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率"
HEADER = ["序号", "监测指标", "计量单位", "2020年基数", "2024年完成值", "2025年目标值", "备注"]


def a_form(path, *names, title="2024年全市教育事业发展主要指标监测表", header=HEADER):
    """Write a form as a superior sends it: names, units, and blank cells with borders."""
    with xlsxwriter.Workbook(path) as workbook:
        border = workbook.add_format({"border": 1, "num_format": "0.00"})
        sheet = workbook.add_worksheet("附件1")
        sheet.merge_range(0, 0, 0, len(header) - 1, title)
        sheet.write_row(1, 0, header, border)
        for order, name in enumerate(names):
            sheet.write_row(2 + order, 0, [order + 1, name, "%", None, None, None, None], border)
    return path


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        record(book, ENROLMENT, "2024", "94.75")
        record(book, COVERAGE, "2024", "90.1")
        yield book


def filled(book, form, out, decisions=None):
    preview = book.filling.preview(form, decisions=decisions or {})
    changes = book.filling.write(preview, out, replace=True)
    cells = {cell.address: cell.text for cell in read_workbook(out).sheets[0].cells()}
    return preview, changes, cells


def test_a_form_is_matched_to_indicators_and_years_by_name(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, "  普惠性 幼儿园覆盖率")
    preview, changes, cells = filled(litong, form, tmp_path / "回填.xlsx")
    assert changes is None
    assert [(c.address, c.row_name, c.field) for c in preview.to_write[:3]] == [
        ("D3", ENROLMENT, "基期值 2020 年"),
        ("E3", ENROLMENT, "实际完成值 2024 年"),
        ("F3", ENROLMENT, "目标值 2025 年"),
    ]
    assert (cells["E3"], cells["E4"]) == ("94.75", "90.10")


def test_a_near_equal_name_is_proposed_and_its_row_left_blank(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, "普惠幼儿园覆盖率")
    preview, _, cells = filled(litong, form, tmp_path / "回填.xlsx")
    (proposal,) = preview.proposals
    assert (proposal.row, proposal.name) == (4, "普惠幼儿园覆盖率")
    assert COVERAGE in proposal.candidates[0][1]
    assert "E4" not in cells
    assert cells["E3"] == "94.75"


def test_a_decision_is_used_and_remembered_for_next_year_s_form(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, "普惠幼儿园覆盖率", "九年义务教育的巩固率")
    first = litong.filling.preview(form)
    rows = {proposal.name: (proposal.sheet, proposal.row) for proposal in first.proposals}
    decisions = {
        rows["普惠幼儿园覆盖率"]: indicator_named(litong, COVERAGE).id,
        rows["九年义务教育的巩固率"]: None,
    }
    preview, changes, cells = filled(litong, form, tmp_path / "回填.xlsx", decisions)
    assert preview.proposals == preview.skipped == ()
    assert cells["E4"] == "90.10"
    assert {change.table for change in changes.rows} == {"setting"}
    assert litong.undo_label == "记住“监测表.xlsx”各行对应的指标"
    record(litong, COVERAGE, "2025", "91.3")
    header = [
        words.replace("2024", "2025").replace("2025年目标值", "2026年目标值") for words in HEADER
    ]
    later = a_form(
        tmp_path / "明年.xlsx", KEPT, "普惠幼儿园覆盖率", "九年义务教育的巩固率",
        title="2025年全市教育事业发展主要指标监测表", header=header,
    )  # fmt: skip
    again, nothing_new, cells = filled(litong, later, tmp_path / "明年回填.xlsx")
    assert again.proposals == again.skipped == ()
    assert cells["E4"] == "91.30"
    assert "E5" not in cells
    assert nothing_new is None


def test_what_was_remembered_can_be_taken_back(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", "普惠幼儿园覆盖率")
    decisions = {("附件1", 3): indicator_named(litong, COVERAGE).id}
    filled(litong, form, tmp_path / "回填.xlsx", decisions)
    assert litong.filling.preview(form).proposals == ()
    litong.undo()
    assert len(litong.filling.preview(form).proposals) == 1
    litong.redo()
    assert litong.filling.preview(form).proposals == ()


def test_a_decision_made_again_takes_the_place_of_the_first(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", "普惠幼儿园覆盖率")
    place = ("附件1", 3)
    filled(litong, form, tmp_path / "回填.xlsx", {place: None})
    coverage = indicator_named(litong, COVERAGE).id
    preview = litong.filling.reconsider(litong.filling.preview(form), {place: coverage})
    assert litong.filling.write(preview, tmp_path / "回填.xlsx", replace=True)
    assert litong.filling.preview(form).decisions == {place: coverage}
    settings = [line for line in litong.read(queries.step_lines) if "记住" in line.label]
    assert len(settings) == 2


def test_without_remembering_the_book_stays_as_it_was(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", "普惠幼儿园覆盖率")
    coverage = indicator_named(litong, COVERAGE).id
    preview = litong.filling.preview(form, decisions={("附件1", 3): coverage})
    steps = len(litong.read(queries.step_lines))
    assert litong.filling.write(preview, tmp_path / "回填.xlsx", remember=False) is None
    assert len(litong.read(queries.step_lines)) == steps


def test_a_row_the_book_does_not_have_is_told(litong, tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, "人均体育场地面积")
    preview, _, _ = filled(litong, form, tmp_path / "回填.xlsx")
    assert [(c.address, c.row_name, c.skipped) for c in preview.skipped] == [
        ("B4", "人均体育场地面积", reasons.NO_ROW)
    ]


def test_a_column_without_a_year_is_of_the_last_one_recorded_and_that_is_told(litong, tmp_path):
    header = ["序号", "监测指标", "计量单位", "2020年基数", "完成值", "2025年目标值", "备注"]
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, title="主要指标监测表", header=header)
    preview, _, cells = filled(litong, form, tmp_path / "回填.xlsx")
    assert preview.source.assumed == ("“完成值”没有写明哪一年，按 2024 年填",)
    assert (preview.skipped, cells["E3"]) == ((), "94.75")


def test_a_goal_without_a_year_is_that_of_the_plan_s_last(litong, tmp_path):
    header = ["序号", "监测指标", "计量单位", "基期值", "2024年完成值", "目标值", "备注"]
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, title="主要指标监测表", header=header)
    _, _, cells = filled(litong, form, tmp_path / "回填.xlsx")
    assert (cells["D3"], cells["E3"], cells["F3"]) == ("93.91", "94.75", "95.00")


def test_what_was_reached_in_the_base_year_is_the_baseline(litong, tmp_path):
    header = ["序号", "监测指标", "计量单位", "2020年实际", "2024年完成值", "2025年目标值", "备注"]
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT, title="主要指标监测表", header=header)
    _, _, cells = filled(litong, form, tmp_path / "回填.xlsx")
    assert (cells["D3"], cells["E3"]) == ("93.91", "94.75")
    record(litong, ENROLMENT, "2020", "93.95")
    _, _, cells = filled(litong, form, tmp_path / "再填.xlsx")
    assert cells["D3"] == "93.95", "what was recorded comes first"


def test_promises_of_tasks_are_found_in_a_form_too(litong, tmp_path):
    promises = [
        line
        for line in litong.read(queries.all_rows, litong.read(queries.find_plan).id)
        if line.task and line.unit and line.targets
    ]
    promise = next(
        line for line in promises if [one.name for one in promises].count(line.name) == 1
    )
    record(litong, promise.name, "2024", "2")
    with xlsxwriter.Workbook(tmp_path / "监测表.xlsx") as workbook:
        sheet = workbook.add_worksheet("附件1")
        sheet.write_row(0, 0, ["指标名称", "单位", "2024年实际"])
        sheet.write_row(1, 0, [promise.name, promise.unit])
    _, _, cells = filled(litong, tmp_path / "监测表.xlsx", tmp_path / "回填.xlsx")
    assert cells["C2"] == "2"


def test_the_stage_of_a_project_is_filled_in_but_no_sentence_is_overwritten(litong, tmp_path):
    plan = litong.read(queries.find_plan).id
    first, second, third = litong.read(queries.project_lines, plan)[:3]
    for one in (first, second, third):
        litong.projects.change(one.id, {"stage": "主体封顶"})
    path = tmp_path / "项目进度.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("附件2")
        sheet.write_row(0, 0, ["项目名称", "建设性质", "总投资（万元）", "项目阶段"])
        sheet.write_row(1, 0, [first.name, first.kind, None, None])
        sheet.write_row(2, 0, [second.name, second.kind, None, "开工"])
        sheet.write_row(3, 0, [third.name, third.kind, None, "已完成主体工程的百分之八十"])
        sheet.write_row(4, 0, ["别县的体育馆", "新建", None, None])
    preview, _, cells = filled(litong, path, tmp_path / "填好.xlsx")
    assert (cells["D2"], cells["D3"]) == ("主体封顶", "主体封顶")
    assert cells["D4"] == "已完成主体工程的百分之八十"
    assert [(c.address, c.skipped) for c in preview.skipped] == [
        ("D4", reasons.DOUBTFUL),
        ("A5", reasons.NO_ROW),
    ]


def test_a_form_cannot_be_filled_from_a_book_without_a_plan(tmp_path):
    form = a_form(tmp_path / "监测表.xlsx", ENROLMENT)
    with (
        PlanBook.create(tmp_path / "台账.planbook", clock=standing_clock()) as book,
        pytest.raises(NotFound),
    ):
        book.filling.preview(form)


def test_a_workbook_without_a_list_is_refused(litong, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "通知.xlsx") as workbook:
        workbook.add_worksheet().write(0, 0, "关于报送监测数据的通知")
    with pytest.raises(FileRefused):
        litong.filling.preview(tmp_path / "通知.xlsx")
