"""Weeks later: an import is taken back, a row comes back, the book is seen as it was."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from db.operations.rows import NewIndicator
from desktop.actions import Act
from desktop.history.day import DayDialog
from desktop.history.rows import DoubtRow, StepRow
from desktop.page import Place
from tests.db.stories import BEIJING

SPRING = datetime(2022, 3, 1, 8, 30, tzinfo=BEIJING)
BOOKS = "生均图书"


def rows_of(book):
    return book.read(queries.indicator_lines, book.read(queries.find_plan).id)


def figure(book, at):
    held = rows_of(book)[at].actuals.get("2021")
    return held.amount.text if held else None


def row_named(book, name):
    return next((row for row in rows_of(book) if row.name == name), None)


@pytest.fixture
def spring_path(sample_path):
    """In March figures were imported and one was mended; a row was added, copied, lost in May."""
    when = [SPRING]
    with PlanBook.open(sample_path, who="马丽", clock=lambda: when[0]) as book:
        plan = book.read(queries.find_plan).id
        told = [Entry(row.id, "2021", f"{50 + at}") for at, row in enumerate(rows_of(book)[:5])]
        book.recording.record(told, label="导入“三月.xlsx” 5 格")
        when[0] += timedelta(days=20)
        book.recording.record([Entry(rows_of(book)[0].id, "2021", "77")])
        when[0] += timedelta(days=20)
        book.rows.add_indicators(plan, [NewIndicator(name=BOOKS, unit="册", category="办学条件")])
        row = row_named(book, BOOKS)
        book.recording.record([Entry(row.id, "2021", "30")])
        book.housekeeping.back_up("asked")
        when[0] += timedelta(days=7)
        book.recording.record([Entry(row.id, "2021", "")])
        book.rows.remove_indicator(row.id)
    return sample_path


@pytest.fixture
def application(start, spring_path):
    made = start(spring_path)
    made.afterwards.finish()
    made.runner.finish_all()
    return made


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def go_down_to(page, words):
    """Walk down the list of steps until one with these words is under the cursor."""
    page.table.setFocus()
    for _ in range(40):
        row = page.table.current_row
        if isinstance(row, StepRow) and words in row.step.label and row.step.kind == "do":
            return row.step
        press(Qt.Key.Key_Down)
    raise AssertionError(words)


def test_an_import_of_weeks_ago_is_taken_back_once_nothing_stands_on_it(application):
    application.window.go_to(Place("history"))
    page = application.window.page
    book = application.session.book
    go_down_to(page, "三月.xlsx")
    page.taking_back.judge_now()
    application.runner.finish_all()
    press(Qt.Key.Key_Return)
    assert "撤不回，后来的“录入“" in application.window.strip.sentence
    assert figure(book, 1) == "51"
    page.table.go_to(page.table.lines.key_of(page.table.lines.rows[0]))
    go_down_to(page, f"录入“{rows_of(book)[0].name}”")
    press(Qt.Key.Key_Return)
    assert figure(book, 0) == "50"
    go_down_to(page, "三月.xlsx")
    press(Qt.Key.Key_Return)
    assert [figure(book, at) for at in range(5)] == [None] * 5
    assert application.window.status.message == "已撤销：导入“三月.xlsx” 5 格。"
    # The same key does it again, and Ctrl+Z takes back whatever came last.
    press(Qt.Key.Key_Return)
    assert figure(book, 4) == "54"
    assert book.housekeeping.damages() == ()


def test_a_row_comes_back_from_last_weeks_copy_with_its_figure(application):
    application.window.go_to(Place("backups"))
    page = application.window.page
    application.runner.finish_all()
    book = application.session.book
    assert row_named(book, BOOKS) is None
    page.copies.setFocus()
    press(Qt.Key.Key_Down)
    assert page.copies.current_row.copy.reason == "asked"
    page._compare()
    application.runner.finish_all()
    page.cells.setFocus()
    for _ in range(20):
        row = page.cells.current_row
        if getattr(row, "line", None) is not None and row.line.table == "indicator":
            break
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    back = row_named(book, BOOKS)
    assert back.actuals["2021"].amount.text == "30"
    assert application.session.undo_label.endswith(f"的备份恢复“{BOOKS}”")
    application.commands.run(Act.UNDO)
    assert row_named(book, BOOKS) is None
    assert book.housekeeping.damages() == ()


def test_the_book_is_seen_as_it_was_in_april_and_left_again(application, spring_path, qtbot):
    application.commands.run(Act.SEE_PAST)
    page = application.window.page
    assert page.name == "history"
    (dialog,) = application.window.findChildren(DayDialog)
    dialog.day.setText("2022-04-15")
    dialog.look.click()
    qtbot.waitUntil(lambda: application.session.book.path != spring_path)
    then = application.session.book
    assert application.window.status.message == "已翻到 2022-04-15 的台账。"
    assert row_named(then, BOOKS).actuals["2021"].amount.text == "30"
    assert not application.commands.actions[Act.PASTE].isEnabled()
    assert not application.session.can_write
    application.window.go_to(Place("indicators"))
    assert application.rooms.other_books.banner.sentence.startswith("这是 2022-04-15 的样子")
    # Of a gap of that day it is said that it is one, and nothing of typing.
    then_page = application.window.page
    then_page.table.go_to(rows_of(then)[9].id, "2021")
    said = [label.text() for label in then_page.pane.findChildren(QLabel)]
    assert "规划没有给这一项定目标，不算缺数。" in said
    application.rooms.other_books.banner.back.click()
    assert application.session.book.path == spring_path
    assert row_named(application.session.book, BOOKS) is None
    assert application.session.can_write


def test_a_figure_altered_with_another_program_is_found_where_it_stands(start, spring_path):
    with closing(sqlite3.connect(spring_path)) as connection, connection:
        changed = connection.execute("update actual set text = '98' where text = '53'")
        assert changed.rowcount == 1
    application = start(spring_path)
    assert application.window.strip.sentence.startswith("台账里有 1 处与历史不符")
    application.window.go_to(Place("history"))
    doubt = next(
        row for row in application.window.page.table.lines.rows if isinstance(row, DoubtRow)
    )
    assert (doubt.line.expected, doubt.line.found) == ("53", "98")
