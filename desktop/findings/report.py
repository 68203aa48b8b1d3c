"""Asking for the 校验情况表 of the period in sight: kept as a file, or printed over a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.book import PlanBook
from db.queries import find_plan
from db.queries.check_report import check_lines
from desktop.check_paper import check_paper
from desktop.check_report import write_check_report
from desktop.paper_desk import PaperDesk
from desktop.paper_pages import PaperPages
from desktop.widgets.files import NEW_PAPERS, ask_for_target, documents, plain_name
from desktop.wording import period_words

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.printing import PrintPreview
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class CheckReport(QObject):
    """Reads the list in the background, and writes or shows it."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._notices = notices
        self._desk = PaperDesk(page, notices, runner, "校验情况表")

    @Slot()
    def preview(self) -> None:
        """Show the list as it will be printed, once it is laid out."""
        if self._can_begin():
            self._desk.preview(partial(_laid_out, *self._asked()))

    def preview_at_once(self) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        plan = self._session.plan
        if plan is None:
            raise RuntimeError("no plan")
        session = self._session
        lines = session.book.read(check_lines, plan.id, session.period, today=session.today)
        words = period_words(session.period)
        return self._desk.show(PaperPages(check_paper(plan, lines, words, session.today)))

    @Slot()
    def ask_for_target(self) -> QFileDialog | None:
        """Ask where the list shall be kept; its ending says as what. None: there is no plan."""
        plan = self._session.plan
        if plan is None or not self._can_begin():
            return None
        words = period_words(self._session.period).replace(" ", "")
        proposed = documents() / f"{plain_name(f'{plan.title}{words}校验情况表')}.xlsx"
        return ask_for_target(self._page, "导出校验情况表", NEW_PAPERS, proposed, self.keep_as)

    def keep_as(self, target: Path) -> None:
        """Write the list; the file dialog has asked before one is replaced."""
        if self._can_begin():
            self._desk.keep(partial(_kept, *self._asked(), target))

    # -- inside ----------------------------------------------------------------------------------

    def _asked(self) -> tuple[Path, str, str, date]:
        session = self._session
        plan = session.plan.id if session.plan is not None else ""
        return session.book.path, plan, session.period, session.today

    def _can_begin(self) -> bool:
        if self._session.plan is None:
            self._notices.tell("还没有规划，没有校验情况可列。")
            return False
        return self._desk.is_free()


def _laid_out(path: Path, plan: str, period: str, today: date, ticket: Ticket) -> PaperPages:
    with PlanBook.open(path) as book:
        line = book.read(find_plan, plan)
        lines = book.read(check_lines, plan, period, today=today)
    return PaperPages(check_paper(line, lines, period_words(period), today), ticket)


def _kept(  # noqa: PLR0917 - the target comes last but for the ticket
    path: Path, plan: str, period: str, today: date, target: Path, ticket: Ticket
) -> Path:
    with PlanBook.open(path) as book:
        write_check_report(book, target, plan, period, replace=True, today=today, ticket=ticket)
    return target
