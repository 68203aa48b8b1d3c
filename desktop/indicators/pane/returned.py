"""What the pane says of a figure that came back: why, who returned it, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import ReviewAction
from desktop.delegates.marks import Mark
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.review_lines import ReviewEventLine

_TO_DO = "改好后在审核页再提交。"


def returned_section(events: Iterable[ReviewEventLine]) -> PaneSection:
    """Return the card of the last return among what was decided about a figure."""
    returns = [event for event in events if event.action is ReviewAction.RETURN]
    if not returns:
        return PaneSection("", ())
    last = returns[-1]
    rows = (
        PaneRow(f"退回：{last.reason}", mark=Mark.RETURNED, bold=True),
        PaneRow(f"{last.who} {stamp(last.made_at)}".strip()),
        PaneRow(_TO_DO),
    )
    return PaneSection("", rows, card="warn")
