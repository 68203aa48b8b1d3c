"""The columns of what revisions did: the row, what of it, before and after side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import RevisionAction
from db.rules.revision_words import KIND_WORDS, after_words, before_words, field_words
from desktop.columns import Align, Cell, Column
from desktop.revisions.rows import ACTION_GROUNDS, ACTION_MARKS

if TYPE_CHECKING:
    from db.model.revised import RevisedLine

COMMITMENT = "量化"


def line_columns() -> tuple[Column, ...]:
    """Return the columns of the list of revisions."""
    return (
        Column("指标、任务、项目", _name, 236, 320, stretches=True, key="name"),
        Column("单位", _unit, 44, 80, align=Align.CENTRE, key="unit"),
        Column("调整内容", _field, 96, 150, key="field"),
        Column("调整前", _before, 72, 130, align=Align.RIGHT, key="before"),
        Column("调整后", _after, 84, 200, align=Align.RIGHT, tinted=True, key="after"),
        Column("方式", _action, 64, 90, key="action"),
        Column("说明", _note, 90, stretches=True, key="note"),
    )


def kind_words(line: RevisedLine) -> str:
    """Return what kind of row a line speaks of."""
    return COMMITMENT if line.is_commitment else KIND_WORDS.get(line.kind, "")


def _name(line: RevisedLine) -> Cell:
    words = f"{line.number} {line.name}".strip()
    return Cell(words, label=kind_words(line), hint=f"{line.group}　{words}".strip())


def _unit(line: RevisedLine) -> Cell:
    return Cell(line.unit, "muted", small=True, hint=line.unit)


def _field(line: RevisedLine) -> Cell:
    words = field_words(line.field, line.role, line.year)
    return Cell(words, small=True, hint=words)


def _before(line: RevisedLine) -> Cell:
    words = before_words(line)
    changed = bool(line.before.text) or (line.is_row and line.action is not RevisionAction.ADDED)
    if changed:
        # What the plan asked of a whole row stands in the tip, and in the pane.
        return Cell("", struck="列入" if line.is_row else words, hint=words)
    return Cell(words, "muted", hint=words)


def _after(line: RevisedLine) -> Cell:
    words, ground = after_words(line), ACTION_GROUNDS[line.action]
    return Cell(words, f"{ground}_text", ground, bold=True, hint=words)


def _action(line: RevisedLine) -> Cell:
    return Cell(line.action, mark=ACTION_MARKS[line.action])


def _note(line: RevisedLine) -> Cell:
    return Cell(line.note.replace("\n", " "), "muted", small=True, hint=line.note)
