"""The columns of the review page: what was before, what is now, what is doubted and explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.model.words import RowKind
from db.rules.finding import Severity
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.doubts import SEVERITY_MARKS
from desktop.review.rows import Pile, ReviewRow
from desktop.wording import part_words, signed, size

if TYPE_CHECKING:
    from collections.abc import Collection

KIND_LABELS = {RowKind.PROGRESS: "进展", RowKind.MILESTONE: "阶段"}


def review_columns(ticked: Collection[str]) -> tuple[Column, ...]:
    """Return the columns; `ticked` holds the keys of ticked entries, read whenever one is drawn."""
    return (
        Column("指标", partial(_name, ticked), 150, 228, stretches=True, key="name"),
        Column("报告期", _period, 52, 84, key="period"),
        Column("上期", _before, 56, 72, align=Align.RIGHT, key="before"),
        Column("本次", _now, 56, 76, align=Align.RIGHT, tinted=True, key="now"),
        Column("差", _change, 52, 68, align=Align.RIGHT, key="change"),
        Column("校验", _doubt, 96, 118, stretches=True, key="doubt"),
        Column("填报人说明", _explanation, 108, stretches=True, divider=True, key="explanation"),
    )


def _name(ticked: Collection[str], row: ReviewRow) -> Cell:
    line = row.line
    words = f"{line.name}（{line.unit_name}）" if line.unit_name else line.name
    mark = Mark.TICKED if row.key in ticked else Mark.UNTICKED
    return Cell(words, mark=mark, spaced=True, label=KIND_LABELS.get(line.kind, ""), hint=words)


def _period(row: ReviewRow) -> Cell:
    return Cell(part_words(row.line.period), hint=row.line.period)


def _before(row: ReviewRow) -> Cell:
    return Cell(row.line.before, "muted", hint=row.line.before)


def _now(row: ReviewRow) -> Cell:
    return Cell(row.line.words.replace("\n", " "), bold=True, hint=row.line.words)


def change_words(row: ReviewRow) -> str:
    """Return how much an entry differs from what was before: −0.90; empty without two numbers."""
    now, before = row.line.value, row.line.before_value
    return "" if now is None or before is None else signed(now - before)


def _change(row: ReviewRow) -> Cell:
    return Cell(change_words(row), small=True)


def _doubt(row: ReviewRow) -> Cell:
    if row.findings:
        first = row.open[0] if row.open else row.findings[0]
        ink = "bad" if first.severity is Severity.ERROR else "warn"
        words = "".join(one.message for one in row.findings)
        said = _short(first.message, row.line.name)
        return Cell(said, ink, mark=SEVERITY_MARKS[first.severity], hint=words)
    if row.pile is Pile.CHANGED:
        return Cell("已审核后改动", mark=Mark.CHANGED)
    late = f"晚 {row.line.late} 天提交" if row.line.late else ""
    return Cell("无疑问", "muted", mark=Mark.APPROVED, hint=late)


def _short(message: str, name: str) -> str:
    """Return what is doubted in a few words; the tip and the pane have all of it."""
    first = message.partition("，")[0].rstrip("。")
    return first.removeprefix(f"“{name}”").removeprefix(name)


def _explanation(row: ReviewRow) -> Cell:
    if any(one.severity is Severity.ERROR for one in row.open):
        return Cell("有错误，先改", "bad", small=True)
    if row.open:
        return Cell("未说明，不能通过", "bad", small=True)
    words = row.explanation
    return Cell(words.replace("\n", " "), small=True, hint=words)


def shown(row: ReviewRow) -> str:
    """Return an entry's words with its unit, for a sentence: 89.40%."""
    line = row.line
    value = size(line.value) if line.value is not None and not line.words else line.words
    unit = line.measure_unit
    return value if unit and unit in value else f"{value}{unit if unit == '%' else ''}"
