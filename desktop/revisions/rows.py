"""The rows of the page: revisions as headings, the newest first, what each did below it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.model.work_words import RevisionAction
from db.rules.revision_words import counts_words, number_words, row_actions
from desktop.columns import Heading
from desktop.delegates.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.model.revised import RevisedLine, RevisionEntry

ALL, UNNUMBERED = "all", "unnumbered"
"""The keys of the chips that are no action."""

ACTION_MARKS = {
    RevisionAction.ADDED: Mark.NEW,
    RevisionAction.CHANGED: Mark.CHANGED,
    RevisionAction.POSTPONED: Mark.POSTPONED,
    RevisionAction.TAKEN_OUT: Mark.TAKEN_OUT,
    RevisionAction.REPLACED: Mark.REPLACED,
}
"""How each thing a revision does to a row is marked; the word stands beside it."""

ACTION_GROUNDS = {
    RevisionAction.ADDED: "verdict_new",
    RevisionAction.CHANGED: "verdict_changed",
    RevisionAction.POSTPONED: "verdict_changed",
    RevisionAction.TAKEN_OUT: "verdict_bad",
    RevisionAction.REPLACED: "verdict_bad",
}
"""The ground of a value that a revision gives, takes out or moves."""


def counts(entries: Sequence[RevisionEntry]) -> dict[str, int]:
    """Return how many rows each chip stands for, a row once in each revision."""
    found: Counter[str] = Counter()
    for entry in entries:
        found.update(row_actions(entry.lines).values())
    found[ALL] = sum(found.values())
    found[UNNUMBERED] = sum(not entry.document_number for entry in entries)
    return dict(found)


def shown_rows(
    entries: Sequence[RevisionEntry], wanted: str, folded: Collection[str]
) -> list[Heading | RevisedLine]:
    """Return the revisions with what they did, as far as it is wanted."""
    rows: list[Heading | RevisedLine] = []
    for entry in reversed(entries):
        if wanted == UNNUMBERED and entry.document_number:
            continue
        actions = row_actions(entry.lines)
        lines = [line for line in entry.lines if wanted in {ALL, UNNUMBERED, "", actions[line.row]}]
        if not lines and wanted not in {ALL, UNNUMBERED, ""}:
            continue
        opened = entry.id not in folded
        title = f"{number_words(entry)}　{entry.title}"
        detail = f"{entry.decided_on}　{counts_words(entry.lines)}"
        rows.append(Heading(entry.id, title, detail, opened))
        rows += _row_by_row(lines) if opened else []
    return rows


def _row_by_row(lines: Sequence[RevisedLine]) -> list[RevisedLine]:
    """Return the lines with those of one row together."""
    order = {row: place for place, row in enumerate(dict.fromkeys(line.row for line in lines))}
    return sorted(lines, key=lambda line: order[line.row])
