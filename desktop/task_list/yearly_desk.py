"""Opens the 年度任务分解表, takes what it is told to the book, gives the table out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from db import queries
from db.errors import UserError, ValueRefused
from db.model.words import TaskStatus
from db.reports.yearly_tasks import yearly_tasks
from desktop.paper_desk import PaperDesk
from desktop.report_file import write_report_file
from desktop.task_list.dialogs.carrying import CarryWorksDialog
from desktop.task_list.dialogs.yearly import YearlyDialog
from desktop.widgets.files import NEW_PAPERS, ask_for_target, beside, proposed_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.changes import ChangeSet
    from db.reports.document import Document
    from db.rules.yearly_works import WorkLine
    from desktop.notices import Notices
    from desktop.printing import PrintPreview
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look


class YearlyDesk(QObject):
    """Serves the dialog of one open book."""

    def __init__(
        self,
        page: QWidget,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
        look: Look,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._notices = notices
        self._look = look
        self._papers = PaperDesk(page, session.book, notices, runner, "年度任务分解表")
        self.dialog: YearlyDialog | None = None

    def show_table(self, year: int) -> YearlyDialog | None:
        """Show the table of a year; None while there is no plan."""
        if self._session.plan is None:
            self._notices.tell("还没有规划。先导入一览表，或新建一份规划。")
            return None
        years = self._session.years
        year = min(max(year, years[0]), years[-1])
        dialog = self.dialog = YearlyDialog(self._look, years, year, self._page.window())
        dialog.year_chosen.connect(self._show)
        dialog.added.connect(self._on_added)
        dialog.changed.connect(self._on_changed)
        dialog.removed.connect(self._on_removed)
        dialog.carry_requested.connect(self.ask_carry)
        dialog.export_requested.connect(self.ask_for_target)
        dialog.print_requested.connect(self.print_table)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(dialog.deleteLater)
        self._show()
        dialog.open()
        return dialog

    @Slot()
    def _show(self, *_year: object) -> None:
        plan = self._session.plan
        if self.dialog is not None and plan is not None:
            read = self._session.read
            tasks, works = read(queries.task_heads, plan.id), read(queries.yearly_works, plan.id)
            self.dialog.show_works(tasks, works)

    @Slot()
    def _on_finished(self, *_result: object) -> None:
        self.dialog = None

    # -- what is typed ---------------------------------------------------------------------------

    @Slot(object, object, object)
    def _on_added(self, task: str, year: int, words: str) -> None:
        self._carry_out(partial(self._session.book.yearly_works.add, task, year, words))

    @Slot(object, object)
    def _on_changed(self, work: str, fields: dict[str, Any]) -> None:
        if "status" in fields:
            fields = {**fields, "status": TaskStatus(fields["status"])}
        self._carry_out(partial(self._session.book.yearly_works.change, work, **fields))

    @Slot(object)
    def _on_removed(self, works: list[str]) -> None:
        self._carry_out(partial(self._session.book.yearly_works.remove, works))

    def _carry_out(self, operation: Callable[[], ChangeSet]) -> bool:
        """Carry out a wish and show what became of the table; say what was refused."""
        try:
            done = self._session.carry_out(operation) is not None
        except ValueRefused as error:
            self._notices.report(error)
            done = False
        self._show()
        return done

    # -- what is carried on ----------------------------------------------------------------------

    @Slot(object)
    def ask_carry(self, year: int) -> CarryWorksDialog | None:
        """Ask what the table of a year takes over."""
        plan = self._session.plan
        if plan is None:
            return None
        try:
            lines = self._session.book.yearly_works.preview_year(plan.id, year)
        except UserError as error:
            self._notices.report(error)
            return None
        over = self.dialog or self._page.window()
        dialog = CarryWorksDialog(self._look, year, lines, over)
        dialog.given.connect(partial(self._on_carried, dialog, plan.id, year))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_carried(
        self, dialog: CarryWorksDialog, plan: str, year: int, lines: tuple[WorkLine, ...]
    ) -> None:
        carrying = self._session.book.yearly_works.carry_on
        if self._carry_out(partial(carrying, plan, year, lines)):
            dialog.accept()

    # -- out of the program ----------------------------------------------------------------------

    def document(self, year: int) -> Document | None:
        """Return the table of a year as a report; None, and said, while nothing stands in it."""
        plan = self._session.plan
        if plan is None:
            return None
        read = self._session.read
        works = read(queries.yearly_works, plan.id)
        made = yearly_tasks(
            plan, read(queries.task_lines, plan.id), works, year, self._session.today
        )
        if not any(section.table is not None and section.table.rows for section in made.sections):
            self._notices.tell(f"{year} 年的任务还没有分解。在空行里写年度工作内容，或点“带入”。")
            return None
        return made

    @Slot(object)
    def ask_for_target(self, year: int) -> QFileDialog | None:
        """Ask where the workbook shall be; it is written once that is known."""
        made = self.document(year)
        if made is None:
            return None
        proposed = proposed_file(made.title, ".xlsx", beside(self._session.book.path))
        over = self.dialog or self._page.window()
        return ask_for_target(
            over, "导出年度任务分解表", NEW_PAPERS, proposed, partial(self.write, made)
        )

    def write(self, made: Document, target: Path) -> None:
        """Write the table in the background; the file dialog has asked before replacing one."""
        plan, today = self._session.plan, self._session.today
        author = plan.issuer if plan is not None else ""
        self._papers.keep(
            partial(write_report_file, target, made, today, author=author, replace=True)
        )

    @Slot(object)
    def print_table(self, year: int) -> PrintPreview | None:
        """Show the table as it will be printed."""
        # What prints is loaded when something is printed.
        from desktop.report_paper import laid_out  # noqa: PLC0415 - as said

        made = self.document(year)
        return None if made is None else self._papers.show(laid_out(made), over=self.dialog)
