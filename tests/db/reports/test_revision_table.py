"""The 调整对照表: each document over what it changed, before and after side by side."""

from datetime import date

import pytest

from db import queries
from db.exchange.xlsx import read_workbook
from db.model.words import RowKind
from db.operations.adjustment import NewRow
from db.reports.document import ReportBand
from db.reports.revision_table import revision_table
from db.reports.workbook import write_report
from tests.db.revised import COVERAGE, ENTRANCE, LATER, a_target, entries, out, revise
from tests.db.stories import a_book, indicator_named

TODAY = date(2024, 12, 1)
FIRST_BAND = (
    "利教发〔2024〕5号　关于调整“十四五”教育规划部分指标的通知　2024-02-01"
    "　修改 1、取消 1　原因：学龄人口变化"
)


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        revise(book, a_target(book, COVERAGE, 2025, "90"), out(book, ENTRANCE, note="口径取消"))
        new = NewRow(
            kind=RowKind.INDICATOR, name="托位数", unit="个", targets=((2025, "1200"),),
            replaces=indicator_named(book, COVERAGE).id,
        )  # fmt: skip
        revise(book, new, said=LATER)
        yield book


def the_table(book):
    return revision_table(book.read(queries.find_plan), entries(book), TODAY)


def test_each_document_stands_over_what_it_changed(book):
    rows = the_table(book).sections[0].table.rows
    told = [row.words if isinstance(row, ReportBand) else row.cells[1:7] for row in rows]
    assert told == [
        FIRST_BAND,
        (f"指标：2 {COVERAGE}", "%", "2025 年目标", "92", "90", "修改"),
        (f"指标：1 {ENTRANCE}", "%", "本项", "2025 年 95", "取消", "取消"),
        "待补文号　再次调整　2024-11-01　新增 1、替换 1　原因：学龄人口变化",
        ("指标：托位数", "个", "本项", "——", "列入", "新增"),
        ("", "个", "2025 年目标", "——", "1200", "新增"),
        (f"指标：2 {COVERAGE}", "%", "本项", "2023 年 85%，2025 年 90", "由“托位数”替换", "替换"),
    ]


def test_it_is_kept_as_a_workbook_in_the_official_look(book, tmp_path):
    path = tmp_path / "调整对照表.xlsx"
    write_report(path, the_table(book), today=TODAY)
    (sheet,) = read_workbook(path).sheets
    cells = {cell.text for cell in sheet.cells()}
    assert {"调整前", "调整后", "92", "90", "取消"} <= cells
