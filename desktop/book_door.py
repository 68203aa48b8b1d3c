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
        self._leave: Callable[[], object] = self.forget

    def open(self, path: Path, *, read_only: bool) -> PlanBook | None:
        """Return the book at a path; None where it is refused: that is said."""
        try:
            return PlanBook.open(path.resolve(), who=self._who(), read_only=read_only)
        except UserError as error:
            if isinstance(error, BookRefused) and error.fault is BookFault.MISSING:
                self._preferences.forget_book(path)
            self._refuse(error)
        return None

    def let_in(
        self,
        book: PlanBook,
        show: Callable[[RowsOfPlans], object],
        leave: Callable[[], object],
        *,
        at_once: bool,
    ) -> bool:
        """Show a book with its rows; a large one after they were read, unless it is `at_once`.

        A file may be so broken that only its rows tell: such a book is left again, and its last
        whole copy offered. False then.
        """
        self._leave = leave
        try:
            if at_once or not self._read_first(book, show):
                show({})
        except BookRefused as refused:
            self._turn_away(book, refused)
            return False
        return True

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
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    def _read_first(self, book: PlanBook, show: Callable[[RowsOfPlans], object]) -> bool:
        """Begin to read a large book and `show` it afterwards; tell whether it is one."""
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
    def _on_read(self, read: tuple[PlanBook, RowsOfPlans, Callable[[RowsOfPlans], object]]) -> None:
        book, rows, show = read
        # Another one may have been opened meanwhile.
        if self._waiting is book:
            self._waiting = None
            try:
                show(rows)
            except BookRefused as refused:
                self._turn_away(book, refused)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.forget()
        self._refuse(error)

    def _turn_away(self, book: PlanBook, refused: BookRefused) -> None:
        """Leave a book that was being shown, and say why."""
        self._leave()
        book.close()
        self._refuse(refused)

    def _refuse(self, error: Exception) -> None:
        """Say why a book cannot be opened, with the copy that can take its place."""
        if isinstance(error, BookRefused):
            from db.operations.rescuing import with_last_good_copy  # noqa: PLC0415 - hardly ever

            self._rescue.offer(error if error.backup is not None else with_last_good_copy(error))
        else:
            self._notices.report(error)


def _rows(path: Path, plans: list[str]) -> RowsOfPlans:
    with PlanBook.open(path) as book:
        return {plan: book.read(queries.all_rows, plan, None) for plan in plans}
