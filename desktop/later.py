"""What takes long to be read of a large book: read on the worker thread, told when it is known."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from db import queries
from db.book import PlanBook
from db.errors import NotFound
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.notices import Notices
    from desktop.readings import Readings
    from desktop.tasks import TaskRunner

P = ParamSpec("P")
T = TypeVar("T")

_AFTER, _AT_LEISURE = 30, 500
"""Milliseconds after which that begins: what says so is painted first; of what nobody waits for,
the contradictions of a plan, later."""


class LaterReadings(QObject):
    """Reads each thing once in the background, again where something was written meanwhile."""

    found = Signal()
    """What was read in the background is known now."""

    def __init__(
        self,
        path: Path,
        readings: Readings,
        notices: Notices,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._readings = readings
        self._notices = notices
        self._runner = runner
        # What is being read, and of what age of the book.
        self._under_way: dict[tuple[Any, ...], int] = {}

    def read(
        self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Return what a query finds; None while it is read: `found` says when it is there."""
        if self._readings.holds(query, *args):
            return self._readings.read(query, *args, **kwargs)
        age, asked = self._readings.age_of(query), (query, *args)
        if self._under_way.get(asked) != age:
            self._under_way[asked] = age
            task = Task(lambda _ticket: _read(self._path, query, *args), self, quiet=True)
            task.succeeded.connect(partial(self._on_read, asked, age))
            task.failed.connect(self._notices.report)
            task.ended.connect(task.deleteLater)
            wait = _AT_LEISURE if query is queries.plan_findings else _AFTER
            QTimer.singleShot(wait, task, partial(self._begin, asked, age, task))
        return None

    def _begin(self, asked: tuple[Any, ...], age: int, task: Task) -> None:
        """Read it, unless something was written meanwhile and it is asked for again."""
        if self._under_way.get(asked) == age:
            self._runner.start(task)
        else:
            task.deleteLater()

    def _on_read(self, asked: tuple[Any, ...], age: int, found: object) -> None:
        if found is None:
            # Asked again before the book is read anew, it would be looked for without end.
            return
        if self._under_way.get(asked) == age:
            del self._under_way[asked]
        if age == self._readings.age_of(asked[0]):
            self._readings.take(found, *asked)
        self.found.emit()


def _read(path: Path, query: Callable[..., T], *args: Any) -> T | None:
    """Return what a query finds in the file; None where what it asks of is gone."""
    with PlanBook.open(path) as book:
        try:
            return book.read(query, *args)
        except NotFound:
            return None
