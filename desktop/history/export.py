"""Giving the history out: where it shall be, and the job that writes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.queries.step_changes import step_changes
from db.queries.steps import history_part, last_number, steps_of_row
from desktop.paper_desk import PaperDesk
from desktop.shelf import Shelf
from desktop.widgets.files import NEW_LISTS, ask_for_target, beside, proposed_file

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
    from desktop.tasks import TaskRunner

_PART = 500
_CELLS = 2_000
"""Rows of one step that are given out; of an import with more the first ones."""
_MOST = 1_000_000
"""Rows that a sheet holds, about."""


class HistoryExport(QObject):
    """Writes the steps that are asked for into a workbook; its `desk` does so in the background."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self.desk = PaperDesk(page, session.book, notices, runner, "历史")

    def ask_target(self, asked: Asked) -> QFileDialog | None:
        """Ask where the history shall be written; None while it is being written."""
        if not self.desk.is_free():
            return None
        path = self._session.book.path
        proposed = proposed_file(f"{path.stem}历史", ".xlsx", beside(path))
        chosen = partial(self.write, asked)
        return ask_for_target(self._page, "导出历史", NEW_LISTS, proposed, chosen)

    def write(self, asked: Asked, target: Path) -> None:
        """Write it; the file dialog has asked before an older one is replaced."""
        shelf, today = Shelf.of(self._session.book), self._session.today
        self.desk.keep(partial(_written, shelf, asked, target, today), "正在导出历史")


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
