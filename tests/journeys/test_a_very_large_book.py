"""Thousands of rows and of figures that wait: the window answers while they are read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.book import PlanBook
from desktop.actions import Act
from desktop.entry_boxes import Box
from desktop.page import Place
from desktop.review.signing import SignDialog
from tests.benchmarks.figures import write_office_table

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = 2_100


@pytest.fixture(scope="module")
def large_path(tmp_path_factory):
    """A book of 2,100 indicators; a figure of 2022 stands in each of them."""
    folder = tmp_path_factory.mktemp("三千行")
    write_office_table(folder / "汇总.xlsx", ROWS, ("2022",))
    path = folder / "三千行.planbook"
    with PlanBook.create(path) as book:
        book.planning.accept(book.planning.preview(folder / "汇总.xlsx"))
    return path


def test_its_rows_are_read_before_it_is_shown_and_the_window_answers(start, large_path, qtbot):
    application = start()
    assert application.open_book(large_path, Place("indicators"))
    assert application.session is None, "it is read"
    assert application.window.status.message == "正在打开“三千行.planbook”，共 2100 行。"
    qtbot.waitUntil(lambda: application.session is not None)
    window = application.window
    assert len(window.page.table.lines.rows) > ROWS
    qtbot.waitUntil(lambda: window.status.missing.startswith("2022 年"))
    for act in (Act.THEME_DARK, Act.THEME_LIGHT):
        application.commands.run(act)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_End)


def test_another_book_opened_meanwhile_is_the_one_that_is_shown(
    start, large_path, sample_path, qtbot
):
    application = start()
    application.open_book(large_path)
    application.open_book(sample_path)
    qtbot.waitUntil(lambda: not application.runner._running)
    assert application.session.book.path == sample_path


def test_its_figures_are_listed_and_signed(start, large_path, qtbot):
    application = start()
    application.open_book(large_path, Place("review"))
    qtbot.waitUntil(lambda: application.session is not None)
    page, session = application.window.page, application.session
    assert page.nothing.words == f"正在读2022 年的 {ROWS} 格。"
    qtbot.waitUntil(lambda: bool(page.content.rows))
    assert len(page.content.of_box(Box.WAITING)) == ROWS
    page.decide_ticked()
    dialog = application.window.findChild(SignDialog)
    dialog.reviewer.setText("陈静")
    dialog.keep.click()
    assert session.busy
    qtbot.waitUntil(lambda: not session.busy)
    assert application.window.status.message == f"已登记审签 {ROWS} 格，Ctrl+Z 撤销。"
    qtbot.waitUntil(lambda: len(page.content.of_box(Box.APPROVED)) == ROWS)
    assert page.nothing.isVisible(), "nothing waits any more"
    assert session.undo_label == f"审签 {ROWS} 格"
