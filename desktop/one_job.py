"""A job of the worker thread that is followed and can be stopped, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db.errors import Cancelled
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.tasks import Progress, TaskRunner

T = TypeVar("T")


class OneJob(QObject):
    """Runs one job after the other; that one failed or was stopped is said."""

    progressed = Signal(object)
    """The Progress of the job."""
    running = Signal(object)
    """Whether a job is under way now."""

    def __init__(self, notices: Notices, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner
        self._task: Task | None = None
        self.has_failed = False
        """Whether something stood against the last one."""

    @property
    def is_running(self) -> bool:
        """Tell whether a job is under way: no other may be begun."""
        return self._task is not None

    def start(self, job: Callable[[Ticket], T], done: Callable[[T], object]) -> None:
        """Begin a job; `done` hears what it brings back."""
        self.has_failed = False
        self._task = task = Task(job, self)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._on_ended)
        task.ended.connect(task.deleteLater)
        self.running.emit(True)  # noqa: FBT003 - what the signal carries
        self._runner.start(task)

    @Slot()
    def stop(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.has_failed = True
        self._notices.report(error)

    @Slot()
    def _on_stopped(self) -> None:
        self._notices.report(Cancelled())

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        self.running.emit(False)  # noqa: FBT003 - as above
