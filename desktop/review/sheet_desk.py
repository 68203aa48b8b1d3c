"""The sheet that is signed on paper: shown as it prints, recorded with its scan once signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.errors import ValueRefused
from db.model.words import RowKind
from db.operations.decisions import PaperReview
from db.operations.reviewing import EntryRef
from db.queries.proof import evidence_lines
from db.rules.book_settings import BUREAU
from desktop.paper_desk import PaperDesk
from desktop.replaying import LARGE
from desktop.review.content import refs
from desktop.review.detail import ADD_SCAN
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.widgets.files import SCANS, ask_for_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    from db.changes import ChangeSet
    from db.model.lines import PlanLine
    from db.reports.document import Document
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.page import Page
    from desktop.printing import PrintPreview
    from desktop.review.rows import ReviewRow
    from desktop.review.signing import SignDialog, Signed


class SheetDesk(QObject):
    """Prints the 审签表 of a review page's entries and asks who signed it.

    What printing needs is loaded when something is printed.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._notices: Notices = page.notices
        self._papers = PaperDesk(page, page.session.book, page.notices, page.runner, "审签表")

    def preview(self, rows: Sequence[ReviewRow]) -> None:
        """Show the sheet of these entries as it prints, once it is laid out."""
        plan = self._session.plan
        if plan is None or not rows:
            self._notices.tell("没有可审签的格，没有打印。")
            return
        if self._papers.is_free():
            from desktop.report_paper import laid_out  # noqa: PLC0415 - see above

            self._papers.preview(partial(laid_out, self._made(plan, rows)))

    def preview_at_once(self, plan: PlanLine, rows: Sequence[ReviewRow]) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        from desktop.report_paper import laid_out  # noqa: PLC0415 - see above

        return self._papers.show(laid_out(self._made(plan, rows)))

    def ask_who_signed(self, count: int) -> SignDialog:
        """Ask who signed the sheet, and when."""
        from desktop.review.signing import SignDialog  # noqa: PLC0415 - loaded when it is asked for

        reviewer = self._page.preferences.last_reviewer
        dialog = SignDialog(count, reviewer, self._session.today, self._page.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def sign(self, rows: Sequence[ReviewRow], signed: Signed) -> None:
        """Record that these entries were reviewed on paper.

        Very many are recorded, and a scan is kept, in the background.
        """
        self._page.preferences.last_reviewer = signed.reviewer
        review = PaperReview(signed.reviewer, signed.day)
        entries, reviewing = refs(rows), self._session.book.reviewing
        if signed.scan is not None or len(entries) > LARGE:
            self._sign_later(entries, review, signed.scan)
            return
        try:
            changes = self._session.wish(lambda: reviewing.sign(entries, review))
        except ValueRefused as error:
            self._notices.report(error)
        else:
            self._tell(len(entries), changes)

    def _sign_later(
        self, entries: Sequence[EntryRef], review: PaperReview, scan: Path | None
    ) -> None:
        session, shelf = self._session, Shelf.of(self._session.book)
        if not session.can_write:
            self._notices.warn(session.why_not)
            return

        def job(_ticket: Ticket) -> ChangeSet:
            with shelf.open() as book:
                return book.reviewing.sign(entries, review, scan=scan)

        self._notices.tell(f"正在登记审签 {len(entries)} 格")
        self._write_later(job, partial(self._tell, len(entries)))

    def _tell(self, count: int, changes: ChangeSet | None) -> None:
        if changes:
            self._notices.tell(f"已登记审签 {count} 格，Ctrl+Z 撤销。")

    @Slot(object)
    def follow(self, key: str) -> None:
        """Open the scan whose id the pane tells, or ask for the one that is lacking."""
        lacking = key.removeprefix(f"{ADD_SCAN} ")
        if lacking == key:
            self.open_scan(key)
        else:
            self.ask_for_scan(EntryRef(RowKind(lacking.split()[0]), lacking.split()[1]))

    def ask_for_scan(self, entry: EntryRef) -> QFileDialog | None:
        """Ask for the scan of the sheet that an entry was signed on."""
        if not self._session.can_write:
            self._notices.warn(self._session.why_not)
            return None
        window, take = self._page.window(), partial(self.add_scan, entry)
        return ask_for_file(window, "选审签表扫描件", SCANS, "", take)

    def add_scan(self, entry: EntryRef, scan: Path) -> None:
        """Keep a scan with all that was signed together with an entry, in the background."""
        shelf = Shelf.of(self._session.book)

        def job(_ticket: Ticket) -> ChangeSet:
            with shelf.open() as book:
                return book.reviewing.add_scan(entry, scan)

        self._write_later(job, lambda _changes: self._notices.tell(f"已附扫描件“{scan.name}”。"))

    def _write_later(
        self, job: Callable[[Ticket], ChangeSet], done: Callable[[ChangeSet], object]
    ) -> None:
        """Let the worker thread write; meanwhile nothing else does."""
        session = self._session

        def written(changes: ChangeSet) -> None:
            session.end_work()
            session.keep(changes)
            done(changes)

        task = Task(job, self)
        task.succeeded.connect(written)
        task.failed.connect(self._notices.report)
        session.begin_work()
        task.ended.connect(session.end_work)
        self._page.runner.start(task)

    def open_scan(self, evidence: str) -> None:
        """Show the scan of a signed sheet with the system's program, from a read-only copy."""
        from desktop.proof.desk import ProofDesk  # noqa: PLC0415 - loaded when it is asked for

        page, held = self._page, self._session.read(evidence_lines)
        desk = ProofDesk(page.session, page.notices, page.runner, page.look, page)
        for line in held:
            if line.id == evidence:
                desk.open_file(line)

    def _made(self, plan: PlanLine, rows: Sequence[ReviewRow]) -> Document:
        from db.reports.review_sheet import SheetEntry, review_sheet  # noqa: PLC0415 - see above

        entries = [SheetEntry(row.line, row.findings, row.explanation) for row in rows]
        period, today = self._session.period, self._session.today
        return review_sheet(plan, entries, period, today, bureau=self._session.setting(BUREAU))
