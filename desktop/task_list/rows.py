"""Which rows of the task table are in sight: by status and unit, folded or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, MeasureLine, TaskLine
from desktop.columns import Heading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from db.model.words import TaskStatus

TaskRow = TaskLine | MeasureLine | IndicatorLine
"""A row of the table that is no heading; an IndicatorLine is a 量化目标."""

NO_SECTION = "未分章节"


def section_of(task: TaskLine) -> str:
    """Return the heading a task stands under."""
    return task.section or NO_SECTION


def passes_unit(task: TaskLine, unit: str) -> bool:
    """Tell whether a unit (its id, empty for all) answers for a task, as lead or with others."""
    return not unit or any(share.unit == unit for share in task.units)


def passes(task: TaskLine, status: TaskStatus | None, unit: str) -> bool:
    """Tell whether a task passes both filters; None and the empty unit let everything pass."""
    return passes_unit(task, unit) and (status is None or task.status is status)


def rows_in_sight(
    tasks: Sequence[TaskLine],
    status: TaskStatus | None,
    unit: str,
    *,
    folded: Collection[str],
    opened: Collection[str],
    staying: Collection[str] = (),
) -> list[Heading | TaskRow]:
    """Return headings and rows to show.

    `folded` holds sections whose tasks are hidden, `opened` ids of tasks whose rows are shown.
    `staying` holds ids of tasks that stay: one whose status was just changed does not vanish.
    """
    sections: dict[str, list[TaskLine]] = {}
    for task in tasks:
        if passes(task, status, unit) or task.id in staying:
            sections.setdefault(section_of(task), []).append(task)
    rows: list[Heading | TaskRow] = []
    for section, members in sections.items():
        is_open = section not in folded
        rows.append(Heading(section, section, f"{len(members)} 项", open=is_open))
        if is_open:
            for task in members:
                rows.append(task)
                if task.id in opened:
                    rows += [*task.measures, *task.commitments]
    return rows


def units_of(tasks: Sequence[TaskLine]) -> Mapping[str, tuple[str, int]]:
    """Return name and number of tasks of every unit that answers for one, by its id."""
    found: dict[str, tuple[str, int]] = {}
    for task in tasks:
        for unit, name in {share.unit: share.name for share in task.units}.items():
            found[unit] = (name, found.get(unit, ("", 0))[1] + 1)
    return dict(sorted(found.items(), key=lambda pair: -pair[1][1]))


def task_of(row: object, tasks: Sequence[TaskLine]) -> TaskLine | None:
    """Return the task a row is, or belongs to."""
    if isinstance(row, TaskLine):
        return row
    if isinstance(row, (MeasureLine, IndicatorLine)):
        return next((task for task in tasks if task.id == row.task), None)
    return None


def holder_of(row: str, tasks: Sequence[TaskLine]) -> TaskLine | None:
    """Return the task that has this id, or has a measure or commitment of this id."""
    return next(
        (
            task
            for task in tasks
            if row == task.id
            or any(row == measure.id for measure in task.measures)
            or any(row == promise.id for promise in task.commitments)
        ),
        None,
    )
