"""`python -m tests.benchmarks.first_paint ours|floor [BOOK]`: ends once it has painted.

It prints the most memory it took, in MB.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

if sys.argv[1:2] == ["ours"]:
    import desktop  # noqa: F401 - before Qt, as the program itself begins

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

ROWS, COLUMNS = 1_000, 12


class _AfterPaint(QObject):
    """Quits when the table it watches has been painted for the first time."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # Not quit: that asks the windows first, and ours finishes its backup.
            QTimer.singleShot(0, lambda: QApplication.exit(0))
        return False


def floor() -> tuple[QWidget, QWidget]:
    """Return a bare window with a table of the same rows, twice: their words are Chinese too."""
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        words = (f"类别{row // 25}", f"第{row}项指标普及水平", "%")
        figures = (f"{50 + (row * 7 + place) % 400 / 10}" for place in range(COLUMNS - len(words)))
        for column, text in enumerate((*words, *figures)):
            model.setItem(row, column, QStandardItem(text))
    window, table = QMainWindow(), QTableView()
    table.setModel(model)
    model.setParent(table)
    window.setCentralWidget(table)
    return window, window


def ours(application: QApplication, book: Path) -> tuple[QWidget, QWidget]:
    """Return the program's window on a book, and its page of indicators."""
    from desktop.application import Application  # noqa: PLC0415 - its import is what is measured
    from desktop.page import Place  # noqa: PLC0415

    made = Application(application, QSettings("planbook-benchmark", "planbook-benchmark"))
    made.window.setProperty("keep", made)
    made.open_book(book, Place("indicators"))
    page = made.window.page
    assert page is not None
    return made.window, page


def _peak() -> float:
    """Return the most memory this process took, in MB.

    Linux counts the memory of the process that started it into ru_maxrss, not into VmHWM.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = (line.split() for line in status.read_text("utf-8").splitlines())
    return next(int(words[1]) for words in lines if words[0] == "VmHWM:") / 1024


def main() -> None:
    application = QApplication(sys.argv[:1])
    window, page = ours(application, Path(sys.argv[2])) if sys.argv[1] == "ours" else floor()
    window.resize(1366, 768)
    # The page fills its table when it is first seen, so it is known by its class, not its rows.
    tables = [view for view in page.findChildren(QTableView) if view.objectName() != "frozen"]
    watched = _AfterPaint(tables[0].viewport())
    window.show()
    code = application.exec()
    del watched
    sys.stdout.write(f"{_peak():.1f}\n")
    sys.stdout.flush()
    # What happens after the first paint is not measured.
    os._exit(code)


if __name__ == "__main__":
    main()
