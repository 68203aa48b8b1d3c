"""The whole plan as it stood, beside what stands now: rows, and columns by year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, ProjectLine, TaskLine
from db.model.words import RowKind, TargetRole
from db.rules.revision_words import KIND_WORDS
from desktop.columns import Align, Cell, Column, Heading
from desktop.delegates.marks import Mark
from desktop.revisions.columns import COMMITMENT
from desktop.revisions.draft import name_of
from desktop.wording import DASH, as_printed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from db.model.lines import YearValue
    from db.model.revised import PlanRows, RevisionEntry
    from desktop.revisions.draft import Line

_DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class ThenRow:
    """A row of the plan at a time: its values by year in words, and those of today.

    `now` is None for a row that is not in the plan any more; then `gone` says by what.
    """

    id: str
    kind: str
    name: str
    group: str
    unit: str
    values: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[str, str] | None = None
    gone: str = ""

    @property
    def differs(self) -> bool:
        """Tell whether it stands otherwise today, or not at all."""
        return self.now is None or self.now != self.values


def then_rows(then: PlanRows, now: PlanRows, entries: Sequence[RevisionEntry]) -> list[ThenRow]:
    """Return the rows of a plan at a time; `now` are all of today's, those taken out among them."""
    today: dict[str, tuple[Mapping[str, str], str]] = {}
    told = {entry.id: entry.document_number or entry.title for entry in entries}
    for line in _lines(now):
        gone = told.get(line.withdrawn_by or "", "") if line.withdrawn_by else ""
        today[line.id] = (_values(line), gone)
    made = []
    for line in _lines(then):
        values, gone = today.get(line.id, ({}, ""))
        made.append(
            ThenRow(
                line.id, _kind(line), name_of(line), _group(line),
                line.unit if isinstance(line, IndicatorLine) else "",
                _values(line), None if gone else values, gone,
            )
        )  # fmt: skip
    return made


def grouped(rows: Sequence[ThenRow], folded: Collection[str]) -> list[Heading | ThenRow]:
    """Return the rows under their categories and sections."""
    groups: dict[str, list[ThenRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    made: list[Heading | ThenRow] = []
    for title, members in groups.items():
        opened = title not in folded
        differ = sum(row.differs for row in members)
        detail = f"{len(members)} 项" + (f"，与现行不同 {differ} 项" if differ else "")
        made.append(Heading(title, title, detail, opened))
        made += members if opened else []
    return made


def first_different(rows: Iterable[object]) -> str:
    """Return the id of the first row that stands otherwise today, empty for none."""
    return next((row.id for row in rows if isinstance(row, ThenRow) and row.differs), "")


def then_columns(rows: Sequence[ThenRow]) -> tuple[Column, ...]:
    """Return name, unit, and a column for each year that any of the rows has a target in."""
    years = sorted(
        {key for row in rows for key in (*row.values, *(row.now or {})) if key != _DEADLINE}
    )
    return (
        Column("指标、任务、项目", _name_cell, 236, 320, key="name"),
        Column("单位", _unit_cell, 44, 80, align=Align.CENTRE, key="unit"),
        Column("现行", _state_cell, 64, 96, key="state"),
        *(
            Column(
                f"{year} 目标" if year else "目标",
                _Value(year),
                72,
                150,
                align=Align.RIGHT,
                key=f"y{year}",
            )
            for year in years
        ),
        Column("完成时限", _Value(_DEADLINE), 96, stretches=True, key=_DEADLINE),
    )


class _Value:
    """Makes the cell of a value; where another stands today, that stands behind an arrow."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, row: ThenRow) -> Cell:
        """Return the cell of a row."""
        words = row.values.get(self._key, "")
        now = (row.now or {}).get(self._key, "")
        if row.now is None or now == words:
            return Cell(words, hint=words)
        shown = f"{words or DASH} → {now or '取消'}"
        return Cell(shown, "verdict_changed_text", "verdict_changed", bold=True, hint=shown)


def _name_cell(row: ThenRow) -> Cell:
    return Cell(row.name, label=row.kind, hint=row.name)


def _unit_cell(row: ThenRow) -> Cell:
    return Cell(row.unit, "muted", small=True, hint=row.unit)


def _state_cell(row: ThenRow) -> Cell:
    if row.now is not None:
        return Cell("有改动" if row.now != row.values else "", "muted", small=True)
    return Cell("已调出", "bad", small=True, mark=Mark.TAKEN_OUT, hint=f"由“{row.gone}”调出")


def _values(line: Line) -> dict[str, str]:
    """Return what the plan asks of a row by year, and when it is due."""
    if isinstance(line, IndicatorLine):
        # Where a year has both, the promised one is shown.
        order = sorted(line.targets, key=lambda one: one.role is not TargetRole.YEARLY)
        return {_year(one): as_printed(one.amount, line.unit) for one in order}
    due = line.deadline
    if isinstance(line, ProjectLine) and not due and line.due_year is not None:
        due = str(line.due_year)
    return {_DEADLINE: due} if due else {}


def _lines(rows: PlanRows) -> tuple[Line, ...]:
    return (*rows.indicators, *rows.tasks, *rows.projects)


def _year(value: YearValue) -> str:
    return "" if value.year is None else str(value.year)


def _kind(line: Line) -> str:
    if isinstance(line, IndicatorLine):
        return KIND_WORDS[RowKind.INDICATOR] if line.task is None else COMMITMENT
    return KIND_WORDS[RowKind.TASK if isinstance(line, TaskLine) else RowKind.PROJECT]


def _group(line: Line) -> str:
    if isinstance(line, IndicatorLine):
        return (line.category or "未分类") if line.task is None else "量化目标"
    return (line.section or "任务") if isinstance(line, TaskLine) else "项目"
