"""Taking a step back, or doing it again: at once, or in the background where it is a large one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.queries.steps import next_to_replay
from desktop.long_steps import LARGE, LongSteps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.book import PlanBook
    from db.changes import ChangeSet, RowChange
    from db.queries.steps import Replay
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class Replaying(QObject):
    """Replays steps of the open book and says so."""

    def __init__(self, session: BookSession, notices: Notices, runner: TaskRunner | None) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._long = None if runner is None else LongSteps(session, notices, runner, self)

    def carry_out_next(self, *, again: bool) -> None:
        """Take back the newest step that stands, or do `again` what was last taken back."""
        step = self._session.book.read(next_to_replay, again=again)
        if step is not None:
            self.carry_out(step, again=again)

    def carry_out(self, step: Replay, *, again: bool) -> None:
        """Take a step back, or do it `again`."""
        session, book = self._session, self._session.book
        if not session.can_write:
            self._notices.warn(session.why_not)
        elif step.rows <= LARGE or self._long is None:
            operation = book.redo if again else book.undo
            changes = session.wish(lambda: operation(step.id))
            if changes is not None:
                self._end(step, changes, again=again)
        else:
            self._notices.tell(f"正在{_verb(again)}：{step.label}")
            replayed = partial(_replayed, step.id, again=again)
            self._long.write(replayed, partial(self._end, step, again=again))

    def _end(self, step: Replay, changes: ChangeSet, *, again: bool) -> None:
        """Say what was done; a plan that came with it is looked at, as when it was made."""
        came = next((one.row for one in _plans(changes) if one.before is None), "")
        if came:
            self._session.choose_plan(came)
        self._notices.tell(f"已{_verb(again)}：{step.label}。")


def _verb(again: bool) -> str:  # noqa: FBT001 - it is all there is to say
    return "重做" if again else "撤销"


def _plans(changes: ChangeSet) -> Iterator[RowChange]:
    """Yield the rows of plans; of a step without any not a row is read."""
    if "plan" in changes.tables:
        yield from (one for one in changes.rows if one.table == "plan")


def _replayed(step: str, book: PlanBook, _ticket: Ticket, *, again: bool) -> ChangeSet:
    return book.redo(step) if again else book.undo(step)
