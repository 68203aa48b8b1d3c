"""The decisions of the review page as wishes to the session: each is one step, and is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.model.work_words import ReviewAction
from desktop.replaying import LARGE
from desktop.review.content import refs
from desktop.review.words import DONE_WORDS
from desktop.shelf import Shelf
from desktop.tasks import Task

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
        self._runner = runner

    def decide(self, action: ReviewAction, rows: Sequence[ReviewRow], reason: str = "") -> bool:
        """Decide these entries as one step; tell whether that was done at once."""
        session, entries = self._session, refs(rows)
        if len(entries) > LARGE and session.can_write:
            self._decide_later(action, entries, reason)
            return False
        changes = session.wish(lambda: _decided(session.book, action, entries, reason))
        if changes:
            self._tell(action, len(entries))
        return bool(changes)

    def _decide_later(self, action: ReviewAction, entries: list[EntryRef], reason: str) -> None:
        """Decide on the worker thread; meanwhile nothing else writes."""
        shelf = Shelf.of(self._session.book)
        task = Task(lambda _ticket: _decided_there(shelf, action, entries, reason), self)
        task.succeeded.connect(partial(self._on_decided, action, len(entries)))
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._session.end_work)
        task.ended.connect(task.deleteLater)
        self._session.begin_work()
        self._notices.tell(f"正在{DONE_WORDS[action]} {len(entries)} 格")
        self._runner.start(task)

    def _tell(self, action: ReviewAction, count: int) -> None:
        self._notices.tell(f"已{DONE_WORDS[action]} {count} 格，Ctrl+Z 撤销。")

    def _on_decided(self, action: ReviewAction, count: int, changes: ChangeSet) -> None:
        self._session.end_work()
        self._session.keep(changes)
        self._tell(action, count)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._session.end_work()
        self._notices.report(error)
        self._session.look_again()


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


def _decided_there(
    shelf: Shelf, action: ReviewAction, entries: Sequence[EntryRef], reason: str
) -> ChangeSet:
    with shelf.open() as book:
        return _decided(book, action, entries, reason)
