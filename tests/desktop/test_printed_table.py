"""A page's table printed as it stands: from every page that has one, gaps left blank."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.book import PlanBook
from desktop.columns import Cell, Column, Heading
from desktop.delegates.marks import Mark
from desktop.page import Place
from desktop.paper import PaperBand, PaperRow
from desktop.printed_table import TableReading, words_on_paper
from desktop.printing import PrintPreview


@pytest.fixture
def demo_path(tmp_path):
    path = tmp_path / "演示 台账.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong", demonstration=True)
    return path


@pytest.fixture
def previewed(qtbot):
    def previewed(application):
        QTest.keyClick(application.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: application.window.findChildren(PrintPreview) != [])
        (preview,) = application.window.findChildren(PrintPreview)
        return preview

    return previewed


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("overview", "重点指标逐年"),
        ("indicators", "指标完成情况"),
        ("task_list", "任务进展情况"),
        ("review", "审核清单"),
        ("units", "责任单位"),
        ("evidence", "佐证和销号"),
        ("history", "修改历史"),
    ],
)
def test_ctrl_p_shows_the_table_of_the_page_as_it_will_be_printed(
    start, demo_path, previewed, page, title
):
    application = start(demo_path)
    application.afterwards.finish()
    application.window.go_to(Place(page))
    application.runner.finish_all()
    preview = previewed(application)
    paper = preview.pages.paper
    assert paper.title == f"{application.session.plan.title}{title}"
    assert len(paper.rows) == len(application.window.page.table.lines.rows) > 1
    assert any(isinstance(row, PaperRow) and any(row.cells) for row in paper.rows)
    preview.close()


def test_tasks_on_paper_are_those_of_their_month_with_every_unit_by_name(
    start, tmp_path, previewed
):
    path = tmp_path / "日照 台账.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("rizhao")
    application = start(path)
    application.afterwards.finish()
    application.session.choose_period("2022")
    application.window.go_to(Place("task_list"))
    page = application.window.page
    page.bar.period_chosen.emit("2021-10")
    preview = previewed(application)
    paper = preview.pages.paper
    assert paper.right == "报告期：2021 年 10 月"
    cells = [cell for row in paper.rows if isinstance(row, PaperRow) for cell in row.cells]
    assert "财政局、经济发展集团、自然资源和规划分局" in cells
    assert not any("等 3 家" in cell for cell in cells)
    assert paper.left == ""
    preview.close()


def test_a_chapter_that_is_folded_or_filtered_is_said_to_be_so_on_paper(
    start, demo_path, previewed
):
    application = start(demo_path)
    application.afterwards.finish()
    application.window.go_to(Place("task_list"))
    page = application.window.page
    page.chips.choose("ON_TRACK")
    chapter = next(row for row in page.table.lines.rows if isinstance(row, Heading))
    page.table.heading_toggled.emit(chapter.key)
    preview = previewed(application)
    paper = preview.pages.paper
    band, *others = (row.words for row in paper.rows if isinstance(row, PaperBand))
    assert band == f"{chapter.title}  {chapter.detail}（已收起，各行没有打印）"
    assert others
    assert not any("已收起" in words for words in others)
    assert paper.left == "只列“正常推进”"
    preview.close()


def test_a_table_of_no_period_names_none(start, demo_path, previewed):
    application = start(demo_path)
    application.afterwards.finish()
    application.window.go_to(Place("units"))
    preview = previewed(application)
    assert preview.pages.paper.right == ""
    preview.close()


def test_what_is_filtered_out_or_folded_is_not_printed(start, demo_path, previewed):
    application = start(demo_path)
    application.afterwards.finish()
    application.window.go_to(Place("indicators"))
    page = application.window.page
    page.tools.search.setText("巩固率")
    preview = previewed(application)
    bands = [row.words for row in preview.pages.paper.rows if isinstance(row, PaperBand)]
    names = [row.cells[0] for row in preview.pages.paper.rows if isinstance(row, PaperRow)]
    assert len(bands) == 1
    assert bands[0].startswith("义务教育")
    assert len(names) == 3
    assert all("巩固率" in name for name in names)
    assert preview.pages.paper.left == f"{page.content.whose}（只列名称或首字母为“巩固率”）"
    preview.close()


def test_marks_places_and_colours_are_words_on_paper():
    assert words_on_paper(Cell("未填", mark=Mark.BLANK)) == "", "to be filled in by hand"
    assert words_on_paper(Cell("验收单", mark=Mark.BLANK)) == "验收单"
    assert words_on_paper(Cell("滞后", mark=Mark.BEHIND)) == "滞后"
    assert words_on_paper(Cell(mark=Mark.APPROVED)) == "已审核"
    assert words_on_paper(Cell("其中：公办", indent=1)) == "\u3000其中：公办"
    assert words_on_paper(Cell("60", struck="50")) == "50 → 60"
    assert words_on_paper(Cell("教育局", tag="推定", after=" 等 3 家")) == "教育局（推定） 等 3 家"


def test_nothing_to_print_is_said(start, empty_path):
    application = start(empty_path)
    told = []
    application.notices.told.connect(told.append)
    application.window.go_to(Place("indicators"))
    QTest.keyClick(application.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == "没有可打印的行。"


def test_a_long_table_is_read_in_several_turns(qtbot):
    columns = (Column("名称", lambda row: Cell(f"第 {row} 所"), 100),)
    reading = TableReading(columns, range(1_001))
    read = []
    reading.done.connect(read.append)
    reading.go_on()
    assert read == [], "the window gets its turn"
    qtbot.waitUntil(lambda: read != [])
    assert [row.cells for row in read[0]] == [(f"第 {number} 所",) for number in range(1_001)]


def test_the_page_of_figures_has_a_button_for_it(start, demo_path, qtbot):
    application = start(demo_path)
    application.afterwards.finish()
    application.window.go_to(Place("indicators"))
    application.window.page.tools.print_it.click()
    qtbot.waitUntil(lambda: application.window.findChildren(PrintPreview) != [])
    (preview,) = application.window.findChildren(PrintPreview)
    assert preview.pages.title.endswith("指标完成情况")
    asked = preview.ask_for_target()
    assert Path(asked.directory().path()) == demo_path.parent, "beside the book, as every file"
    asked.close()
    preview.close()
