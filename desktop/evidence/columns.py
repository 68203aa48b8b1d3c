"""The columns of the page: of evidence, of missing pieces, of closures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import EvidenceKind
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.proof.words import KIND_WORDS, STATE_MARKS, reference_words, row_words
from desktop.wording import DASH

if TYPE_CHECKING:
    from desktop.evidence.rows import ClosureRow, EvidenceRow, MissingRow


def evidence_columns() -> tuple[Column, ...]:
    """Return the columns of evidence; a title's tip says all of it."""
    return (
        Column("名称", _title, 200, stretches=True),
        Column("类型", _kind, 46, align=Align.CENTRE),
        Column("证明什么", _proves, 270, stretches=True),
        Column("文号或大小", _reference, 140),
        Column("添加", _added, 84, align=Align.CENTRE),
    )


def missing_columns() -> tuple[Column, ...]:
    """Return the columns of the pieces that are missing."""
    return (
        Column("缺少的佐证", _piece, 200, stretches=True),
        Column("哪一行要", _asked_by, 330),
        Column("类别", _asked_kind, 56, align=Align.CENTRE),
    )


def closure_columns() -> tuple[Column, ...]:
    """Return the columns of closures: a day a step."""
    return (
        Column("任务、举措、项目或问题", _closed, 220, stretches=True),
        Column("状态", _state, 84),
        Column("申请", lambda row: _day(_signed(row, "requested_on")), 84, align=Align.CENTRE),
        Column("核实", lambda row: _day(_signed(row, "verified_on")), 84, align=Align.CENTRE),
        Column("同意", lambda row: _day(_signed(row, "agreed_on")), 84, align=Align.CENTRE),
        Column("退回或重开", _back, 150),
    )


def _title(row: EvidenceRow) -> Cell:
    line = row.line
    hint = f"{line.title}：{line.note}" if line.note else line.title
    mark = Mark.APPROVED if row.proves else Mark.BLANK
    return Cell(line.title, mark=mark, spaced=True, noted=bool(line.note), hint=hint)


def _kind(row: EvidenceRow) -> Cell:
    return Cell(row.line.kind, "muted")


def _proves(row: EvidenceRow) -> Cell:
    if not row.proves:
        return Cell("未关联", "warn")
    first, more = row.proves[0].words, len(row.proves) - 1
    words = f"{first} 等 {more + 1} 行" if more else first
    return Cell(words, hint="\n".join((words, *(one.words for one in row.proves))))


def _reference(row: EvidenceRow) -> Cell:
    line, whole = row.line, reference_words(row.line)
    if line.kind is not EvidenceKind.PAPER:
        return Cell(whole, "muted")
    return Cell(line.document_number or line.location or whole, hint=whole)


def _added(row: EvidenceRow) -> Cell:
    return Cell(row.line.added_at[:10], "muted")


def _piece(row: MissingRow) -> Cell:
    return Cell(row.piece.words, mark=Mark.BLANK, spaced=True, hint=row.piece.words)


def _asked_by(row: MissingRow) -> Cell:
    return Cell(row.named.name, hint=row_words(row.named))


def _asked_kind(row: MissingRow) -> Cell:
    return Cell(KIND_WORDS[row.named.ref.kind], "muted")


def _closed(row: ClosureRow) -> Cell:
    ink = "text" if row.last else "muted"
    words = row_words(row.named)
    return Cell(words, ink, hint=words)


def _state(row: ClosureRow) -> Cell:
    return Cell(row.state, mark=STATE_MARKS[row.state])


def _signed(row: ClosureRow, step: str) -> str:
    """Return the day of a step of a closure, empty before it."""
    return str(getattr(row.record, step)) if row.record is not None else ""


def _day(day: str) -> Cell:
    return Cell(day) if day else Cell(DASH, "muted")


def _back(row: ClosureRow) -> Cell:
    record = row.record
    day = (record.reopened_on or record.refused_on) if record is not None else ""
    if record is None or not day:
        return Cell(DASH, "muted")
    words = f"{day} {record.reopening or record.refusal}"
    return Cell(words, hint=words)
