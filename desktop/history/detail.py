"""What the pane says of a step, of a cell it changed, of what nobody's step changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import StepKind
from db.model.history_lines import Deed
from db.model.record_words import TABLE_WORDS
from desktop.delegates.marks import Mark
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import minute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.model.history_lines import ChangeLine, DamageLine, HistoryStep

SHOWN = 12
"""Cells of a step that the pane lists; the others stand below the opened step."""
TO_ROW = "row"
"""The key of the link that narrows the history to the row of a cell."""
_NOTHING = "——"
_KINDS = {StepKind.UNDO: "，撤销的一步", StepKind.REDO: "，重做的一步"}


def step_sections(
    step: HistoryStep, lines: Sequence[ChangeLine], reason: str, *, whole: bool
) -> tuple[PaneSection, ...]:
    """Return the sections of a step; `reason` is why it can neither be taken back nor repeated.

    `whole`: the lines are all of its cells.
    """
    made = [_life(step), *_changes(lines, whole=whole)]
    if reason:
        made.insert(0, PaneSection("", (PaneRow(reason, mark=Mark.REFUSED),), card="warn"))
    if step.undone:
        by = f"{step.undone_by} {minute(step.undone_at)} 撤销了这一步".strip()
        made.insert(0, PaneSection("", (PaneRow(by, mark=Mark.RETURNED),), card="warn"))
    return tuple(made)


def _life(step: HistoryStep) -> PaneSection:
    rows = (
        PaneRow(step.who or _NOTHING, left="何人"),
        PaneRow(minute(step.made_at), left="何时"),
        PaneRow(f"{step.topic}{_KINDS.get(StepKind(step.kind), '')}", left="类别"),
        PaneRow(f"{step.rows} 行", left="改了"),
    )
    return PaneSection("经过", rows)


def _changes(lines: Sequence[ChangeLine], *, whole: bool) -> Iterator[PaneSection]:
    rows: list[PaneRow] = []
    row = ("", "")
    for line in lines[:SHOWN]:
        if (line.table, line.row) != row:
            row = (line.table, line.row)
            table = TABLE_WORDS.get(line.table, line.table)
            rows.append(PaneRow(f"{table} {line.deed}", ink="muted"))
            rows.append(PaneRow(line.name, bold=True))
        if line.cell.before or line.cell.after:
            words = change_words(line.cell.before, line.cell.after, line.deed)
            rows.append(PaneRow(words, left=line.cell.word))
    if not whole or len(lines) > SHOWN:
        rows.append(PaneRow("其余的按 → 展开来看。", ink="muted"))
    if rows:
        yield PaneSection("改动", tuple(rows))


def change_words(before: str, after: str, deed: Deed = Deed.CHANGED) -> str:
    """Return a change in words: 94 → 95; of a row that came or went what it said."""
    if deed is Deed.CAME:
        return after
    if deed is Deed.WENT:
        return f"原为 {before}"
    return f"{before or _NOTHING} → {after or _NOTHING}"


def cell_sections(line: ChangeLine) -> tuple[PaneSection, ...]:
    """Return the sections of a cell, or of a row that came or went: all it says."""
    table = TABLE_WORDS.get(line.table, line.table)
    rows = [
        PaneRow(change_words(cell.before, cell.after, line.deed), left=cell.word)
        for cell in line.cells or (line.cell,)
        if cell.before or cell.after
    ]
    return (PaneSection(f"{table} {line.deed}", tuple(rows), link="这一行的历史", key=TO_ROW),)


def doubt_sections(line: DamageLine) -> tuple[PaneSection, ...]:
    """Return the sections of a cell that was altered behind the program's back."""
    what = PaneRow("文件里的这一处不是本程序写的。", mark=Mark.ERROR)
    to_do = PaneRow("核对原件，改回正确的数；或在备份页恢复这一行。")
    rows = (
        PaneRow(line.expected or _NOTHING, left="按历史"),
        PaneRow(line.found or _NOTHING, left="现在", ink="bad", bold=True),
    )
    return (PaneSection("", (what, to_do), card="bad"), PaneSection(line.word, rows))
