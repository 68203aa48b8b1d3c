"""The first page is painted with its rows; what a person reads second comes right after it."""

import sqlite3
import subprocess
import sys

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import SPECS, Act
from desktop.application import Application
from desktop.page import Place
from tests.desktop.conftest import TODAY

STARTING = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pathlib import Path
qt = QApplication([])
from desktop.application import Application
from desktop.page import Place
settings = QSettings(sys.argv[2], QSettings.Format.IniFormat)
application = Application(qt, settings)
application.open_book(Path(sys.argv[1]), Place("indicators"))
application.window.resize(1366, 768)
application.window.show()
application.window.page.table.viewport().grab()
print(*sys.modules)
application.window.close()
application.shut_down()
"""

FOR_LATER = {
    *("openpyxl", "xlsxwriter", "docx", "python_calamine", "sqlite_utils", "defusedxml"),
    *("pypinyin", "rapidfuzz", "hashlib", "PySide6.QtPrintSupport", "PySide6.QtNetwork"),
    *("calendar", "locale", "dataclasses"),
    *("db.store.history", "db.store.lines", "db.store.integrity", "db.store.verification"),
    *("heapq", "unicodedata", "db.rules.aggregating", "desktop.printed_table"),
    *("desktop.asking_why", "desktop.widgets.note"),
    *("db.model.records", "db.store.writing", "db.exchange", "db.reports", "db.drafting"),
    *("db.operations.people", "db.operations.planning", "db.operations.recording"),
    *("db.model.work_lines", "db.queries.progress", "db.queries.units", "db.queries.history"),
    *("db.model.work_words", "db.model.history_lines", "db.queries.statements", "db.queries.kept"),
    *("db.queries.projects", "db.queries.todo", "db.queries.unit_accounts", "db.queries.works"),
    *("db.rules.checks", "desktop.errors", "desktop.figure_checks", "desktop.doubt_sections"),
    *("desktop.indicators.pane", "desktop.proof.panel", "desktop.welcome.page"),
    *("desktop.overview", "desktop.task_list", "desktop.project_list", "desktop.findings"),
    *("desktop.review", "desktop.exchange", "desktop.units", "desktop.evidence"),
    *("desktop.history", "desktop.backups", "desktop.settings", "desktop.people"),
    *("desktop.at_work", "desktop.copies", "desktop.daily_copy", "desktop.finding_way"),
    *("desktop.moving_about", "desktop.other_books", "desktop.past_folder", "desktop.shelf"),
    *("desktop.ways_in", "desktop.ways_on", "desktop.ways_to_help", "desktop.ways_to_prove"),
    *("desktop.version", "getpass", "desktop.widgets.banner", "db.faults"),
    *("desktop.name_search", "desktop.widgets.word_menu"),
    *("desktop.indicators.adding", "desktop.indicators.beside_figures"),
    *("desktop.widgets.bars", "desktop.widgets.key_hint", "desktop.widgets.files"),
}
"""What takes long to load, and the first page of indicators is painted without."""


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


def test_what_stands_in_menus_only_is_made_right_after(begun, sample_path):
    application = begun(sample_path)
    assert set(application.commands.actions) == {Act.UNDO, Act.REDO, Act.FIND_ANYTHING}
    application.afterwards.finish()
    assert set(application.commands.actions) == set(SPECS)


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


def test_which_book_was_opened_is_written_once_its_page_is_painted(
    begun, sample_path, tmp_path, qtbot
):
    application = begun(sample_path)
    assert application.preferences.recent_books == ()
    kept = tmp_path / "preferences.ini"
    # It is in the file at once: a program that is killed opens this book the next time.
    qtbot.waitUntil(lambda: kept.exists() and sample_path.name in kept.read_text("utf-8"))
    assert application.preferences.recent_books == (str(sample_path),)


def test_a_book_that_is_closed_at_once_is_remembered_where_it_was_left(begun, sample_path):
    application = begun(sample_path)
    application.close_book()
    assert application.preferences.recent_books == (str(sample_path),)
    assert application.preferences.place_left(sample_path).page == "indicators"


def test_nothing_heavy_is_loaded_before_the_first_page_is_painted(sample_path, tmp_path):
    words = [sys.executable, "-c", STARTING, str(sample_path), str(tmp_path / "preferences.ini")]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stdout.split())
    assert "desktop.indicators.page" in loaded
    assert sorted(loaded & FOR_LATER) == []
