"""A plan's tasks as rows of a long table, and how far the entry of a period has come for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import TaskHead, TaskProject
from db.model.words import EntryState, TaskStatus
from db.queries.reading import Words
from db.rules.progress import Told, told_as

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_TASKS = """
    select id, section, number, title, kind, status, deadline, note, position from task
    where plan = :plan and withdrawn_by is null order by position, id
"""

_MEASURES = """
    select measure.task, count(*) from task join measure on measure.task = task.id
    where task.plan = :plan group by measure.task
"""

_COMMITMENTS = """
    select task, count(*) from indicator
    where plan = :plan and task is not null and withdrawn_by is null group by task
"""

_SHARES = """
    select responsibility.row, unit.id, unit.name, responsibility.role = 'lead',
        responsibility.presumed
    from responsibility join unit on unit.id = responsibility.unit
    where responsibility.row_kind = 'task' order by responsibility.row, responsibility.position
"""

_TOLD = """
    select progress.row, progress.state, trim(progress.words) <> '' from task
        cross join progress on progress.row = task.id and progress.period = :period
        where task.plan = :plan and progress.unit is :unit
    union all
    select progress.row, progress.state, trim(progress.words) <> '' from task
        cross join measure on measure.task = task.id
        cross join progress on progress.row = measure.id and progress.period = :period
        where task.plan = :plan and progress.unit is :unit
"""

_PROJECTS = """
    select id, name, stage from project
    where task = :task and parent is null and withdrawn_by is null order by position, id
"""

_STATUSES, _STATES = Words(TaskStatus), Words(EntryState)
_Names = tuple[str, ...]
_Units = tuple[_Names, _Names, _Names, _Names, bool]
_NOBODY: _Units = ((), (), (), (), False)


def task_heads(connection: sqlite3.Connection, plan: str) -> tuple[TaskHead, ...]:
    """Return a plan's tasks in order, without those that a target revision took out.

    Five thousand of them are read in a fraction of what whole tasks take.
    """
    asked = {"plan": plan}
    measures = dict(connection.execute(_MEASURES, asked).fetchall())
    commitments = dict(connection.execute(_COMMITMENTS, asked).fetchall())
    units = _units(connection)
    statuses = _STATUSES
    return tuple(
        TaskHead(
            row[0], row[1], row[2], row[3], row[4], statuses[row[5]], row[6], row[7], row[8],
            measures.get(row[0], 0), commitments.get(row[0], 0), *units.get(row[0], _NOBODY),
        )
        for row in connection.execute(_TASKS, asked)
    )  # fmt: skip


def told_in_period(
    connection: sqlite3.Connection, plan: str, period: str, unit: str | None = None
) -> Mapping[str, Told]:
    """Return how far the entry has come for each task and measure told of in a period.

    What the lead unit (None) or the unit told counts; a row that is not there is blank.
    """
    asked = {"plan": plan, "period": period, "unit": unit}
    return {
        row: told_as(_STATES[state], has_words=bool(has_words))
        for row, state, has_words in connection.execute(_TOLD, asked)
    }


def task_projects(connection: sqlite3.Connection, task: str) -> tuple[TaskProject, ...]:
    """Return the projects that belong to a task, without the named works of a lump."""
    return tuple(map(TaskProject._make, connection.execute(_PROJECTS, {"task": task})))


def _units(connection: sqlite3.Connection) -> dict[str, _Units]:
    """Return leads and co-units (names, then ids) and 推定 of every task that has any."""
    found: dict[str, _Units] = {}
    for row, unit, name, lead, presumed in connection.execute(_SHARES):
        leads, others, lead_ids, other_ids, guessed = found.get(row, _NOBODY)
        if lead:
            found[row] = (
                (*leads, name), others, (*lead_ids, unit), other_ids, guessed or bool(presumed)
            )  # fmt: skip
        else:
            found[row] = (leads, (*others, name), lead_ids, (*other_ids, unit), guessed)
    return found
