"""历史: days and steps, filters, opened steps, undo and its reason, the book as it was."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from db.book import PlanBook
from db.model.words import TaskStatus
from db.model.work_words import StepTopic
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.columns import Heading
from desktop.history.reading import Asked
from desktop.history.rows import CellRow, DoubtRow, MoreRow, StepRow, day_words
from desktop.page import Place
from tests.db.stories import BEIJING

EARLY = datetime(2022, 3, 1, 8, 30, tzinfo=BEIJING)


def rows_of(book):
    return book.read(queries.indicator_lines, book.read(queries.find_plan).id)


@pytest.fixture
def lived_path(sample_path):
    """Three people at work: 马丽 pastes nine figures, 王强 types over one, 陈静 sets a task."""
    when = [EARLY]

    def opened(who, days):
        when[0] = EARLY + timedelta(days=days)
        return PlanBook.open(sample_path, who=who, clock=lambda: when[0])

    with opened("马丽", 0) as book:
        entries = [Entry(row.id, "2021", f"{60 + at}") for at, row in enumerate(rows_of(book)[:9])]
        book.recording.record(entries, label="粘贴 9 格")
    with opened("王强", 7) as book:
        book.recording.record([Entry(rows_of(book)[0].id, "2021", "77")])
    with opened("陈静", 14) as book:
        task = book.read(queries.task_lines, book.read(queries.find_plan).id)[0]
        book.planning.set_task_status(task.id, TaskStatus.BEHIND)
    return sample_path


@pytest.fixture
def application(start, lived_path):
    made = start(lived_path)
    made.window.go_to(Place("history"))
    return made


def steps(page):
    return [row for row in page.table.lines.rows if isinstance(row, StepRow)]


def labels(page):
    return [row.step.label for row in steps(page)]


def go_to(page, words):
    row = next(row for row in steps(page) if words in row.step.label)
    page.table.go_to(row.key)
    page.table.setFocus()
    return row


def judged(application, page):
    page.taking_back.judge_now()
    application.runner.finish_all()


def press(page, key):
    QTest.keyClick(page.table, key)


def pane_words(page):
    return " ".join(
        label.text() for label in page.pane.widget().findChildren(type(page.tools.title))
    )


def test_steps_stand_under_their_days_newest_first(page):
    days = [row.title for row in page.table.lines.rows if isinstance(row, Heading)]
    assert days[0] == "2022-03-15 星期二"
    assert days[1:3] == ["2022-03-08 星期二", "2022-03-01 星期二"]
    assert labels(page)[1].startswith("录入")
    assert labels(page)[2] == "粘贴 9 格"


def test_filters_by_person_topic_and_initials(page):
    page.people.setCurrentIndex(page.people.findData("王强"))
    page.people.chosen.emit("王强")
    assert [row.step.who for row in steps(page)] == ["王强"]
    page._show_all()
    page.chips.choose(StepTopic.TASK)
    assert len(labels(page)) == 1
    assert labels(page)[0].startswith("改任务")
    page.chips.choose("all")
    page.search.setText("nt")
    assert "粘贴 9 格" in labels(page)
    assert not any(one.startswith("改任务") for one in labels(page))
    page.search.setText("没有这种步骤")
    assert page.nothing.words == "没有这样的步骤。清除筛选 Esc。"
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(labels(page)) == 4


def test_a_paste_is_one_line_that_opens_into_its_cells(page):
    row = go_to(page, "粘贴")
    press(page, Qt.Key.Key_Right)
    cells = [one for one in page.table.lines.rows if isinstance(one, CellRow)]
    assert len(cells) == 9
    assert {one.line.cell.after for one in cells} == {str(60 + at) for at in range(9)}
    assert page.table.current_row.step == row.step
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Left)
    assert page.table.current_row.step == row.step
    press(page, Qt.Key.Key_Left)
    assert not any(isinstance(one, CellRow) for one in page.table.lines.rows)


def test_a_large_step_is_opened_in_parts_as_one_scrolls(page, qtbot):
    go_to(page, "载入样例")
    with qtbot.waitSignal(page._soon.timeout):
        press(page, Qt.Key.Key_Right)
    cells = [one for one in page.table.lines.rows if isinstance(one, CellRow)]
    (more,) = [one for one in page.table.lines.rows if isinstance(one, MoreRow)]
    assert len(cells) <= 200
    assert more.words.startswith("还有")
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    qtbot.waitUntil(
        lambda: len([one for one in page.table.lines.rows if isinstance(one, CellRow)]) > len(cells)
    )


def test_the_pane_says_what_a_step_changed_cell_by_cell(page):
    row = go_to(page, "录入")
    words = pane_words(page)
    assert row.step.who == "王强"
    assert "2022-03-08 08:30" in words
    assert "60 → 77" in words


def test_a_step_that_others_are_built_on_says_so_and_stays(application, page):
    go_to(page, "粘贴")
    judged(application, page)
    assert "撤不回" in pane_words(page)
    assert not page.bar.deed.isEnabled()
    press(page, Qt.Key.Key_Return)
    assert "撤不回" in application.window.strip.sentence
    assert len(labels(page)) == 4


def test_enter_takes_a_step_back_and_does_it_again(application, page):
    row = go_to(page, "录入")
    judged(application, page)
    assert page.bar.deed.isEnabled()
    press(page, Qt.Key.Key_Return)
    assert application.window.status.message.startswith("已撤销：录入")
    undone = next(one for one in steps(page) if one.step.id == row.step.id)
    assert undone.step.undone
    cell = page.table.lines.cell(page.table.lines.row_of(undone.key), 0)
    assert cell.struck.startswith("录入")
    assert cell.text.endswith("撤销")
    assert labels(page)[0] == row.step.label
    page.table.go_to(undone.key)
    assert page.bar.deed.text() == "重做这一步"
    page.bar.deed.click()
    assert application.window.status.message.startswith("已重做：录入")
    assert rows_of(application.session.book)[0].actuals["2021"].amount.text == "77"


def test_a_large_step_is_taken_back_in_the_background(start, sample_path, qtbot):
    with PlanBook.open(sample_path, who="马丽") as book:
        units = [f"{year}" for year in range(1900, 1960)]
        entries = [Entry(row.id, year, "5") for row in rows_of(book)[:10] for year in units]
        book.recording.record(entries, label="导入“往年.xlsx” 600 格")
    application = start(sample_path)
    application.window.go_to(Place("history"))
    page = application.window.page
    go_to(page, "往年")
    press(page, Qt.Key.Key_Return)
    assert application.session.busy
    qtbot.waitUntil(lambda: not application.session.busy)
    assert application.window.status.message == "已撤销：导入“往年.xlsx” 600 格。"
    assert rows_of(application.session.book)[0].actuals == {}


def test_ctrl_z_takes_a_large_step_back_in_the_background_too(start, sample_path, qtbot):
    with PlanBook.open(sample_path, who="马丽") as book:
        units = [f"{year}" for year in range(1900, 1960)]
        entries = [Entry(row.id, year, "5") for row in rows_of(book)[:10] for year in units]
        book.recording.record(entries, label="导入“往年.xlsx” 600 格")
    application = start(sample_path)
    application.commands.run(Act.UNDO)
    assert application.session.busy
    assert application.window.status.message == "正在撤销：导入“往年.xlsx” 600 格"
    qtbot.waitUntil(lambda: not application.session.busy)
    assert rows_of(application.session.book)[0].actuals == {}
    application.commands.run(Act.REDO)
    qtbot.waitUntil(lambda: not application.session.busy)
    assert application.window.status.message == "已重做：导入“往年.xlsx” 600 格。"
    assert rows_of(application.session.book)[0].actuals["1900"].amount.text == "5"


def test_the_history_of_one_row_and_of_one_figure(application, page):
    row = rows_of(application.session.book)[0]
    page.show_place(Place("history", row.id, "2021"))
    assert [one.step.who for one in steps(page)] == ["王强", "马丽"]
    assert page.only.text().startswith(f"只看：{row.name[:5]}")
    page.show_place(Place("history", row.id))
    assert len(steps(page)) == 3
    page.only.click()
    assert len(steps(page)) == 4
    assert not page.only.isVisible()


def test_the_row_in_hand_of_another_page_leads_here(application):
    application.window.go_to(Place("task_list"))
    page = application.window.page
    hand = page.in_hand()
    assert hand is not None
    application.commands.run(Act.ROW_HISTORY)
    page = application.window.page
    assert page.name == "history"
    assert [one.step.topic for one in steps(page)] == [StepTopic.TASK, StepTopic.IMPORT]


def test_the_book_as_it_was_is_seen_and_left_with_one_click(application, page, lived_path, qtbot):
    application.afterwards.finish()
    recent = application.preferences.recent_books
    assert recent == (str(lived_path),)
    dialog = page.ask_day()
    dialog.day.setText("2021-12-31")
    dialog.look.click()
    assert dialog.says.text() == "2021-12-31 还没有这份台账。换一个晚些的日子。"
    dialog.day.setText("乱写")
    dialog.look.click()
    assert "不是日期" in dialog.says.text()
    dialog.day.setText("2022-03-05")
    dialog.look.click()
    qtbot.waitUntil(lambda: application.session.book.path != lived_path)
    then = application.session.book
    assert then.read_only
    assert rows_of(then)[0].actuals["2021"].amount.text == "60"
    banner = application.rooms.other_books.banner
    assert banner.sentence == "这是 2022-03-05 的样子，只读。"
    assert application.window.strip.sentence == ""
    assert application.preferences.recent_books == recent
    application.afterwards.finish()
    application.runner.finish_all()
    assert then.housekeeping.backups() == ()
    folder = then.path.parent
    banner.back.click()
    assert application.session.book.path == lived_path
    assert application.window.page.name == "history"
    assert banner.sentence == ""
    assert not folder.exists()


def test_a_book_that_was_looked_at_goes_when_the_program_ends(application, page, lived_path, qtbot):
    go_to(page, "录入")
    page.bar.past.click()
    qtbot.waitUntil(lambda: application.session.book.path != lived_path)
    assert application.rooms.other_books.banner.sentence == "这是 2022-03-08 08:30 的样子，只读。"
    folder = application.session.book.path.parent
    application.close_book()
    assert not folder.exists()
    left = folder.parent / "crashed"
    left.mkdir()
    (left / "那时.planbook").write_bytes(b"left by a crash")
    application.rooms.other_books._folder.sweep()
    assert not left.exists()


def test_the_history_goes_out_as_a_workbook(application, page, tmp_path):
    target = tmp_path / "历史.xlsx"
    page.export.write(Asked(topic=StepTopic.ENTRY), target)
    assert page.stop.isVisible()
    application.runner.finish_all()
    assert not page.stop.isVisible()
    assert application.window.status.message.startswith("已导出到")
    sheet = load_workbook(target).active
    told = [[str(cell) if cell is not None else "" for cell in line] for line in sheet.values]
    flat = [" ".join(line) for line in told]
    assert any("粘贴 9 格" in line and "马丽" in line for line in flat)
    assert sum("60" in line.split() and "77" in line.split() for line in flat) == 1
    assert not any("改任务" in line for line in flat)


def test_the_export_can_be_stopped(application, page, tmp_path):
    target = tmp_path / "历史.xlsx"
    page.export.write(Asked(), target)
    page.export.desk.stop()
    application.runner.finish_all()
    assert not target.exists()
    assert application.window.status.message.startswith("停下了")


def test_what_another_program_altered_is_shown_by_its_cell(start, lived_path):
    with closing(sqlite3.connect(lived_path)) as connection, connection:
        assert connection.execute("update actual set text = '99' where text = '77'").rowcount == 1
    application = start(lived_path)
    assert "到“历史”页看是哪几处" in application.window.strip.sentence
    application.window.go_to(Place("history"))
    page = application.window.page
    first, doubt = page.table.lines.rows[:2]
    assert (first.title, first.detail) == ("不是在本程序里改的", "1 处与历史不符")
    assert isinstance(doubt, DoubtRow)
    assert doubt.line.name.endswith("2021 年")
    assert (doubt.line.word, doubt.line.expected, doubt.line.found) == ("数值", "77", "99")
    page.table.go_to(doubt.key)
    assert "不是本程序写的" in pane_words(page)


def test_a_book_without_steps_says_what_will_stand_here(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("history"))
    assert application.window.page.nothing.words.startswith("还没有历史。")


def test_words_that_are_no_day_stay_as_they_are():
    assert day_words("2024-02-29") == "2024-02-29 星期四"
    assert day_words("从前") == "从前"
