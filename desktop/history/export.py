"""Giving the history out: where it shall be, the job that writes it, what is said meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db.errors import Cancelled
from db.queries.step_changes import step_changes
from db.queries.steps import history_part, last_number, steps_of_row
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.widgets.files import NEW_LISTS, ask_for_target, documents, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.book import PlanBook
    from db.model.history_lines import ChangeLine, HistoryStep
    from db.ticket import Ticket
    from desktop.history.reading import Asked
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import Progress, TaskRunner

_PART = 500
_CELLS = 2_000
"""Rows of one step that are given out; of an import with more the first ones."""
_MOST = 1_000_000
"""Rows that a sheet holds, about."""


class HistoryExport(QObject):
    """Writes the steps that are asked for into a workbook, in the background."""

    running = Signal(object)
    """Whether a file is being written now."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._notices = notices
        self._runner = runner
        self._task: Task | None = None

    def ask_target(self, asked: Asked) -> QFileDialog | None:
        """Ask where the history shall be written; None while it is being written."""
        if self._task is not None:
            self._notices.tell("上一次导出还没有做完。")
            return None
        proposed = documents() / f"{plain_name(self._session.book.path.stem)}历史.xlsx"
        chosen = partial(self.write, asked)
        return ask_for_target(self._page, "导出历史", NEW_LISTS, proposed, chosen)

    def write(self, asked: Asked, target: Path) -> None:
        """Write it; the file dialog has asked before an older one is replaced."""
        shelf, today = Shelf.of(self._session.book), self._session.today
        task = Task(partial(_written, shelf, asked, target, today), self)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._notices.report)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._on_ended)
        self._task = task
        self.running.emit(True)  # noqa: FBT003 - what the signal carries
        self._runner.start(task)

    @Slot()
    def stop(self) -> None:
        """Give it up."""
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self._notices.tell(f"正在导出历史 {progress.done} / {progress.total}")

    @Slot(object)
    def _on_written(self, target: Path) -> None:
        self._notices.tell(f"已导出到“{target}”。")

    @Slot()
    def _on_stopped(self) -> None:
        self._notices.report(Cancelled())

    @Slot()
    def _on_ended(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        self.running.emit(False)  # noqa: FBT003 - as above


def _written(shelf: Shelf, asked: Asked, target: Path, today: date, ticket: Ticket) -> Path:
    # Loaded when something is given out: nothing else needs the writer of workbooks.
    from db.reports.history_table import history_report  # noqa: PLC0415
    from db.reports.workbook import write_report  # noqa: PLC0415

    with shelf.open() as book:
        made = history_report(shelf.path.stem, _told(book, asked, ticket), today)
    write_report(target, made, replace=True, today=today, ticket=ticket)
    return target


def _told(
    book: PlanBook, asked: Asked, ticket: Ticket
) -> Iterator[tuple[HistoryStep, tuple[ChangeLine, ...]]]:
    """Yield the steps that are asked for with their cells, newest first."""
    only = None
    if asked.row:
        only = book.read(steps_of_row, asked.row, asked.period, asked.unit)
    total = book.read(last_number)
    left, before = _MOST, total + 1
    while before > 1 and left > 0:
        for step in asked.passing(book.read(history_part, before, _PART)):
            if only is None or step.sequence in only:
                ticket.report(total - step.sequence, total, step.label)
                lines = book.read(step_changes, step.id, 0, _CELLS)
                left -= max(len(lines), 1)
                yield step, lines
        before -= _PART
        ticket.report(min(total - before, total), total, "")
