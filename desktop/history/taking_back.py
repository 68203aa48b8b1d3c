"""Taking a step back, or doing it again: whether it can be, and the job that does it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.book import PlanBook
from db.errors import UserError
from db.queries.steps import Replay
from desktop.replaying import Replaying
from desktop.shelf import Shelf
from desktop.tasks import Task

if TYPE_CHECKING:
    from db.model.history_lines import HistoryStep
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner

_MOST_TRIED = 20_000
"""Rows of a step that is tried unasked: a second's work or so."""
_RESTED = 150
"""Milliseconds that the cursor rests on a step before it is tried."""


class TakingBack(QObject):
    """Says why a step cannot be taken back, and takes it back in the book's name."""

    judged = Signal(object)
    """The id of a step of which `reason` knows now."""

    def __init__(
        self, session: BookSession, notices: Notices, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._runner = runner
        self._replaying = Replaying(session, notices, runner)
        self._known: dict[str, UserError | None] = {}
        self._waiting: HistoryStep | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_RESTED)
        self._timer.timeout.connect(self.judge_now)

    def forget(self) -> None:
        """The book has changed: what was known of its steps may be otherwise."""
        self._known.clear()

    def reason(self, step: HistoryStep) -> str:
        """Return why a step cannot be taken back or repeated, empty as far as is known."""
        error = self._known.get(step.id)
        if error is None:
            return ""
        from desktop.errors import sentence  # noqa: PLC0415 - loaded when something fails

        return sentence(error)

    def judge(self, step: HistoryStep) -> None:
        """Find out soon, in the background, whether a step can be taken back or repeated."""
        known = step.id in self._known or step.rows > _MOST_TRIED
        self._waiting = None if known or not self._session.can_write else step
        if self._waiting is not None:
            self._timer.start()

    @Slot()
    def judge_now(self) -> None:
        """Find it out without waiting for the cursor to rest."""
        step, self._waiting = self._waiting, None
        self._timer.stop()
        if step is None or self._session.busy:
            return
        task = Task(partial(_tried, Shelf.of(self._session.book), step.id), self, quiet=True)
        task.succeeded.connect(self._on_tried)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    @Slot(object)
    def _on_tried(self, tried: tuple[str, UserError | None]) -> None:
        step, error = tried
        self._known[step] = error
        self.judged.emit(step)

    def carry_out(self, step: HistoryStep) -> None:
        """Take a step back; one that was taken back is done again."""
        self._replaying.carry_out(Replay(step.id, step.label, step.rows), again=step.undone)


def _tried(shelf: Shelf, step: str, _ticket: Ticket) -> tuple[str, UserError | None]:
    """Try a step on a connection of this thread; who cannot open the book says nothing of it."""
    try:
        with PlanBook.open(shelf.path, actor=shelf.actor, patience=0) as book:
            return step, book.reason_against(step)
    except UserError:
        return step, None
