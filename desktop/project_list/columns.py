"""The columns of the project table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.project_list.words import money
from desktop.wording import DASH, size

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from db.model.lines import ProjectLine

STAGE = "stage"
"""The name of the column whose word can be chosen."""


@dataclass(slots=True)
class Around:
    """What cells must know beside their row; read anew whenever rows are shown."""

    folded: Collection[str] = ()
    lumps: Collection[str] = ()
    chosen: Collection[str] = ()
    doubtful: Collection[str] = field(default_factory=frozenset)


def project_columns(around: Around) -> tuple[Column, ...]:
    """Return the columns; rows that only surround the chosen ones are muted."""

    def name(line: ProjectLine) -> Cell:
        folds = line.id in around.lumps
        return Cell(
            line.name,
            mark=Mark.UNEQUAL if line.id in around.doubtful else None,
            bold=folds,
            noted=bool(line.note),
            indent=line.depth + (0 if folds else 1),
            fold=(line.id not in around.folded) if folds else None,
            hint=f"{line.name}：{line.note}" if line.note else line.name,
        )

    def quiet(cell: Callable[[ProjectLine], Cell]) -> Callable[[ProjectLine], Cell]:
        def shown(line: ProjectLine) -> Cell:
            made = cell(line)
            return made if line.id in around.chosen else replace(made, ink="muted", bold=False)

        return shown

    return (
        Column("项目", quiet(name), 240, stretches=True),
        Column("建设性质", quiet(lambda line: Cell(line.kind)), 70),
        Column("学段", quiet(lambda line: Cell(line.school_stage)), 66),
        Column("完成年份", quiet(_year), 64, align=Align.CENTRE),
        Column("学位", quiet(lambda line: _number(size(line.places))), 58, align=Align.RIGHT),
        Column("班级", quiet(lambda line: _number(size(line.classes))), 46, align=Align.RIGHT),
        Column("投资", quiet(lambda line: _number(money(line.investment))), 82, align=Align.RIGHT),
        Column("阶段", _stage, 84, name=STAGE),
        Column("牵头单位", quiet(_lead), 104),
    )


def _year(line: ProjectLine) -> Cell:
    return Cell(DASH, "muted") if line.due_year is None else Cell(str(line.due_year))


def _number(words: str) -> Cell:
    return Cell(words, hint=words) if words else Cell(DASH, "muted")


def _stage(line: ProjectLine) -> Cell:
    return Cell(tag=line.stage) if line.stage else Cell("未填", "muted")


def _lead(line: ProjectLine) -> Cell:
    leads = [share for share in line.units if share.lead]
    words = "、".join(share.name for share in leads)
    presumed = any(share.presumed for share in leads)
    hint = f"{words}（推定：取自第一个责任单位）" if presumed else words
    return Cell(words, tag="推定" if presumed else "", hint=hint)
