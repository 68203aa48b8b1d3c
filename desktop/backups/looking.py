"""What is found out about copies in the background: steps, whether whole, what differs from now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from db.book import PlanBook
from db.errors import UserError
from db.queries.steps import last_number
from desktop.shelf import Shelf
from desktop.soundness import LONGEST_CHECKED
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from db.model.history_lines import CopyDifference
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class Facts(NamedTuple):
    """What was found out about a copy; `whole` is None while it was not checked, being large."""

    size: int
    steps: int
    whole: bool | None


class CopyLooking(QObject):
    """Looks at copies one after another, and at the chosen one before the others."""

    found = Signal()
    """Something more is known of a copy."""

    def __init__(
        self, session: BookSession, notices: Notices, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._runner = runner
        self._facts: dict[Path, Facts] = {}
        self._waiting: list[Path] = []
        self._task: Task | None = None
        self._comparing: Task | None = None
        self._differences: dict[Path, CopyDifference | str] = {}

    def facts(self, copy: Path) -> Facts | None:
        """Return what is known of a copy, None before it was looked at."""
        return self._facts.get(copy)

    def difference(self, copy: Path) -> CopyDifference | str | None:
        """Return what a copy holds otherwise, why that cannot be said, or None: not known yet."""
        return self._differences.get(copy)

    def forget(self) -> None:
        """The book has changed: what copies hold otherwise is something else now."""
        self._differences.clear()
        if self._comparing is not None:
            self._comparing.cancel()

    def look_at(self, copies: Iterable[Path]) -> None:
        """Look at these copies soon, where that was not done yet."""
        self._waiting[:] = [path for path in copies if path not in self._facts]
        self._look_on()

    def check(self, copy: Path) -> None:
        """Check a copy whole, however long its history is."""
        self._start(copy, asked=True)

    def compare(self, copy: Path) -> None:
        """Find out what a copy holds otherwise than the book of today."""
        if copy in self._differences:
            return
        if self._comparing is not None:
            self._comparing.cancel()
        task = Task(partial(_compared, Shelf.of(self._session.book), copy), self, quiet=True)
        task.succeeded.connect(partial(self._on_compared, copy))
        task.failed.connect(partial(self._on_not_compared, copy))
        task.ended.connect(partial(self._on_compare_ended, task))
        self._comparing = task
        self._runner.start(task)

    def _look_on(self) -> None:
        if self._task is None and self._waiting:
            self._start(self._waiting.pop(0), asked=False)

    def _start(self, copy: Path, *, asked: bool) -> None:
        task = Task(partial(_looked_at, copy, asked=asked), self, quiet=True)
        task.succeeded.connect(partial(self._on_looked, copy))
        task.failed.connect(self._notices.report)
        task.stopped.connect(self._waiting.clear)
        task.ended.connect(partial(self._on_look_ended, task))
        self._task = task
        self._runner.start(task)

    def _on_looked(self, copy: Path, facts: Facts) -> None:
        self._facts[copy] = facts
        self.found.emit()

    def _on_look_ended(self, task: Task) -> None:
        task.deleteLater()
        if self._task is task:
            self._task = None
        self._look_on()

    def _on_compared(self, copy: Path, found: CopyDifference) -> None:
        self._differences[copy] = found
        self.found.emit()

    def _on_not_compared(self, copy: Path, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._notices.report(error)
            return
        from desktop.errors import sentence  # noqa: PLC0415 - loaded when something fails

        self._differences[copy] = sentence(error)
        self.found.emit()

    def _on_compare_ended(self, task: Task) -> None:
        task.deleteLater()
        if self._comparing is task:
            self._comparing = None


def _looked_at(copy: Path, ticket: Ticket, *, asked: bool) -> Facts:
    """Open a copy to look at it; one that cannot be opened is not whole."""
    found = _facts_of(copy, asked=asked)
    # Told here that the window is about to close: the next copy is not begun.
    ticket.report(1, 1, copy.name)
    return found


def _facts_of(copy: Path, *, asked: bool) -> Facts:
    try:
        size = copy.stat().st_size
    except OSError:
        return Facts(0, 0, whole=False)
    try:
        with PlanBook.open(copy, read_only=True) as book:
            steps = book.read(last_number)
            if not asked and book.housekeeping.history_length() > LONGEST_CHECKED:
                return Facts(size, steps, None)
            return Facts(size, steps, not book.housekeeping.damages())
    except UserError:
        return Facts(size, 0, whole=False)


def _compared(shelf: Shelf, copy: Path, ticket: Ticket) -> CopyDifference:
    with PlanBook.open(shelf.path, actor=shelf.actor, read_only=True) as book:
        return book.looking_back.differences(copy, ticket)
