"""What was told of a period: whether words say anything, and how far a period's entry has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import EntryState

if TYPE_CHECKING:
    from db.model.lines import ProgressLine

_NOTHING = frozenset({"", "无", "没有", "暂无", "无。", "/", "—", "——"})
_FILLED = {
    EntryState.SUBMITTED: "submitted",
    EntryState.RETURNED: "returned",
    EntryState.APPROVED: "filled",
    EntryState.LOCKED: "locked",
}


class Told(StrEnum):
    """How far the entry of one row has come in a period."""

    BLANK = "blank"
    DRAFT = "draft"
    FILLED = "filled"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    LOCKED = "locked"


def says_nothing(words: str) -> bool:
    """Tell whether words of a 存在问题 or 需协调事项 say that there is none."""
    return words.strip() in _NOTHING


def told_of(progress: ProgressLine | None) -> Told:
    """Return how far an entry has come: begun without its 进展 it is a draft, with it filled."""
    if progress is None:
        return Told.BLANK
    if progress.state is EntryState.DRAFT:
        return Told.FILLED if progress.words.strip() else Told.DRAFT
    return Told(_FILLED[progress.state])
