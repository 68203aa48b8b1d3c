"""Tasks and projects as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import MeasureLine, ProjectLine, TaskLine, UnitShare, YearlyWorkLine
from db.model.words import RowKind, TaskStatus
from db.queries.indicators import all_rows, unit_shares
from db.queries.reading import Grouped, Words, bare_rows, figure, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from db.model.lines import IndicatorLine

_TASKS = """
    select * from task where plan = :plan and (withdrawn_by is null or :withdrawn)
    order by position, id
"""

_TASK = "select * from task where id = :task"

_MEASURES_OF = "select * from measure where task = :task order by position, id"

_SHARES_OF = """
    select unit.id, unit.name, responsibility.role, responsibility.presumed,
        ifnull(responsibility.office, ''), ifnull(responsibility.person, ''),
        ifnull(responsibility.leader, ''), ifnull(responsibility.contact, '')
    from responsibility join unit on unit.id = responsibility.unit
    where responsibility.row = :row order by responsibility.position, responsibility.id
"""

_MEASURES = """
    select measure.* from measure join task on task.id = measure.task
    where task.plan = :plan order by measure.position, measure.id
"""

_YEARLY = """
    select yearly_work.*, ifnull(unit.name, '') as unit_name
    from yearly_work join task on task.id = yearly_work.task
    left join unit on unit.id = yearly_work.unit
    where task.plan = :plan and task.withdrawn_by is null
    order by yearly_work.year, task.position, task.id, yearly_work.position, yearly_work.id
"""

_STATUSES = Words(TaskStatus)

_PROJECTS = """
    select project.*, ifnull(task.title, '') as task_title
    from project left join task
        on task.id = project.task and (task.withdrawn_by is null or :withdrawn)
    where project.plan = :plan and (project.withdrawn_by is null or :withdrawn)
    order by project.position, project.id
"""


def task_lines(
    connection: sqlite3.Connection, plan: str, *, withdrawn: bool = False
) -> tuple[TaskLine, ...]:
    """Return a plan's tasks in order, each with its measures and commitments.

    Those that a target revision took out are among them only where `withdrawn` ones are asked for.
    """
    units = unit_shares(connection, RowKind.TASK)
    measures = Grouped[MeasureLine]()
    commitments: Grouped[IndicatorLine] = Grouped()
    for row in rows(connection, _MEASURES, plan=plan):
        measures[row["task"]].append(_measure(row))
    for line in all_rows(connection, plan, withdrawn=withdrawn):
        if line.task is not None:
            commitments[line.task].append(line)
    return tuple(
        _task(row, units.of(row["id"]), measures.of(row["id"]), commitments.of(row["id"]))
        for row in rows(connection, _TASKS, plan=plan, withdrawn=withdrawn)
    )


def whole_task(connection: sqlite3.Connection, task: str) -> TaskLine | None:
    """Return one task with its measures and commitments, None when it is gone."""
    row = next(rows(connection, _TASK, task=task), None)
    if row is None:
        return None
    measures = tuple(_measure(one) for one in rows(connection, _MEASURES_OF, task=task))
    return _task(
        row, shares_of(connection, task), measures, all_rows(connection, row["plan"], task=task)
    )


def shares_of(connection: sqlite3.Connection, row: str) -> tuple[UnitShare, ...]:
    """Return who answers for one row, in order."""
    return tuple(
        UnitShare(unit, name, role == "lead", presumed == 1, *people)
        for unit, name, role, presumed, *people in bare_rows(connection, _SHARES_OF, row=row)
    )


def _task(
    row: sqlite3.Row,
    units: tuple[UnitShare, ...],
    measures: tuple[MeasureLine, ...],
    commitments: tuple[IndicatorLine, ...],
) -> TaskLine:
    return TaskLine(
        id=row["id"],
        section=row["section"],
        number=row["number"],
        title=row["title"],
        kind=row["kind"],
        status=_STATUSES[row["status"]],
        deadline=row["deadline"],
        note=row["note"],
        place=row["place"],
        position=row["position"],
        units=units,
        measures=measures,
        commitments=commitments,
        withdrawn_by=row["withdrawn_by"],
    )


def _measure(row: sqlite3.Row) -> MeasureLine:
    return MeasureLine(
        row["id"],
        row["task"],
        row["title"],
        row["position"],
        _STATUSES[row["status"]] if row["status"] else None,
        row["deadline"],
    )


def yearly_works(connection: sqlite3.Connection, plan: str) -> tuple[YearlyWorkLine, ...]:
    """Return the lines of a plan's 年度任务分解表, year by year in the order of its tasks."""
    return tuple(
        YearlyWorkLine(
            id=row["id"],
            task=row["task"],
            measure=row["measure"],
            year=row["year"],
            words=row["words"],
            due=row["due"],
            unit=row["unit"],
            unit_name=row["unit_name"],
            status=_STATUSES[row["status"]],
            position=row["position"],
        )
        for row in rows(connection, _YEARLY, plan=plan)
    )


def project_lines(
    connection: sqlite3.Connection, plan: str, *, withdrawn: bool = False
) -> tuple[ProjectLine, ...]:
    """Return a plan's projects in order, each lump before its named parts.

    Those that a target revision took out are among them only where `withdrawn` ones are asked for.
    """
    units = unit_shares(connection, RowKind.PROJECT)
    children: Grouped[sqlite3.Row] = Grouped()
    read = list(rows(connection, _PROJECTS, plan=plan, withdrawn=withdrawn))
    ids = {row["id"] for row in read}
    for row in read:
        # A part whose lump was taken out stands for itself.
        children[row["parent"] if row["parent"] in ids else ""].append(row)

    def walk(parent: str, depth: int) -> Iterator[ProjectLine]:
        for row in children.of(parent):
            yield project_line(row, units.of(row["id"]), depth)
            yield from walk(row["id"], depth + 1)

    return tuple(walk("", 0))


def project_line(row: sqlite3.Row, units: tuple[UnitShare, ...], depth: int) -> ProjectLine:
    """Return a project from its row with the title of its task in task_title, and its units."""
    return ProjectLine(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        school_stage=row["school_stage"],
        year_class=row["year_class"],
        due_year=row["due_year"],
        count=row["count"],
        places=figure(row["places"]),
        classes=figure(row["classes"]),
        investment=figure(row["investment"]),
        area=figure(row["area"]),
        floor_area=figure(row["floor_area"]),
        stage=row["stage"],
        parent=row["parent"],
        depth=depth,
        task=row["task"],
        task_title=row["task_title"],
        note=row["note"],
        place=row["place"],
        position=row["position"],
        units=units,
        deadline=row["deadline"] or "",
        withdrawn_by=row["withdrawn_by"],
        site=row["site"] or "",
        street=row["street"] or "",
        count_unit=row["count_unit"] or "",
    )
