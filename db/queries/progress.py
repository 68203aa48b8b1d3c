"""What was told of tasks, measures and projects by period, and the problems that are followed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.model.lines import ProblemLine, ProgressLine
from db.model.period import Period
from db.model.words import EntryState, RowKind, TaskStatus
from db.model.work_words import ProblemKind
from db.queries.reading import Grouped, Words, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

# By the index of a row's periods: a book holds many more of them than one period has.
_OF_PERIOD = """
    select progress.* from task cross join progress on progress.row = task.id
        and progress.period = :period where task.plan = :plan
    union all
    select progress.* from task cross join measure on measure.task = task.id
        cross join progress on progress.row = measure.id and progress.period = :period
        where task.plan = :plan
    union all
    select progress.* from project cross join progress on progress.row = project.id
        and progress.period = :period where project.plan = :plan
"""

_OF_PLAN = """
    select * from progress where row in (
        select id from task where plan = :plan
        union all select measure.id from measure join task on task.id = measure.task
            where task.plan = :plan
        union all select id from project where plan = :plan)
"""

_OF_ROW = "select * from progress where row = :row"

_OF_ROWS = "select * from progress where row in (select value from json_each(:rows))"

_PLAN_PROBLEMS = """
    select problem.*, ifnull(unit.name, '') as unit_name
    from problem left join unit on unit.id = problem.unit
    where problem.row in (
        select id from task where plan = :plan
        union all select measure.id from measure join task on task.id = measure.task
            where task.plan = :plan
        union all select id from project where plan = :plan)
    order by problem.solved_on <> '', problem.period, problem.position, problem.id
"""

_ROW_PROBLEMS = """
    select problem.*, ifnull(unit.name, '') as unit_name
    from problem left join unit on unit.id = problem.unit
    where problem.row = :row
    order by problem.solved_on <> '', problem.period, problem.position, problem.id
"""

_KINDS, _STATES, _STATUSES = Words(RowKind), Words(EntryState), Words(TaskStatus)
_PROBLEM_KINDS = Words(ProblemKind)


def period_progress(
    connection: sqlite3.Connection, plan: str, period: str
) -> Mapping[str, tuple[ProgressLine, ...]]:
    """Return what was told in a period of a plan's tasks, measures and projects, by the row's id.

    What the lead unit told stands first.
    """
    found: dict[str, tuple[ProgressLine, ...]] = {}
    for row in rows(connection, _OF_PERIOD, plan=plan, period=period):
        line = _progress(row)
        held = found.get(line.row, ())
        found[line.row] = (line, *held) if line.unit is None else (*held, line)
    return found


def plan_progress(connection: sqlite3.Connection, plan: str) -> tuple[ProgressLine, ...]:
    """Return all that was ever told of a plan's rows, the oldest period first."""
    found = [_progress(row) for row in rows(connection, _OF_PLAN, plan=plan)]
    return tuple(sorted(found, key=_by_end))


def row_progress(connection: sqlite3.Connection, row: str) -> tuple[ProgressLine, ...]:
    """Return what was told of one row in all its periods, the newest first."""
    found = [_progress(row) for row in rows(connection, _OF_ROW, row=row)]
    return tuple(sorted(found, key=_by_end, reverse=True))


def progress_of_rows(
    connection: sqlite3.Connection, of: Iterable[str]
) -> dict[str, tuple[ProgressLine, ...]]:
    """Return all that was told of these rows, by the row's id."""
    found = Grouped[ProgressLine]()
    for row in rows(connection, _OF_ROWS, rows=json.dumps(list(of))):
        found[row["row"]].append(_progress(row))
    return {row: tuple(lines) for row, lines in found.items()}


def problem_lines(connection: sqlite3.Connection, plan: str) -> tuple[ProblemLine, ...]:
    """Return the 存在问题 and 需协调事项 of a plan's rows, those still open first."""
    return tuple(_problem(row) for row in rows(connection, _PLAN_PROBLEMS, plan=plan))


def row_problems(connection: sqlite3.Connection, row: str) -> tuple[ProblemLine, ...]:
    """Return the 存在问题 and 需协调事项 of one row, those still open first."""
    return tuple(_problem(found) for found in rows(connection, _ROW_PROBLEMS, row=row))


def _problem(row: sqlite3.Row) -> ProblemLine:
    return ProblemLine(
        id=row["id"],
        kind=_PROBLEM_KINDS[row["kind"]],
        row_kind=_KINDS[row["row_kind"]],
        row=row["row"],
        period=row["period"],
        words=row["words"],
        unit=row["unit"],
        unit_name=row["unit_name"],
        due=row["due"],
        meeting=row["meeting"],
        decided_on=row["decided_on"],
        decision=row["decision"],
        result=row["result"],
        solved_on=row["solved_on"],
        position=row["position"],
    )


def _progress(row: sqlite3.Row) -> ProgressLine:
    return ProgressLine(
        id=row["id"],
        row_kind=_KINDS[row["row_kind"]],
        row=row["row"],
        period=row["period"],
        unit=row["unit"],
        status=_STATUSES[row["status"]] if row["status"] else None,
        stage=row["stage"],
        words=row["words"],
        problem=row["problem"],
        next_step=row["next_step"],
        coordination=row["coordination"],
        as_of=row["as_of"],
        state=_STATES[row["state"]],
        note=row["note"],
    )


def _by_end(line: ProgressLine) -> tuple[object, ...]:
    period = Period.read(line.period)
    return period.last_day, len(period.months), line.unit is None
