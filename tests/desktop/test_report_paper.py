"""A report of the book on paper: one table with its bands, what is set in, what is signed."""

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
from desktop.columns import Align as Side
from desktop.paper import PaperBand, PaperRow
from desktop.report_paper import paper_of

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
