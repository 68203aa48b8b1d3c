"""A story: a figure falls, the program asks why; it is explained, taken back, and listed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.page import Place
from desktop.widgets.note import NoteDialog

COVERAGE = "普惠性幼儿园覆盖率"
LOWER = "比上年低 0.9，离目标更远，请核对或说明。"


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.afterwards.finish()
    made.window.go_to(Place("indicators"))
    return made


def type_into(application, period, words):
    table = application.window.page.table
    rows = {line.name: line.id for line in application.session.indicators}
    assert table.go_to(rows[COVERAGE], period)
    for sign in words:
        QTest.keyClick(QApplication.focusWidget(), sign)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def cell(application):
    """The cell of 2022 as the table shows it."""
    lines = application.window.page.table.lines
    rows = {line.name: line.id for line in application.session.indicators}
    column = next(at for at, one in enumerate(lines.columns) if one.name == "2022")
    return lines.cell(lines.row_of(rows[COVERAGE]), column)


def in_pane(application):
    return [label.text() for label in application.window.page.pane.findChildren(QLabel)]


def test_from_the_figure_to_its_explanation_and_back(application, qtbot):
    window = application.window
    type_into(application, "2021", "83.1")
    type_into(application, "2022", "82.2")
    qtbot.waitUntil(lambda: window.status.message.startswith(LOWER))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert LOWER in in_pane(application)
    assert cell(application).mark is Mark.QUERY
    qtbot.waitUntil(lambda: window.status.doubts == ("疑问 1",))

    application.commands.run(Act.EDIT_NOTE)
    dialog = window.page.findChild(NoteDialog)
    dialog.words.setPlainText("两所民办园停办")
    dialog.keep.click()
    assert window.status.doubts == ()
    assert cell(application).mark is Mark.DRAFT
    assert "两所民办园停办" in in_pane(application)

    application.commands.run(Act.UNDO)
    assert window.status.doubts == ("疑问 1",)
    assert cell(application).mark is Mark.QUERY

    application.commands.run(Act.CHECK_YEAR)
    assert window.page.name == "findings"
    window.page.table.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    table = window.page.table
    assert (window.page.name, table.current_row.name) == ("indicators", COVERAGE)
    assert table.current_column.name == "2022"


def test_a_second_start_still_knows_what_was_explained(application, start, sample_path):
    type_into(application, "2021", "83.1")
    type_into(application, "2022", "82.2")
    application.session.explain(application.session.doubts(), "两所民办园停办")
    application.close_book()
    again = start(sample_path)
    again.afterwards.finish()
    (found,) = again.session.doubts()
    assert found.explanation.words == "两所民办园停办"
    assert again.window.status.doubts == ()
