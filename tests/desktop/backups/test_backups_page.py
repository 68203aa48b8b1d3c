"""备份: copies with what is known of them, what differs from now, the ways back, a second place."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from db import queries
from db.book import PlanBook
from db.model.words import UserRole
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.backups.rows import CellRow
from desktop.backups.words import size_words
from desktop.copies import old_words
from desktop.page import Place
from tests.db.stories import BEIJING

WEEK_AGO = datetime(2022, 5, 25, 8, 30, tzinfo=BEIJING)


def rows_of(book):
    return book.read(queries.indicator_lines, book.read(queries.find_plan).id)


def figure(book, at=0):
    held = rows_of(book)[at].actuals.get("2021")
    return held.amount.text if held else None


@pytest.fixture
def copied_path(sample_path):
    """A book whose copy is a week old; since then a figure was typed over, another cleared."""
    with PlanBook.open(sample_path, who="马丽", clock=lambda: WEEK_AGO) as book:
        first, second, *_ = rows_of(book)
        book.recording.record([Entry(first.id, "2021", "60"), Entry(second.id, "2021", "61")])
        book.housekeeping.back_up("asked")
        book.recording.record([Entry(first.id, "2021", "99")])
        book.recording.record([Entry(second.id, "2021", "")])
    return sample_path


@pytest.fixture
def application(start, copied_path):
    made = start(copied_path)
    # The copy of the day comes first.
    made.afterwards.finish()
    made.runner.finish_all()
    made.window.go_to(Place("backups"))
    made.runner.finish_all()
    return made


def choose_old(application, page):
    """Put the cursor on the copy of a week ago, and wait until it was compared."""
    old = next(row for row in page.copies.lines.rows if row.copy.reason == "asked")
    page.copies.go_to(old.key)
    page._compare()
    application.runner.finish_all()
    return old


def differing(page):
    return {
        row.line.name: (row.line.cell.before, row.line.cell.after)
        for row in page.cells.lines.rows
        if isinstance(row, CellRow)
    }


def go_to(page, at, application):
    name = rows_of(application.session.book)[at].name
    row = next(
        row
        for row in page.cells.lines.rows
        if isinstance(row, CellRow) and row.line.name.startswith(name)
    )
    page.cells.go_to(row.key)
    page.cells.setFocus()


def question(application):
    boxes = [box for box in application.window.findChildren(QDialog, "notice") if box.isVisible()]
    return boxes[-1]


def answer(box, words):
    button = next(button for button in box.buttons() if button.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_copies_are_listed_and_found_whole(page):
    told = [
        (row.copy.reason, row.place, row.facts.steps, row.facts.whole)
        for row in page.copies.lines.rows
    ]
    assert told == [("open", "台账旁", 4, True), ("asked", "台账旁", 2, True)]
    assert page.copies.lines.cell(1, 1).text == "手动"
    assert page.copies.lines.cell(1, 5).text == "完好"


def test_a_copy_like_now_and_one_that_differs(application, page):
    assert page.alike.words == "与现在的台账一样。"
    choose_old(application, page)
    first, second, *_ = rows_of(application.session.book)
    assert differing(page) == {
        f"{first.name} 2021 年": ("60", "99"),
        f"{second.name} 2021 年": ("61", ""),
    }
    assert page.summary.text().endswith("的备份与现在不同 2 格")


def test_a_damaged_copy_is_found_and_marked(application, page):
    old = next(row for row in page.copies.lines.rows if row.copy.reason == "asked")
    with closing(sqlite3.connect(old.copy.path)) as connection, connection:
        altered = connection.execute("update actual set value = '66' where value = '60'")
        assert altered.rowcount == 1
    page.looking._facts.clear()
    page.refresh()
    application.runner.finish_all()
    assert [row.facts.whole for row in page.copies.lines.rows] == [True, False]


def test_enter_brings_one_row_back_as_a_step(application, page):
    choose_old(application, page)
    go_to(page, 1, application)
    QTest.keyClick(page.cells, Qt.Key.Key_Return)
    assert (figure(application.session.book), figure(application.session.book, 1)) == ("99", "61")
    assert "备份恢复" in application.session.undo_label
    assert page.copies.hasFocus(), "while it is compared anew"
    application.runner.finish_all()
    assert page.cells.hasFocus(), "the next Enter brings the next row back"
    choose_old(application, page)
    assert len(differing(page)) == 1
    application.commands.run(Act.UNDO)
    assert figure(application.session.book, 1) is None


def test_a_cell_alone_comes_back(application, page):
    choose_old(application, page)
    go_to(page, 0, application)
    page.cell.click()
    assert figure(application.session.book) == "60"
    application.runner.finish_all()
    choose_old(application, page)
    # That it came another way than the first time is no difference.
    assert list(differing(page).values()) == [("61", "")]


def test_a_row_that_came_since_is_left(application, page):
    row = rows_of(application.session.book)[2]
    application.session.record([Entry(row.id, "2021", "5")])
    choose_old(application, page)
    go_to(page, 2, application)
    assert not page.row.isEnabled()
    QTest.keyClick(page.cells, Qt.Key.Key_Return)
    assert application.window.status.message == "这一行是备份之后新增的，恢复不去掉它。"


def test_the_whole_of_a_copy_becomes_a_book_of_its_own(application, page, tmp_path, copied_path):
    old = choose_old(application, page)
    target = tmp_path / "恢复.planbook"
    page.restoring.write(old.copy, target)
    application.runner.finish_all()
    box = question(application)
    assert "现在打开它" in box.text()
    answer(box, "打开")
    assert application.session.book.path == target
    assert figure(application.session.book) == "60"
    with PlanBook.open(copied_path) as book:
        assert figure(book) == "99"


def test_a_copy_takes_the_place_of_the_book_after_a_copy_of_that(application, page, copied_path):
    row = rows_of(application.session.book)[2]
    application.session.record([Entry(row.id, "2021", "5")])
    old = choose_old(application, page)
    page.replace.click()
    box = question(application)
    assert "替换整份台账" in box.text()
    answer(box, "替换")
    application.runner.finish_all()
    book = application.session.book
    assert book.path == copied_path
    assert (figure(book), figure(book, 2)) == ("60", None)
    assert application.window.page.name == "backups"
    newest = book.housekeeping.backups()
    kept = next(one for one in newest if one.reason == "restore")
    with PlanBook.open(kept.path, read_only=True) as before:
        assert figure(before, 2) == "5"
    assert old.copy.path.exists()
    application.session.record([Entry(row.id, "2021", "6")])
    assert figure(application.session.book, 2) == "6"


def test_who_may_not_replace_the_book_is_told(application, page):
    application.session.book.people.add("陈静", UserRole.ADMIN, "1357")
    application.session.book.people.add("马丽", UserRole.ENTRY, "2468")
    application.session.book.people.sign_in("马丽", "2468")
    page.refresh()
    choose_old(application, page)
    page.replace.click()
    assert "请管理角色的人来做" in application.window.strip.sentence
    assert application.window.findChildren(QDialog, "notice") == []


def test_a_second_place_gets_a_copy_too_and_is_remembered(application, page, tmp_path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert page.make.text() == "立即备份"
    page.second.take(str(stick))
    assert page.make.text() == "立即备份到两处"
    assert "还没有拷过" in page.second.words.words
    page.make.click()
    application.runner.finish_all()
    assert f"第二处“{stick}”也有了" in application.window.status.message
    places = [row.place for row in page.copies.lines.rows]
    assert "第二处" in places
    assert "今天" in page.second.words.words or "-" in page.second.words.words
    (made,) = application.session.book.housekeeping.backups(stick)
    with PlanBook.open(made.path, read_only=True) as copy:
        assert copy.housekeeping.damages() == ()
    stick.rename(tmp_path / "拔了")
    page.make.click()
    application.runner.finish_all()
    assert f"第二处“{stick}”不在" in application.window.strip.sentence
    page.refresh()
    assert "现在不在" in page.second.words.words
    page.second.leave.click()
    assert application.preferences.second_place == ""


def test_an_old_copy_at_the_second_place_is_reminded_of_quietly(application, tmp_path):
    preferences, path = application.preferences, application.session.book.path
    preferences.second_place = str(tmp_path)
    application.rooms.copies.remind()
    assert application.window.status.message.startswith("还没有拷到第二处")
    now = datetime.now().astimezone()
    preferences.remember_second(path, (now - timedelta(days=9)).isoformat(timespec="seconds"))
    application.rooms.copies.remind()
    assert application.window.status.message.startswith("第二处的备份是 9 天前的")
    preferences.remind_after = 14
    application.window.status.quiet()
    application.rooms.copies.remind()
    assert application.window.status.message == ""


def test_how_old_a_copy_may_be():
    now = datetime(2024, 3, 8, 8, 0, tzinfo=BEIJING)
    assert old_words("2024-03-01T09:00:00+08:00", 7, now) == ""
    assert old_words("2024-03-01T07:00:00+08:00", 7, now).startswith("第二处的备份是 7 天前")


def test_sizes_are_read_by_people():
    assert [size_words(size) for size in (900, 20_480, 1_258_291)] == [
        "900 字节",
        "20 KB",
        "1.2 MB",
    ]


def test_a_book_without_copies_says_when_they_are_made(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("backups"))
    assert application.window.page.nothing.words.startswith("还没有备份。")
