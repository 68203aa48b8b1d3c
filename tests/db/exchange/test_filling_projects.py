"""A bureau's own list of projects gets back what changed: sizes, due dates, money, stages."""

from __future__ import annotations

from decimal import Decimal

import pytest
import xlsxwriter

from db import queries
from db.exchange.differences import Verdict
from db.exchange.filling import figures as reasons
from db.exchange.filling.row_cells import NO_FIT, SHARED
from db.exchange.xlsx import read_workbook
from db.model.project_lines import FundingLine, ProjectYearLine
from tests.db.exchange.rich import raw_entries
from tests.db.stories import a_book

HEAD = (
    "序号", "项目名称", "学位（个）", "班级", "总投资（亿元）", "用地（亩）", "建设年限",
    "完成时限", "计划日期开工", "2023年度计划投资（万元）", "项目阶段",
)  # fmt: skip
FIRST, SECOND, THIRD = "第三小学新建项目", "民生幼儿园", "职教中心实训楼"
ROWS = (
    (1, FIRST, 1800, "36班", 1.2, 40, "2021—2023年", "2023年8月", "2022-03", 5000, "招标"),
    (2, SECOND, 360, "12班", 0.3, 9.5, "2022年", "2022年12月", "2021-09", 1200, "开工"),
    (3, THIRD, None, None, 0.8, None, "2024年", None, None, None, None),
)


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        yield book


@pytest.fixture
def source(litong, tmp_path):
    """The bureau's list with a second sheet, taken into the book."""
    path = tmp_path / "2023 重点项目.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        money = workbook.add_format({"num_format": "0.0000", "border": 1})
        sheet.merge_range(0, 0, 0, len(HEAD) - 1, "重点项目一览表")
        sheet.write_row(1, 0, HEAD)
        for order, row in enumerate(ROWS):
            sheet.write_row(2 + order, 0, row)
            sheet.write_number(2 + order, 4, float(str(row[4])), money)
        workbook.add_worksheet("说明").write_string(0, 0, "由规划股管")
    litong.planning.accept(litong.planning.preview(path))
    return path


def project(book, name):
    plan = book.read(queries.find_plan).id
    return next(one for one in book.read(queries.project_lines, plan) if one.name == name)


def filled(book, source, out):
    preview = book.filling.preview(source)
    book.filling.write(preview, out, replace=True)
    return preview, {cell.address: cell for cell in read_workbook(out).sheets[0].cells()}


def test_a_list_that_says_what_the_book_does_is_not_touched(litong, source, tmp_path):
    preview, _ = filled(litong, source, tmp_path / "回填.xlsx")
    assert preview.to_write == preview.skipped == preview.proposals == ()
    assert preview.unchanged == 20
    assert (tmp_path / "回填.xlsx").read_bytes() == source.read_bytes()


def test_only_what_changed_of_a_project_is_written_as_the_office_writes_it(
    litong, source, tmp_path
):
    one = project(litong, FIRST)
    changed = {
        "places": Decimal(2000), "classes": Decimal(40), "investment": Decimal(13050),
        "due_year": 2024, "deadline": "2024-09", "stage": "开工",
    }  # fmt: skip
    litong.projects.change(
        one.id, changed, funding=[FundingLine(2023, "", planned=Decimal("5200.5"))]
    )
    litong.milestones.set_planned(one.id, "开工", "2022-05-18")
    preview, cells = filled(litong, source, tmp_path / "回填.xlsx")
    assert {cell.address: cell.new for cell in preview.to_write} == {
        "C3": "2000", "D3": "40班", "E3": "1.305", "G3": "2021—2024年", "H3": "2024年9月",
        "I3": "2022-05-18", "J3": "5200.5", "K3": "开工",
    }  # fmt: skip
    assert preview.skipped == ()
    assert (cells["E3"].number, cells["E3"].text) == (Decimal("1.305"), "1.3050")
    assert cells["C4"].number == 360
    before, after = raw_entries(source), raw_entries(tmp_path / "回填.xlsx")
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {"xl/worksheets/sheet1.xml"}
    again = litong.planning.preview(tmp_path / "回填.xlsx")
    assert {cell.verdict.value for cell in again.cells} == {"same"}


def test_blank_cells_are_filled_like_those_around_them(litong, source, tmp_path):
    one = project(litong, THIRD)
    litong.projects.change(one.id, {"classes": Decimal(24), "deadline": "2024-06", "stage": "立项"})
    preview, _ = filled(litong, source, tmp_path / "回填.xlsx")
    assert {cell.address: cell.new for cell in preview.to_write} == {
        "D5": "24班", "H5": "2024年6月", "K5": "立项",
    }  # fmt: skip


