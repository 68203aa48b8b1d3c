"""A list that is half understood: put right by keys, remembered, undone weeks later."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from db.exchange.differences import Verdict
from desktop.actions import Act
from desktop.page import Place
from tests.desktop.exchange.lists import UNSAID_HEADS, UNSAID_ROWS, write_unsaid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NURSERY = "学前教育毛入园率"


def actual(application, name, year):
    line = next(line for line in application.session.indicators if line.name == name)
    held = line.actuals.get(year)
    return held.amount.text if held else None


def give_meaning(preview, column, *, downs, years):
    """Go to a column's button and through its menu by keys, from 不导入 over its end."""
    heads = preview.view.heads
    QTest.keyClick(heads, Qt.Key.Key_Home)
    for _ in range(column - 1):
        QTest.keyClick(heads, Qt.Key.Key_Right)
    QTest.keyClick(heads, Qt.Key.Key_Return)
    menu = preview.view.findChildren(QMenu, "meaning_menu")[-1]
    for _ in range(downs):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    periods = next(
        one for one in menu.findChildren(QMenu) if one.menuAction() is menu.activeAction()
    )
    for _ in range(years):
        QTest.keyClick(periods, Qt.Key.Key_Down)
    QTest.keyClick(periods, Qt.Key.Key_Return)


def settle(application, qtbot):
    """Wait until nothing is read or written in the background."""
    qtbot.waitUntil(lambda: not application.runner.is_working)


def put_right_in_june(application, tmp_path, qtbot):
    """Say what a column is, by keyboard, and take the list in."""
    window = application.window
    # In June: nothing says what “数一” is. F6 to the heads, 实际, the second year of the plan.
    application.take_file(write_unsaid(tmp_path / "六月.xlsx"))
    settle(application, qtbot)
    preview = window.page.preview
    assert "D4" not in {cell.address for cell in preview.preview.cells}
    application.commands.run(Act.NEXT_REGION)
    give_meaning(preview, 4, downs=7, years=1)
    settle(application, qtbot)
    assert preview.view.sheet.meaning(4)[0] == "实际 2022"
    # Without a screen a closed menu leaves no window active.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    # Its 0.884 is a share.
    shares = preview.tools.shares
    shares.setFocus()
    QTest.keyClick(shares, Qt.Key.Key_Down)
    settle(application, qtbot)
    assert preview.preview.count(Verdict.REJECTED) == 0
    QTest.keyClick(preview.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(application, qtbot)
    assert actual(application, NURSERY, "2022") == "94.1"
    assert actual(application, "普惠性幼儿园覆盖率", "2022") == "88.4"


def take_july_s_list(application, tmp_path, qtbot):
    """Take in the same sheet with other figures, and look at one of another shape."""
    preview = application.window.page.preview
    # In July the same sheet with other figures: right at once, nothing to be said again.
    first, second, third = UNSAID_ROWS
    mended = ((*first[:3], 94.6, *first[4:]), second, third)
    application.take_file(write_unsaid(tmp_path / "七月.xlsx", mended))
    settle(application, qtbot)
    assert preview.view.sheet.meaning(4)[0] == "实际 2022"
    counts = {verdict: preview.preview.count(verdict) for verdict in Verdict}
    assert (counts[Verdict.CHANGED], counts[Verdict.REJECTED]) == (1, 0)
    QTest.keyClick(preview.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(application, qtbot)
    assert actual(application, NURSERY, "2022") == "94.6"
    # A sheet of another shape is read by itself.
    other = write_unsaid(tmp_path / "别的.xlsx", heads=(*UNSAID_HEADS[:5], "说明"))
    application.take_file(other)
    settle(application, qtbot)
    assert preview.view.sheet.meaning(4)[0] == "不导入"


def test_put_right_once_right_ever_after_and_undone_weeks_later(start, empty_path, tmp_path, qtbot):
    application = start(empty_path, today=date(2022, 6, 1))
    put_right_in_june(application, tmp_path, qtbot)
    take_july_s_list(application, tmp_path, qtbot)
    application.window.close()

    # Weeks later, the program started anew: July's import is undone as one step, June's stays.
    application = start(empty_path, today=date(2022, 9, 1))
    application.window.go_to(Place("exchange"))
    home = application.window.page.home
    undo = next(
        press
        for press in home.imports.findChildren(QPushButton)
        if "七月.xlsx" in press.accessibleName()
    )
    QTest.keyClick(undo, Qt.Key.Key_Space)
    settle(application, qtbot)
    assert actual(application, NURSERY, "2022") == "94.1"
    assert actual(application, "普惠性幼儿园覆盖率", "2022") == "88.4"
