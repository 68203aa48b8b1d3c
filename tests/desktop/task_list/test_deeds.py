"""Tasks are added, edited, split, merged and set many at once in dialogs; each is one step."""

from functools import partial

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from db.book import PlanBook
from db.model.lines import YearlyWorkLine
from db.model.words import RowKind, TaskStatus
from db.model.work_words import ProblemKind
from db.queries.dump import book_as_json
from db.rules.task_edits import TaskField
from desktop.actions import Act
from desktop.columns import Heading
from desktop.page import Place
from desktop.task_list.dialogs.fields import FieldsDialog
from desktop.task_list.dialogs.problems import NEW
from desktop.task_list.dialogs.yearly import NewWork

KINDERGARTENS = "学前教育优质普惠发展"


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("task_list"))
    return application


@pytest.fixture
def page(application):
    page = application.window.page
    page.table.go_to(task_of(page).id)
    return page


def task_of(page, title=KINDERGARTENS):
    return next(task for task in page.tasks if task.title == title)


def undo(application):
    application.commands.run(Act.UNDO)


def book_says(application):
    return application.session.book.read(book_as_json)


def test_a_task_is_added_behind_the_one_in_hand(application, page):
    before = book_says(application)
    dialog = page.deeds.add_task()
    assert not dialog.main.isEnabled()
    dialog.parts["title"].setText("建设城市书房")
    dialog.parts["deadline"].setText("尽快")
    dialog.main.click()
    assert "“尽快”不是完成时限" in dialog.says.text()
    dialog.parts["deadline"].setText("2023年6月")
    dialog.main.click()
    assert not dialog.isVisible()
    assert page.table.current_row.title == "建设城市书房"
    assert page.table.current_row.deadline == "2023-06"
    order = [task.title for task in page.tasks]
    assert order.index("建设城市书房") == order.index(KINDERGARTENS) + 1
    undo(application)
    assert book_says(application) == before


def test_a_task_and_a_measure_are_edited(page):
    dialog = page.deeds.edit()
    assert dialog.main.toolTip() == "还没有改动。"
    dialog.parts["deadline"].setText("持续推进")
    dialog.main.click()
    assert task_of(page).deadline == "长期坚持"
    add = page.deeds.add_measure()
    add.parts["title"].setText("开放园所设施")
    add.main.click()
    made = page.content.whole(task_of(page).id).measures[-1]
    assert made.title == "开放园所设施"
    page.table.go_to(made.id)
    dialog = page.deeds.edit()
    status = dialog.parts["status"]
    status.setCurrentIndex(status.findData("DONE"))
    status.chosen.emit("DONE")
    dialog.parts["deadline"].setText("2022年12月")
    dialog.main.click()
    again = page.content.whole(task_of(page).id).measures[-1]
    assert (again.status, again.deadline) == (TaskStatus.DONE, "2022-12")
    page.deeds.remove()
    assert page.content.whole(task_of(page).id).measures[-1].title != "开放园所设施"
    page.table.go_to(task_of(page).id)
    page.deeds.remove()
    assert task_of(page)


def test_a_task_is_split_by_ticking_what_goes(application, page):
    before = book_says(application)
    dialog = page.deeds.split()
    dialog.name.setText("启用配套园")
    QTest.keyClick(dialog.parts, Qt.Key.Key_Space)
    assert dialog.main.text() == "拆出 1 条"
    dialog.main.click()
    assert page.table.current_row.title == "启用配套园"
    assert page.table.current_row.measures == 1
    undo(application)
    assert book_says(application) == before


def test_chosen_tasks_are_merged_into_one(application, page):
    before = book_says(application)
    count = len(page.tasks)
    row = page.table.currentIndex().row()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [task.number for task in page.rows_meant] == ["7", "8"]
    dialog = page.deeds.merge()
    assert dialog.main.text() == "合并 2 项"
    dialog.name.setText("扩充学位")
    dialog.main.click()
    assert len(page.tasks) == count - 1
    assert page.table.lines.rows[row].title == "扩充学位"
    undo(application)
    assert book_says(application) == before


def test_the_first_and_the_last_task_are_chosen_where_a_key_leads_to_them(page):
    first, last = page.tasks[0], page.tasks[-1]
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.rows_meant == [last]
    QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.rows_meant == [first]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table, Qt.Key.Key_End, both)
    assert page.rows_meant == page.tasks_in_sight


def test_many_tasks_are_edited_after_every_change_was_seen(application, page):
    before = book_says(application)
    page.table.clearSelection()
    dialog = page.deeds.edit_many()
    dialog.field.setCurrentIndex(dialog.field.findData(TaskField.DEADLINE))
    dialog.field.chosen.emit(TaskField.DEADLINE)
    dialog.words.setText("尽快")
    assert "“尽快”不是完成时限" in dialog.says.text()
    assert not dialog.main.isEnabled()
    dialog.words.setText("长期")
    shown = dialog.lines.possible
    assert dialog.main.text() == f"改 {shown} 项"
    QTest.keyClick(dialog.lines, Qt.Key.Key_Space)
    assert dialog.main.text() == f"改 {shown - 1} 项"
    dialog.main.click()
    assert sum(task.deadline == "长期坚持" for task in page.tasks) == shown - 1
    undo(application)
    assert book_says(application) == before


