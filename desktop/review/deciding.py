"""The decisions of the review page as wishes to the session: each is one step, and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.model.work_words import ReviewAction
from desktop.long_steps import LARGE, LongSteps
from desktop.review.content import refs
from desktop.review.words import DONE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.book import PlanBook
    from db.changes import ChangeSet
    from db.operations.reviewing import EntryRef
    from desktop.notices import Notices
    from desktop.review.rows import ReviewRow
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class Deciding(QObject):
    """Carries decisions out, very many at once in the background."""

    def __init__(
        self, session: BookSession, notices: Notices, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._long = LongSteps(session, notices, runner, self)

    def decide(self, action: ReviewAction, rows: Sequence[ReviewRow], reason: str = "") -> bool:
        """Decide these entries as one step; tell whether that was done at once."""
        session, entries = self._session, refs(rows)
        if len(entries) > LARGE and session.can_write:
            self._notices.tell(f"正在{DONE_WORDS[action]} {len(entries)} 格")
            self._long.write(
                lambda book, _ticket: _decided(book, action, entries, reason),
                lambda _changes: self._tell(action, len(entries)),
            )
            return False
        changes = session.wish(lambda: _decided(session.book, action, entries, reason))
        if changes:
            self._tell(action, len(entries))
        return bool(changes)

    def _tell(self, action: ReviewAction, count: int) -> None:
        self._notices.tell(f"已{DONE_WORDS[action]} {count} 格，Ctrl+Z 撤销。")


def _decided(
    book: PlanBook, action: ReviewAction, entries: Sequence[EntryRef], reason: str
) -> ChangeSet:
    reviewing = book.reviewing
    if action is ReviewAction.RETURN:
        return reviewing.send_back(entries, reason)
    if action is ReviewAction.REOPEN:
        return reviewing.reopen(entries, reason)
    deciding = {
        ReviewAction.SUBMIT: reviewing.submit,
        ReviewAction.WITHDRAW: reviewing.withdraw,
        ReviewAction.APPROVE: reviewing.approve,
        ReviewAction.LOCK: reviewing.lock,
    }
    return deciding[action](entries)
