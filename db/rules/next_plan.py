"""What of a plan goes on in the next one: rows, reviewed figures, unfinished work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import EntryState, TaskStatus
from db.rules.carrying_on import repeats_yearly
from db.rules.stages import CONTINUED, is_finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from db.model.amount import Amount
    from db.model.lines import IndicatorLine, ProjectLine, TaskLine

REVIEWED = frozenset({EntryState.APPROVED, EntryState.LOCKED})


class NextKind(StrEnum):
    """What a line of the preview would bring into the next plan."""

    INDICATOR = "indicator"
    BASELINE = "baseline"
    TASK = "task"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class NextLine:
    """One thing that may come along: `row` is the id of the old plan's row.

    `words` say what it is there (the figure, the deadline, the year class). `state` is that of a
    figure, None for other kinds and where nothing is recorded. `ready`: it comes unless a person
    says no; a figure that is not reviewed comes only if a person says so, and one without a number
    cannot come (`possible`).
    """

    kind: NextKind
    row: str
    name: str
    unit: str = ""
    words: str = ""
    state: EntryState | None = None
    amount: Amount | None = None
    ready: bool = True
    possible: bool = True


def lines_of_next_plan(
    indicators: Sequence[IndicatorLine],
    tasks: Iterable[TaskLine],
    projects: Iterable[ProjectLine],
    year: int,
) -> tuple[NextLine, ...]:
    """Return what the next plan may take over; `year` is the one whose figures become baselines.

    `indicators` are those of the plan without the promises of its tasks.
    """
    rows = (NextLine(NextKind.INDICATOR, line.id, line.name, line.unit) for line in indicators)
    return (
        *rows,
        *(_baseline(line, year) for line in indicators),
        *_tasks(tasks),
        *_projects(projects),
    )


def goes_on(task: TaskLine) -> bool:
    """Tell whether a task has no end: 长期坚持, or due each year."""
    return TaskStatus.STANDING in {task.deadline, task.status} or repeats_yearly(task.deadline)


def _baseline(line: IndicatorLine, year: int) -> NextLine:
    held = line.actuals.get(str(year))
    number = held is not None and held.amount.value is not None
    return NextLine(
        NextKind.BASELINE,
        line.id,
        line.name,
        line.unit,
        held.amount.text if held is not None and number else "",
        held.state if held is not None else None,
        held.amount if held is not None and number else None,
        ready=number and held is not None and held.state in REVIEWED,
        possible=number,
    )


def _tasks(tasks: Iterable[TaskLine]) -> Iterator[NextLine]:
    for task in tasks:
        if goes_on(task) and task.status is not TaskStatus.STOPPED:
            name = f"{task.number} {task.title}".strip()
            yield NextLine(NextKind.TASK, task.id, name, words=task.deadline or task.status)


def _projects(projects: Iterable[ProjectLine]) -> Iterator[NextLine]:
    known = tuple(projects)
    parts: dict[str, list[ProjectLine]] = {}
    for project in known:
        parts.setdefault(project.parent or "", []).append(project)
    for project in known:
        if not _is_done(project, parts):
            old = project.year_class or project.stage
            words = f"{old} → {CONTINUED}" if old and old != CONTINUED else CONTINUED
            yield NextLine(NextKind.PROJECT, project.id, project.name, words=words)


def _is_done(project: ProjectLine, parts: Mapping[str, Sequence[ProjectLine]]) -> bool:
    """Tell whether a project is finished; a lump is once all of it is listed and finished."""
    below = parts.get(project.id, ())
    if not below:
        return is_finished(project)
    listed = sum(_works(part) for part in below)
    return listed >= _works(project) and all(_is_done(part, parts) for part in below)


def _works(project: ProjectLine) -> int:
    """Return how many works a row stands for; pieces (台) are one, whatever their number."""
    return project.count if project.count is not None and not project.count_unit else 1
