"""The 审签表: what is reviewed on paper, with what was before, what is doubted and why."""

from datetime import date

import pytest

from db.model.words import RowKind
from db.operations.decisions import PaperReview
from db.operations.recording import Entry
from db.operations.reviewing import EntryRef
from db.queries import find_plan
from db.queries.checks import data_findings
from db.queries.review import review_lines
from db.reports.document import ReportBand, ReportRow
from db.reports.review_sheet import SheetEntry, review_sheet
from db.rules.finding import Severity
from tests.db.stories import a_book, indicator_named

TODAY = date(2022, 12, 1)
COVERAGE, SHARE = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        rows = {name: indicator_named(book, name).id for name in (COVERAGE, SHARE)}
        book.recording.record([Entry(rows[COVERAGE], "2021", "83.1")])
        book.recording.record(
            [
                Entry(rows[COVERAGE], "2022", "82.2", note="两所民办园停办"),
                Entry(rows[SHARE], "2022", "47"),
            ]
        )
        yield book


def sheet(book):
    plan = book.read(find_plan)
    found = [
        one
        for one in data_findings(book._connection, None, "2022", today=TODAY)
        if one.severity is not Severity.NOTE
    ]
    entries = [
        SheetEntry(
            line,
            tuple(one for one in found if (one.row, one.period) == (line.row, line.period)),
            line.note,
        )
        for line in book.read(review_lines, plan.id, "2022")
    ]
    return review_sheet(plan, entries, "2022", TODAY)


def rows(made):
    table = made.sections[0].table
    heads = [column.heading for column in table.columns]
    return [dict(zip(heads, row.cells, strict=True)) for row in table.rows
            if isinstance(row, ReportRow)]  # fmt: skip


def test_an_entry_stands_with_the_year_before_the_difference_and_the_doubt(book):
    made = {row["指标、任务、项目"]: row for row in rows(sheet(book))}
    doubted, clean = made[COVERAGE], made[SHARE]
    assert (doubted["上期"], doubted["本次"], doubted["差"]) == ("83.1", "82.2", "-0.9")
    assert "低" in doubted["校验"]
    assert doubted["填报人说明"] == "两所民办园停办"
    assert (clean["上期"], clean["差"], clean["校验"]) == ("", "", "无疑问")


def test_it_is_counted_numbered_and_signed(book):
    made = sheet(book)
    assert made.right == "共 2 格，有疑问 1 格　打印日期：2022-12-01"
    assert made.left.endswith("报告期：2022年")
    assert [row["序号"] for row in rows(made)] == ["1", "2"]
    assert made.closing[:2] == ("填报人：", "审核人：")
    assert any(isinstance(row, ReportBand) for row in made.sections[0].table.rows)


def test_an_entry_that_was_approved_stands_beside_what_was_approved(book):
    line = indicator_named(book, SHARE)
    ref = EntryRef(RowKind.ACTUAL, line.actuals["2022"].id)
    book.reviewing.sign([ref], PaperReview("王强", "2022-11-20"))
    book.recording.record([Entry(line.id, "2022", "48.5", reason="年报更正")])
    (made,) = [row for row in rows(sheet(book)) if row["指标、任务、项目"] == SHARE]
    assert (made["上期"], made["本次"], made["差"]) == ("47（原审定）", "48.5", "+1.5")
