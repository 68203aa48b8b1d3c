"""A book that is damaged, altered from outside or on a share: what the window says and offers."""

import sqlite3
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from db.book import PlanBook
from db.connection import opening
from db.errors import BookFault, BookRefused
from db.operations.recording import Entry
from desktop.daily_copy import DailyCopy
from desktop.page import Place
from tests.faults.broken_files import break_an_index


def with_a_copy(path):
    """Record a figure, copy the book, and return the copy."""
    with PlanBook.open(path) as book:
        plan_row = book.read(rows_of_plan)[0]
        book.recording.record([Entry(plan_row, "2022", "12")])
        return book.housekeeping.back_up("asked")


def rows_of_plan(connection):
    return [row for (row,) in connection.execute("select id from indicator order by position")]


def cut_off(path):
    content = path.read_bytes()[:-9000]
    path.write_bytes(content)
    return content


def question(application):
    (box,) = application.window.findChildren(QDialog, "notice")
    return box


def press(box, words):
    button = next(button for button in box.buttons() if button.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_damaged_book_comes_back_beside_itself(start, sample_path, qtbot):
    with_a_copy(sample_path)
    content = cut_off(sample_path)
    application = start()
    assert not application.open_book(sample_path)
    box = question(application)
    assert "损坏" in box.text()
    assert "已找到今天" in box.text()
    press(box, "恢复到新文件")
    qtbot.waitUntil(lambda: application.session is not None)
    assert application.session.book.path == sample_path.with_name("日照 台账-恢复.planbook")
    assert application.session.book.housekeeping.damages() == ()
    assert application.session.undo_label.startswith("录入")
    assert sample_path.read_bytes() == content


def test_a_second_rescue_does_not_overwrite_the_first(start, sample_path, qtbot):
    with_a_copy(sample_path)
    cut_off(sample_path)
    first = sample_path.with_name("日照 台账-恢复.planbook")
    first.write_bytes(b"kept")
    application = start()
    application.open_book(sample_path)
    press(question(application), "恢复到新文件")
    qtbot.waitUntil(lambda: application.session is not None)
    assert application.session.book.path.name == "日照 台账-恢复2.planbook"
    assert first.read_bytes() == b"kept"


def test_who_does_not_want_the_copy_has_nothing_changed(start, sample_path):
    with_a_copy(sample_path)
    cut_off(sample_path)
    application = start()
    application.open_book(sample_path)
    press(question(application), "不恢复")
    assert application.session is None
    assert not sample_path.with_name("日照 台账-恢复.planbook").exists()


def test_a_damaged_book_without_a_copy_is_only_told(start, sample_path):
    cut_off(sample_path)
    application = start()
    assert not application.open_book(sample_path)
    assert "损坏" in application.window.strip.sentence
    assert application.window.findChildren(QDialog, "notice") == []


def altered(path, statement):
    connection = sqlite3.connect(path)
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()


def test_a_recent_figure_altered_from_outside_is_warned_of_at_once(start, sample_path):
    with_a_copy(sample_path)
    altered(sample_path, "update actual set text = '99' where text = '12'")
    application = start(sample_path)
    assert application.window.strip.sentence.startswith("台账里有 1 处与历史不符")


def test_a_book_with_broken_pages_is_shown_and_not_written_to(start, sample_path):
    break_an_index(sample_path)
    application = start(sample_path)
    assert application.window.strip.sentence.startswith("台账文件有损坏，只能看")
    assert not application.session.can_write


def test_a_book_that_breaks_when_its_rows_are_read_is_left_and_its_copy_offered(
    start, sample_path, qtbot
):
    copy = with_a_copy(sample_path)
    content = bytearray(sample_path.read_bytes())
    for at in range(5 * 4096, len(content) - 4096, 5 * 4096):
        content[at : at + 300] = bytes(range(100)) * 3
    sample_path.write_bytes(content)
    application = start()
    assert not application.open_book(sample_path)
    assert application.session is None
    box = question(application)
    assert "损坏" in box.text()
    assert copy.name in box.text()
    assert sample_path.read_bytes() == content
    press(box, "恢复到新文件")
    qtbot.waitUntil(lambda: application.session is not None)
    assert application.session.book.housekeeping.damages() == ()


@pytest.mark.parametrize(
    ("fault", "stays"),
    [
        (BookFault.DISK_FULL, False),
        (BookFault.BUSY, False),
        (BookFault.MOVED, False),
        (BookFault.DAMAGED, True),
    ],
)
def test_what_stood_against_a_step_is_taken_back_by_the_next_one(start, sample_path, fault, stays):
    application = start(sample_path)
    application.notices.report(BookRefused(sample_path, fault))
    assert application.window.strip.isVisible()
    row = application.session.indicators[0].id
    application.session.record([Entry(row, "2022", "12")])
    assert application.window.strip.isVisible() is stays


def test_what_was_done_before_is_not_said_beside_what_was_not(start, sample_path):
    application = start(sample_path)
    application.notices.tell("已录入 1 格，Ctrl+Z 撤销。")
    application.notices.report(BookRefused(sample_path, BookFault.DISK_FULL))
    assert application.window.strip.sentence.startswith("磁盘满了")
    assert application.window.status.message == ""


def test_a_copy_that_fails_is_said_but_not_over_a_step_that_was_lost(start, sample_path):
    application = start(sample_path)
    copy = DailyCopy(application.notices, application.runner, application)
    gone = sample_path.with_name("拔掉的盘.planbook")
    copy.make(gone)
    application.runner.finish_all()
    assert application.window.strip.sentence.startswith("今天的备份没有做成：没有找到台账")
    application.notices.report(BookRefused(sample_path, BookFault.DISK_FULL))
    copy.make(gone)
    application.runner.finish_all()
    assert application.window.strip.sentence.startswith("磁盘满了")


def test_an_old_one_is_warned_of_a_little_later(start, sample_path, qtbot):
    with PlanBook.open(sample_path) as book:
        rows = book.read(rows_of_plan)
        for year in range(1900, 2000):
            block = [Entry(row, str(year), "1") for row in rows]
            book.recording.record(block)
    altered(sample_path, "update plan set county = '别的县'")
    application = start(sample_path)
    assert application.window.strip.sentence == ""
    # A long history: with the machine at work the check takes its time.
    qtbot.waitUntil(lambda: "1 处与历史不符" in application.window.strip.sentence, timeout=30_000)


@pytest.mark.parametrize("has_begun", [False, True])
def test_nothing_is_said_of_a_book_that_was_closed_before_it_was_checked(
    start, sample_path, has_begun
):
    application = start(sample_path)
    application.afterwards.finish()
    altered(sample_path, "update plan set county = '别的县'")
    if has_begun:
        application.rescue._check_now()
    application.close_book()
    application.rescue._check_now()
    application.runner.finish_all()
    assert application.window.strip.sentence == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no list of mounted disks")
def test_a_book_on_a_share_is_advised_against(start, sample_path, monkeypatch, tmp_path):
    mounts = tmp_path / "mounts"
    place = str(sample_path.parent).replace(" ", "\\040")
    mounts.write_text(f"//fileserver/share {place} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(opening, "_MOUNTS", mounts)
    application = start(sample_path)
    assert "台账在网络盘上" in application.window.strip.sentence
    assert "建议拷到本机再改" in application.window.strip.sentence


def test_a_figure_that_comes_while_one_types_is_seen_before_it_is_replaced(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("indicators"))
    table = application.window.page.table
    row, period = table.current_row.id, table.current_column.name

    def figure():
        held = next(line for line in application.session.indicators if line.id == row)
        return held.actuals[period].amount.text

    QTest.keyClick(table, "5")
    with PlanBook.open(sample_path) as other:
        other.recording.record([Entry(row, period, "88")])
    application.session.look_again()
    QTest.keyClick(table.values.open_editor, Qt.Key.Key_Return)
    assert table.values.open_editor is not None
    assert "刚被别处改成了 88，没有覆盖" in application.window.status.message
    assert figure() == "88"
    QTest.keyClick(table.values.open_editor, Qt.Key.Key_Return)
    assert figure() == "5"
    assert table.values.open_editor is None


def test_a_figure_that_came_from_elsewhere_is_not_typed_over(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("indicators"))
    table = application.window.page.table
    row, period = table.current_row.id, table.current_column.name
    with PlanBook.open(sample_path) as other:
        other.recording.record([Entry(row, period, "88")])
    QTest.keyClick(table, "5")
    QTest.keyClick(table.values.open_editor, Qt.Key.Key_Return)
    assert "已被别处改过" in application.window.strip.sentence
    line = next(line for line in application.session.indicators if line.id == row)
    assert line.actuals[period].amount.text == "88"
    table.go_to(row, period)
    QTest.keyClick(table, "5")
    QTest.keyClick(table.values.open_editor, Qt.Key.Key_Return)
    line = next(line for line in application.session.indicators if line.id == row)
    assert line.actuals[period].amount.text == "5"
