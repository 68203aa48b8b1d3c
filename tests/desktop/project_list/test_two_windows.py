"""Two windows at one plan's projects: what is typed goes where it was meant for, or nowhere."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from db.book import PlanBook
from db.queries.dump import book_as_json
from db.rules.schedule import next_step
from desktop.page import Place


def named(page, name):
    return next(row for row in page.content.rows if row.name == name)


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_a_date_typed_for_a_project_that_another_window_removes_goes_nowhere_else(
    application, page, pictured_path
):
    session = application.session
    session.carry_out(lambda: session.book.projects.add(session.plan.id, "第九小学", kind="新建"))
    page.show_place(Place("project_list", named(page, "第九小学").id))
    press(Qt.Key.Key_Return)
    for sign in "22-01":
        press(sign)
    with PlanBook.open(pictured_path, who="陈静") as other:
        other.projects.remove([named(page, "第九小学").id])
        before = other.read(book_as_json)
    session.look_again()
    press(Qt.Key.Key_Return)
    assert session.book.read(book_as_json) == before


def test_the_number_of_those_overdue_stays_right_while_another_page_is_seen(
    application, page, pictured_path
):
    session, late = application.session, len(page.content.late)
    button = application.window.rail.findChild(QAbstractButton, "rail_project_list")
    school = next(row for row in page.content.works if row.id in page.content.late)
    stage = next_step(page.content.milestones(school), school.stage).stage
    application.window.go_to(Place("settings"))
    session.choose_period("2024")
    assert button.accessibleDescription() == f"还差 {late}"
    with PlanBook.open(pictured_path, who="陈静") as other:
        other.milestones.set_planned(school.id, stage, "2023-09")
    session.look_again()
    assert button.accessibleDescription() == f"还差 {late - 1}"
    session.carry_out(lambda: session.book.milestones.set_planned(school.id, stage, "2022-09"))
    assert button.accessibleDescription() == f"还差 {late}"
    session.undo()
    assert button.accessibleDescription() == f"还差 {late - 1}"
