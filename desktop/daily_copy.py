"""The copy of the day: made in the background when a book changed since the last one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db.book import PlanBook
from db.errors import UserError
from desktop.tasks import Task

if TYPE_CHECKING:
    from pathlib import Path

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.tasks import TaskRunner


class DailyCopy(QObject):
    """Makes it and says what went wrong."""

    looked_after = Signal()
    """The copy was made, or none was needed."""

    def __init__(self, notices: Notices, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner

    def make(self, path: Path) -> None:
        """Begin the copy of a book."""
        task = Task(partial(_copied, path), self, quiet=True)
        task.succeeded.connect(self.looked_after)
        task.failed.connect(self._on_failed)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """Say that there is no copy today; a step that could not be kept is the graver thing."""
        if isinstance(error, UserError):
            from desktop.errors import sentence  # noqa: PLC0415 - loaded when something fails

            self._notices.warn_besides(f"今天的备份没有做成：{sentence(error)}")
        else:
            self._notices.report(error)


def _copied(path: Path, _ticket: Ticket) -> Path | None:
    """Copy a book, opened once more: a connection belongs to its thread."""
    with PlanBook.open(path) as book:
        return book.housekeeping.back_up("open")
