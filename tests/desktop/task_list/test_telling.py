"""A month's progress is told beside the tree: last month's words, keys, refusals, filters."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db import queries
from db.model.lines import TaskHead
from db.model.words import EntryState, RowKind, TaskStatus
from db.operations.reporting import Report
from db.operations.reviewing import EntryRef
from db.queries.review import review_lines
from db.rules.progress import Told
from desktop.actions import Act
from desktop.asking_why import ReasonDialog
from desktop.page import Place
from desktop.widgets.progress_form import Part

KINDERGARTENS = "学前教育优质普惠发展"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("task_list", period="2022-10"))
    page = application.window.page
    page.bar.period_chosen.emit("2022-10")
    task = next(task for task in page.tasks if task.title == KINDERGARTENS)
    told = Report(
        row_kind=RowKind.TASK, row=task.id, period="2022-09", status=TaskStatus.ON_TRACK,
        words="2 所主体完工", problem="无", next_step="办理验收", coordination="用地答复",
    )  # fmt: skip
    application.session.wish(lambda: application.session.book.reporting.report([told]))
    page.table.go_to(task.id)
    page.table.setFocus()
    return application


def task_of(page, title=KINDERGARTENS):
    return next(task for task in page.tasks if task.title == title)


def focus():
    return QApplication.focusWidget()


def test_enter_goes_into_the_form_and_esc_out_of_it(page):
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    box = page.form.boxes[Part.WORDS]
    assert focus() is box
    QTest.keyClicks(box, "abc")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.words == ""
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert focus() is page.table


def test_last_month_s_words_stand_above_each_box_and_are_carried_over(application, page):
    form = page.form
    assert form._befores[Part.WORDS].text() == "上月：2 所主体完工"
    assert form._last_choice.text() == "上月：正常推进"
    page.begin_form()
    QTest.keyClick(form.boxes[Part.WORDS], Qt.Key.Key_D, CONTROL)
    assert form.boxes[Part.WORDS].words == "2 所主体完工"
    assert form.boxes[Part.NEXT_STEP].words == ""
    form.boxes[Part.NEXT_STEP].put("已定")
    form.carry.click()
    words = [box.words for box in form.boxes.values()]
    assert words == ["2 所主体完工", "无", "已定", "用地答复"]
    QTest.keyClick(form.boxes[Part.WORDS], Qt.Key.Key_Down, CONTROL)
    task = task_of(page)
    assert page.around.entries.of(task) is Told.FILLED
    assert application.commands.actions[Act.UNDO].text() == "撤销：填报任务7 2022 年 10 月进展"
    assert page.table.current_row.number == "8"
    assert focus() is form.boxes[Part.WORDS]
    QTest.keyClick(form.boxes[Part.WORDS], Qt.Key.Key_Up, CONTROL)
    assert page.table.current_row.number == "7"
    assert form.boxes[Part.WORDS].words == "2 所主体完工"


def test_what_was_typed_is_kept_when_the_cursor_leaves(page):
    page.begin_form()
    page.form.boxes[Part.WORDS].put("1 所移交")
    page.form._buttons["BEHIND"].click()
    page.table.go_to(page.tasks[0].id)
    assert task_of(page).status is TaskStatus.BEHIND
    (line, _) = page.content.told(task_of(page).id)
    assert (line.period, line.words, line.status) == ("2022-10", "1 所移交", TaskStatus.BEHIND)


def test_what_was_typed_is_kept_when_another_page_or_month_is_shown(application, page):
    page.form.boxes[Part.WORDS].put("十月的话")
    application.window.go_to(Place("indicators"))
    assert page.content.told(task_of(page).id)[0].words == "十月的话"
    application.window.go_to(Place("task_list"))
    page.form.boxes[Part.PROBLEM].put("缺口")
    page.bar.period_chosen.emit("2022-11")
    assert page.content.told(task_of(page).id)[0].problem == "缺口"
    assert page.form._befores[Part.WORDS].text() == "上月：十月的话"
    assert page.table.lines.columns[5].title == "11 月进展"


def test_a_figure_that_is_none_stays_where_it_was_typed(application, page):
    task = task_of(page)
    promise = next(p for p in page.content.whole(task.id).commitments if p.name == "新建幼儿园")
    field = page.form.grid.fields[promise.id]
    field.setFocus()
    field.setText("十来")
    QTest.keyClick(field, Qt.Key.Key_Down, CONTROL)
    assert page.table.current_row.id == task.id
    assert field.property("refused")
    page.table.go_to(page.tasks[0].id)
    assert page.table.current_row.id == task.id
    assert "“十来”不是数值" in application.window.strip.findChild(QLabel).text()
    field.setText("11")
    QTest.keyClick(field, Qt.Key.Key_Down, CONTROL)
    whole = page.content.whole(task.id)
    held = next(p for p in whole.commitments if p.id == promise.id)
    assert held.actuals["2022-10"].amount.text == "11"


def test_only_what_is_blank_and_f8_goes_there(application, page):
    assert page.bar.blank.text() == "本月未填 23"
    page.form.boxes[Part.WORDS].put("完工")
    page.form.ask_to_save()
    assert page.bar.blank.text() == "本月未填 22"
    page.bar.blank.click()
    assert KINDERGARTENS not in [row.title for row in page.table.lines.rows]
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    page.table.go_to(page.tasks[5].id)
    application.commands.run(Act.NEXT_MISSING)
    # The seventh is told already.
    assert page.table.current_row.number == "8"
    assert focus() is page.form.boxes[Part.WORDS]


def test_a_unit_that_takes_part_tells_only_what_it_did(page):
    page.bar.unit_chosen.emit(page.tasks[6].co_ids[0])
    page.table.go_to(task_of(page).id)
    assert page.form._status.isHidden()
    assert page.form._figures.isHidden()
    page.form.boxes[Part.WORDS].put("拨付 300 万元")
    page.form.ask_to_save()
    page.bar.unit_chosen.emit("")
    page.table.go_to(task_of(page).id)
    assert page.around.entries.of(task_of(page)) is Told.BLANK
    told = page.content.told(task_of(page).id)
    assert (told[0].unit is not None, told[0].words) == (True, "拨付 300 万元")


def test_a_measure_is_told_of_by_itself(page):
    task = task_of(page)
    page.open_task(task.id)
    measure = page.content.whole(task.id).measures[0]
    page.table.go_to(measure.id)
    page.form.boxes[Part.WORDS].put("已移交")
    page.form._buttons["DONE"].click()
    page.form.ask_to_save(1)
    again = page.content.whole(task.id).measures[0]
    assert again.status is TaskStatus.DONE
    assert task_of(page).status is not TaskStatus.DONE
    assert page.around.entries.lead[measure.id] is Told.FILLED


def test_quarters_and_years_are_told_too(page):
    page.bar.frequency.chosen.emit("quarter")
    assert page.content.period == "2022-Q3"
    assert page.form._titles[Part.WORDS].text() == "本季进展"
    page.form.boxes[Part.WORDS].put("三季度建成 2 所")
    page.form.ask_to_save()
    assert page.content.told(task_of(page).id)[0].period == "2022-Q3"
    page.bar.frequency.chosen.emit("year")
    assert page.content.period == "2022"
    assert page.standing().words.startswith("2022 年：还差")
    page.bar.period_chosen.emit("2022-10")
    assert page.form._befores[Part.WORDS].text() == "第三季度：三季度建成 2 所"


def test_a_book_that_is_being_written_says_why_nothing_is_typed(application, page):
    application.session.begin_work()
    page.refresh()
    assert page.form.boxes[Part.WORDS].isReadOnly()
    assert page.form.boxes[Part.WORDS].toolTip() == "正在写入，完成后再改。"
    application.session.end_work()
    page.refresh()
    assert not page.form.boxes[Part.WORDS].isReadOnly()


def drag(page, row, before, *, over=0.2):
    """Drag a row of the table onto the upper part of another one."""
    table = page.table
    rows = table.lines.rows
    start = table.visualRect(table.lines.index(rows.index(row), 0)).center()
    area = table.visualRect(table.lines.index(rows.index(before), 0))
    end = QPoint(start.x(), round(area.top() + area.height() * over))
    view = table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    moved = QPoint(end.x() + 1, end.y())
    QTest.mouseMove(view, moved)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=moved)


def numbers(page):
    return [row.number for row in page.table.lines.rows if isinstance(row, TaskHead)]


def test_a_task_is_dragged_before_another_and_back_by_undo(application, page):
    tasks = page.tasks
    drag(page, tasks[4], tasks[2])
    assert numbers(page)[:5] == ["1", "2", "5", "3", "4"]
    application.commands.run(Act.UNDO)
    assert numbers(page)[:5] == ["1", "2", "3", "4", "5"]


def test_a_task_dragged_into_another_chapter_belongs_to_it(page):
    tasks = page.tasks
    drag(page, tasks[2], tasks[6])
    moved = next(task for task in page.tasks if task.id == tasks[2].id)
    assert moved.section == tasks[6].section
    assert numbers(page)[:7] == ["1", "2", "4", "5", "6", "3", "7"]


def test_rows_move_by_key_within_their_chapter(application, page):
    page.table.go_to(page.tasks[2].id)
    application.commands.run(Act.MOVE_ROW_UP)
    assert numbers(page)[:4] == ["1", "3", "2", "4"]
    assert page.table.current_row.number == "3"
    application.commands.run(Act.MOVE_ROW_UP)
    assert application.window.status.message == "已到这一章的头上。"
    application.commands.run(Act.MOVE_ROW_DOWN)
    assert numbers(page)[:4] == ["1", "2", "3", "4"]
    task = task_of(page)
    page.open_task(task.id)
    first, second = page.content.whole(task.id).measures[:2]
    page.table.go_to(second.id)
    application.commands.run(Act.MOVE_ROW_UP)
    assert [one.id for one in page.content.whole(task.id).measures[:2]] == [second.id, first.id]


def decide(application, page, *verbs):
    """Let the review decide about what was told of the task in the month in sight."""
    session = application.session
    lines = session.read(review_lines, session.plan.id, page.content.period)
    (line,) = [one for one in lines if one.row == task_of(page).id]
    for verb, *reason in verbs:
        done = getattr(session.book.reviewing, verb)
        session.wish(partial(done, [EntryRef(RowKind.PROGRESS, line.id)], *reason))


def tell(page, words):
    box = page.form.boxes[Part.WORDS]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    box.put(words)
    QTest.keyClick(box, Qt.Key.Key_Down, CONTROL)


def words_told(application, page):
    (line,) = [
        one
        for one in application.session.read(queries.row_progress, task_of(page).id)
        if one.period == page.content.period
    ]
    return line.words, line.state


def asks(page):
    return [one for one in page.window().findChildren(ReasonDialog) if one.isVisible()]


def test_a_returned_report_says_why_in_the_pane(application, page):
    tell(page, "3 所主体完工")
    decide(application, page, ("submit",), ("send_back", "写明学校名称"))
    page.table.go_to(task_of(page).id)
    words = {one.text() for one in page.side.findChildren(QLabel)}
    assert {"退回", "写明学校名称"} <= words


def test_an_approved_report_is_altered_only_with_a_reason(application, page):
    tell(page, "3 所主体完工")
    decide(application, page, ("submit",), ("approve",))
    page.table.go_to(task_of(page).id)
    tell(page, "4 所主体完工")
    (dialog,) = asks(page)
    assert "已审核，改后须重新审核" in dialog.findChild(QLabel).text()
    dialog.reject()
    assert words_told(application, page) == ("3 所主体完工", EntryState.APPROVED)
    assert page.form.boxes[Part.WORDS].words == "3 所主体完工", "what was not kept is given up"
    tell(page, "4 所主体完工")
    (dialog,) = asks(page)
    dialog.words.setPlainText("漏报一所")
    dialog.keep.click()
    assert words_told(application, page) == ("4 所主体完工", EntryState.DRAFT)
    assert page.keep()


def test_a_locked_report_takes_no_words(application, page):
    tell(page, "3 所主体完工")
    decide(application, page, ("submit",), ("approve",), ("lock",))
    page.table.go_to(task_of(page).id)
    box = page.form.boxes[Part.WORDS]
    assert box.isReadOnly() or not box.isEnabled()
    assert "已锁定" in page.form.content.reason


def test_a_new_year_is_told_of_by_its_own_months(application, page):
    session, book = application.session, application.session.book
    page.content.period = "2022-03"
    session.wish(lambda: book.carrying_on.carry_on(session.plan.id, 2023, ()))
    assert page.content.period == "2023-01"
    session.undo()
    assert page.content.period[:4] == "2022"
