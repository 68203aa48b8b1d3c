"""The columns of the unit table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.wording import DASH

if TYPE_CHECKING:
    from desktop.units.rows import UnitRow

KIND = "kind"
"""The name of the column whose word can be chosen."""
NO_KIND_WORDS = "未分类"


def unit_columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column("单位", _name, 236, stretches=True),
        Column("类型", _kind, 72, align=Align.CENTRE, name=KIND),
        Column("牵头", lambda row: _count(row, row.load.leads), 54, align=Align.RIGHT),
        Column("配合", lambda row: _count(row, row.load.helps), 54, align=Align.RIGHT),
        Column("供数", lambda row: _count(row, row.load.provides), 54, align=Align.RIGHT),
        Column("推定", _presumed, 58, align=Align.RIGHT),
        Column("联系人", _contact, 128),
        Column("上级", lambda row: _words(row, row.parent), 104),
    )


def _name(row: UnitRow) -> Cell:
    line = row.line
    short = f"（{line.short_name}）" if line.short_name else ""
    members = f"{len(line.members)} 家" if line.members else "成员未定"
    tag = "已撤销" if row.ended else members if line.is_group else ""
    names = "、".join(line.aliases)
    return Cell(
        line.name + short,
        ink=_ink(row),
        mark=Mark.UNEQUAL if row.doubt else None,
        spaced=True,
        bold=row.load.leads > 0 and not row.ended,
        tag=tag,
        hint="，".join(filter(None, (line.name, names and f"又写作{names}", row.doubt))),
    )


def _kind(row: UnitRow) -> Cell:
    return Cell(row.line.kind, _ink(row)) if row.line.kind else Cell(NO_KIND_WORDS, "muted")


def _count(row: UnitRow, count: int) -> Cell:
    return Cell(str(count), _ink(row)) if count else Cell(DASH, "muted")


def _presumed(row: UnitRow) -> Cell:
    count = row.load.presumed
    hint = f"{count} 项的职责是推定的，取自第一个责任单位" if count else ""
    return Cell(str(count), "warn", hint=hint) if count else Cell("", "muted")


def _contact(row: UnitRow) -> Cell:
    return Cell(row.contact, _ink(row), hint=row.contact) if row.contact else Cell("未填", "muted")


def _words(row: UnitRow, words: str) -> Cell:
    return Cell(words, _ink(row), hint=words)


def _ink(row: UnitRow) -> str:
    return "muted" if row.ended else "text"
