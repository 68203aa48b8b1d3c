"""A report of the book on paper: one table with its bands, what is set in, what is signed."""

from datetime import date

import pytest

from db import queries
from db.reports.document import (
    Align,
    Document,
    PaperSize,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)
from db.reports.yearly_tasks import yearly_tasks
from desktop.columns import Align as Side
from desktop.paper import PaperBand, PaperRow
from desktop.paper_pages import PaperPages
from desktop.report_paper import paper_of
from tests.db.stories import a_book

COLUMNS = (
    ReportColumn("序号", 6, Align.CENTRE),
    ReportColumn("事项", 30),
    ReportColumn("数", 9, Align.RIGHT),
)
ROWS = (
    ReportBand("一、指标"),
    ReportRow(("1", "其中", "3"), depth=1),
    ReportRow(("合计", "", "3"), bold=True),
)


def test_a_report_becomes_paper_of_its_size_and_way():
    section = Section("表", "说明", ("一段话。",), ReportTable(COLUMNS, ROWS, name=1))
    made = paper_of(
        Document("对账单", (section,), "左", "右", ("签字：",), PaperSize.A3, landscape=False)
    )
    assert (made.title, made.left, made.right, made.closing) == ("对账单", "左", "右", ("签字：",))
    assert (made.size.value, made.landscape) == ("A3", False)
    assert [column.align for column in made.columns] == [Side.CENTRE, Side.LEFT, Side.RIGHT]
    assert made.rows == (
        PaperBand("说明"),
        PaperBand("一段话。"),
        PaperBand("一、指标"),
        PaperRow(("1", "　其中", "3")),
        PaperRow(("合计", "", "3"), bold=True),
    )


@pytest.mark.usefixtures("qapp")
def test_a_task_whose_rows_go_on_over_the_page_is_named_there_again(tmp_path):
    with a_book(tmp_path, "nanan") as book:
        plan = book.read(queries.find_plan)
        tasks = book.read(queries.task_lines, plan.id)
        for number in range(60):
            book.yearly_works.add(tasks[0].id, 2024, f"第 {number + 1} 批学校开工")
        works = book.read(queries.yearly_works, plan.id)
    made = yearly_tasks(plan, tasks, works, 2024, date(2024, 3, 1))
    pages = PaperPages(paper_of(made)).pages
    whose = (tasks[0].number, tasks[0].title)
    for page in pages[1:3]:
        assert [piece.row.cells[:2] for piece in page[:2]] == [whose, ("", "")]
