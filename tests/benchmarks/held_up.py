"""The turns in which the window answers nobody, in a book as it is and in very large ones.

Run by itself: `python -m tests.benchmarks.held_up [sample|rows|projects]…`; one line a long turn.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.model.words import RowKind
from db.operations.assigning import Assignment
from db.operations.reviewing import EntryRef
from db.rules.project_bulk import BulkField
from tests.benchmarks.figures import write_office_table
from tests.benchmarks.projects import book_of_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.application import Application

ROWS = 10_000
"""Indicators of the large book; each has a figure that waits for the reviewer."""
TODAY = date(2022, 6, 1)
_REST = 400
"""Milliseconds after which all that waits for a pause is begun."""
_MOST_RESTS = 40
LEAST = 0.05
"""Seconds from which on a turn is told."""


def sample(folder: Path) -> Path:
    """Make a book of a published plan with made-up figures."""
    path = folder / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong", demonstration=True)
    return path


def rows(folder: Path) -> Path:
    """Make a book of 10,000 indicators whose figures of 2022 are handed in."""
    write_office_table(folder / "汇总.xlsx", ROWS, ("2022",))
    path = folder / "一万行.planbook"
    with PlanBook.create(path) as book:
        book.planning.accept(book.planning.preview(folder / "汇总.xlsx"))
        waiting = book._connection.execute("select id from actual where period = '2022'")
        book.reviewing.submit([EntryRef(RowKind.ACTUAL, one) for (one,) in waiting.fetchall()])
    return path


BOOKS: dict[str, tuple[Callable[[Path], Path], frozenset[str]]] = {
    "sample": (sample, frozenset()),
    "rows": (rows, frozenset()),
    # Nothing of these projects is in the history, as if another program had written them.
    "projects": (book_of_many, frozenset({"history", "review"})),
}
"""What makes each book, and the pages that are not shown of it."""


def _settle(application: Application) -> None:
    """Let everything happen that waits for the loop, each in a turn of its own."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - needs Qt
    from pytestqt.wait_signal import SignalBlocker  # noqa: PLC0415

    for _ in range(2):
        rested = QTimer(application, singleShot=True)
        waiting = SignalBlocker(timeout=_REST * 2, raising=True)
        waiting.connect(rested.timeout)
        rested.start(_REST)
        waiting.wait()


def _walk(application: Application, book: Path, without: frozenset[str]) -> None:
    """Open a book, show each page twice, decide something, put on each theme."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - needs Qt
    from PySide6.QtTest import QTest  # noqa: PLC0415

    from desktop.actions import Act  # noqa: PLC0415
    from desktop.page import Place  # noqa: PLC0415
    from desktop.pages import PAGES  # noqa: PLC0415

    window = application.window
    application.open_book(book, Place("indicators"))
    _settle(application)
    for _ in range(2):
        for kind in [kind for kind in PAGES if kind.name not in without]:
            window.go_to(Place(kind.name))
            _settle(application)
    for act in (Act.THEME_DARK, Act.THEME_HIGH_CONTRAST, Act.THEME_LIGHT):
        application.commands.run(act)
        _settle(application)
    for name in ("indicators", "findings", "project_list"):
        window.go_to(Place(name))
        for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
            QTest.keyClick(window.focusWidget(), key)
            _settle(application)


def _sign_all(application: Application) -> None:
    """Sign all that waits for the reviewer, as one step."""
    from desktop.page import Place  # noqa: PLC0415 - needs Qt
    from desktop.review.signing import SignDialog  # noqa: PLC0415

    application.window.go_to(Place("review"))
    _settle(application)
    application.window.page.decide_ticked()
    dialog = application.window.findChild(SignDialog)
    dialog.reviewer.setText("陈静")
    dialog.keep.click()
    _finish(application)


def _change_all(application: Application) -> None:
    """Give all projects another street, then all rows another unit; each is one step."""
    from desktop.assigning.desk import ManyRows  # noqa: PLC0415 - needs Qt
    from desktop.page import Place  # noqa: PLC0415

    application.window.go_to(Place("project_list"))
    _settle(application)
    page, session = application.window.page, application.session
    dialog = page.desk.ask_many(page.content.works)
    dialog.given.emit([row.id for row in page.content.works], BulkField.STREET, "城关街道")
    _finish(application)
    rows = session.read(queries.assignable_rows, session.plan.id)
    unit = session.read(queries.unit_lines)[0].id
    asked = application.rooms.ways_on.ask_assign()
    asked.findChild(ManyRows).assign([(row.kind, row.id) for row in rows], Assignment((unit,)))
    _finish(application)


def _finish(application: Application) -> None:
    """Let a step that is made in the background be made, and all be drawn that it changes."""
    for _ in range(_MOST_RESTS):
        _settle(application)
        if not application.session.busy:
            break
    _settle(application)


DEEDS: dict[str, Callable[[Application], None]] = {"rows": _sign_all, "projects": _change_all}
"""What is done to very many rows at once in a book, at the end."""


def tell(names: list[str]) -> None:
    """Write how long the window was held up by what, the longest first."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pytest  # noqa: PLC0415 - the other measures need none
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - needs Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415
    from pytestqt.qt_compat import qt_api  # noqa: PLC0415

    from desktop.application import Application  # noqa: PLC0415
    from tests.journeys.turns import Turns  # noqa: PLC0415

    qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]  # pytest-qt says no types
    qt = QApplication(["planbook"])
    for name in names or BOOKS:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            make, without = BOOKS[name]
            book = make(Path(folder))
            settings = QSettings(str(Path(folder, "p.ini")), QSettings.Format.IniFormat)
            application = Application(qt, settings, lambda: TODAY)
            application.window.show()
            _settle(application)
            turns = Turns()
            turns.watch(patch)
            _walk(application, book, without)
            if name in DEEDS:
                DEEDS[name](application)
            turns.leave()
            application.shut_down()
            application.window.close()
            application.window.deleteLater()
            for turn in sorted(turns.longer_than(LEAST), key=lambda turn: -turn.seconds):
                sys.stdout.write(f"{name:9}{turn.seconds * 1000:7.0f} ms  {turn.what[:90]}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    tell(sys.argv[1:])
