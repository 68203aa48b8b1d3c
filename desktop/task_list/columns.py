"""The columns of the task table; what each shows for a task, a measure and a commitment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, MeasureLine, TaskLine
from desktop.columns import Cell, Column
from desktop.delegates.marks import Mark
from desktop.task_list.words import (
    STATUS_INKS,
    STATUS_MARKS,
    breakdown,
    co_units_of,
    counted,
    due,
    leads_of,
    promised,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from desktop.task_list.rows import TaskRow

STATUS = "status"
"""The name of the column whose word can be chosen."""


def task_columns(opened: Collection[str], doubtful: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns; `opened` and `doubtful` are read anew whenever rows are shown.

    `opened` holds the tasks whose rows are shown, `doubtful` what is suspected of rows (疑为1—2所,
    or nothing where the plan only contradicts itself).
    """
    return (
        Column(
            "章节 / 任务 / 举措 / 量化目标", partial(_name, opened, doubtful), 300, stretches=True
        ),
        Column("状态", _status, 92, name=STATUS),
        Column("牵头单位 / 目标", _lead, 172),
        Column("配合单位 / 分年度", _co, 142),
        Column("完成时限", _deadline, 84),
    )


def _name(opened: Collection[str], doubtful: Mapping[str, str], row: TaskRow) -> Cell:
    doubt = Mark.UNEQUAL if row.id in doubtful else None
    if isinstance(row, MeasureLine):
        return Cell(row.title, indent=2, label="举措", hint=row.title)
    if isinstance(row, IndicatorLine):
        hint = f"{row.name}：{row.note}" if row.note else row.name
        return Cell(
            row.name, ground="surface_alt", mark=doubt, indent=2, label="量化",
            noted=bool(row.note), tag=doubtful.get(row.id, ""), hint=hint,
        )  # fmt: skip
    words = f"{row.number} {row.title}".strip()
    folds = bool(row.measures or row.commitments)
    return Cell(
        words,
        mark=doubt,
        bold=True,
        noted=bool(row.note),
        indent=1 if folds else 2,
        fold=(row.id in opened) if folds else None,
        hint=f"{words}：{row.note}" if row.note else words,
    )


def _status(row: TaskRow) -> Cell:
    if not isinstance(row, TaskLine):
        return _blank(row)
    ink = STATUS_INKS.get(row.status, "text")
    return Cell(row.status, ink, mark=STATUS_MARKS[row.status])


def _lead(row: TaskRow) -> Cell:
    if isinstance(row, IndicatorLine):
        words = promised(row)
        return Cell(words, ground="surface_alt", bold=True, hint=words)
    if isinstance(row, MeasureLine):
        return _blank(row)
    leads = leads_of(row.units)
    presumed = any(share.presumed for share in leads)
    words = "、".join(share.name for share in leads)
    hint = f"{words}（推定：取自第一个责任单位）" if presumed else words
    return Cell(words, tag="推定" if presumed else "", hint=hint)


def _co(row: TaskRow) -> Cell:
    if isinstance(row, IndicatorLine):
        words = breakdown(row)
        return Cell(words, "muted", "surface_alt", small=True, hint=words)
    if isinstance(row, MeasureLine):
        return _blank(row)
    units = co_units_of(row.units)
    return Cell(counted(units), hint="、".join(share.name for share in units))


def _deadline(row: TaskRow) -> Cell:
    if isinstance(row, MeasureLine):
        return _blank(row)
    if isinstance(row, IndicatorLine):
        return Cell(due(row), ground="surface_alt", small=True)
    return Cell(row.deadline, hint=row.deadline) if row.deadline else Cell("未写明", "muted")


def _blank(row: TaskRow) -> Cell:
    return Cell(ground="surface_alt" if isinstance(row, IndicatorLine) else "surface")