def test_a_matter_is_followed_to_its_meeting_and_its_result(page):
    dialog = page.deeds.show_problems()
    assert dialog.which.currentData() == NEW
    dialog.fields["words"].setText("园区用地")
    dialog.fields["due"].setText("下月")
    dialog.main.click()
    assert "“下月”不是日期" in dialog.says.text()
    dialog.fields["due"].setText("2022-11-20")
    dialog.main.click()
    (line,) = page.content.problems(task_of(page).id)
    assert (line.kind, line.due, line.period) == (
        ProblemKind.COORDINATION,
        "2022-11-20",
        page.content.period,
    )
    dialog.show_problems([line])
    dialog.which.setCurrentIndex(0)
    dialog.which.chosen.emit(line.id)
    dialog.fields["meeting"].setText("区长办公会")
    dialog.fields["solved_on"].setText("2022-11-18")
    assert dialog.main.text() == "办结这一条"
    dialog.main.click()
    (line,) = page.content.problems(task_of(page).id)
    assert not line.is_open
    dialog.drop.click()
    assert page.content.problems(task_of(page).id) == ()
    dialog.close()


def test_what_another_window_wrote_of_a_matter_stays(application, page, sample_path):
    reporting, task = application.session.book.reporting, task_of(page)
    application.session.carry_out(
        lambda: reporting.follow_problem(ProblemKind.PROBLEM, RowKind.TASK, task.id, "园区用地")
    )
    dialog = page.deeds.show_problems()
    with PlanBook.open(sample_path, who="陈静") as other:
        (line,) = other.read(queries.row_problems, task.id)
        other.reporting.change_problem(line.id, meeting="区长办公会", decision="年底前交地")
    dialog.fields["due"].setText("2022-11-20")
    dialog.main.click()
    (line,) = page.content.problems(task.id)
    assert (line.due, line.meeting, line.decision) == ("2022-11-20", "区长办公会", "年底前交地")
    dialog.close()


def choose_line(dialog, key):
    """Choose one as the mouse does."""
    dialog.which.setCurrentIndex(dialog.which.findData(key))
    dialog.which.activated.emit(dialog.which.currentIndex())


def test_what_was_typed_of_a_matter_is_kept_when_another_is_chosen(application, page):
    reporting, task = application.session.book.reporting, task_of(page)
    for words in ("园区用地", "资金缺口"):
        application.session.carry_out(
            partial(reporting.follow_problem, ProblemKind.PROBLEM, RowKind.TASK, task.id, words)
        )
    land, money = page.content.problems(task.id)
    dialog = page.deeds.show_problems()
    choose_line(dialog, land.id)
    dialog.fields["meeting"].setText("区长办公会")
    dialog.fields["due"].setText("下月")
    choose_line(dialog, money.id)
    assert "“下月”不是日期" in dialog.says.text()
    assert dialog.which.currentData() == land.id
    assert dialog.fields["meeting"].text() == "区长办公会"
    dialog.fields["due"].setText("2022-11-20")
    choose_line(dialog, money.id)
    assert dialog.fields["words"].text() == "资金缺口"
    choose_line(dialog, NEW)
    dialog.fields["words"].setText("师资调配")
    choose_line(dialog, land.id)
    assert dialog.fields["meeting"].text() == "区长办公会"
    lines = {line.words: line for line in page.content.problems(task.id)}
    assert lines["园区用地"].due == "2022-11-20"
    assert lines["资金缺口"] == money
    assert "师资调配" in lines
    dialog.close()


@pytest.mark.parametrize("leave", ["button", "Esc", "frame"])
def test_what_was_typed_of_a_matter_is_kept_when_the_dialog_is_closed(page, leave):
    dialog = page.deeds.show_problems()
    dialog.fields["words"].setText("园区用地")
    dialog.fields["due"].setText("下月")
    close(dialog, leave)
    assert dialog.isVisible()
    assert "“下月”不是日期" in dialog.says.text()
    assert dialog.leave.text() == "不存，关闭"
    dialog.fields["due"].setText("2022-11-20")
    assert dialog.leave.text() == "关闭"
    close(dialog, leave)
    assert not dialog.isVisible()
    (line,) = page.content.problems(task_of(page).id)
    assert (line.words, line.due) == ("园区用地", "2022-11-20")


def test_a_matter_the_book_refuses_is_dropped_when_the_dialog_is_closed_again(page):
    dialog = page.deeds.show_problems()
    dialog.fields["due"].setText("2022-11-20")
    close(dialog, "Esc")
    assert dialog.isVisible()
    close(dialog, "Esc")
    assert not dialog.isVisible()
    assert page.content.problems(task_of(page).id) == ()


def close(dialog, way):
    """Close it by its button, by Esc, or by the cross of its frame."""
    if way == "button":
        dialog.leave.click()
    elif way == "Esc":
        QTest.keyClick(dialog.fields["due"], Qt.Key.Key_Escape)
    else:
        dialog.close()


# -- 年度任务分解表 ------------------------------------------------------------------------------


