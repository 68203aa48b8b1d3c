"""How a book comes in: opened or refused; the rows of a large one are read before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db import queries
from db.book import PlanBook
from db.errors import BookFault, BookRefused, UserError
from desktop.preferences import login_name
from desktop.readings import LARGE
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from db.model.lines import IndicatorLine
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.preferences import Preferences
    from desktop.soundness import Rescue
    from desktop.tasks import TaskRunner

    RowsOfPlans = Mapping[str, tuple[IndicatorLine, ...]]
    """The rows of each plan of a book, by its id, with the county's figures."""

_LARGE = 2_000
"""Rows of a book from which on they are read first: of fewer it takes 20 ms."""


class BookDoor(QObject):
    """Opens a book and lets it be shown; a large one once a worker has read its rows."""

    def __init__(
        self,
        notices: Notices,
        runner: TaskRunner,
        preferences: Preferences,
        rescue: Rescue,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner
        self._preferences = preferences
        self._rescue = rescue
        self._waiting: PlanBook | None = None

    def open(self, path: Path, *, read_only: bool) -> PlanBook | None:
        """Return the book at a path; None where it is refused: that is said."""
        try:
            return PlanBook.open(path.resolve(), who=self._who(), read_only=read_only)
        except UserError as error:
            if isinstance(error, BookRefused) and error.fault is BookFault.MISSING:
                self._preferences.forget_book(path)
            if isinstance(error, BookRefused) and error.backup is not None:
                self._rescue.offer(error)
            else:
                self._notices.report(error)
        return None

    def make(
        self,
        path: Path,
        fill: Callable[[PlanBook], object] | None,
        made: Callable[[Path], object],
    ) -> None:
        """Make a book in the background, let `fill` put its plan in; its path goes to `made`."""
        who = self._who()

        def job(_ticket: Ticket) -> Path:
            with PlanBook.create(path, who=who, replace=True) as book:
                if fill is not None:
                    fill(book)
            return path

        task = Task(job, self)
        task.succeeded.connect(made)
        task.failed.connect(self._notices.report)
        self._runner.start(task)

    def read_first(self, book: PlanBook, show: Callable[[RowsOfPlans], object]) -> bool:
        """Begin to read a large book and `show` it afterwards; tell whether it is one.

        `show` is given its rows.
        """
        self.forget()
        plans = book.read(queries.plan_lines)
        rows = sum(plan.indicators + plan.commitments for plan in plans)
        if rows < _LARGE:
            return False
        self._waiting = book
        ids = [plan.id for plan in plans]
        task = Task(lambda _ticket: (book, _rows(book.path, ids), show), self, quiet=True)
        task.succeeded.connect(self._on_read)
        task.failed.connect(self._on_failed)
        task.ended.connect(task.deleteLater)
        self._notices.tell(f"正在打开“{book.path.name}”，共 {rows} 行。")
        self._runner.start(task)
        return True

    def _who(self) -> str:
        return self._preferences.who or login_name()

    @staticmethod
    def is_long(book: PlanBook) -> bool:
        """Tell whether a book has very many projects: to count what waits takes a while."""
        return any(plan.projects > LARGE for plan in book.read(queries.plan_lines))

    def forget(self) -> None:
        """Close a book that is not to be shown any more."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.close()

    @Slot(object)
    def _on_read(self, read: tuple[PlanBook, object, Callable[[object], object]]) -> None:
        book, rows, show = read
        # Another one may have been opened meanwhile.
        if self._waiting is book:
            self._waiting = None
            show(rows)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.forget()
        self._notices.report(error)


def _rows(path: Path, plans: list[str]) -> RowsOfPlans:
    with PlanBook.open(path) as book:
        return {plan: book.read(queries.all_rows, plan, None) for plan in plans}
