"""Very many projects: read and changed in the background, the page stands meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from desktop.actions import Act
from desktop.page import Place
from desktop.project_list.bulk_dialog import BulkDialog
from tests.desktop.project_list.conftest import PICTURED

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SCHOOL = "长春路小学"


@pytest.fixture
def application(start, pictured_path, monkeypatch):
    """A book whose few projects are as many as are read and changed in the background."""
    for module in ("reading", "desk"):
        monkeypatch.setattr(f"desktop.project_list.{module}.LARGE", 5)
    return start(pictured_path, today=PICTURED)


@pytest.fixture
def page(application, qtbot):
    """The page, its projects read."""
    application.window.go_to(Place("project_list"))
    shown = application.window.page
    qtbot.waitUntil(lambda: bool(shown.content.rows))
    return shown


def test_the_page_says_that_it_reads_and_goes_to_its_place_then(application, qtbot):
    session = application.session
    school = next(
        line.id
        for line in session.book.read(queries.project_rows, session.plan.id)
        if line.name == SCHOOL
    )
    application.window.go_to(Place("project_list", school))
    page = application.window.page
    assert page.nothing.words == f"正在读 {session.plan.projects} 个项目。"
    assert page.badge() is None
    qtbot.waitUntil(lambda: bool(page.content.rows))
    assert page.project_in_hand.id == school
    assert not page.nothing.isVisible()


def test_what_was_read_stands_until_a_new_project_is_read_too(application, page, qtbot):
    session, before = application.session, page.content.rows
    session.carry_out(lambda: session.book.projects.add(session.plan.id, "城北小学", kind="新建"))
    assert page.content.rows == before
    assert page.badge() == len(page.content.late)
    qtbot.waitUntil(lambda: len(page.content.rows) == len(before) + 1)
    assert page.content.rows[-1].name == "城北小学"


def test_a_typed_date_is_there_at_once_and_nothing_is_read_again(application, page):
    session = application.session
    school = next(row for row in page.content.rows if row.name == SCHOOL)
    book = session.book
    session.carry_out(lambda: book.milestones.set_planned(school.id, "移交", "2023-09"))
    rows = page.content.rows
    assert next(row for row in rows if row.id == school.id) is not school
    session.look_anew()
    assert page.content.rows is rows


def test_very_many_are_changed_in_the_background_and_taken_back(application, page, qtbot):
    application.commands.run(Act.CHANGE_PROJECTS)
    dialog = application.window.findChild(BulkDialog)
    place = dialog.fields.findText("街道")
    dialog.fields.setCurrentIndex(place)
    dialog.fields.chosen.emit(dialog.fields.itemData(place))
    dialog.words.setText("城关街道")
    count = len(dialog.lines.chosen)
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert application.session.busy
    assert application.window.status.message == f"正在改 {count} 个项目"
    qtbot.waitUntil(lambda: not application.session.busy)
    qtbot.waitUntil(lambda: {row.street for row in page.content.works} == {"城关街道"})
    assert application.window.status.message.endswith("Ctrl+Z 撤销。")
    application.commands.run(Act.UNDO)
    qtbot.waitUntil(lambda: {row.street for row in page.content.works} != {"城关街道"})
