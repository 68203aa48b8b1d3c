"""对账单 from the page: one into a file, one on paper, all of them into a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db import queries
from db.book import PlanBook
from db.reports.ledger import ledger
from desktop.ledgers import write_all
from desktop.paper_desk import PaperDesk
from desktop.report_file import write_report_file
from desktop.widgets.files import NEW_PAPERS, ask_for_target, beside, proposed_file

if TYPE_CHECKING:
    from db.model.lines import UnitLine
    from db.reports.document import Document
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.printing import PrintPreview
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class LedgerWork(QObject):
    """Gives out 对账单 of the plan being looked at, up to the period being filled."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._notices = notices
        self._papers = PaperDesk(page, session.book, notices, runner, "对账单")

    def ask_target(self, unit: UnitLine) -> QFileDialog:
        """Ask where the 对账单 of a unit shall be; its ending says whether workbook or PDF."""
        folder, title = beside(self._session.book.path), f"导出“{unit.name}”的对账单"
        proposed = proposed_file(f"{unit.name}对账单", ".xlsx", folder)
        return ask_for_target(self._page, title, NEW_PAPERS, proposed, partial(self.write, unit))

    def write(self, unit: UnitLine, target: Path) -> None:
        """Write one; the file dialog has asked before an older one is replaced."""
        plan, made = self._session.plan, self._made(unit)
        if plan is not None and made is not None:
            today = self._session.today
            self._papers.keep(
                partial(write_report_file, target, made, today, author=plan.issuer, replace=True)
            )

    def preview(self, unit: UnitLine) -> PrintPreview | None:
        """Show the 对账单 of a unit as it prints."""
        # Loaded when something is printed: printing is many classes.
        from desktop.report_paper import laid_out  # noqa: PLC0415

        made = self._made(unit)
        return None if made is None else self._papers.show(laid_out(made))

    def ask_folder(self) -> QFileDialog:
        """Ask for the folder that the 对账单 of all units go into."""
        folder = str(beside(self._session.book.path))
        dialog = QFileDialog(self._page, "全部单位的对账单放在哪个文件夹", folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write_all(self, folder: Path) -> None:
        """Write those of all units in the background."""
        plan, path = self._session.plan, self._session.book.path
        if plan is None:
            return
        period, today = self._session.period, self._session.today

        def job(ticket: Ticket) -> tuple[int, int]:
            with PlanBook.open(path) as book:
                return write_all(folder, book, plan, period=period, today=today, ticket=ticket)

        self._papers.keep(job, "正在写对账单", partial(_counted_words, folder))

    def _made(self, unit: UnitLine) -> Document | None:
        plan = self._session.plan
        if plan is None:
            self._notices.tell("还没有规划，没有可对的账。")
            return None
        account = self._session.read(queries.unit_account, plan.id, unit.id, self._session.period)
        return ledger(plan, account, self._session.period, self._session.today)

    def _on_folder(self, name: str) -> None:
        self.write_all(Path(name))


def _counted_words(folder: Path, counted: tuple[int, int]) -> str:
    written, empty = counted
    without = f"，{empty} 家没有责任事项" if empty else ""
    return f"已写 {written} 份对账单到“{folder}”{without}。"
