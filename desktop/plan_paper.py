"""A paper of the plan in sight: printed over a preview, or kept as a workbook or a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.paper_desk import PaperDesk
from desktop.widgets.files import NEW_PAPERS, ask_for_target, beside, proposed_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.ticket import Ticket
    from desktop.laid_out import LaidOut
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class PlanPaper(QObject):
    """Asks for a paper and has it made on the worker thread; what stands on it a subclass knows.

    `what` is its name (校验情况表).
    """

    what: str

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page, self._notices = page, notices
        self.session = session
        self.desk = PaperDesk(page, session.book, notices, runner, self.what)

    def why_none(self) -> str:
        """Return why there is nothing to put on it, empty where there is something."""
        raise NotImplementedError

    def title(self) -> str:
        """Return what its file is called."""
        raise NotImplementedError

    def laying_out(self) -> Callable[[Ticket], LaidOut]:
        """Return the job that lays it out, from a book of its own."""
        raise NotImplementedError

    def writing(self, target: Path) -> Callable[[Ticket], Path]:
        """Return the job that writes its file, from a book of its own, and returns it."""
        raise NotImplementedError

    @Slot()
    def preview(self) -> None:
        """Show it as it will be printed, once it is laid out."""
        if self._can_begin():
            self.desk.preview(self.laying_out())

    @Slot()
    def ask_for_target(self) -> QFileDialog | None:
        """Ask where it shall be kept, its ending says as what; None where there is nothing."""
        if not self._can_begin():
            return None
        proposed = proposed_file(self.title(), ".xlsx", beside(self.session.book.path))
        return ask_for_target(self._page, f"导出{self.what}", NEW_PAPERS, proposed, self.keep_as)

    def keep_as(self, target: Path) -> None:
        """Write it; the file dialog has asked before one is replaced."""
        if self._can_begin():
            self.desk.keep(self.writing(target))

    def _can_begin(self) -> bool:
        why = self.why_none()
        if why:
            self._notices.tell(why)
            return False
        return self.desk.is_free()
