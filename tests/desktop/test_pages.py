"""The pages of a book: made when they are needed, known to rail and commands before."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton

from db.operations.recording import Entry
from desktop.actions import SPECS, Act
from desktop.gaps import missing
from desktop.page import Place
from desktop.pages import PAGES
from desktop.tasks import Task

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_the_rail_says_of_a_page_what_its_class_says(kind):
    page = kind.load()
    said = (kind.name, kind.title, kind.icon, kind.section)
    assert said == (page.name, page.title, page.icon, page.section)


def test_the_commands_of_a_page_are_known_before_it_is_made(start, sample_path):
    application = start(sample_path)
    for kind, page in zip(PAGES, application.window.pages, strict=True):
        travelling = {act for act in page.acts() if SPECS[act].travels}
        assert travelling == {act for act in kind.acts if SPECS[act].travels}
        assert set(kind.acts) <= set(page.acts())


def ready(window):
    return [page.name for page in window._pages.ready]


def test_only_the_page_in_sight_is_made_at_once_and_the_others_soon(start, sample_path, qtbot):
    application = start()
    application.open_book(sample_path, Place("task_list"))
    assert ready(application.window) == ["task_list"]
    qtbot.waitUntil(lambda: len(ready(application.window)) == len(PAGES))
    assert application.window.page.name == "task_list"


def test_a_page_that_was_never_shown_has_its_badge_at_once(start, sample_path):
    application = start()
    application.open_book(sample_path, Place("settings"))
    button = application.window.rail.findChild(QAbstractButton, "rail_indicators")
    gaps = missing(application.session.indicators, "2022")
    assert button.accessibleDescription() == f"还差 {len(gaps)}"


def test_a_command_leads_to_a_page_that_was_not_made_yet(start, sample_path):
    application = start()
    application.open_book(sample_path)
    assert ready(application.window) == ["overview"]
    assert application.commands.actions[Act.NEXT_MISSING].isEnabled()
    application.commands.run(Act.NEXT_MISSING)
    assert application.window.page.name == "indicators"


def test_nothing_heavy_is_loaded_before_the_first_page_is_painted(sample_path):
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QSettings\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from desktop.application import Application\n"
        "from desktop.page import Place\n"
        "settings = QSettings('planbook-test', 'planbook-test')\n"
        "shown = Application(QApplication([]), settings)\n"
        "shown.open_book(Path(sys.argv[1]), Place('indicators'))\n"
        "shown.window.show()\n"
        "print(*sys.modules, flush=True)\n"
        # The program ends by closing its window; this one is only looked at.
        "os._exit(0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(sample_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "desktop.indicators.page" in loaded
    heavy = ("openpyxl", "sqlite_utils", "xlsxwriter", "docx", "db.exchange", "desktop.exchange")
    others = ("desktop.overview", "desktop.task_list", "desktop.project_list", "desktop.settings")
    welcome = ("desktop.welcome", "db.operations.planning", "db.operations.filling")
    assert [name for name in loaded if name.startswith((*heavy, *others, *welcome))] == []


def test_what_a_page_could_not_read_is_there_when_it_is_next_seen(start, sample_path, qtbot):
    """Another program holds the file as the page is opened, and lets it go."""
    application = start(sample_path)
    window, session = application.window, application.session
    session.record([Entry(session.indicators[0].id, "2022", "12")])
    session.book._connection.execute("pragma busy_timeout = 10")
    other = sqlite3.connect(sample_path, isolation_level=None)
    other.execute("begin exclusive")
    with qtbot.captureExceptions() as caught:
        window.go_to(Place("task_list"))
    other.close()
    assert {kind.__name__ for kind, _, _ in caught} == {"BookRefused"}
    assert not window.page.table.lines.rows
    window.go_to(Place("overview"))
    window.go_to(Place("task_list"))
    assert window.page.table.lines.rows


def test_what_is_found_as_the_book_is_closed_finds_no_page_any_more(start, sample_path):
    """The background ends its work between the end of the pages and that of the session."""
    application = start(sample_path)
    page, session = application.window.page, application.session
    application.close_book()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    session.view_changed.emit()
    assert application.session is None


def test_what_a_page_waits_for_is_not_told_once_its_book_is_closed(start, sample_path):
    """A form is read to be filled: it would be compared with a book that is no longer open."""
    application = start(sample_path)
    read = []
    task = Task(lambda _ticket: "a form", application.window.page)
    task.succeeded.connect(read.append)
    application.runner.start(task)
    application.runner._pool.waitForDone()
    application.close_book()
    application.runner.finish_all()
    assert read == []
    assert not application.runner.is_working
