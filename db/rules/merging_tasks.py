"""What becomes of words that were told twice when two tasks become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

_GRAVEST = (
    TaskStatus.BEHIND,
    TaskStatus.ON_TRACK,
    TaskStatus.NOT_STARTED,
    TaskStatus.STANDING,
    TaskStatus.DONE,
    TaskStatus.STOPPED,
)
"""Which status a merged task takes: it is behind if a part is, done only if all are."""


def joined(words: Iterable[str]) -> str:
    """Return words told apart as one text, each once, in order; blanks say nothing."""
    said = [part for part in dict.fromkeys(part.strip() for part in words) if part]
    if len(said) < 2:  # noqa: PLR2004 - one text stays as it was said
        return "".join(said)
    return "；".join(part.rstrip("；。") for part in said)


def joint_status(statuses: Iterable[TaskStatus]) -> TaskStatus:
    """Return how a task stands that was made of others; begun where only some are done.

    Raises ValueError without any.
    """
    found = set(statuses)
    if {TaskStatus.DONE, TaskStatus.NOT_STARTED} <= found and TaskStatus.BEHIND not in found:
        return TaskStatus.ON_TRACK
    return min(found, key=_GRAVEST.index)
