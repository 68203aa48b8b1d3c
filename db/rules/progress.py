"""What was told of a period: whether words say anything, and how far a period's entry has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import EntryState, TaskStatus

if TYPE_CHECKING:
    from db.model.lines import ProgressLine

_NOTHING = frozenset({"", "无", "没有", "暂无", "无。", "/", "—", "——"})


class Told(StrEnum):
    """How far the entry of one row has come in a period."""

    BLANK = "blank"
    DRAFT = "draft"
    FILLED = "filled"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    LOCKED = "locked"


_FILLED = {
    EntryState.SUBMITTED: Told.SUBMITTED,
    EntryState.RETURNED: Told.RETURNED,
    EntryState.APPROVED: Told.FILLED,
    EntryState.LOCKED: Told.LOCKED,
}


def says_nothing(words: str) -> bool:
    """Tell whether words of a 存在问题 or 需协调事项 say that there is none."""
    return words.strip() in _NOTHING


def told_of(progress: ProgressLine | None) -> Told:
    """Return how far an entry has come: begun without its 进展 it is a draft, with it filled."""
    if progress is None:
        return Told.BLANK
    return told_as(progress.state, has_words=bool(progress.words.strip()))


def told_as(state: EntryState, *, has_words: bool) -> Told:
    """Return how far an entry in that state has come, by whether its 进展 is there."""
    if state is EntryState.DRAFT:
        return Told.FILLED if has_words else Told.DRAFT
    return _FILLED[state]


def is_asked(status: TaskStatus) -> bool:
    """Tell whether the progress of a task in that status is asked for: not once it has ended."""
    return status not in {TaskStatus.DONE, TaskStatus.STOPPED}
