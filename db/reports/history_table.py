"""The history as a report: one row a cell that a step changed, under the day it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.record_words import TABLE_WORDS
from db.reports.document import (
    Align,
    Document,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from db.model.history_lines import ChangeLine, HistoryStep

_COLUMNS = (
    ReportColumn("时间", 7, Align.CENTRE),
    ReportColumn("何人", 10, Align.CENTRE),
    ReportColumn("类别", 7, Align.CENTRE),
    ReportColumn("步骤", 26),
    ReportColumn("改动的行", 34),
    ReportColumn("项", 12, Align.CENTRE),
    ReportColumn("原来", 16, Align.RIGHT),
    ReportColumn("改为", 16, Align.RIGHT),
    ReportColumn("撤销", 16, Align.CENTRE),
)
_STEP = 3
"""The column that only the first row of a step fills."""
_TOLD = {"undo": "撤销：", "redo": "重做："}


def history_report(
    name: str, steps: Iterable[tuple[HistoryStep, Sequence[ChangeLine]]], today: date
) -> Document:
    """Return the report of these steps, each with its cells; `name` is the book's."""
    rows = tuple(_rows(steps))
    count = sum(isinstance(row, ReportRow) and bool(row.cells[_STEP]) for row in rows)
    table = ReportTable(_COLUMNS, rows, name=_STEP + 1)
    return Document(
        f"{name}历史",
        (Section("历史", table=table),),
        left=f"共 {count} 步",
        right=f"{today.year}年{today.month}月{today.day}日",
    )


def _rows(
    steps: Iterable[tuple[HistoryStep, Sequence[ChangeLine]]],
) -> Iterator[ReportRow | ReportBand]:
    day = ""
    for step, lines in steps:
        if step.day != day:
            day = step.day
            yield ReportBand(day)
        undone = f"{step.undone_by} {step.undone_at[:10]}".strip()
        words = f"{_TOLD.get(step.kind, '')}{step.label}"
        told = (step.made_at[11:16], step.who, str(step.topic), words)
        for place, line in enumerate(lines or (None,)):
            head, tail = (("", "", "", ""), "") if place else (told, undone)
            yield ReportRow((*head, *_cells(line), tail))


def _cells(line: ChangeLine | None) -> tuple[str, str, str, str]:
    if line is None:
        return "", "", "", ""
    table = TABLE_WORDS.get(line.table, line.table)
    word = line.cell.word or str(line.deed)
    return f"{table} {line.name}", word, line.cell.before, line.cell.after
