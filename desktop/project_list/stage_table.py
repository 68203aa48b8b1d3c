"""The stages of one project in the pane: planned and actual dates are typed, days late shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.model.project_lines import MilestoneLine
from db.model.words import STATE_WORDS, EntryState
from db.rules.schedule import ahead, late_by, next_step
from db.rules.stages import stages_of, template_of
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.project_list.words import short_date
from desktop.review_words import REVIEW_MARKS, SHUT
from desktop.widgets.sheet import SheetTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desktop.theme import Look

PLANNED, ACTUAL = "planned", "actual"
"""The names of the columns that dates are typed into."""
_ROW = 24
_HEAD = 28
_SHORT = 3


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of a project: its dates, whether it comes next, by how many days it is late."""

    stage: str
    planned: str
    actual: str
    note: str
    is_next: bool
    skipped: bool
    late: int | None
    state: EntryState = EntryState.DRAFT


def stage_lines(
    kind: str, stage: str, milestones: Sequence[MilestoneLine], today: date
) -> tuple[StageLine, ...]:
    """Return the stages that a project of a kind goes through, with its dates."""
    held = {one.stage: one for one in milestones}
    coming = next_step(milestones, stage)
    left = {one.stage for one in ahead(milestones, stage)}
    following = coming.stage if coming is not None else ""
    if not following:
        # Without a plan the next date is that of the first stage not yet passed.
        names = stages_of(kind, held)
        whole = [held.get(name, MilestoneLine(name)) for name in names]
        rest = ahead(whole, stage)
        following = rest[0].stage if rest else ""
    made = []
    for name in stages_of(kind, held):
        one = held.get(name, MilestoneLine(name))
        is_next = name == following
        made.append(
            StageLine(
                name,
                one.planned,
                one.actual,
                one.note,
                is_next,
                bool(one.planned) and not one.actual and name not in left,
                late_by(one, today, is_next=is_next),
                EntryState(one.state or EntryState.DRAFT),
            )
        )
    return tuple(made)


class StageTable(SheetTable):
    """Shows the stages of one project; `show_stages` puts the cursor on the next date."""

    def __init__(
        self,
        look: Look,
        write_planned: Callable[[str, str, str], None],
        write_actual: Callable[[str, str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, _key_of, parent, frozen=0)
        self._write_planned = write_planned
        self._write_actual = write_actual
        self._project = ""
        self._heading = ""
        self.setAccessibleName("项目阶段")
        self.setObjectName("stages")
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEAD)

    def show_stages(self, project: str, kind: str, lines: Sequence[StageLine]) -> None:
        """Show the stages of a project; of another one the cursor stands on the next date."""
        count = len(template_of(kind))
        # Longer names of kinds leave no room for the word.
        short = kind and len(kind) <= _SHORT
        heading = f"阶段（{kind}类 {count} 步）" if short else f"{kind or '阶段'} {count} 步"
        if heading != self._heading:
            self._heading = heading
            self.show_columns(self._columns(heading))
        self.show_rows(lines)
        self.setFixedHeight(_HEAD + _ROW * len(lines) + 2)
        # Only now: what was being typed while the rows went belonged to the project before.
        if project != self._project:
            self._project = project
            self.go_to_next()

    def go_to_next(self) -> None:
        """Put the cursor on the actual date that comes next; on the last one where none does."""
        lines = self.lines.rows
        place = next((line.stage for line in lines if line.is_next), "")
        if not place and lines:
            place = lines[-1].stage
        if place:
            self.go_to(place, ACTUAL)

    def _columns(self, heading: str) -> tuple[Column, ...]:
        return (
            Column(heading, _name, 110, stretches=True),
            Column(
                "计划", _planned, 50, align=Align.RIGHT, name=PLANNED,
                edit=_planned_words, write=self._on_planned,
            ),
            Column(
                "实际", _actual, 60, align=Align.RIGHT, name=ACTUAL,
                edit=_actual_words, write=self._on_actual,
            ),
            Column("差天数", _late, 48, align=Align.RIGHT),
        )  # fmt: skip

    def _on_planned(self, line: StageLine, words: str) -> None:
        self._write_planned(self._project, line.stage, words)

    def _on_actual(self, line: StageLine, words: str) -> None:
        self._write_actual(self._project, line.stage, words)


def _key_of(line: StageLine) -> str:
    return line.stage


def _name(line: StageLine) -> Cell:
    mark = Mark.APPROVED if line.actual else Mark.ON_TRACK if line.is_next else Mark.NOT_STARTED
    if line.skipped:
        return Cell(line.stage, "muted", mark=Mark.BLANK, hint=f"{line.stage}：没有填日期")
    hint = f"{line.stage}：{line.note}" if line.note else ""
    return Cell(line.stage, mark=mark, noted=bool(line.note), hint=hint)


def _planned(line: StageLine) -> Cell:
    return Cell(short_date(line.planned), "muted", hint=line.planned)


def _actual(line: StageLine) -> Cell:
    mark = REVIEW_MARKS.get(line.state) if line.actual else None
    hint = f"{line.actual}：{STATE_WORDS[line.state]}" if mark is not None else line.actual
    if line.state is EntryState.LOCKED:
        hint = f"{line.actual}：{SHUT}"
    return Cell(short_date(line.actual), mark=mark, hint=hint)


def _late(line: StageLine) -> Cell:
    if line.late is None:
        return Cell()
    words = f"{line.late:+d}".replace("-", "−") if line.late else "0"
    ink = "warn" if line.late > 0 else "muted"
    return Cell(words, ink, bold=line.late > 0, hint=f"{words} 天")


def _planned_words(line: StageLine) -> str:
    return line.planned


def _actual_words(line: StageLine) -> str | None:
    return None if line.state is EntryState.LOCKED else line.actual
