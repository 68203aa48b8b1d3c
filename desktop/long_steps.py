"""A step so large that it is written in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.shelf import Shelf
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.book import PlanBook
    from db.changes import ChangeSet
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner

LARGE = 500
"""Rows of a step that is written in the background: fewer are written at once."""


class LongSteps(QObject):
    """Writes such steps of the open book; while one is written, nothing else writes."""

    def __init__(
        self, session: BookSession, notices: Notices, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._runner = runner

    def write(
        self,
        operation: Callable[[PlanBook, Ticket], ChangeSet],
        then: Callable[[ChangeSet], object],
    ) -> None:
        """Carry an operation out on the worker's own book, announce what it did, then go on."""
        task = Task(partial(_written, Shelf.of(self._session.book), operation), self)
        task.succeeded.connect(partial(self._on_written, then))
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._session.end_work)
        task.ended.connect(task.deleteLater)
        self._session.begin_work()
        self._runner.start(task)

    def _on_written(self, then: Callable[[ChangeSet], object], changes: ChangeSet) -> None:
        self._session.end_work()
        self._session.keep(changes)
        then(changes)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._session.end_work()
        self._notices.report(error)
        self._session.look_again()


def _written(
    shelf: Shelf, operation: Callable[[PlanBook, Ticket], ChangeSet], ticket: Ticket
) -> ChangeSet:
    with shelf.open() as book:
        return operation(book, ticket)
