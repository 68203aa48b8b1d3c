"""What the 年度任务分解表 of a year may take over: work left undone, measures not yet dealt out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import TaskStatus
from db.rules.deadlines import is_due_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db.model.lines import MeasureLine, TaskLine, YearlyWorkLine

_ENDED = frozenset({TaskStatus.DONE, TaskStatus.STOPPED})


class WorkKind(StrEnum):
    """Where a line that a year may take over comes from."""

    UNDONE = "undone"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A line proposed for a year's 年度任务分解表; `unit` None: the task's own units."""

    kind: WorkKind
    task: str
    task_name: str
    measure: str | None
    words: str
    due: str = ""
    unit: str | None = None


def works_for_year(
    tasks: Sequence[TaskLine], works: Iterable[YearlyWorkLine], year: int
) -> tuple[WorkLine, ...]:
    """Return what the table of a year may take over, in the order of the tasks.

    Work of the year before that was not done comes along, due at the end of the year. Of a task
    without any work in the year each measure is proposed that has not ended, with its month where
    its deadline names one in the year.
    """
    known = tuple(works)
    here = {(work.task, work.words) for work in known if work.year == year}
    dealt = {task for task, _ in here}
    undone: dict[str, list[YearlyWorkLine]] = {}
    for work in known:
        open_still = work.year == year - 1 and work.status not in _ENDED
        if open_still and (work.task, work.words) not in here:
            undone.setdefault(work.task, []).append(work)
    return tuple(line for task in tasks for line in _of_task(task, undone, dealt, year))


def _of_task(
    task: TaskLine, undone: dict[str, list[YearlyWorkLine]], dealt: set[str], year: int
) -> Iterator[WorkLine]:
    name = f"{task.number} {task.title}".strip()
    left = undone.get(task.id, [])
    for work in left:
        yield WorkLine(WorkKind.UNDONE, task.id, name, work.measure, work.words, unit=work.unit)
    if task.id in dealt or task.status in _ENDED or not is_due_in(task.deadline, year):
        return
    known = {work.measure for work in left}
    for measure in task.measures:
        if measure.id not in known and _is_open(measure, task, year):
            due = measure.deadline or task.deadline
            month = due if due.startswith(f"{year}-") else ""
            yield WorkLine(WorkKind.MEASURE, task.id, name, measure.id, measure.title, month)


def _is_open(measure: MeasureLine, task: TaskLine, year: int) -> bool:
    status = measure.status or task.status
    return status not in _ENDED and is_due_in(measure.deadline or task.deadline, year)
