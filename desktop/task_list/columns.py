"""The columns of the task table; what each shows for a task, a measure and a commitment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, MeasureLine, TaskHead
from db.model.period import Period
from db.rules.commitments import Standing, reached, standing
from db.rules.progress import Told, is_asked
from desktop.columns import Cell, Column
from desktop.delegates.marks import Mark
from desktop.progress_telling import STATUS_MARKS, column_words
from desktop.task_list.rows import Entries
from desktop.task_list.words import (
    STANDING_INKS,
    STANDING_MARKS,
    STATUS_INKS,
    TOLD_WORDS,
    breakdown,
    counted,
    due,
    named,
    promised,
    promised_figure,
)
from desktop.wording import period_words

if TYPE_CHECKING:
    from desktop.task_list.rows import TaskRow

STATUS = "status"
"""The name of the column whose word can be chosen."""
_ASKING = "待核"


@dataclass
class Around:
    """What cells show beside their own rows; read anew whenever rows are shown.

    `opened` holds the tasks whose rows are shown, `doubtful` what is suspected of rows (疑为1—2所,
    or nothing where the plan only contradicts itself). `years` are the plan's first and last.
    """

    opened: set[str] = field(default_factory=set)
    doubtful: dict[str, str] = field(default_factory=dict)
    entries: Entries = field(default_factory=lambda: Entries({}, {}))
    heads: dict[str, TaskHead] = field(default_factory=dict)
    period: str = ""
    years: tuple[int | None, int | None] = (None, None)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns for the period being told."""
        return (
            Column("章节 / 任务 / 举措 / 量化目标", self.name, 300, stretches=True),
            Column("状态", self.status, 92, name=STATUS),
            Column("牵头单位", self.lead, 132, 150),
            Column("配合单位", self.co_units, 132, 142),
            Column("完成时限", self.deadline, 72),
            Column(column_words(self.period), self.entry, 82),
        )

    def name(self, row: TaskRow) -> Cell:
        doubt = Mark.UNEQUAL if row.id in self.doubtful else None
        if isinstance(row, MeasureLine):
            return Cell(row.title, indent=2, label="举措", hint=row.title)
        if isinstance(row, IndicatorLine):
            hint = f"{row.name}：{row.note}" if row.note else f"{row.name}：{promised(row)}"
            return Cell(
                named(row), ground="surface_alt", mark=doubt, indent=2, label="量化",
                noted=bool(row.note), tag=self.doubtful.get(row.id, ""), hint=hint,
            )  # fmt: skip
        words = f"{row.number} {row.title}".strip()
        folds = bool(row.measures or row.commitments)
        return Cell(
            words,
            mark=doubt,
            bold=True,
            noted=bool(row.note),
            indent=1 if folds else 2,
            fold=(row.id in self.opened) if folds else None,
            hint=f"{words}：{row.note}" if row.note else words,
        )

    def status(self, row: TaskRow) -> Cell:
        if isinstance(row, IndicatorLine):
            return self._standing(row)
        if isinstance(row, MeasureLine):
            head = self.heads.get(row.task)
            status = row.status or (head.status if head is not None else None)
            if status is None:
                return _blank(row)
            ink = STATUS_INKS.get(status, "text") if row.status else "muted"
            return Cell(status, ink, mark=STATUS_MARKS[status], hint="" if row.status else "随任务")
        return Cell(row.status, STATUS_INKS.get(row.status, "text"), mark=STATUS_MARKS[row.status])

    def _standing(self, row: IndicatorLine) -> Cell:
        if self.doubtful.get(row.id):
            return Cell(_ASKING, "muted", "surface_alt", mark=Mark.NO_DATA)
        first, last = self.years
        word = standing(row, Period.read(self.period), first_year=first, period_end=last)
        if word is Standing.UNCOUNTED:
            return _blank(row)
        ink = STANDING_INKS.get(word, "muted")
        return Cell(word, ink, "surface_alt", mark=STANDING_MARKS[word])

    def lead(self, row: TaskRow) -> Cell:
        if isinstance(row, IndicatorLine):
            held = reached(row, Period.read(self.period), first_year=self.years[0])
            words = promised_figure(row)
            hint = promised(row)
            if held is not None:
                hint = f"{period_words(held.period)}：{held.words}，目标 {hint}"
            if held is None:
                return Cell("", ground="surface_alt", after=words, hint=hint)
            after = f" / {words}" if words else ""
            return Cell(held.words, ground="surface_alt", bold=True, after=after, hint=hint)
        if isinstance(row, MeasureLine):
            return _blank(row)
        words = "、".join(row.leads)
        hint = f"{words}（推定：取自第一个责任单位）" if row.presumed else words
        return Cell(words, tag="推定" if row.presumed else "", hint=hint)

    def co_units(self, row: TaskRow) -> Cell:
        if isinstance(row, IndicatorLine):
            words = breakdown(row)
            return Cell(words, "muted", "surface_alt", small=True, hint=words)
        if isinstance(row, MeasureLine):
            return _blank(row)
        return Cell(counted(row.co_units), hint="、".join(row.co_units))

    def co_units_in_full(self, row: TaskRow) -> Cell:
        """Return the units that take part, all of them by name, as paper has room for."""
        if isinstance(row, IndicatorLine | MeasureLine):
            return self.co_units(row)
        return Cell("、".join(row.co_units))

    def deadline(self, row: TaskRow) -> Cell:
        if isinstance(row, IndicatorLine):
            words = due(row)
            return Cell(words, ground="surface_alt", small=True, hint=words)
        if isinstance(row, MeasureLine):
            head = self.heads.get(row.task)
            words = row.deadline or (head.deadline if head is not None else "")
            return Cell(words, "text" if row.deadline else "muted", small=True, hint=words)
        if not row.deadline:
            return Cell("未写明", "muted")
        return Cell(row.deadline, hint=row.deadline)

    def entry(self, row: TaskRow) -> Cell:
        if isinstance(row, IndicatorLine):
            return _blank(row)
        told = self._told(row)
        if told is None:
            return Cell()
        words, mark = TOLD_WORDS[told]
        return Cell(words, "muted" if told is Told.BLANK else "text", mark=mark)

    def _told(self, row: TaskHead | MeasureLine) -> Told | None:
        """Return how far an entry has come; None where it is blank and none is asked for."""
        if isinstance(row, TaskHead):
            told = self.entries.of(row)
            return told if told is not Told.BLANK or is_asked(row.status) else None
        return self.entries.lead.get(row.id)


def _blank(row: TaskRow) -> Cell:
    return Cell(ground="surface_alt" if isinstance(row, IndicatorLine) else "surface")
