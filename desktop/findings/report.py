"""Asking for the 校验情况表 of the period in sight: kept as a file, or printed over a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.book import PlanBook
from db.errors import Cancelled
from db.queries import find_plan
from db.queries.check_report import check_lines
from desktop.check_paper import check_paper
from desktop.check_report import write_check_report
from desktop.paper_pages import PaperPages
from desktop.printing import PrintPreview
from desktop.tasks import Task
from desktop.widgets.files import NEW_PAPERS, ask_for_target, documents, plain_name
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class CheckReport(QObject):
    """Reads the list in the background, and writes or shows it."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._notices, self._runner = notices, runner
        self._task: Task | None = None

    @Slot()
    def preview(self) -> None:
        """Show the list as it will be printed, once it is laid out."""
        if self._can_begin():
            self._start(partial(_laid_out, *self._asked()), self._show)

    def preview_at_once(self) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        plan = self._session.plan
        if plan is None:
            raise RuntimeError("no plan")
        session = self._session
        lines = session.book.read(check_lines, plan.id, session.period, today=session.today)
        words = period_words(session.period)
        return self._opened(PaperPages(check_paper(plan, lines, words, session.today)))

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
            self._start(partial(_kept, *self._asked(), target), self._tell)

    # -- inside ----------------------------------------------------------------------------------

    def _asked(self) -> tuple[Path, str, str, date]:
        session = self._session
        plan = session.plan.id if session.plan is not None else ""
        return session.book.path, plan, session.period, session.today

    def _can_begin(self) -> bool:
        if self._session.plan is None:
            self._notices.tell("还没有规划，没有校验情况可列。")
        elif self._task is not None:
            self._notices.tell("上一份校验情况表还没有做完。")
        else:
            return True
        return False

    def _start(self, job: Callable[[Ticket], object], done: Callable[[object], None]) -> None:
        self._task = Task(job, self)
        self._task.succeeded.connect(done)
        self._task.failed.connect(self._notices.report)
        self._task.stopped.connect(self._on_stopped)
        self._task.ended.connect(self._on_ended)
        self._runner.start(self._task)

    @Slot(object)
    def _show(self, pages: object) -> None:
        if isinstance(pages, PaperPages):
            self._opened(pages)

    def _opened(self, pages: PaperPages) -> PrintPreview:
        dialog = PrintPreview(pages, self._notices, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot(object)
    def _tell(self, target: object) -> None:
        self._notices.tell(f"已导出到“{target}”。")

    @Slot()
    def _on_stopped(self) -> None:
        self._notices.report(Cancelled())

    @Slot()
    def _on_ended(self) -> None:
        self._task = None


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
