"""The decisions of the review page as wishes to the session: each is one step, and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import ReviewAction
from desktop.review.content import refs
from desktop.review.words import DONE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.changes import ChangeSet
    from desktop.notices import Notices
    from desktop.review.rows import ReviewRow
    from desktop.session import BookSession


class Deciding:
    """Carries decisions out; each tells whether anything was decided."""

    def __init__(self, session: BookSession, notices: Notices) -> None:
        self._session = session
        self._notices = notices

    def decide(self, action: ReviewAction, rows: Sequence[ReviewRow], reason: str = "") -> bool:
        """Decide these entries as one step."""
        reviewing, entries = self._session.book.reviewing, refs(rows)
        deciding: dict[ReviewAction, Callable[[], ChangeSet]] = {
            ReviewAction.SUBMIT: lambda: reviewing.submit(entries),
            ReviewAction.WITHDRAW: lambda: reviewing.withdraw(entries),
            ReviewAction.APPROVE: lambda: reviewing.approve(entries),
            ReviewAction.RETURN: lambda: reviewing.send_back(entries, reason),
            ReviewAction.LOCK: lambda: reviewing.lock(entries),
            ReviewAction.REOPEN: lambda: reviewing.reopen(entries, reason),
        }
        return self._told(DONE_WORDS[action], len(rows), deciding[action])

    def _told(self, done: str, count: int, operation: Callable[[], ChangeSet]) -> bool:
        changes = self._session.wish(operation)
        if changes:
            self._notices.tell(f"已{done} {count} 格，Ctrl+Z 撤销。")
        return bool(changes)
