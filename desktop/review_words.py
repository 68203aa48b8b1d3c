"""How a report or a stage stands in the review, in words beside it: its state, why it came back."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.words import STATE_WORDS, EntryState
from desktop.delegates.marks import Mark
from desktop.widgets.pane import PaneRow, PaneSection

if TYPE_CHECKING:
    from collections.abc import Iterable

REVIEW_MARKS = MappingProxyType(
    {
        EntryState.SUBMITTED: Mark.SUBMITTED,
        EntryState.RETURNED: Mark.RETURNED,
        EntryState.APPROVED: Mark.APPROVED,
        EntryState.LOCKED: Mark.LOCKED,
    }
)
"""The marks of entries that were handed in; a draft is quiet."""

SHUT = "已锁定，不能改。要改先在审核页重开。"


def review_section(entries: Iterable[tuple[str, EntryState, str]]) -> PaneSection:
    """Return the section of what was handed in: each with its words, its state, why it came back.

    Drafts are left out.
    """
    rows: list[PaneRow] = []
    for words, state, reason in entries:
        mark = REVIEW_MARKS.get(state)
        if mark is not None:
            back = state is EntryState.RETURNED
            rows.append(PaneRow(STATE_WORDS[state], left=words, mark=mark, bold=back))
        if mark is not None and reason:
            rows.append(PaneRow(reason, ink="bad"))
    return PaneSection("审核", tuple(rows))
