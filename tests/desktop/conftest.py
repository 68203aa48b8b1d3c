"""What the window's tests stand on: a real book, a real window, preferences of their own."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.book import PlanBook
from desktop.application import Application
from desktop.page import Page
from desktop.raised_in_qt import catch_them_in_time

# As the program does: an error in what Qt calls then fails a test, and ends none of the others.
catch_them_in_time()

TODAY = date(2022, 6, 1)


@pytest.fixture
def sample_path(tmp_path: Path) -> Path:
    """A book with the plan of 日照 and nothing recorded."""
    path = tmp_path / "日照 台账.planbook"
    with PlanBook.create(path, who="马丽") as book:
        book.planning.load_sample("rizhao")
    return path


@pytest.fixture
def empty_path(tmp_path: Path) -> Path:
    """A book without a plan."""
    path = tmp_path / "空白.planbook"
    PlanBook.create(path).close()
    return path


@pytest.fixture
def page(application: Application) -> Page:
    """The page in sight; which program shows it, each story says itself."""
    return application.window.page


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Application]]:
    """Start the program; a second start finds the preferences of the first."""
    running: list[Application] = []

    def begin(book: Path | None = None, *, today: date = TODAY) -> Application:
        settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
        application = Application(qapp, settings, lambda: today)
        running.append(application)
        application.window.show()
        application.window.activateWindow()
        qtbot.waitUntil(application.window.isActiveWindow)
        if book is not None:
            assert application.open_book(book)
        return application

    yield begin
    for application in running:
        application.window.close()
        application.window.deleteLater()
        application.deleteLater()
