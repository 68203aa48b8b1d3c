"""Looking ahead in the background: what would be doubted in the file that is in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.exchange.work import foreseeing
from desktop.shelf import Shelf
from desktop.tasks import Progress, Task

if TYPE_CHECKING:
    from desktop.exchange.doubted import Doubts
    from desktop.exchange.verdicts import Seen
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class Foreseen(QObject):
    """Judges the figures of one preview at a time; another one, or `stop`, ends the last."""

    came = Signal(object, object)
    """The Seen that was judged, and the Doubts in it."""
    went_on = Signal(object)
    """How far it is, as Progress."""

    def __init__(
        self, session: BookSession, notices: Notices, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._notices, self._runner = session, notices, runner
        self._task: Task | None = None

    def begin(self, seen: Seen) -> None:
        """Judge what a preview would take in."""
        self.stop()
        if not seen.preview.rows:
            return
        job = foreseeing(Shelf.of(self._session.book), seen.preview, self._session.today)
        task = Task(job, self, quiet=True)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(partial(self._on_judged, seen))
        task.failed.connect(self._notices.report)
        task.ended.connect(partial(self._on_ended, task))
        self._task = task
        self.went_on.emit(Progress(0, 0, ""))
        self._runner.start(task)

    def stop(self) -> None:
        """Leave what is judged now: nobody waits for it any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if self.sender() is self._task:
            self.went_on.emit(progress)

    def _on_judged(self, seen: Seen, doubts: Doubts) -> None:
        self.came.emit(seen, doubts)

    def _on_ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None
        task.deleteLater()