def works(page):
    plan = page.session.plan.id
    found = page.session.book.read(queries.yearly_works, plan)
    return [(one.words, one.due, one.status) for one in found]


def test_esc_leaves_the_year_s_table_from_its_cells(page):
    dialog = page.show_yearly()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_year_s_table_is_typed_and_carried_on(application, page):
    dialog = page.show_yearly()
    table = dialog.table
    assert dialog.year == 2022
    empty = NewWork(task_of(page).id)
    table.go_to(empty.id)
    table.lines.setData(table.currentIndex().siblingAtColumn(0), "建成 7 所配套园")
    made = table.lines.rows[table.lines.row_of(empty.id) - 1]
    assert isinstance(made, YearlyWorkLine)
    place = table.lines.index(table.lines.row_of(made.id), 1)
    table.lines.setData(place, "13月")
    assert works(page) == [("建成 7 所配套园", "", TaskStatus.NOT_STARTED)]
    table.lines.setData(place, "9月")
    table.go_to(made.id)
    menu = dialog.choose_status()
    menu.actions()[1].trigger()
    menu.close()
    assert works(page) == [("建成 7 所配套园", "2022-09", TaskStatus.ON_TRACK)]
    assert dialog.says.text() == "2022 年 1 条，分到 1 项任务"
    dialog.year = 2023
    carry = page.yearly.ask_carry(2023)
    assert carry.lines.possible > 20
    carry.main.click()
    assert works(page)[1][0] != ""
    assert sum(words == "建成 7 所配套园" for words, _, _ in works(page)) == 2
    undo(application)
    page.yearly._show()
    table.go_to(made.id)
    dialog.close()


def test_work_is_taken_out_and_an_empty_line_adds_nothing(page):
    dialog = page.show_yearly()
    task = task_of(page).id
    dialog.added.emit(task, 2022, "选址")
    assert len(works(page)) == 1
    line = next(row for row in dialog.table.lines.rows if isinstance(row, YearlyWorkLine))
    dialog.table.go_to(line.id)
    assert dialog.remove.isEnabled()
    dialog.remove.click()
    assert works(page) == []
    dialog._write_words(NewWork(task), "  ")
    assert works(page) == []
    heading = next(row for row in dialog.table.lines.rows if isinstance(row, Heading))
    before = len(dialog.table.lines.rows)
    dialog.table.heading_toggled.emit(heading.key)
    assert len(dialog.table.lines.rows) == before - 1
    dialog.close()


def test_the_table_goes_out_as_a_workbook_and_on_paper(application, page, tmp_path, qtbot):
    dialog = page.show_yearly()
    dialog.added.emit(task_of(page).id, 2022, "建成 7 所配套园")
    made = page.yearly.document(2022)
    for name in ("分解表.xlsx", "分解表.pdf"):
        with qtbot.waitSignal(application.notices.told) as told:
            page.yearly.write(made, tmp_path / name)
        assert told.args == [f"已导出到“{tmp_path / name}”。"]
    assert (tmp_path / "分解表.pdf").read_bytes().startswith(b"%PDF")
    sheet = openpyxl.load_workbook(tmp_path / "分解表.xlsx").active
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert "建成 7 所配套园" in words
    preview = page.yearly.print_table(2022)
    assert preview.says.text().startswith("第 1 页，共 1 页")
    preview.close()
    asked = page.yearly.ask_for_target(2022)
    assert asked.selectedFiles()[0].endswith("2022年度任务分解表.xlsx")
    asked.close()
    dialog.close()


def test_a_promise_is_added_by_keys_and_taken_out_again(application, page):
    before = book_says(application)
    dialog = page.deeds.add_commitment()
    assert dialog.parts["deadline"].text() == task_of(page).deadline
    dialog.parts["title"].setText("新建托育园")
    dialog.parts["unit"].setText("所")
    dialog.parts["target"].setText("3亿元")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.says.text()
    dialog.parts["target"].setText("3所以上")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    made = page.content.whole(task_of(page).id).commitments[-1]
    assert (made.name, made.unit, made.targets[0].amount.text) == ("新建托育园", "所", "3所以上")
    # It is in sight: the task was opened.
    page.table.go_to(made.id)
    assert page.table.current_row.name == "新建托育园"
    application.commands.run(Act.EDIT_TASK)
    (dialog,) = application.window.findChildren(FieldsDialog, "edit_commitment_dialog")
    assert [part.text() for key, part in dialog.parts.items() if key != "counting"] == [
        "新建托育园", "所", "3所以上", task_of(page).deadline,
    ]  # fmt: skip
    dialog.parts["target"].setText("5")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert page.table.current_row.targets[0].amount.text == "5"
    application.commands.run(Act.REMOVE_TASK)
    assert book_says(application) == before


def test_ctrl_n_asks_for_a_task(application, page):
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = application.window.findChildren(FieldsDialog)
    assert dialog.windowTitle() == "新增任务"
    dialog.reject()


def test_the_menu_of_a_row_leads_to_its_revision(page):
    assert {Act.ADJUST, Act.ADD_COMMITMENT} <= set(page.row_menu)
