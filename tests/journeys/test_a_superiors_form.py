"""A superior's form: seen, its near name placed by keys, filled beside it, known next year."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from db import queries
from db.book import PlanBook
from db.exchange.superior_form import FormRow, SuperiorForm, write_superior_form
from db.exchange.xlsx import read_workbook
from desktop.actions import Act
from desktop.exchange.remarks import RemarkKind
from desktop.exchange.verdicts import spot_of
from desktop.page import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NURSERY, NEAR, COVERAGE = "学前教育毛入园率", "普惠幼儿园覆盖率", "普惠性幼儿园覆盖率"


@pytest.fixture
def demo_path(tmp_path):
    """A book with the plan of 利通 and made-up figures."""
    path = tmp_path / "利通 台账.planbook"
    with PlanBook.create(path, who="马丽") as book:
        book.planning.load_sample("litong", demonstration=True)
    return path


def a_form(path, year):
    rows = (FormRow(NURSERY), FormRow(NEAR), FormRow("生均体育场地面积", "平方米"))
    title = f"{year}年全市教育主要指标监测表"
    write_superior_form(path, SuperiorForm(title, rows, "注：以年报为准。", year, 2020, 2025))
    return path


def settle(application, qtbot):
    """Wait until nothing is read or written in the background."""
    qtbot.waitUntil(lambda: not application.runner.is_working)


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(path):
    return {cell.address: cell.text for cell in read_workbook(path).sheets[0].cells()}


def held(application, name, period):
    line = next(line for line in application.session.indicators if line.name == name)
    return line.actuals[period].amount.text


def write_by_keys(application, qtbot):
    """Press Ctrl+Enter and take the name that is proposed; return the file."""
    view = application.window.page.filling.view
    # Without a screen a closed menu or dialog leaves no window active.
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow)
    QTest.keyClick(view.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk = application.window.page.filling
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.findChildren(QFileDialog)))
    dialog = desk.findChildren(QFileDialog)[-1]
    (name,) = dialog.selectedFiles()
    dialog.fileSelected.emit(name)
    dialog.close()
    settle(application, qtbot)
    return Path(name)


def fill_this_year_s(application, form, qtbot):
    """Place the row whose name is nearly one of the plan's, leave a cell out, and write."""
    application.window.go_to(Place("exchange", file=form, fills=True))
    settle(application, qtbot)
    view = application.window.page.filling.view
    # The cursor waits on the row whose name is nearly one of the plan's; Enter asks, Enter takes.
    assert view.view.spot == spot_of("B6")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    menu = view.remarks.findChildren(QMenu, "word_menu")[-1]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(application, qtbot)
    # One of its cells stays blank.
    view.view.go_to(spot_of("H6"))
    QTest.keyClick(view.view, Qt.Key.Key_Space)
    return write_by_keys(application, qtbot)


def test_a_form_is_filled_this_year_and_known_the_next(start, demo_path, tmp_path, qtbot):
    application = start(demo_path)
    form = a_form(tmp_path / "2024年监测表.xlsx", 2024)
    filled = fill_this_year_s(application, form, qtbot)
    assert filled == form.with_name("2024年监测表（回填）.xlsx")
    before, after, words = parts_of(form), parts_of(filled), words_of(filled)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert words["F5"] == held(application, NURSERY, "2024")
    assert words["F6"] == held(application, COVERAGE, "2024")
    assert "H6" not in words
    assert words_of(form).get("F5") is None

    # Nothing but the row's meaning was written into the book, and that is a step of its own.
    assert application.session.undo_label == "记住“2024年监测表.xlsx”各行对应的指标"
    with PlanBook.open(demo_path) as book:
        assert len(book.read(queries.step_lines)) == 2

    # Next year's form asks nothing of that row.
    later = a_form(tmp_path / "2025年监测表.xlsx", 2025)
    application.commands.run(Act.GO_TASK_LIST)
    application.window.go_to(Place("exchange", file=later, fills=True))
    settle(application, qtbot)
    view = application.window.page.filling.view
    kinds = [line.kind for line in view.remarks.remarks.remarks]
    assert RemarkKind.DECIDED in kinds
    assert view.seen.preview.proposals == ()
    filled = write_by_keys(application, qtbot)
    assert words_of(filled)["F6"] == held(application, COVERAGE, "2025")
