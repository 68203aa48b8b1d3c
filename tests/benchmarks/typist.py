"""Somebody who types values at the indicators of a book, in the program's own window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.application import Application
from desktop.indicators.page import IndicatorsPage
from desktop.page import Place
from desktop.raised_in_qt import catch_them_in_time
from tests.benchmarks.figures import YEARS

if TYPE_CHECKING:
    from pathlib import Path

_BETWEEN = 60


class Typist(QObject):
    """Types one value after the other down the column of a year.

    `settled` are the milliseconds after which all is over that the program does once its window
    stands: other pages, checks, its copy.
    """

    def __init__(self, book: Path, folder: Path, settled: int = 1_500) -> None:
        super().__init__()
        self._qt = QApplication.instance() or QApplication([])
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self._application = Application(self._qt, settings)
        catch_them_in_time()
        self._application.open_book(book, Place("indicators"))
        window = self._application.window
        window.resize(1366, 768)
        window.show()
        self._loop = QEventLoop()
        self._let_pass(settled)
        assert isinstance(window.page, IndicatorsPage)
        self._table = window.page.table
        self._turn = 0
        self._painted = 0.0

    def enter(self) -> float:
        """Type a value into the next cell; return how long it took from Enter on, in seconds."""
        table, session = self._table, self._application.session
        assert session is not None
        self._turn += 1
        table.go_to(session.indicators[self._turn % len(session.indicators)].id, str(YEARS[1]))
        QTest.keyClicks(table.editor, str(self._turn))
        # A person takes longer than that for a value: the pane of its cell is drawn meanwhile.
        self._let_pass(_BETWEEN)
        before = session.undo_label
        self._application.window.installEventFilter(self)
        start = time.perf_counter()
        QTest.keyPress(table.editor, Qt.Key.Key_Return)
        self._loop.exec()
        took = self._painted - start
        # A finger leaves the key long after the value is painted.
        QTest.keyRelease(table, Qt.Key.Key_Return)
        assert session.undo_label != before
        # The pane follows before a person has typed the next value.
        self._let_pass(_BETWEEN)
        return took

    def close(self) -> None:
        """Close the window, and the book with it."""
        self._application.window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        # All that waits to be painted is painted here, and put before the person's eyes.
        watched.event(event)
        self._painted = time.perf_counter()
        watched.removeEventFilter(self)
        QTimer.singleShot(0, self._loop.quit)
        return True

    def _let_pass(self, milliseconds: int) -> None:
        """Let the window do what it has to do."""
        QTimer.singleShot(milliseconds, self._loop.quit)
        self._loop.exec()
