"""What the pane says of revised targets: the old one, the new one, by which document, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import RevisedField
from db.rules.revision_words import after_words, before_words, field_words, number_words
from desktop.delegates.marks import Mark
from desktop.widgets.pane import PaneRow, PaneSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine
    from db.model.revised import RevisionEntry


def revised_section(line: IndicatorLine, entries: Sequence[RevisionEntry]) -> PaneSection:
    """Return what revisions did to a row's targets, the newest first; without rows for none."""
    rows: list[PaneRow] = []
    for entry in reversed(entries):
        for one in entry.lines:
            if one.row == line.id and one.field is RevisedField.TARGET:
                rows.append(
                    PaneRow(
                        f"原 {before_words(one)} → {after_words(one)}",
                        left=field_words(one.field, one.role, one.year),
                        mark=Mark.REVISED,
                        bold=True,
                    )
                )
                parts = (number_words(entry), entry.decided_on, entry.reason)
                rows.append(PaneRow("　".join(part for part in parts if part), ink="muted"))
    return PaneSection("目标调整", tuple(rows))
