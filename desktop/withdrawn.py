"""Rows that target revisions took out, shown on their own pages: as they stood, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db.model.lines import IndicatorLine, TaskLine
from db.model.words import RowKind
from db.queries.revisions import revision_entries, withdrawn_kinds, withdrawn_rows
from desktop.columns import Cell, Column
from desktop.delegates.marks import Mark
from desktop.widgets.chips import Chip
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.widgets.table import LineTable
from desktop.wording import DASH, as_printed, period_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.model.lines import ProjectLine
    from db.model.revised import RevisionEntry
    from desktop.session import BookSession
    from desktop.theme import Look
    from desktop.widgets.chips import ChipRow

GONE = "gone"
"""The key of the chip."""
TO_REVISION = "revision "
"""What the key of the link to a revision begins with; its id follows."""


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row that is no more in the plan: what it promised, how far it had come, what took it out.

    `stood` are its targets or deadline, `reached` its figures, status or stage, each with its year
    or what it is; `successor` is the name of the row that came in its place.
    """

    id: str
    name: str
    label: str
    group: str
    stood: tuple[tuple[str, str], ...]
    reached: tuple[tuple[str, str], ...]
    units: str
    entry: RevisionEntry | None = None
    successor: str = ""

    @property
    def state(self) -> str:
        """Return what became of it."""
        return "已替换" if self.successor else "已取消"


class Withdrawn(QObject):
    """The chip of a page with what revisions took out of its rows, and the table behind it."""

    cursor_moved = Signal()

    def __init__(
        self, kind: RowKind, session: BookSession, chips: ChipRow, look: Look, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._session = session
        self._chips = chips
        self.table = LineTable(look, attrgetter("id"), whole_rows=True)
        self.table.setAccessibleName("已取消的行")
        self.table.show_columns(_columns())
        self.table.hide()
        self.table.cursor_moved.connect(self._on_cursor)

    def chip(self) -> tuple[Chip, ...]:
        """Return the chip where anything was taken out."""
        plan = self._session.plan
        counts = self._session.read(withdrawn_kinds, plan.id) if plan is not None else {}
        count = counts.get(self._kind, 0)
        return (Chip(GONE, "已取消", count, Mark.TAKEN_OUT),) if count else ()

    @property
    def is_chosen(self) -> bool:
        """Tell whether they are looked at."""
        return self._chips.key == GONE

    def show(self) -> bool:
        """Show them where their chip is chosen, else hide them; tell which."""
        if self.is_chosen:
            self.table.show_rows(tuple(gone_rows(self._session, self._kind)))
        self.table.setVisible(self.is_chosen)
        return self.is_chosen

    @property
    def row(self) -> GoneRow | None:
        """Return the row under the cursor while they are looked at."""
        row = self.table.current_row if self.is_chosen else None
        return row if isinstance(row, GoneRow) else None

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: object) -> None:
        self.cursor_moved.emit()


def gone_rows(session: BookSession, kind: RowKind) -> Iterator[GoneRow]:
    """Yield what was taken out of the plan in sight: tasks with their 量化目标 are one kind."""
    plan = session.plan
    if plan is None:
        return
    held = session.read(withdrawn_rows, plan.id)
    entries = session.read(revision_entries, plan.id)
    lines: Iterable[IndicatorLine | TaskLine | ProjectLine] = held.projects
    if kind is RowKind.TASK:
        lines = (*held.tasks, *(one for one in held.indicators if one.task is not None))
    elif kind is RowKind.INDICATOR:
        lines = [one for one in held.indicators if one.task is None]
    for line in lines:
        entry = next((one for one in entries if one.id == line.withdrawn_by), None)
        said = entry.lines if entry is not None else ()
        successor = next(
            (one.successor for one in said if one.row == line.id and one.successor), ""
        )
        yield _row(line, entry, successor)


def gone_sections(row: GoneRow) -> tuple[PaneSection, ...]:
    """Return what is said of a row that was taken out; the first is a card."""
    entry, by = row.entry, ()
    if entry is not None:
        by = (
            PaneRow(entry.document_number or "待补", left="文号"),
            PaneRow(entry.decided_on, left="日期"),
            PaneRow(entry.title),
            *((PaneRow(entry.reason, left="原因"),) if entry.reason else ()),
        )
    said = f"现由“{row.successor}”代替。" if row.successor else "不再考核，已录入的都还在。"
    key = f"{TO_REVISION}{entry.id}" if entry is not None else ""
    sections = (
        PaneSection(row.state, (PaneRow(said),), card="warn"),
        PaneSection("由哪份文件", by, link="看这次调整" if key else "", key=key),
        PaneSection("当时的目标", _pairs(row.stood)),
        PaneSection("当时的情况", _pairs((*row.reached, ("单位", row.units)))),
    )
    return tuple(section for section in sections if section.rows)


def _pairs(pairs: Iterable[tuple[str, str]]) -> tuple[PaneRow, ...]:
    return tuple(PaneRow(words, left=left) for left, words in pairs if words)


def _row(
    line: IndicatorLine | TaskLine | ProjectLine, entry: RevisionEntry | None, successor: str
) -> GoneRow:
    units = "、".join(share.name for share in line.units)
    if isinstance(line, IndicatorLine):
        stood = [
            (f"{one.year} 年" if one.year else "目标", as_printed(one.amount, line.unit))
            for one in line.targets
        ]
        figures = [
            (period_words(period), one.amount.text) for period, one in sorted(line.actuals.items())
        ]
        name = f"{line.name}（{line.unit}）" if line.unit else line.name
        label = "指标" if line.task is None else "量化"
        group, reached = line.category, figures
    elif isinstance(line, TaskLine):
        name, label, group = f"{line.number} {line.title}".strip(), "任务", line.section
        stood, reached = [("时限", line.deadline)], [("状态", str(line.status))]
    else:
        name, label, group = line.name, "项目", line.kind
        due = line.deadline or (str(line.due_year) if line.due_year is not None else "")
        stood, reached = [("时限", due)], [("阶段", line.stage or "未填")]
    return GoneRow(
        line.id, name, label, group, tuple(stood), tuple(reached), units, entry, successor
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("已取消的行", _name, 260, 420, stretches=True),
        Column("状态", _state, 84),
        Column("当时的目标", _stood, 150, 220),
        Column("当时的情况", _reached, 110, 180),
        Column("文号", _number, 150, 200),
        Column("日期", _day, 84),
    )


def _name(row: GoneRow) -> Cell:
    return Cell(row.name, "muted", label=row.label, hint=row.name)


def _state(row: GoneRow) -> Cell:
    hint = f"现由“{row.successor}”代替" if row.successor else ""
    return Cell(
        row.state, "bad", mark=Mark.REPLACED if row.successor else Mark.TAKEN_OUT, hint=hint
    )


def _stood(row: GoneRow) -> Cell:
    words = "，".join(f"{left} {words}" for left, words in row.stood if words)
    return Cell(words or DASH, "text" if words else "muted", hint=words)


def _reached(row: GoneRow) -> Cell:
    words = " ".join(row.reached[-1]) if row.reached else ""
    return Cell(words or DASH, "text" if words else "muted", hint=words)


def _number(row: GoneRow) -> Cell:
    words = "" if row.entry is None else row.entry.document_number or "待补文号"
    return Cell(words, hint=row.entry.title if row.entry is not None else "")


def _day(row: GoneRow) -> Cell:
    return Cell(row.entry.decided_on if row.entry is not None else "", small=True)
