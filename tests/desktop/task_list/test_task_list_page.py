"""The task page: folding, choosing a status by keyboard, filters, what the pane says."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from db import queries
from db.book import PlanBook
from db.model.lines import TaskHead
from db.model.words import TaskStatus
from desktop.actions import Act
from desktop.columns import Heading
from desktop.page import Place

ART = "改进学校美育工作"
STATUS, LEAD, ENTRY = 1, 2, 5


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("task_list"))
    return application


def task_titled(page, title):
    return next(task for task in page.tasks if task.title == title)


def shown(page):
    return [row for row in page.table.lines.rows if not isinstance(row, Heading)]


def words_in(pane):
    return [label.text() for label in pane.widget().findChildren(QLabel)]


def cell(page, row, column):
    return page.table.lines.cell(page.table.lines.row_of(row), column)


def test_all_tasks_stand_under_their_sections(page):
    tasks = [row for row in shown(page) if isinstance(row, TaskHead)]
    assert tasks == list(page.tasks)
    assert len(tasks) == 23
    assert page.chips.key == "all"


def test_right_opens_a_task_left_closes_it_and_goes_up(page):
    task = task_titled(page, ART)
    page.table.go_to(task.id)
    before = len(shown(page))
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert len(shown(page)) == before + task.measures + task.commitments
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.current_row.id == page.content.whole(task.id).measures[0].id
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.table.current_row.id == task.id
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert len(shown(page)) == before
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert isinstance(page.table.current_row, Heading)
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert task.id not in {row.id for row in shown(page)}


def test_the_arrow_before_a_task_opens_it_by_a_click(page):
    task = task_titled(page, ART)
    page.table.go_to(task.id)
    first = page.content.whole(task.id).measures[0].id
    area = page.table.visualRect(page.table.currentIndex().siblingAtColumn(0))
    arrow = QPoint(area.left() + 5 + 16 + 6, area.center().y())
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert first in {row.id for row in shown(page)}
    words = QPoint(area.left() + 120, area.center().y())
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert first in {row.id for row in shown(page)}


def test_a_status_is_chosen_by_keyboard_and_is_one_step(application, page, sample_path):
    task = task_titled(page, ART)
    page.table.go_to(task.id)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = page.table.findChild(QMenu, "word_menu")
    assert [action.text() for action in menu.actions()] == list(TaskStatus)
    assert menu.activeAction().text() == TaskStatus.NOT_STARTED
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert cell(page, task.id, STATUS).text == "正常推进"
    assert application.commands.actions[Act.UNDO].text() == "撤销：改任务4状态：正常推进"
    with PlanBook.open(sample_path) as book:
        plan = book.read(queries.find_plan)
        held = next(t for t in book.read(queries.task_lines, plan.id) if t.id == task.id)
    assert held.status is TaskStatus.ON_TRACK
    application.commands.run(Act.UNDO)
    assert cell(page, task.id, STATUS).text == "未启动"
    assert page.table.current_row.id == task.id


def test_a_measure_has_a_status_of_its_own(page):
    task = task_titled(page, ART)
    page.open_task(task.id)
    first, second = page.content.whole(task.id).measures[:2]
    page.table.go_to(first.id)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = page.table.findChildren(QMenu, "word_menu")[-1]
    menu.actions()[list(TaskStatus).index(TaskStatus.DONE)].trigger()
    menu.close()
    assert cell(page, first.id, STATUS).text == "已完成"
    assert (cell(page, second.id, STATUS).text, cell(page, second.id, STATUS).ink) == (
        "未启动", "muted",
    )  # fmt: skip


def test_f2_opens_the_same_choice_and_esc_leaves_all_as_it_was(application, page):
    task = task_titled(page, ART)
    page.table.go_to(task.id)
    application.commands.run(Act.EDIT_CELL)
    menu = page.table.findChildren(QMenu, "word_menu")[-1]
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert task_titled(page, ART).status is TaskStatus.NOT_STARTED


def test_a_chip_counts_the_rows_it_shows(application, page):
    tasks = page.tasks
    application.session.set_task_status(tasks[0].id, TaskStatus.DONE)
    application.session.set_task_status(tasks[1].id, TaskStatus.DONE)
    chips = {chip.key: chip.rows for chip in page.chips._chips}
    assert (chips["all"], chips["DONE"], chips["NOT_STARTED"]) == (23, 2, 21)
    page.chips.choose("DONE")
    assert [row.id for row in shown(page)] == [tasks[0].id, tasks[1].id]
    page.chips.choose("STOPPED")
    assert page.nothing.isVisible()
    assert page.nothing.words == "没有符合“已终止”的任务。清除筛选 Esc。"
    page.chips.choose("DONE")
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert len(shown(page)) == 23


def test_a_unit_leaves_only_its_tasks_and_the_chips_count_them(page):
    units = page.bar.units
    words = [units.itemText(at) for at in range(units.count())]
    place = next(at for at, word in enumerate(words) if word.startswith("财政局"))
    units.setCurrentIndex(place)
    units.chosen.emit(units.itemData(place))
    count = int(words[place].split()[-1])
    assert len(shown(page)) == count > 0
    assert page.chips._chips[0].rows == count


def test_a_task_that_was_just_changed_does_not_vanish_from_its_filter(application, page):
    page.chips.choose("NOT_STARTED")
    task = shown(page)[0]
    application.session.set_task_status(task.id, TaskStatus.BEHIND)
    assert task.id in {row.id for row in shown(page)}


def test_a_promise_stands_in_figures_and_one_word(page):
    task = task_titled(page, "学前教育优质普惠发展")
    promise = next(p for p in page.content.whole(task.id).commitments if p.name == "新建幼儿园")
    page.show_place(Place("task_list", promise.id, "2022-10"))
    assert cell(page, promise.id, STATUS).text == "未到节点"
    assert cell(page, promise.id, LEAD).after == "18"
    page.form.grid.fields[promise.id].setText("11")
    page.form.ask_to_save(1)
    assert (cell(page, promise.id, LEAD).text, cell(page, promise.id, LEAD).after) == (
        "11",
        " / 18",
    )
    page.bar.period_chosen.emit("2023-12")
    assert cell(page, promise.id, STATUS).text == "滞后"


def test_the_pane_follows_the_cursor_and_says_what_is_suspected(page):
    task = task_titled(page, ART)
    whole = page.content.whole(task.id)
    page.show_place(Place("task_list", whole.commitments[0].id))
    assert page.table.current_row.id == whole.commitments[0].id
    words = words_in(page.pane)
    assert f"{task.number} {ART}" in words
    assert whole.commitments[0].name in words
    assert task.note in words
    assert "推定" in words
    assert cell(page, whole.commitments[0].id, 0).tag.startswith("疑为")
    assert cell(page, whole.commitments[0].id, STATUS).text == "待核"


def test_the_status_row_says_what_is_blank_and_whose_lead_is_presumed(application, page):
    status = application.window.status
    assert status.missing == "5 月：还差 23 项进展"
    assert status.aside == "牵头“推定”20 项，取自第一个责任单位，请确认"
    assert page.badge() == 23
    application.window.go_to(Place("indicators"))
    assert status.aside == ""


def test_a_book_without_tasks_says_what_to_do(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("task_list"))
    page = application.window.page
    assert page.nothing.words == "还没有任务。从一览表导入（Ctrl+I），或按 Ctrl+N 新增。"
    assert page.choose_status() is None
    assert page.standing().words == "还没有任务"
    for ask in (page.deeds.add_task, page.deeds.edit, page.deeds.split, page.deeds.edit_many):
        assert ask() is None


def test_the_model_keeps_qts_rules(page, qtmodeltester):
    page.table.show_rows(page.tasks)
    qtmodeltester.check(page.table.lines)


def test_the_menu_of_a_task_is_short_enough_for_a_low_screen(application, page):
    application.commands.show_row_menu(page, page.mapToGlobal(page.rect().center()))
    (menu,) = page.findChildren(QMenu, "row_menu")
    words = [action.text() for action in menu.actions()]
    assert "销号" in words
    assert not {"计算方式…", "共用数据项…", "申请销号…"} & set(words)
    (closing,) = menu.findChildren(QMenu)
    assert [action.text() for action in closing.actions()][1] == "申请销号…"
    assert menu.sizeHint().height() < 768 / 1.5
    menu.close()
