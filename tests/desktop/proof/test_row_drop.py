"""Files dragged onto a row of the tasks or the projects are evidence of that row."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from db.queries import proof
from desktop.columns import Heading
from desktop.page import Place
from tests.desktop.dropping import files_of


def let_go(table, row, *paths):
    """Drag files over a row of a table and let them go; tell whether it took them."""
    place = QPointF(table.visualRect(table.lines.index(row, 0)).center())
    data, copy = files_of(*paths), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    taken = False
    for event in (
        QDragEnterEvent(place.toPoint(), copy, data, buttons, keys),
        QDragMoveEvent(place.toPoint(), copy, data, buttons, keys),
        QDropEvent(place, copy, data, buttons, keys),
    ):
        event.ignore()
        QApplication.sendEvent(table.viewport(), event)
        taken = event.isAccepted()
    return taken


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "完成 情况报告.pdf"
    path.write_bytes(b"%PDF-1.4 report")
    return path


def last_that_is_no_heading(table):
    last = table.rowAt(table.viewport().height() - 40)
    return next(at for at in range(last, -1, -1) if not isinstance(table.lines.rows[at], Heading))


@pytest.mark.parametrize("name", ["task_list", "project_list"])
def test_a_file_let_go_on_a_row_proves_it(start, sample_path, report, name):
    application = start(sample_path)
    application.window.go_to(Place(name))
    page = application.window.page
    row = last_that_is_no_heading(page.table)
    assert let_go(page.table, row, report)
    application.runner.finish_all()
    (line,) = application.session.read(proof.evidence_lines)
    assert line.title == "完成 情况报告"
    assert page.table.currentIndex().row() == row
    assert [link.ref.row for link in line.links] == [page.in_hand().id]
    application.commands.run("undo")
    assert application.session.read(proof.evidence_lines) == ()


def test_on_a_heading_it_is_left_to_the_window(start, sample_path, report):
    application = start(sample_path)
    application.window.go_to(Place("task_list"))
    table = application.window.page.table
    assert isinstance(table.lines.rows[0], Heading)
    assert not let_go(table, 0, report)
    assert application.session.read(proof.evidence_lines) == ()
