"""A form's own rules are kept: locked cells, drop-downs, bounds, and what a cell can hold."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter

from db import queries
from db.exchange.filling.guarding import LOCKED, OUT_OF_BOUNDS, TOO_LONG, UNJUDGED, not_listed
from db.exchange.xlsx import read_workbook
from tests.db.exchange.rich import SHEET_PART, edited
from tests.db.exchange.test_filling_projects import project_names
from tests.db.stories import a_book, record

ENROLMENT = "学前教育毛入园率"


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        record(book, ENROLMENT, "2024", "94.75")
        yield book


def a_form(folder, finish=None, value=None):
    """Write a form for one figure of 2024 in B2, finished as a test wants it."""
    path = folder / "报表.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("报表")
        sheet.write_row(0, 0, ["指标名称", "2024年实际", "2025年目标"])
        sheet.write_row(1, 0, [ENROLMENT, value])
        if finish is not None:
            finish(workbook, sheet)
    return path


def told(book, path):
    """Return what becomes of the figure: the value that is written, else the reason."""
    preview = book.filling.preview(path)
    (cell,) = [cell for cell in preview.cells if cell.address == "B2"]
    book.filling.write(preview, path.with_name("填好.xlsx"), replace=True)
    cells = {
        one.address: one for one in read_workbook(path.with_name("填好.xlsx")).sheets[0].cells()
    }
    return str(cells["B2"].number) if cell.written else cell.skipped


BOUNDS = {
    "between": ({"criteria": "between", "minimum": 0, "maximum": 90}, OUT_OF_BOUNDS),
    "wide enough": ({"criteria": "between", "minimum": 0, "maximum": 100}, "94.75"),
    "at least": ({"criteria": ">=", "value": 95}, OUT_OF_BOUNDS),
    "computed": ({"criteria": "<=", "value": "=C2"}, "94.75"),
    "only a warning": ({"criteria": "<", "value": 90, "error_type": "warning"}, "94.75"),
    "no alert": ({"criteria": "<", "value": 90, "show_error": False}, "94.75"),
}


@pytest.mark.parametrize(("rule", "wanted"), BOUNDS.values(), ids=BOUNDS)
def test_a_number_out_of_a_cell_s_bounds_is_not_written(litong, tmp_path, rule, wanted):
    path = a_form(
        tmp_path, lambda _, sheet: sheet.data_validation("B2:C9", {"validate": "decimal"} | rule)
    )
    assert told(litong, path) == wanted


FORMULAS = {
    "custom": ({"validate": "custom", "value": "=B2<C2"}, UNJUDGED),
    "a bound": ({"validate": "decimal", "criteria": "<=", "value": "=C2"}, UNJUDGED),
    "a list": ({"validate": "list", "source": '=INDIRECT("报表!C1:C9")'}, UNJUDGED),
    "none": ({"validate": "decimal", "criteria": "<=", "value": 100}, ""),
    "only a hint": ({"validate": "custom", "value": "=B2<C2", "show_error": False}, ""),
}


@pytest.mark.parametrize(("rule", "wanted"), FORMULAS.values(), ids=FORMULAS)
def test_a_rule_that_is_a_formula_is_said_not_to_be_judged(litong, tmp_path, rule, wanted):
    path = a_form(tmp_path, lambda _, sheet: sheet.data_validation("B2:C9", rule))
    cells = {cell.address: cell for cell in litong.filling.preview(path).to_write}
    assert (cells["B2"].new, cells["B2"].remark) == ("94.75", wanted)


def test_a_part_of_a_whole_is_not_written_where_whole_numbers_are_asked(litong, tmp_path):
    rule = {"validate": "integer", "criteria": ">=", "value": 0}
    path = a_form(tmp_path, lambda _, sheet: sheet.data_validation("B2", rule))
    assert told(litong, path) == OUT_OF_BOUNDS


DAYS = {"validate": "date", "value": date(2024, 1, 1)}


@pytest.mark.parametrize(
    ("rule", "deadline", "wanted"),
    [
        ({"validate": "date", "criteria": ">=", "value": date(2024, 1, 1)}, "2025-06", ""),
        (
            {"validate": "date", "criteria": "<", "value": date(2024, 1, 1)},
            "2025-06",
            OUT_OF_BOUNDS,
        ),
        ({"validate": "date", "criteria": ">=", "value": date(2024, 1, 1)}, "每年", OUT_OF_BOUNDS),
        ({"validate": "length", "criteria": "<=", "value": 4}, "长期坚持", ""),
        ({"validate": "length", "criteria": "<=", "value": 3}, "长期坚持", OUT_OF_BOUNDS),
    ],
)
def test_dates_and_words_keep_to_a_cell_s_bounds(litong, tmp_path, rule, deadline, wanted):
    task = litong.read(queries.task_lines, litong.read(queries.find_plan).id)[0]
    path = tmp_path / "任务.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("任务")
        sheet.write_row(0, 0, ["任务名称", "完成时限", "状态"])
        sheet.write_string(1, 0, task.title)
        sheet.write_blank(1, 1, None, workbook.add_format({"num_format": "yyyy/m/d"}))
        sheet.data_validation("B2", rule)
    litong.tasks.change_task(task.id, deadline=deadline)
    (cell,) = [one for one in litong.filling.preview(path).cells if one.address == "B2"]
    assert cell.skipped == wanted


def test_a_rule_that_the_office_itself_passes_over_is_none(litong, tmp_path):
    rule = {"validate": "decimal", "criteria": "<=", "value": 90}
    path = a_form(tmp_path, lambda _, sheet: sheet.data_validation("B2", rule), value=93)
    assert told(litong, path) == "94.75"


def test_locked_cells_of_a_form_that_leaves_others_free_are_not_written(litong, tmp_path):
    def protect(workbook, sheet, *free):
        sheet.protect("secret")
        for place in free:
            sheet.write_blank(place, None, workbook.add_format({"locked": False}))

    path = a_form(tmp_path, lambda workbook, sheet: protect(workbook, sheet, "C2"))
    assert told(litong, path) == LOCKED
    path = a_form(tmp_path, lambda workbook, sheet: protect(workbook, sheet, "B2", "C2"))
    assert told(litong, path) == "94.75"
    # A list that is locked as a whole marks nothing as to be filled.
    assert told(litong, a_form(tmp_path, protect)) == "94.75"


LATER = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>选项!$A$1:$A$2</xm:f>'
    "</x14:formula1><xm:sqref>B2:B3</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    "</extLst></worksheet>"
)


@pytest.mark.parametrize(
    ("source", "is_kept"),
    [
        (["招标", "竣工验收"], True),
        (["招标", "开工"], False),
        ("=选项!$A$1:$A$2", True),
        ("='选项'!$A:$A", True),
        ("=$E$1:$E$3", False),
        ("=阶段", True),
        ('=INDIRECT("选项!A1:A2")', False),
        (None, True),
    ],
)
def test_words_that_a_drop_down_does_not_offer_are_not_written(litong, tmp_path, source, is_kept):
    one = project_names(litong)[0]
    path = tmp_path / "项目.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        sheet.write_row(0, 0, ["项目名称", "项目阶段", "建设性质"])
        sheet.write_row(1, 0, [one.name, None, one.kind])
        sheet.write_column(0, 4, ["立项", "开工", "招标"])
        options = workbook.add_worksheet("选项")
        options.write_column(0, 0, ["招标", "竣工验收"])
        workbook.define_name("阶段", "=选项!$A$1:$A$2")
        if source is not None:
            sheet.data_validation("B2:B9", {"validate": "list", "source": source})
    if source is None:
        edited(path, {SHEET_PART: lambda part: part.replace(b"</worksheet>", LATER.encode())})
    litong.projects.change(one.id, {"stage": "开工"})
    (cell,) = [one for one in litong.filling.preview(path).cells if one.address == "B2"]
    assert cell.skipped == (not_listed("开工") if is_kept else "")


def test_more_words_than_a_cell_can_hold_are_not_written(litong, tmp_path):
    one = project_names(litong)[0]
    path = tmp_path / "项目.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        sheet.write_row(0, 0, ["项目名称", "建设性质", "建设地点"])
        sheet.write_row(1, 0, [one.name, one.kind])
    litong.projects.change(one.id, {"site": "甲" * 40_000})
    (cell,) = [one for one in litong.filling.preview(path).cells if one.address == "C2"]
    assert cell.skipped == TOO_LONG
