"""The sheet that is signed on paper: shown as it prints, and recorded once it is signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.rules.book_settings import BUREAU
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import PlanLine
    from db.reports.document import Document
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.page import Page
    from desktop.paper_pages import PaperPages
    from desktop.printing import PrintPreview
    from desktop.review.rows import ReviewRow
    from desktop.review.signing import SignDialog


class SheetDesk(QObject):
    """Prints the 审签表 of a review page's entries and asks who signed it.

    What printing needs is loaded when something is printed.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._notices: Notices = page.notices
        self._task: Task | None = None

    def preview(self, rows: Sequence[ReviewRow]) -> None:
        """Show the sheet of these entries as it prints, once it is laid out."""
        plan = self._session.plan
        if plan is None or not rows:
            self._notices.tell("没有可审签的格，没有打印。")
            return
        if self._task is not None:
            self._notices.tell("上一份审签表还没有排好。")
            return
        self._task = Task(partial(_laid_out, self._made(plan, rows)), self)
        self._task.succeeded.connect(self._show)
        self._task.failed.connect(self._notices.report)
        self._task.ended.connect(self._on_ended)
        self._page.runner.start(self._task)

    def preview_at_once(self, plan: PlanLine, rows: Sequence[ReviewRow]) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        return self._opened(_laid_out(self._made(plan, rows)))

    def ask_who_signed(self, count: int) -> SignDialog:
        """Ask who signed the sheet, and when."""
        from desktop.review.signing import SignDialog  # noqa: PLC0415 - loaded when it is asked for

        reviewer = self._page.preferences.last_reviewer
        dialog = SignDialog(count, reviewer, self._session.today, self._page.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _made(self, plan: PlanLine, rows: Sequence[ReviewRow]) -> Document:
        from db.reports.review_sheet import SheetEntry, review_sheet  # noqa: PLC0415 - see above

        entries = [SheetEntry(row.line, row.findings, row.explanation) for row in rows]
        period, today = self._session.period, self._session.today
        return review_sheet(plan, entries, period, today, bureau=self._session.setting(BUREAU))

    @Slot(object)
    def _show(self, pages: PaperPages) -> None:
        self._opened(pages)

    def _opened(self, pages: PaperPages) -> PrintPreview:
        from desktop.printing import PrintPreview  # noqa: PLC0415 - see above

        dialog = PrintPreview(pages, self._notices, self._page.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot()
    def _on_ended(self) -> None:
        self._task = None


def _laid_out(document: Document, ticket: Ticket | None = None) -> PaperPages:
    from desktop.paper_pages import PaperPages  # noqa: PLC0415 - see above
    from desktop.report_paper import paper_of  # noqa: PLC0415 - see above

    return PaperPages(paper_of(document), ticket)
