"""The columns of the history page: step or row, which cell, what stood there, what stands then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import StepKind
from db.model.history_lines import Deed
from db.model.record_words import TABLE_WORDS
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.history.rows import CellRow, DoubtRow, MoreRow, StepRow
from desktop.wording import clock, minute

if TYPE_CHECKING:
    from desktop.history.rows import Row

_DEED_MARKS = {Deed.CAME: Mark.NEW, Deed.CHANGED: Mark.CHANGED, Deed.WENT: Mark.TAKEN_OUT}
_TOLD = {StepKind.UNDO: "撤销：", StepKind.REDO: "重做："}


def history_columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column("步骤、行", _name, 260, stretches=True, key="name"),
        Column("类别、项", _what, 76, 130, key="what"),
        Column("原来", _before, 76, 150, align=Align.RIGHT, key="before"),
        Column("改为", _after, 76, 150, align=Align.RIGHT, key="after"),
        Column("何人", _who, 56, 84, key="who"),
        Column("时间", _when, 52, 60, align=Align.CENTRE, key="when"),
    )


def step_words(row: StepRow) -> str:
    """Return a step's words; one that takes another back or repeats it says so."""
    return f"{_TOLD.get(StepKind(row.step.kind), '')}{row.step.label}"


def _name(row: Row) -> Cell:
    if isinstance(row, StepRow):
        words = step_words(row)
        if not row.step.undone:
            ink = "muted" if row.step.kind != StepKind.DO else "text"
            return Cell(words, ink, fold=row.opened, hint=words)
        by = f"{row.step.undone_by} {minute(row.step.undone_at)} 撤销".strip()
        hint = f"{words}\n{by}"
        return Cell(by, "muted", small=True, struck=words, fold=row.opened, hint=hint)
    if isinstance(row, CellRow):
        line = row.line
        label = TABLE_WORDS.get(line.table, line.table)
        mark = _DEED_MARKS[line.deed]
        return Cell(line.name, mark=mark, indent=2, label=label, hint=f"{label} {line.name}")
    if isinstance(row, DoubtRow):
        return Cell(row.line.name, "bad", mark=Mark.ERROR, hint=row.line.name)
    return Cell(row.words, "muted", indent=2 if row.step else 0, small=True)


def _what(row: Row) -> Cell:
    if isinstance(row, StepRow):
        words: str = row.step.topic
    elif isinstance(row, CellRow):
        words = row.line.cell.word or row.line.deed
    else:
        words = row.line.word if isinstance(row, DoubtRow) else ""
    return Cell(words, "muted", small=True, hint=words)


def _before(row: Row) -> Cell:
    if isinstance(row, CellRow):
        return _value(row.line.cell.before, "muted")
    return _value(row.line.expected, "text") if isinstance(row, DoubtRow) else Cell()


def _after(row: Row) -> Cell:
    if isinstance(row, StepRow):
        return Cell(f"{row.step.rows} 行", "muted", small=True)
    if isinstance(row, CellRow):
        return _value(row.line.cell.after, "text", bold=True)
    return Cell() if isinstance(row, MoreRow) else _value(row.line.found, "bad", bold=True)


def _value(words: str, ink: str, *, bold: bool = False) -> Cell:
    return Cell(words.replace("\n", " "), ink, bold=bold, hint=words)


def _who(row: Row) -> Cell:
    who = row.step.who if isinstance(row, StepRow) else ""
    return Cell(who, "muted", small=True, hint=who)


def _when(row: Row) -> Cell:
    return Cell(clock(row.step.made_at) if isinstance(row, StepRow) else "", "muted", small=True)
