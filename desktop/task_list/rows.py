"""Which rows of the task table are in sight: by status, unit and entry, folded or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, MeasureLine, TaskHead
from db.rules.progress import Told, is_asked
from desktop.columns import Heading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from db.model.lines import TaskLine
    from db.model.words import TaskStatus

TaskRow = TaskHead | MeasureLine | IndicatorLine
"""A row of the table that is no heading; an IndicatorLine is a 量化目标."""

NO_SECTION = "未分章节"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a status (None: all), a unit (its id, empty: all), only blank entries."""

    status: TaskStatus | None = None
    unit: str = ""
    blank: bool = False

    @property
    def narrows(self) -> bool:
        """Tell whether a task may cease to pass by what is told or changed of it."""
        return self.status is not None or self.blank


@dataclass(frozen=True, slots=True)
class Entries:
    """How far the entries of a period have come: told by the lead units, and by one unit."""

    lead: Mapping[str, Told]
    own: Mapping[str, Told]
    unit: str = ""

    def teller(self, head: TaskHead) -> str | None:
        """Return who tells of a task here: None for its lead unit, else the unit looked at."""
        return self.unit if self.unit and self.unit not in head.lead_ids else None

    def of(self, head: TaskHead) -> Told:
        """Return how far the entry of a task has come."""
        found = self.lead if self.teller(head) is None else self.own
        return found.get(head.id, Told.BLANK)

    def is_missing(self, head: TaskHead) -> bool:
        """Tell whether the entry of a task is asked for and blank."""
        return is_asked(head.status) and self.of(head) is Told.BLANK


def section_of(task: TaskHead) -> str:
    """Return the heading a task stands under."""
    return task.section or NO_SECTION


def of_unit(tasks: Iterable[TaskHead], unit: str) -> list[TaskHead]:
    """Return the tasks that a unit (its id, empty for all) answers for, as lead or with others."""
    return [task for task in tasks if not unit or unit in task.lead_ids or unit in task.co_ids]


def passing(
    tasks: Sequence[TaskHead], wanted: Wanted, entries: Entries, staying: Collection[str] = ()
) -> list[TaskHead]:
    """Return the tasks that pass all filters, and those that stay though they pass no longer."""
    found = of_unit(tasks, wanted.unit)
    status, blank, missing = wanted.status, wanted.blank, entries.is_missing
    if status is None and not blank:
        return found
    return [
        task
        for task in found
        if task.id in staying
        or ((status is None or task.status is status) and (not blank or missing(task)))
    ]


def rows_in_sight(
    tasks: Sequence[TaskHead],
    entries: Entries,
    *,
    folded: Collection[str],
    opened: Collection[str],
    whole: Callable[[str], TaskLine | None],
) -> list[Heading | TaskRow]:
    """Return headings and rows to show of the tasks that pass.

    `folded` holds sections whose tasks are hidden, `opened` ids of tasks whose rows are shown;
    `whole` gives a task with these.
    """
    sections: dict[str, list[TaskHead]] = {}
    for task in tasks:
        sections.setdefault(section_of(task), []).append(task)
    rows: list[Heading | TaskRow] = []
    for section, members in sections.items():
        is_open = section not in folded
        missing = sum(map(entries.is_missing, members))
        detail = f"{len(members)} 项" + (f"，未填 {missing}" if missing else "")
        rows.append(Heading(section, section, detail, open=is_open))
        if not is_open:
            continue
        if opened:
            for task in members:
                rows.append(task)
                if task.id in opened:
                    rows += parts_of(whole(task.id))
        else:
            rows += members
    return rows


def parts_of(task: TaskLine | None) -> list[MeasureLine | IndicatorLine]:
    """Return what stands below a task: each measure, then its 量化目标; then those of none."""
    if task is None:
        return []
    own: dict[str | None, list[IndicatorLine]] = {}
    for promise in task.commitments:
        own.setdefault(promise.measure, []).append(promise)
    rows: list[MeasureLine | IndicatorLine] = []
    for measure in task.measures:
        rows.append(measure)
        rows += own.pop(measure.id, [])
    for rest in own.values():
        rows += rest
    return rows


def units_of(tasks: Sequence[TaskHead]) -> Mapping[str, tuple[str, int]]:
    """Return name and number of tasks of every unit that answers for one, by its id."""
    found: dict[str, tuple[str, int]] = {}
    for task in tasks:
        ids, names = (*task.lead_ids, *task.co_ids), (*task.leads, *task.co_units)
        for unit, name in dict(zip(ids, names, strict=True)).items():
            found[unit] = (name, found.get(unit, ("", 0))[1] + 1)
    return dict(sorted(found.items(), key=lambda pair: -pair[1][1]))


def task_id_of(row: object) -> str:
    """Return the id of the task a row is, or belongs to; empty for none."""
    if isinstance(row, TaskHead):
        return row.id
    if isinstance(row, (MeasureLine, IndicatorLine)):
        return row.task or ""
    return ""
