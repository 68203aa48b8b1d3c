"""The 调整对照表 of the plan in sight: kept as a workbook, or printed over a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.book import PlanBook
from db.queries import find_plan
from db.queries.revisions import revision_entries
from db.reports.revision_table import revision_table
from db.reports.workbook import write_report
from desktop.paper_desk import PaperDesk
from desktop.paper_pages import PaperPages
from desktop.report_paper import paper_of
from desktop.widgets.files import NEW_LISTS, ask_for_target, documents, plain_name

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.reports.document import Document
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.printing import PrintPreview
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class RevisionReport(QObject):
    """Reads the revisions in the background, and writes or shows their table."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._notices = notices
        self._desk = PaperDesk(page, notices, runner, "调整对照表")

    @Slot()
    def preview(self) -> None:
        """Show the table as it will be printed, once it is laid out."""
        if self._can_begin():
            self._desk.preview(partial(_laid_out, *self._asked()))

    def preview_at_once(self) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        path, plan, today = self._asked()
        return self._desk.show(PaperPages(paper_of(_document(path, plan, today))))

    @Slot()
    def ask_for_target(self) -> QFileDialog | None:
        """Ask where the table shall be kept; None where there is nothing to keep."""
        plan = self._session.plan
        if plan is None or not self._can_begin():
            return None
        proposed = documents() / f"{plain_name(f'{plan.title}目标调整对照表')}.xlsx"
        return ask_for_target(self._page, "导出调整对照表", NEW_LISTS, proposed, self.keep_as)

    def keep_as(self, target: Path) -> None:
        """Write the table; the file dialog has asked before one is replaced."""
        if self._can_begin():
            self._desk.keep(partial(_kept, *self._asked(), target))

    def _asked(self) -> tuple[Path, str, date]:
        session = self._session
        plan = session.plan.id if session.plan is not None else ""
        return session.book.path, plan, session.today

    def _can_begin(self) -> bool:
        plan = self._session.plan
        if plan is None or not self._session.read(revision_entries, plan.id):
            self._notices.tell("还没有目标调整，没有可列的。")
            return False
        return self._desk.is_free()


def _document(path: Path, plan: str, today: date) -> Document:
    with PlanBook.open(path) as book:
        return revision_table(book.read(find_plan, plan), book.read(revision_entries, plan), today)


def _laid_out(path: Path, plan: str, today: date, ticket: Ticket) -> PaperPages:
    return PaperPages(paper_of(_document(path, plan, today)), ticket)


def _kept(path: Path, plan: str, today: date, target: Path, ticket: Ticket) -> Path:
    write_report(target, _document(path, plan, today), replace=True, today=today, ticket=ticket)
    return target
