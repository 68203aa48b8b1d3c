"""What a page prints or keeps as a paper: made on the worker thread, one at a time, then shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db.errors import Cancelled
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.book import PlanBook
    from db.ticket import Ticket
    from desktop.laid_out import LaidOut
    from desktop.notices import Notices
    from desktop.printing import PrintPreview
    from desktop.tasks import Progress, TaskRunner

T = TypeVar("T")


def _where(written: object) -> str:
    return f"已导出到“{written}”。"


class PaperDesk(QObject):
    """Shows papers in a preview over a page, or writes them as files.

    `what` is what it makes (校验情况表): named where a second one is asked for too early. `book` is
    the open one: a PDF is proposed to lie beside it. What printing needs is loaded when something
    is printed: it is many classes.
    """

    running = Signal(object)
    """Whether a paper is being made now."""

    def __init__(
        self, page: QWidget, book: PlanBook, notices: Notices, runner: TaskRunner, what: str
    ) -> None:
        super().__init__(page)
        self._book = book
        self._page = page
        self._notices = notices
        self._runner = runner
        self._what = what
        self._task: Task | None = None

    def preview(self, lay_out: Callable[[Ticket], LaidOut]) -> None:
        """Show what is laid out, once it is."""
        self._start(lay_out, self._on_laid_out)

    def keep(
        self,
        write: Callable[[Ticket], T],
        doing: str = "",
        said: Callable[[T], str] = _where,
    ) -> None:
        """Write a file, and say where it is: `write` returns that; else what is `said` of it.

        How far it is gets said where it is said what is being done (正在导出历史).
        """
        self._start(write, partial(self._on_written, said), doing)

    @Slot()
    def stop(self) -> None:
        """Give up what is being made."""
        if self._task is not None:
            self._task.cancel()

    def show(self, pages: LaidOut, over: QWidget | None = None) -> PrintPreview:
        """Show pages that are laid out already, over a dialog or else the page's window."""
        from desktop.printing import PrintPreview  # noqa: PLC0415 - as said
        from desktop.widgets.files import beside  # noqa: PLC0415 - as said

        window = over or self._page.window()
        preview = PrintPreview(pages, self._notices, window, beside(self._book.path))
        preview.finished.connect(preview.deleteLater)
        preview.open()
        return preview

    def is_free(self) -> bool:
        """Tell whether another paper can be begun; say so where one is under way."""
        if self._task is not None:
            self._notices.tell(f"上一份{self._what}还没有做完。")
        return self._task is None

    def _start(
        self, job: Callable[[Ticket], T], done: Callable[[T], None], doing: str = ""
    ) -> None:
        if not self.is_free():
            return
        self._task = Task(job, self)
        if doing:
            self._task.progressed.connect(partial(self._on_progress, doing))
        self._task.succeeded.connect(done)
        self._task.failed.connect(self._notices.report)
        self._task.stopped.connect(self._on_stopped)
        self._task.ended.connect(self._on_ended)
        self.running.emit(True)  # noqa: FBT003 - what the signal carries
        self._runner.start(self._task)

    def _on_progress(self, doing: str, progress: Progress) -> None:
        self._notices.tell(f"{doing} {progress.done} / {progress.total}")

    @Slot(object)
    def _on_laid_out(self, pages: LaidOut) -> None:
        self.show(pages)

    def _on_written(self, said: Callable[[T], str], written: T) -> None:
        self._notices.tell(said(written))

    @Slot()
    def _on_stopped(self) -> None:
        self._notices.report(Cancelled())

    @Slot()
    def _on_ended(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        self.running.emit(False)  # noqa: FBT003 - as above
