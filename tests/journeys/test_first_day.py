"""Whole stories through the main window, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.page import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def named(session, name):
    return next(line for line in session.indicators if line.name == name)


def cell(page, name, period):
    line = named(page.session, name)
    columns = page.table.lines.columns
    column = next(at for at, column in enumerate(columns) if column.name == period)
    return page.table.lines.cell(page.table.lines.row_of(line.id), column)


def type_and_enter(table, words):
    QTest.keyClick(table, words[0])
    editor = table.values.open_editor
    QTest.keyClicks(editor, words[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_two_steps_from_start_to_the_next_missing_cell_and_undo_outlives_the_day(
    start, sample_path
):
    # In the morning: open the last book, F8, type.
    application = start(sample_path)
    application.commands.run(Act.NEXT_MISSING)
    page = application.window.page
    type_and_enter(page.table, "12")
    assert cell(page, "公办园在园幼儿占比", "2022").text == "12"
    assert page.table.current_row.name == "普惠性幼儿园覆盖率"
    # Undone, done again, in the words of the step.
    application.commands.actions[Act.UNDO].trigger()
    assert cell(page, "公办园在园幼儿占比", "2022").mark is Mark.BLANK
    assert application.commands.actions[Act.REDO].text() == "重做：录入“公办园在园幼儿占比”2022 年"
    application.commands.actions[Act.REDO].trigger()
    assert cell(page, "公办园在园幼儿占比", "2022").text == "12"
    # The eyes are tired: dark.
    application.commands.run(Act.THEME_DARK)
    assert cell(page, "公办园在园幼儿占比", "2022").text == "12"
    application.window.close()
    assert application.session is None

    # The next day: the book, the theme, and the step that can still be taken back.
    with PlanBook.open(sample_path) as book:
        assert book.undo_label == "录入“公办园在园幼儿占比”2022 年"
    again = start()
    assert again.preferences.theme == "dark"
    assert again.preferences.recent_books == (str(sample_path),)
    assert again.open_book(sample_path)
    again.window.go_to(Place("indicators"))
    assert cell(again.window.page, "公办园在园幼儿占比", "2022").text == "12"
    assert again.commands.actions[Act.UNDO].text() == "撤销：录入“公办园在园幼儿占比”2022 年"
    again.commands.actions[Act.UNDO].trigger()
    assert cell(again.window.page, "公办园在园幼儿占比", "2022").mark is Mark.BLANK
    again.commands.run(Act.THEME_LIGHT)


def test_a_column_from_excel_is_pasted_looked_at_and_taken_back(start, sample_path):
    application = start(sample_path)
    application.commands.run(Act.NEXT_MISSING)
    page = application.window.page
    before = application.window.status.missing
    QGuiApplication.clipboard().setText("12\r\n1\r\n3\r\n8\r\n")
    application.commands.run(Act.PASTE)
    assert application.window.status.missing == before, "nothing is written before Enter"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    names = ("公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比", "省级示范幼儿园")
    assert [cell(page, name, "2022").text for name in names] == ["12", "1", "3", "8"]
    application.window.go_to(Place("overview"))
    assert application.window.status.missing != before
    application.commands.actions[Act.UNDO].trigger()
    assert application.window.status.missing == before
    application.window.go_to(Place("indicators"))
    assert {cell(page, name, "2022").mark for name in names} == {Mark.BLANK}


def test_two_windows_on_one_book_lose_nothing(start, sample_path):
    first, second = start(sample_path), start(sample_path)
    for application in (first, second):
        application.window.go_to(Place("indicators"))
    type_and_enter(first.window.page.table, "12")
    second.window.page.table.go_to(named(second.session, "普惠性幼儿园覆盖率").id, "2022")
    type_and_enter(second.window.page.table, "5")
    first.session.look_again()
    assert cell(first.window.page, "公办园在园幼儿占比", "2022").text == "12"
    assert cell(first.window.page, "普惠性幼儿园覆盖率", "2022").text == "5"


def test_what_changed_is_copied_when_the_book_is_opened(start, sample_path, qtbot):
    # Opened for the first time: at first there is no copy, a moment later there is.
    application = start()
    with qtbot.waitSignal(application.runner.settled):
        assert application.open_book(sample_path)
        assert application.window.status.backup == "还没有备份"
    assert application.window.status.backup.startswith("上次备份")
    (first,) = application.session.book.housekeeping.backups()
    assert first.reason == "open"
    assert sample_path.parent in first.path.parents

    # Opened again with nothing changed: the copy that is there is enough.
    application.close_book()
    with qtbot.waitSignal(application.runner.settled):
        assert application.open_book(sample_path)
    assert application.session.book.housekeeping.backups() == (first,)

    # A figure is recorded: the next opening copies it.
    gap = named(application.session, "公办园在园幼儿占比")
    application.session.record([Entry(gap.id, "2022", "12")])
    application.close_book()
    assert application.open_book(sample_path)
    # What is still looked at of the book that was closed may settle before the copy begins.
    kept = application.session.book.housekeeping.backups
    qtbot.waitUntil(lambda: kept()[0] != first and not application.runner.is_working)
    newest, *_older = kept()
    with PlanBook.open(newest.path) as copy:
        assert copy.undo_label == "录入“公办园在园幼儿占比”2022 年"
    with PlanBook.open(first.path) as copy:
        assert copy.undo_label.startswith("载入样例")


def test_a_window_closed_at_once_asks_nothing_and_leaves_a_whole_copy(start, sample_path):
    application = start(sample_path)
    application.window.close()
    assert application.session is None
    with PlanBook.open(sample_path) as book:
        (made,) = book.housekeeping.backups()
    with PlanBook.open(made.path) as copy:
        assert copy.housekeeping.damages() == ()
        assert copy.undo_label.startswith("载入样例")
