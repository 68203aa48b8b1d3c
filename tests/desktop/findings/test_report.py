"""The 校验情况表 from the page: kept as a workbook or a PDF, or looked at before it is printed."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from db.operations.recording import Entry
from desktop.actions import Act
from desktop.columns import Heading
from desktop.findings.page import MISSING
from desktop.page import Place
from desktop.paper import PaperBand, PaperRow
from desktop.printing import PrintPreview

COVERAGE = "普惠性幼儿园覆盖率"


@pytest.fixture
def application(start, sample_path):
    """A rate below last year's."""
    made = start(sample_path)
    made.afterwards.finish()
    rows = {line.name: line.id for line in made.session.indicators}
    made.session.record(
        [Entry(rows[COVERAGE], "2021", "83.1"), Entry(rows[COVERAGE], "2022", "82.2")]
    )
    made.commands.run(Act.CHECK_YEAR)
    return made


def test_the_command_asks_where_and_the_ending_says_as_what(application, page, tmp_path, qtbot):
    application.window.go_to(Place("overview"))
    application.commands.run(Act.EXPORT_CHECKS)
    assert application.window.page is page, "the page that can is shown"
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.windowTitle() == "导出校验情况表"
    assert dialog.selectedFiles()[0].endswith("2022年校验情况表.xlsx")
    dialog.close()
    for name in ("表.xlsx", "表.pdf"):
        with qtbot.waitSignal(application.notices.told) as told:
            page.report.keep_as(tmp_path / name)
        assert told.args == [f"已导出到“{tmp_path / name}”。"]
    assert load_workbook(tmp_path / "表.xlsx").sheetnames == ["校验情况"]
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")


def test_a_list_that_cannot_be_written_says_why(application, page, tmp_path, qtbot):
    with qtbot.waitSignal(application.notices.warned) as warned:
        page.report.keep_as(tmp_path / "没有" / "表.xlsx")
    assert "没有文件夹" in warned.args[0]


def test_ctrl_p_shows_the_paper_before_it_is_printed(application, page, qtbot):
    assert application.commands.actions[Act.PRINT].shortcut().toString() == "Ctrl+P"
    application.commands.run(Act.PRINT)
    page.report.preview()
    assert application.window.status.message == "上一份校验情况表还没有做完。"
    qtbot.waitUntil(lambda: page.window().findChildren(PrintPreview) != [])
    (preview,) = page.window().findChildren(PrintPreview)
    assert preview.isVisible()
    assert preview.pages.paper.title.endswith("2022年校验情况表")
    preview.leave.click()


def test_where_gaps_are_listed_their_list_is_printed(application, page, qtbot):
    page.chips.choose(MISSING)
    gaps = [row for row in page.table.lines.rows if not isinstance(row, Heading)]
    application.commands.run(Act.PRINT)
    qtbot.waitUntil(lambda: page.window().findChildren(PrintPreview) != [])
    (preview,) = page.window().findChildren(PrintPreview)
    paper = preview.pages.paper
    assert paper.title.endswith("缺数清单")
    assert paper.left == "范围：指标"
    assert len([row for row in paper.rows if isinstance(row, PaperRow)]) == len(gaps) > 0
    assert any("社会事业局" in row.words for row in paper.rows if isinstance(row, PaperBand))
    preview.leave.click()


def test_without_a_plan_there_is_nothing_to_list(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("findings"))
    for act in (Act.PRINT, Act.EXPORT_CHECKS):
        application.commands.run(act)
        assert application.window.status.message == "还没有规划，没有校验情况可列。"
