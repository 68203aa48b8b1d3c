"""A bureau's week with its list: it comes in, tasks and projects move on, it goes out again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db import queries
from db.exchange.differences import Verdict
from desktop.actions import Act
from desktop.exchange.verdicts import spot_of
from desktop.page import Place
from tests.desktop.exchange.lists import write_list

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def next_word(table):
    """Choose the word below the current one of the row under the cursor."""
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = table.findChildren(QMenu, "word_menu")[-1]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


MENDED = (
    ("学前教育", "1.学前教育毛入园率（%）", 93.91, 94.1, 94.8, 95, "约束性", ""),
    ("教育贡献", "劳动年龄人口平均受教育年限（年）", 9.56, 10.2, 10.4, 11.3, "约束性", ""),
)


def test_a_list_becomes_a_book_is_mended_and_taken_back(start, empty_path, tmp_path, qtbot):
    def seen(name, *rows):
        application.take_file(write_list(tmp_path / name, *rows))
        qtbot.waitUntil(lambda: not application.runner.is_working)
        return window.page.preview

    def accept(preview):
        QTest.keyClick(preview.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not application.runner.is_working)

    # Monday: an empty book, the office's list dropped onto the window.
    application = start(empty_path)
    window = application.window
    preview = seen("统计.xlsx")
    assert preview.target.text().startswith("将新建规划")
    assert preview.view.spot == spot_of("E9")
    accept(preview)
    assert application.session.indicators[0].name == "学前教育毛入园率"
    # The years follow the list; the settings can put them right.
    application.commands.run(Act.GO_SETTINGS)
    last = window.page.plan.period.inputs[1]
    last.setFocus()
    last.setText("2023")
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert application.session.years == (2021, 2022, 2023)
    application.commands.run(Act.UNDO)
    assert application.session.years == (2021, 2022, 2023, 2024, 2025)

    # Tuesday: the mended list comes; only what differs is new. It was the wrong file after all.
    preview = seen("统计 改.xlsx", MENDED)
    counts = {verdict: preview.preview.count(verdict) for verdict in Verdict}
    assert (counts[Verdict.CHANGED], counts[Verdict.REJECTED]) == (1, 0)
    assert preview.take_in.accessibleName() == "导入 2 格"
    accept(preview)
    application.commands.run(Act.UNDO)
    assert application.session.indicators[0].actuals["2022"].amount.text == "94.71"


def session_projects(window):
    """Return the projects of the plan in sight."""
    session = window.page.session
    return session.read(queries.project_lines, session.plan.id)


def test_tasks_and_projects_move_on_and_the_list_goes_out(start, sample_path, tmp_path, qtbot):
    application = start(sample_path)
    window = application.window
    application.commands.run(Act.GO_TASK_LIST)
    tasks = window.page
    task = tasks.tasks[0]
    tasks.table.go_to(task.id)
    next_word(tasks.table)
    assert application.session.undo_label == "改任务1状态：正常推进"
    application.commands.run(Act.GO_PROJECT_LIST)
    projects = window.page
    project = session_projects(window)[0]
    projects.table.go_to(project.id)
    next_word(projects.table)
    assert application.session.undo_label == f"改“{project.name}”阶段：谋划"
    # One undo takes back one of them, wherever one looks.
    application.commands.run(Act.UNDO)
    assert session_projects(window)[0].stage == ""
    assert tasks.tasks[0].status == "正常推进"
    # Out it goes; nothing in it is news to the book.
    target = tmp_path / "一览表.xlsx"
    window.go_to(Place("exchange"))
    window.page.giving_out.export_to(target)
    qtbot.waitUntil(lambda: not application.runner.is_working)
    assert window.page.home.result.text() == "已导出到“一览表.xlsx”。"
    application.take_file(target)
    qtbot.waitUntil(lambda: not application.runner.is_working)
    preview = window.page.preview.preview
    assert (preview.count(Verdict.NEW), preview.count(Verdict.CHANGED)) == (0, 0)
    assert preview.proposals == ()
