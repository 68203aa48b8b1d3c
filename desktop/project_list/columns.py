"""The columns that stay in place beside the timeline: name, stage, how it stands, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.rules.schedule import Standing
from desktop.columns import Cell, Column
from desktop.delegates.marks import Mark
from desktop.project_list.content import ProjectContent
from desktop.project_list.kinds import USUAL, Kind, kind_columns
from desktop.project_list.rows import Unnamed
from desktop.project_list.words import STANDING_INKS, STANDING_MARKS, late_words
from desktop.wording import DASH

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from db.model.project_lines import ProjectRow

STAGE = "stage"
"""The name of the column whose word can be chosen."""
_NARROW_NAME, _WIDE_NAME = 168, 204


@dataclass(slots=True)
class Around:
    """What cells must know beside their row; read anew whenever rows are shown."""

    content: ProjectContent
    doubtful: Collection[str] = field(default_factory=frozenset)

    @classmethod
    def empty(cls, today: date) -> Around:
        """Return what is known before anything was read."""
        return cls(ProjectContent((), today))


def project_columns(around: Around, kinds: Collection[Kind] = USUAL) -> tuple[Column, ...]:
    """Return the columns with those of these kinds; the works without a name are muted."""

    def name(row: ProjectRow | Unnamed) -> Cell:
        if isinstance(row, Unnamed):
            words = f"待列名 {row.count} 个"
            return Cell(words, "muted", indent=row.depth, hint=f"{words}，按 Enter 列出名称")
        note = f"：{row.note}" if row.note else ""
        mark = Mark.UNEQUAL if row.id in around.doubtful else None
        indent = _depth(row, around.content)
        return Cell(row.name, mark=mark, noted=bool(row.note), indent=indent, hint=row.name + note)

    def standing(row: ProjectRow | Unnamed) -> Cell:
        if isinstance(row, Unnamed):
            return Cell(Standing.OPEN, "muted", mark=STANDING_MARKS[Standing.OPEN])
        judged = around.content.judged(row)
        ink, mark = STANDING_INKS[judged.standing], STANDING_MARKS[judged.standing]
        return Cell(judged.standing, ink, mark=mark, hint=late_words(judged))

    return (
        Column("项目", name, _NARROW_NAME, _WIDE_NAME, gauge=_length, stretches=True),
        Column("阶段", _stage, 70, 78, name=STAGE),
        Column("判定", standing, 80),
        *kind_columns(kinds),
    )


def _length(row: ProjectRow | Unnamed) -> int:
    return 0 if isinstance(row, Unnamed) else len(row.name)


def _depth(row: ProjectRow, content: ProjectContent) -> int:
    """Return how many lumps a row stands in; a row under its kind stands in that."""
    depth, above = 0, row
    while above.parent is not None and (found := content.row(above.parent)) is not None:
        depth, above = depth + 1, found
    return max(depth, 1)


def _stage(row: ProjectRow | Unnamed) -> Cell:
    if isinstance(row, Unnamed) and not row.stage:
        return Cell(DASH, "muted")
    return Cell(tag=row.stage) if row.stage else Cell("未填", "muted")
