"""A month is reported for all tasks of one unit by keyboard alone, last month's words beside."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import queries
from db.book import PlanBook
from db.model.words import RowKind, TaskStatus
from db.operations.reporting import Report
from desktop.widgets.choice import Choice
from desktop.widgets.progress_form import Part

UNIT = "交通和建设局"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def told_path(sample_path):
    """A book in which everybody told of April."""
    with PlanBook.open(sample_path, who="马丽") as book:
        plan = book.read(queries.find_plan).id
        book.reporting.report(
            [
                Report(
                    row_kind=RowKind.TASK, row=task.id, period="2022-04",
                    status=TaskStatus.ON_TRACK, words=f"四月：{task.title}", next_step="继续",
                )
                for task in book.read(queries.task_lines, plan)
            ]
        )  # fmt: skip
        unit = next(one for one in book.read(queries.unit_lines) if one.name == UNIT)
        taking_part = [
            Report(
                row_kind=RowKind.TASK, row=task.id, period="2022-04", unit=unit.id,
                words="四月：拨付到位",
            )
            for task in book.read(queries.task_heads, plan)
            if unit.id in task.co_ids
        ]  # fmt: skip
        book.reporting.report(taking_part)
    return sample_path


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def tab_to(kind, spoken):
    """Go on by Tab until a part of that name has the focus."""
    for _ in range(40):
        focus = QApplication.focusWidget()
        if isinstance(focus, kind) and focus.accessibleName() == spoken:
            return focus
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    raise AssertionError(spoken)


def test_a_month_of_one_unit_by_the_keyboard_alone(start, told_path):
    application = start(told_path)
    press(Qt.Key.Key_3, CONTROL)
    page = application.window.page
    assert page.name == "task_list"
    assert page.content.period == "2022-05"
    # Which unit: the choice at the top, by its own keys.
    units = tab_to(Choice, "责任单位")
    while not units.currentText().startswith(UNIT):
        press(Qt.Key.Key_Down)
    mine = [task for task in page.tasks if page.content.unit in (*task.lead_ids, *task.co_ids)]
    assert len(mine) == int(units.currentText().split()[-1]) > 1
    status = application.window.status
    assert status.missing == f"5 月：还差 {len(mine)} 项进展"
    # F8 leads to the first, then each is told and the next one comes by itself.
    press(Qt.Key.Key_F8)
    for task in mine:
        assert page.table.current_row.id == task.id
        box = page.form.boxes[Part.WORDS]
        assert QApplication.focusWidget() is box
        assert page.form._befores[Part.WORDS].text().startswith("上月：四月")
        press(Qt.Key.Key_D, CONTROL)
        press(Qt.Key.Key_Return)
        QTest.keyClicks(box, "5: 100%")
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_D, CONTROL)
        press(Qt.Key.Key_Down, CONTROL)
    assert status.missing == "5 月：进展已填齐"
    with PlanBook.open(told_path) as book:
        plan = book.read(queries.find_plan).id
        told = book.read(queries.period_progress, plan, "2022-05")
    assert set(told) == {task.id for task in mine}
    for task in mine:
        (line,) = told[task.id]
        assert line.words.startswith("四月：")
        assert line.words.endswith("\n5: 100%")
        assert (line.unit is None) == (page.content.unit in task.lead_ids)
