"""The 年度任务分解表 says what of each task is to be done in a year, and reads back as printed."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from db import queries
from db.model.words import TaskStatus
from db.reports.document import ReportBand
from db.reports.workbook import write_report
from db.reports.yearly_tasks import yearly_tasks
from tests.db.stories import a_book

TODAY = date(2024, 3, 1)


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "nanan") as book:
        yield book


def report(book, year):
    plan = book.read(queries.find_plan)
    return yearly_tasks(
        plan,
        book.read(queries.task_lines, plan.id),
        book.read(queries.yearly_works, plan.id),
        year,
        TODAY,
    )


def rows(made):
    return [row.cells for row in made.sections[0].table.rows if not isinstance(row, ReportBand)]


def test_the_plan_s_own_yearly_numbers_stand_in_it(book):
    said = {year: [row[2:4] for row in rows(report(book, year))] for year in (2023, 2024, 2025)}
    built = [dict(lines)["新（改、扩）建中小学、幼儿园"] for lines in said.values()]
    renewed = [dict(lines)["更新教学一体机"] for lines in said.values()]
    assert built == ["25所", "37所", "26所"]
    assert renewed == ["900台", "800台", "600台"]


def test_work_stands_under_its_task_with_units_and_month(book, tmp_path):
    plan = book.read(queries.find_plan)
    task = book.read(queries.task_lines, plan.id)[0]
    book.yearly_works.add(task.id, 2024, "开工 37 所学校", due="6月")
    book.yearly_works.add(task.id, 2024, "竣工 12 所学校")
    work = book.read(queries.yearly_works, plan.id)[1]
    book.yearly_works.change(work.id, status=TaskStatus.ON_TRACK)
    made = report(book, 2024)
    assert made.sections[0].table.rows[0] == ReportBand("（一）夯基工程")
    assert rows(made)[:3] == [
        ("1", "教育资源布局优化", "开工 37 所学校", "", "", "", "2024年6月", "未启动"),
        ("", "", "竣工 12 所学校", "", "", "", "2024年底", "正常推进"),
        ("", "", "新（改、扩）建中小学、幼儿园", "37所", "", "", "2024年底", ""),
    ]
    write_report(tmp_path / "分解表.xlsx", made, today=TODAY)
    sheet = openpyxl.load_workbook(tmp_path / "分解表.xlsx").active
    assert str(sheet["A1"].value).endswith("2024年度任务分解表")
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"开工 37 所学校", "2024年6月", "填表人："} <= words
    # Sorted, filtered, or broken over pages: each row says whose it is.
    whose = {str(row[2].value): (row[0].value, row[1].value) for row in sheet.iter_rows()}
    assert whose["竣工 12 所学校"] == whose["开工 37 所学校"] == ("1", "教育资源布局优化")


def test_a_year_without_anything_has_an_empty_table(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        assert rows(report(book, 2022)) == []
