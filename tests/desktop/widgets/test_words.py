"""Buttons: Enter presses the one that has the focus, not the main button of its dialog."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import button


@pytest.fixture
def dialog(qtbot):
    made = PlanDialog("sign_dialog", "申请销号", "不办", QSize(300, 120))
    qtbot.addWidget(made)
    made.show_main("申请销号")
    made.day = QLineEdit("2026-11-29")
    made.body.addWidget(made.day)
    made.pressed = []
    made.main.clicked.connect(lambda: made.pressed.append("申请销号"))
    made.rejected.connect(lambda: made.pressed.append("不办"))
    with qtbot.waitActive(made):
        made.show()
    return made


def test_enter_on_the_button_that_leaves_leaves(dialog):
    dialog.leave.setFocus()
    QTest.keyClick(dialog.leave, Qt.Key.Key_Return)
    assert dialog.pressed == ["不办"]


def test_enter_in_a_field_still_presses_the_main_button(dialog):
    dialog.day.setFocus()
    QTest.keyClick(dialog.day, Qt.Key.Key_Enter)
    assert dialog.pressed == ["申请销号"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_of_a_page_is_pressed_by_enter_as_by_space(qtbot, key):
    choose = button("选一览表…", kind="main")
    qtbot.addWidget(choose)
    with qtbot.waitSignal(choose.clicked, timeout=1000):
        QTest.keyClick(choose, key)


def test_ctrl_enter_is_left_to_the_page(qtbot):
    choose = button("选一览表…")
    qtbot.addWidget(choose)
    with qtbot.assertNotEmitted(choose.clicked):
        QTest.keyClick(choose, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