def test_dates_stay_dates_and_a_month_never_becomes_a_day(litong, tmp_path):
    one, other = project_names(litong)[:2]
    path = tmp_path / "进度.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        day = workbook.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(0, 0, ["项目名称", "建设性质", "完成时限", "实际日期开工"])
        for row, name in enumerate((one.name, other.name), 1):
            sheet.write_row(row, 0, [name, one.kind])
            sheet.write_number(row, 2, 45292, day)
            sheet.write_number(row, 3, 45292, day)
    for line, begun in ((one, "2023-03-05"), (other, "2023-03")):
        litong.projects.change(line.id, {"deadline": "2025-06"})
        litong.milestones.set_actual(line.id, "开工", begun)
    _, cells = filled(litong, path, tmp_path / "填好.xlsx")
    assert (cells["C2"].is_date, cells["C2"].text) == (True, "2025-06-01")
    assert (cells["D2"].is_date, cells["D2"].text) == (True, "2023-03-05")
    assert (cells["D3"].is_date, cells["D3"].text) == (False, "2023-03")


def test_what_would_be_lost_or_made_up_is_left_alone_and_said(litong, tmp_path):
    one, other = project_names(litong)[:2]
    path = tmp_path / "进度.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        sheet.write_row(0, 0, ["项目名称", "总投资", "竣工时间", "项目阶段", "用地面积（亩）"])
        sheet.write_row(1, 0, [one.name, None, "2023年6月", None, "约三十亩"])
        sheet.write_row(2, 0, [other.name])
        sheet.merge_range(1, 3, 2, 3, "招标")
    sizes = {"investment": Decimal(900), "due_year": 2025, "stage": "开工", "area": Decimal(30)}
    litong.projects.change(one.id, sizes)
    litong.projects.change(other.id, {"stage": "招标"})
    preview, cells = filled(litong, path, tmp_path / "填好.xlsx")
    assert {cell.address: cell.skipped for cell in preview.skipped if cell.place[0] == 2} == {
        "B2": NO_FIT, "C2": reasons.DOUBTFUL, "D2": SHARED, "E2": reasons.DOUBTFUL,
    }  # fmt: skip
    assert cells["D2"].text == "招标"


def test_years_of_projects_are_filled_too(litong, tmp_path):
    one = project_names(litong)[0]
    path = tmp_path / "年度.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        head = ["项目名称", "建设性质", "2023年年度类别", "2023年计划件数", "竣工年份"]
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, [one.name, one.kind, "储备", 2, 2023])
    year = ProjectYearLine(2023, "续建", planned=Decimal(3))
    litong.projects.change(one.id, {"due_year": 2024}, years=[year])
    preview, cells = filled(litong, path, tmp_path / "填好.xlsx")
    assert (cells["C2"].text, cells["D2"].number, cells["E2"].number) == ("续建", 3, 2024)
    assert [cell.field for cell in preview.to_write] == [
        "2023年年度类别",
        "2023年计划件数",
        "完成年份",
    ]


def project_names(book):
    """Return the projects of the plan that are no lump and part of none."""
    lines = book.read(queries.project_lines, book.read(queries.find_plan).id)
    lumps = {one.parent for one in lines}
    names = [one.name for one in lines]
    return [
        one for one in lines
        if one.parent is None and one.id not in lumps and names.count(one.name) == 1
    ]  # fmt: skip


def test_when_works_begin_goes_into_the_book_and_the_list_is_left_as_it_is(litong, tmp_path):
    path, again = tmp_path / "项目 计划.xlsx", tmp_path / "回填.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        sheet.write_row(0, 0, ("项目名称", "建设性质", "开工时间", "竣工时间"))
        sheet.write_row(1, 0, ("城南小学", "新建", "2022年3月", "2023年"))
        sheet.write_row(2, 0, ("城北小学", "新建", "2024年", "2025年"))
    litong.planning.accept(litong.planning.preview(path))
    south, north = (
        litong.read(queries.project_work, project(litong, name).id)
        for name in ("城南小学", "城北小学")
    )
    assert [(one.stage, one.planned) for one in south.milestones] == [("开工", "2022-03")]
    assert north.milestones == ()
    assert [(one.year, one.year_class) for one in north.years] == [(2024, "新开工")]
    assert {cell.verdict for cell in litong.planning.preview(path).cells} == {Verdict.SAME}
    assert filled(litong, path, again)[0].to_write == ()
    litong.milestones.set_planned(project(litong, "城南小学").id, "开工", "2022-05")
    assert filled(litong, path, again)[1]["C2"].text == "2022年5月"
