"""Background work: a plain function on the one worker thread, wired, then started, ended once."""

from __future__ import annotations

import atexit
import threading
import time
import weakref
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from db.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.ticket import Ticket

_LEAST_PAUSE = 0.05


class Progress(NamedTuple):
    """How far a job is: `done` of `total`, and what it works on now."""

    done: int
    total: int
    what: str


class Task(QObject):
    """A job with its signals; it ends exactly once: succeeded, failed or stopped.

    The job is a function of a ticket. It runs on another thread, so it opens its own PlanBook from
    the path and touches no widget; what it returns comes with `succeeded`, on the window's thread.
    Nobody asked for a `quiet` one: the program waits for it when it ends, but does not speak of it.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(
        self,
        job: Callable[[Ticket], object],
        parent: QObject | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        self.job = job
        self.quiet = quiet
        self._wish_to_stop = threading.Event()

    @property
    def wants_to_stop(self) -> bool:
        """Tell whether the user changed their mind."""
        return self._wish_to_stop.is_set()

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._wish_to_stop.set()


class _TaskTicket:
    """The ticket a job is given: it passes reports on, not more often than an eye can follow."""

    def __init__(self, task: Task, runner: TaskRunner) -> None:
        self._task = task
        self._runner = runner
        self._last = 0.0

    def report(self, done: int, total: int, what: str) -> None:
        if self._task.wants_to_stop or not isValid(self._task):
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _LEAST_PAUSE or done >= total:
            self._last = now
            self._runner.reported.emit(self._task, Progress(done, total, what))


class _Run(QRunnable):
    """One run of a task on the worker thread."""

    def __init__(self, task: Task, runner: TaskRunner) -> None:
        super().__init__()
        self._task = task
        self._runner = runner

    def run(self) -> None:
        try:
            result = self._task.job(_TaskTicket(self._task, self._runner))
        except Cancelled:
            self._end("stopped", None)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the window's thread
            self._end("failed", error)
        else:
            self._end("succeeded", result)

    def _end(self, how: str, result: object) -> None:
        # Where the program has ended meanwhile, there is nobody to tell.
        if isValid(self._runner):
            self._runner.reached.emit(self._task, how, result)


class TaskRunner(QObject):
    """Runs tasks one after another on one worker thread, and keeps them alive meanwhile.

    What the worker has to say it says by the runner's own signals, which outlive every job: a task
    may be deleted with its page at any moment, even while it speaks.
    """

    settled = Signal()
    """The last task that ran or waited, a quiet one too, has ended."""
    reported = Signal(object, object)
    """From the worker: a Task, and the Progress of its job."""
    reached = Signal(object, str, object)
    """From the worker: a Task, how its job ended, and with what result or error."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: list[Task] = []
        self._stopping = False
        self.reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self.reached.connect(self._on_reached, Qt.ConnectionType.QueuedConnection)
        atexit.register(_abandon, weakref.ref(self))

    @property
    def is_working(self) -> bool:
        """Tell whether a job that somebody asked for runs or waits."""
        return any(not task.quiet for task in self._running)

    def start(self, task: Task) -> None:
        """Start a task whose signals are wired."""
        self._running.append(task)
        if self._stopping:
            # Begun because another one ended: looking at copies one by one would go on for long.
            task.cancel()
        self._pool.start(_Run(task, self))

    def stop_all(self) -> None:
        """Ask every job to stop, wait until the worker thread is free, and tell the endings."""
        self._stopping = True
        self._cancel_all()
        self.finish_all()
        self._stopping = False

    def finish_all(self) -> None:
        """Wait until the worker thread is free, and tell the endings."""
        self._pool.waitForDone()
        # The endings wait in this thread's queue: told now, so that nothing runs any more.
        QCoreApplication.sendPostedEvents(self)
        if self._running:
            # Whoever was told has begun something else.
            self.finish_all()

    def abandon(self) -> None:
        """Ask every job to stop and wait until the worker thread is free; nobody is told."""
        self._cancel_all()
        self._pool.waitForDone()

    def _cancel_all(self) -> None:
        for task in self._running:
            task.cancel()

    @Slot(object, object)
    def _on_reported(self, task: Task, progress: Progress) -> None:
        if isValid(task):
            task.progressed.emit(progress)

    @Slot(object, str, object)
    def _on_reached(self, task: Task, how: str, result: object) -> None:
        self._running.remove(task)
        # A task goes with whoever owns it, a page of a closed book: then nobody is told.
        if isValid(task):
            _tell(task, how, result)
        if not self._running:
            self.settled.emit()


def _abandon(runner_of: Callable[[], TaskRunner | None]) -> None:
    """Let no job outlive Python: it would be torn off in the middle, with a fault of Qt's."""
    runner = runner_of()
    if runner is not None and isValid(runner):
        runner.abandon()


def _tell(task: Task, how: str, result: object) -> None:
    if how == "succeeded":
        task.succeeded.emit(result)
    elif how == "failed":
        task.failed.emit(result)
    else:
        task.stopped.emit()
    task.ended.emit()
