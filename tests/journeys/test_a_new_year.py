"""A year is carried on; figures of one series are entered once and seen in two plans."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db import queries
from db.book import PlanBook
from desktop.actions import Act
from desktop.carrying_on.new_year import NewYearDialog
from desktop.carrying_on.next_plan import NextPlanDialog
from desktop.carrying_on.sharing import ShareDialog
from desktop.page import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COVERAGE = "普惠性幼儿园覆盖率"
ZONE = "日照经济技术开发区教育高质量发展三年行动计划（2021—2023）"


@pytest.fixture
def two_plans(tmp_path):
    """A book with 利通's plan (2021—2025) and, after it, 日照's (2021—2023)."""
    path = tmp_path / "两份规划.planbook"
    with PlanBook.create(path, who="马丽") as book:
        for position, sample in enumerate(("litong", "rizhao")):
            known = {plan.id for plan in book.read(queries.plan_lines)}
            book.planning.load_sample(sample)
            (new,) = {plan.id for plan in book.read(queries.plan_lines)} - known
            book.planning.change_plan(new, position=position)
    return path


def ask(application, act, kind):
    application.commands.actions[act].trigger()
    (dialog,) = (one for one in application.window.findChildren(kind) if one.isVisible())
    return dialog


def ask_of_row(application, name, words, kind):
    """Open a dialog from the menu under the right button of a row."""
    table = go_to_row(application, name)
    index = table.currentIndex()
    spot = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=spot)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, table.viewport().mapToGlobal(spot)
    )
    QCoreApplication.sendEvent(table.viewport(), event)
    (menu,) = application.window.page.findChildren(QMenu, "row_menu")
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    (dialog,) = (one for one in application.window.findChildren(kind) if one.isVisible())
    return dialog


def press(button):
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_plan(application, title):
    """Choose a plan from the card on top of the rail."""
    chooser = application.window.rail.chooser
    QTest.mouseClick(chooser, Qt.MouseButton.LeftButton)
    (menu,) = (one for one in chooser.findChildren(QMenu) if one.isVisible())
    (action,) = (one for one in menu.actions() if one.text() == title)
    action.trigger()
    menu.close()


def go_to_row(application, name):
    page = application.window.page
    line = next(line for line in application.session.indicators if line.name == name)
    page.table.go_to(line.id, application.session.period)
    return page.table


def shown(application, name, period):
    table = application.window.page.table
    line = next(line for line in application.session.indicators if line.name == name)
    columns = table.lines.columns
    at = next(place for place, column in enumerate(columns) if column.name == period)
    return table.lines.cell(table.lines.row_of(line.id), at)


def type_and_enter(table, words):
    QTest.keyClick(table, words[0])
    editor = table.values.open_editor
    QTest.keyClicks(editor, words[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_year_is_carried_on(start, sample_path):
    application = start(sample_path)
    window, session = application.window, application.session
    assert session.period == "2022"
    dialog = ask(application, Act.NEW_YEAR, NewYearDialog)
    number = len(dialog.lines.chosen)
    assert dialog.main.text() == f"结转 {number} 项"
    # One project is finished already; the clerk takes its tick away.
    dialog.lines.setCurrentItem(dialog.lines.topLevelItem(1).child(0))
    left_out = dialog.lines.currentItem().text(0)
    QTest.keyClick(dialog.lines, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()

    assert session.period == "2023"
    assert window.status.missing.startswith("2023 年")
    projects = session.read(queries.project_lines, session.plan.id)
    classes = {line.name: line.year_class for line in projects}
    assert classes[left_out] == ""
    assert "续建" in classes.values()
    assert application.commands.actions[Act.UNDO].text() == f"撤销：结转到 2023 年 {number - 1} 项"

    # The next day the book opens in the year it was carried on to, and the step can be taken back.
    window.close()
    again = start(sample_path)
    assert again.session.period == "2023"
    again.commands.actions[Act.UNDO].trigger()
    assert again.session.period == "2022"
    projects = again.session.read(queries.project_lines, again.session.plan.id)
    assert {line.year_class for line in projects} == {""}


def test_figures_of_one_series_are_seen_in_two_plans(start, two_plans):
    application = start(two_plans)
    district = application.session.plan.title
    choose_plan(application, ZONE)
    assert application.session.plan.title == ZONE
    application.window.go_to(Place("indicators"))
    dialog = ask_of_row(application, COVERAGE, "共用数据项…", ShareDialog)
    press(dialog.main)

    # It is the first plan's figure now: this one only shows it, and asks for it no more.
    assert shown(application, COVERAGE, "2022").ground == "referenced"
    choose_plan(application, district)
    type_and_enter(go_to_row(application, COVERAGE), "88.1")
    assert shown(application, COVERAGE, "2022").text == "88.1"
    choose_plan(application, ZONE)
    cell = shown(application, COVERAGE, "2022")
    assert (cell.text, cell.ground) == ("88.1", "referenced")
    assert district in cell.hint

    # Taken back to before they shared: each plan has its own again, and one of them the figure.
    for _ in range(2):
        application.commands.actions[Act.UNDO].trigger()
    assert shown(application, COVERAGE, "2022").ground == "entered"


def test_the_next_plan_is_begun_and_chosen(start, sample_path):
    application = start(sample_path)
    old = application.session.plan.title
    dialog = ask(application, Act.NEXT_PLAN, NextPlanDialog)
    dialog.name_of_plan.setText("教育高质量发展行动计划（2024—2026）")
    press(dialog.main)
    assert application.session.plan.title == "教育高质量发展行动计划（2024—2026）"
    assert application.session.years == (2024, 2025, 2026)
    choose_plan(application, old)
    assert application.session.years == (2021, 2022, 2023)
    choose_plan(application, "教育高质量发展行动计划（2024—2026）")
    application.commands.actions[Act.UNDO].trigger()
    assert application.session.plan.title == old


def test_a_book_of_two_plans_opens_at_the_one_that_was_looked_at(start, two_plans):
    application = start(two_plans)
    district = application.session.plan.title
    choose_plan(application, ZONE)
    application.window.close()
    again = start(two_plans)
    assert again.session.plan.title == ZONE
    # By the key of going back too, after the other one was looked at.
    again.window.go_to(Place("indicators"))
    again.window.close()
    third = start(two_plans)
    choose_plan(third, district)
    third.commands.actions[Act.RESUME].trigger()
    assert (third.session.plan.title, third.window.page.name) == (ZONE, "indicators")
