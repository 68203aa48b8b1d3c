"""Two windows at one plan's projects: what is typed goes where it was meant for, or nowhere."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.book import PlanBook
from db.queries.dump import book_as_json
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
