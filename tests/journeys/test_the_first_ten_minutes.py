"""The first ten minutes: a sample, a list that becomes a book, the help, a fault of the program."""

import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton

from desktop import __main__ as entry
from desktop.actions import Act
from desktop.crash_dialog import CrashDialog
from desktop.exchange.verdicts import spot_of
from desktop.page import Place
from desktop.running_log import RunningLog
from desktop.user_folders import log_folder
from tests.db.exchange.foreign import saved_as, with_office
from tests.desktop.exchange.lists import write_list

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def press(qtbot):
    """Press a key where the focus of a window is, as a hand does."""

    def pressed(window, key, modifier=Qt.KeyboardModifier.NoModifier):
        # Without a screen no one gives a window its turn back when the one over it is closed.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    return pressed


@pytest.fixture
def type_in(press):
    """Type a figure and Enter, each sign where the focus is by then."""

    def typed(window, figure):
        for sign in figure:
            press(window, sign)
        press(window, Qt.Key.Key_Return)

    return typed


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer(application, path):
    """Write a path into the dialog for files that is open, and press Enter."""
    (dialog,) = [one for one in application.window.findChildren(QFileDialog) if one.isVisible()]
    proposed = Path(dialog.selectedFiles()[0]) if dialog.selectedFiles() else None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    return proposed


def words_in_sight(widget):
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return " ".join(labels)


def at_rest(application, qtbot):
    qtbot.waitUntil(lambda: not application.runner.is_working)


def test_a_sample_is_tried_and_says_that_its_figures_are_made_up(
    start, press, type_in, tmp_path, qtbot
):
    application = start(today=date(2026, 3, 2))
    window = application.window
    # The first way has the focus; what can be tried without a file of one's own is in sight.
    assert application.welcome.ways[0].hasFocus()
    assert "先看一份样例" in words_in_sight(application.welcome)
    click(application.welcome.samples.findChildren(QPushButton)[0])
    proposed = answer(application, tmp_path / "试 一 试")
    assert proposed.name.endswith("（样例）.planbook")
    qtbot.waitUntil(lambda: application.session is not None)
    assert window.page.name == "overview"
    assert "演示数据" in words_in_sight(window)
    # One key leads to the first cell that waits, and what is typed there is kept.
    press(window, Qt.Key.Key_F8)
    assert window.page.name == "indicators"
    before = window.status.missing
    type_in(window, "12")
    qtbot.waitUntil(lambda: window.status.missing != before)
    press(window, Qt.Key.Key_Z, CTRL)
    assert window.status.missing == before


def test_the_help_is_asked_before_there_is_a_book(start):
    application = start()
    click(application.welcome.first_steps)
    shown = application.rooms.ways_to_help.help
    assert (shown.isVisible(), shown.chapter) == (True, "first_steps")
    assert shown.windowTitle() == "帮助"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_help_is_asked_on_a_page_and_looked_through(start, press, sample_path, qtbot):
    application = start(sample_path)
    application.window.go_to(Place("indicators"))
    press(application.window, Qt.Key.Key_F1)
    shown = application.rooms.ways_to_help.help
    qtbot.waitUntil(shown.isActiveWindow)
    assert shown.chapter == "indicators"
    QTest.keyClick(shown, Qt.Key.Key_F, CTRL)
    assert shown.search.hasFocus()
    shown.search.setText("销号")
    assert shown.hits
    assert shown.text.extraSelections()
    press(shown, Qt.Key.Key_Escape)
    # The page is as it was, and the keys are its own again.
    press(application.window, Qt.Key.Key_F8)
    assert application.window.page.name == "indicators"


@pytest.fixture
def working(start, press, tmp_path, qtbot):
    """The first step: what the office has becomes a book, in a folder with blanks in its name."""
    folder = tmp_path / "规划科 共享"
    (listed,) = saved_as("xlsx", folder, write_list(tmp_path / "2022年 指标统计（最终）.xlsx"))
    application = start()
    # The first way is pressed, the file and the place are said.
    press(application.window, Qt.Key.Key_Return)
    answer(application, listed)
    proposed = answer(application, folder / "我区 台账.planbook")
    assert proposed.name == "2022年 指标统计（最终）.planbook"
    qtbot.waitUntil(lambda: application.session is not None)
    at_rest(application, qtbot)
    preview = application.window.page.preview
    assert preview.isVisible()
    assert preview.view.spot == spot_of("E9"), "what cannot be read is pointed at"
    click(preview.take_in)
    at_rest(application, qtbot)
    return application


@with_office
def test_a_list_is_a_working_book_in_three_steps_and_there_the_next_day(
    working, start, press, type_in, qtbot
):
    application, window = working, working.window
    book = application.session.book.path
    names = [line.name for line in application.session.indicators]
    assert names[:2] == ["学前教育毛入园率", "普惠性幼儿园覆盖率"]

    # Second step: the figure that could not be read is the one that is missing.
    assert window.status.missing == "2022 年：还差 1 格"
    press(window, Qt.Key.Key_F8)
    page = window.page
    row = page.table.current_row
    assert (page.name, row.name) == ("indicators", "劳动年龄人口平均受教育年限")
    type_in(window, "10.4")
    qtbot.waitUntil(lambda: "还差" not in window.status.missing)

    # Third step: the overview, and the list goes out as an office prints it.
    application.commands.run(Act.GO_OVERVIEW)
    assert window.page.name == "overview"
    press(window, Qt.Key.Key_E, CTRL)
    printed = book.with_name("目标任务一览表")
    answer(application, printed)
    at_rest(application, qtbot)
    rows = load_workbook(printed.with_suffix(".xlsx")).worksheets[0].iter_rows(values_only=True)
    told = [row for row in rows if "劳动年龄人口平均受教育年限" in str(row)]
    assert any(10.4 in row for row in told)

    # The next day: the program opens the book by itself, where it was left.
    window.go_to(Place("indicators", row=row.id))
    window.close()
    again = start()
    last = entry._book_to_open(None, again.preferences)
    assert last == book
    assert again.open_book(last)
    page = again.window.page
    assert (page.name, page.row_in_hand()) == ("indicators", row.id)
    assert again.session.indicators[-1].actuals["2022"].amount.text == "10.4"


@pytest.fixture
def unwatched(monkeypatch):
    """Let the program itself catch what nobody caught, as it does outside of tests."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    qInstallMessageHandler(None)


@pytest.mark.qt_no_exception_capture
@pytest.mark.usefixtures("unwatched")
def test_a_fault_of_the_program_costs_nothing_that_was_typed(
    start, press, type_in, sample_path, qtbot
):
    application = start(sample_path)
    window = application.window
    entry._catch_crashes(application.notices.crash, RunningLog(log_folder()))
    press(window, Qt.Key.Key_F8)
    type_in(window, "12")
    application.commands.serve({Act.SHOW_KEYS: lambda: {}["a fault"]})
    application.commands.actions[Act.SHOW_KEYS].trigger()
    dialog = window.findChild(CrashDialog)
    assert dialog.isVisible()
    told = words_in_sight(dialog)
    assert "里已写入的都在，最后一步是：录入" in told
    assert "crash-" in told
    # Going on is the first thing that is offered; another time one begins again.
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert application.session.undo_label.startswith("录入")
    application.commands.actions[Act.SHOW_KEYS].trigger()
    (dialog,) = [one for one in window.findChildren(CrashDialog) if one.isVisible()]
    click(dialog.restart)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert application.begins_again == (str(sample_path),)
    again = start(Path(application.begins_again[0]))
    assert again.window.page.name == "indicators"
    assert again.session.undo_label.startswith("录入")
