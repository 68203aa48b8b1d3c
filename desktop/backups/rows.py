"""The rows of the backups page: copies, and the cells in which the chosen one differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.model.history_lines import ChangeLine, Deed
from db.model.record_words import TABLE_WORDS
from desktop.backups.words import REASON_WORDS, made_words, size_words
from desktop.columns import Align, Cell, Column, Heading
from desktop.delegates.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.connection.backups import Backup
    from desktop.backups.looking import Facts

BESIDE, SECOND = "台账旁", "第二处"


class CopyRow(NamedTuple):
    """A copy: where it lies, and what was found out about it (None: not looked at yet)."""

    copy: Backup
    place: str
    facts: Facts | None

    @property
    def key(self) -> str:
        """Return what tells the row from every other."""
        return str(self.copy.path)


class CellRow(NamedTuple):
    """A cell in which the chosen copy differs from today."""

    line: ChangeLine

    @property
    def key(self) -> str:
        """Return what tells the row from every other."""
        return self.line.key


def copy_columns() -> tuple[Column, ...]:
    """Return the columns of the list of copies."""
    return (
        Column("备份时间", _when, 136, 150, key="when"),
        Column("起因", lambda row: Cell(_reason(row)), 64, 80, key="why"),
        Column("位置", lambda row: Cell(row.place, "muted", small=True), 60, 70, key="where"),
        Column("大小", lambda row: _small(_size(row)), 68, 90, align=Align.RIGHT, key="size"),
        Column("步数", lambda row: _small(_steps(row)), 60, 80, align=Align.RIGHT, key="steps"),
        Column("完好", _whole, 90, stretches=True, key="whole"),
    )


def _when(row: CopyRow) -> Cell:
    return Cell(made_words(row.copy.made_at), hint=str(row.copy.path))


def _reason(row: CopyRow) -> str:
    return REASON_WORDS.get(row.copy.reason, row.copy.reason)


def _small(words: str) -> Cell:
    return Cell(words, "muted", small=True)


def _size(row: CopyRow) -> str:
    return size_words(row.facts.size) if row.facts is not None else ""


def _steps(row: CopyRow) -> str:
    return str(row.facts.steps) if row.facts is not None and row.facts.steps else ""


def _whole(row: CopyRow) -> Cell:
    if row.facts is None:
        return _small("还没有核对")
    if row.facts.whole is None:
        return _small("很大，按“核对”再查")
    if row.facts.whole:
        return Cell("完好", mark=Mark.APPROVED)
    return Cell("不完好，不要用", "bad", mark=Mark.ERROR)


def difference_columns() -> tuple[Column, ...]:
    """Return the columns of what differs."""
    return (
        Column("与现在不同的行", _name, 220, stretches=True, key="name"),
        Column("项", lambda row: _small(row.line.cell.word or _deed(row)), 84, 150, key="what"),
        Column("备份里", _old, 76, 150, align=Align.RIGHT, key="old"),
        Column("现在", _now, 76, 150, align=Align.RIGHT, key="now"),
    )


_DEEDS = {Deed.CAME: "备份后新增", Deed.WENT: "现在没有", Deed.CHANGED: "备份后改动"}
_MARKS = {Deed.CAME: Mark.NEW, Deed.WENT: Mark.TAKEN_OUT, Deed.CHANGED: Mark.CHANGED}


def _deed(row: CellRow) -> str:
    return _DEEDS[row.line.deed]


def _name(row: CellRow) -> Cell:
    line = row.line
    return Cell(line.name, mark=_MARKS[line.deed], spaced=True, hint=f"{_deed(row)} {line.name}")


def _old(row: CellRow) -> Cell:
    words = row.line.cell.before
    return Cell(words.replace("\n", " "), bold=True, hint=words)


def _now(row: CellRow) -> Cell:
    words = row.line.cell.after
    return Cell(words.replace("\n", " "), "muted", hint=words)


def by_table(lines: Sequence[ChangeLine], folded: Collection[str]) -> list[Heading | CellRow]:
    """Return what differs under its tables."""
    groups: dict[str, list[CellRow]] = {}
    for line in lines:
        groups.setdefault(line.table, []).append(CellRow(line))
    made: list[Heading | CellRow] = []
    for table, rows in groups.items():
        words = TABLE_WORDS.get(table, table)
        opened = table not in folded
        made.append(Heading(table, words, f"{len(rows)} 格", opened))
        made += rows if opened else []
    return made
