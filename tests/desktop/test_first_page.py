"""The first page is painted with its rows; what a person reads second comes right after it."""

import sqlite3

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop.application import Application
from desktop.page import Place
from tests.desktop.conftest import TODAY


@pytest.fixture
def begun(qapp, tmp_path):
    """Open a book as the program does when it starts: before its window is seen."""
    begun = []

    def begin(path):
        settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
        application = Application(qapp, settings, lambda: TODAY)
        begun.append(application)
        application.open_book(path, Place("indicators"))
        application.window.show()
        return application

    yield begin
    for application in begun:
        application.window.close()
        application.window.deleteLater()
        application.deleteLater()


def words_of(pane):
    labels = pane.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(pane)]


def test_rows_come_first_and_pane_and_counts_right_after(begun, sample_path):
    application = begun(sample_path)
    page, status = application.window.page, application.window.status
    rows, row = page.table.lines.rows, page.table.current_row
    assert len(rows) > len(application.session.indicators)
    assert words_of(page.pane) == []
    assert (status.missing, status.backup) == ("", "")
    heads = [page.tools.chips.geometry(), page.table.geometry(), page.pane.geometry()]
    application.afterwards.finish()
    assert row.name in " ".join(words_of(page.pane))
    assert "还差" in status.missing
    assert status.backup
    assert page.table.lines.rows == rows
    assert page.table.current_row.id == row.id
    assert [page.tools.chips.geometry(), page.table.geometry(), page.pane.geometry()] == heads


def test_a_figure_altered_from_outside_is_said_right_after(begun, sample_path):
    with PlanBook.open(sample_path) as book:
        plan = book.read(queries.plan_lines)[0]
        line = book.read(queries.indicator_lines, plan.id)[0]
        book.recording.record([Entry(line.id, "2022", "95")])
    other = sqlite3.connect(sample_path)
    other.execute("update actual set value = '59', text = '59'")
    other.commit()
    other.close()
    application = begun(sample_path)
    warned = []
    application.notices.warned.connect(warned.append)
    application.afterwards.finish()
    assert "与历史不符" in "".join(warned)
