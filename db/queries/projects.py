"""Projects by the ten thousand as rows of a board, and the work recorded on each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.model.project_lines import (
    FundingLine,
    MilestoneLine,
    ProjectDetail,
    ProjectRow,
    ProjectWork,
    ProjectYearLine,
)
from db.queries.reading import Grouped, bare_rows, figure, rows
from db.queries.works import project_line, shares_of
from db.rules.schedule import in_order, in_short
from db.rules.stages import STAGE_LETTERS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

# Of the milestones only what tells how a project stands: they are nine times as many, and those of
# the projects in sight are read when they are shown.
_BOARD = """
    with letter (stage, sign) as materialized (select key, value from json_each(:letters))
    select project.id, project.parent, project.name, kind, school_stage, year_class, due_year,
        ifnull(deadline, ''), count, ifnull(count_unit, ''), places, classes, investment,
        project.stage, ifnull(street, ''), ifnull(site, ''), project.task, project.note,
        ifnull((
            select group_concat(name, '、') from (
                select unit.name from responsibility join unit on unit.id = responsibility.unit
                where responsibility.row = project.id and responsibility.role = 'lead'
                order by responsibility.position)
        ), ''),
        (
            select ifnull(max(case when actual <> '' then letter.sign end), ' ') || ifnull(min(
                case when actual = '' and planned <> '' and letter.sign > ifnull(stated.sign, '')
                then letter.sign || planned end
            ), '')
            from milestone join letter on letter.stage = milestone.stage
            where milestone.project = project.id
        ), area, floor_area
    from project left join letter stated on stated.stage = project.stage
    where project.plan = :plan and project.withdrawn_by is null
        and (:ids is null or project.id in (select value from json_each(:ids)))
    order by project.position, project.id
"""

_LETTERS = json.dumps(dict(STAGE_LETTERS))

_FUNDING = """
    select funding.* from funding join project on project.id = funding.project
    where project.plan = :plan order by funding.year is not null, funding.year, funding.origin
"""
_YEARS = """
    select project_year.* from project_year join project on project.id = project_year.project
    where project.plan = :plan order by project_year.year
"""
_MILESTONES = """
    select milestone.* from milestone join project on project.id = milestone.project
    where project.plan = :plan order by milestone.position
"""
_ONE_FUNDING = """
    select * from funding where project = :project order by year is not null, year, origin
"""
_ONE_YEARS = "select * from project_year where project = :project order by year"
_ONE_MILESTONES = "select * from milestone where project = :project order by position"

_MILESTONES_OF = """
    select project, stage, planned, actual, note, ifnull(state, '') from milestone
    where project in (select value from json_each(:ids)) order by project, position
"""

_ONE_PROJECT = """
    select project.*, ifnull(task.title, '') as task_title
    from project left join task on task.id = project.task where project.id = :project
"""
_TOUCHED = """
    select id from project where id in (select value from json_each(:ids))
    union select project from milestone where id in (select value from json_each(:ids))
    union select row from responsibility where id in (select value from json_each(:ids))
"""
_SPAN = """
    select min(coalesce(planned, actual), coalesce(actual, planned)), latest
    from (
        select min(nullif(planned, '')) as planned, min(nullif(actual, '')) as actual,
            max(max(planned), max(actual)) as latest
        from milestone
    )
"""


def project_rows(
    connection: sqlite3.Connection, plan: str, ids: Collection[str] | None = None
) -> tuple[ProjectRow, ...]:
    """Return a plan's projects as rows of the board in plan order; with `ids` only those.

    Those that a target revision took out are left out.
    """
    wanted = None if ids is None else json.dumps(sorted(ids))
    asked = {"plan": plan, "ids": wanted, "letters": _LETTERS}
    found = tuple(map(ProjectRow._make, connection.execute(_BOARD, asked)))
    # Where a later stage was passed before the one that seems to come next, all dates are needed.
    skipped = {row.id for row in found if row.packed[1:2] and row.packed[:1] >= row.packed[1:2]}
    if not skipped:
        return found
    steps = milestones_of(connection, skipped)
    return tuple(
        row._replace(packed=in_short(steps[row.id], row.stage)) if row.id in skipped else row
        for row in found
    )


def milestones_of(
    connection: sqlite3.Connection, projects: Collection[str]
) -> Mapping[str, tuple[MilestoneLine, ...]]:
    """Return the milestones of some projects, in the order of the stages; of each a value."""
    found = Grouped[MilestoneLine]()
    for project, *fields in bare_rows(connection, _MILESTONES_OF, ids=json.dumps(sorted(projects))):
        found[project].append(MilestoneLine(*fields))
    return {project: tuple(in_order(found.of(project))) for project in projects}


def project_work(connection: sqlite3.Connection, project: str) -> ProjectWork:
    """Return the milestones, the money and the years of one project."""
    found = rows(connection, _ONE_MILESTONES, project=project)
    return ProjectWork(
        tuple(in_order(map(_milestone, found))),
        tuple(_funding(row) for row in rows(connection, _ONE_FUNDING, project=project)),
        tuple(_year(row) for row in rows(connection, _ONE_YEARS, project=project)),
    )


def project_detail(connection: sqlite3.Connection, project: str) -> ProjectDetail | None:
    """Return one project whole, None when it is gone."""
    found = next(rows(connection, _ONE_PROJECT, project=project), None)
    if found is None:
        return None
    units = shares_of(connection, project)
    of_task = () if units else shares_of(connection, found["task"] or "")
    line = project_line(found, units, 0)
    return ProjectDetail(line, project_work(connection, project), of_task)


def projects_touched(connection: sqlite3.Connection, ids: Collection[str]) -> frozenset[str]:
    """Return the projects that rows with these ids are, or hang on: their dates and units."""
    found = connection.execute(_TOUCHED, {"ids": json.dumps(sorted(ids))})
    return frozenset(row for (row,) in found)


def span_of_dates(connection: sqlite3.Connection) -> tuple[str, str]:
    """Return the earliest and the latest date of any stage in the book, empty without any."""
    earliest, latest = connection.execute(_SPAN).fetchone()
    return earliest or "", latest or ""


def work_by_project(connection: sqlite3.Connection, plan: str) -> Mapping[str, ProjectWork]:
    """Return what is recorded of the work on each project of a plan, by the project's id.

    Projects of which nothing is recorded are left out.
    """
    milestones, funding = Grouped[MilestoneLine](), Grouped[FundingLine]()
    years = Grouped[ProjectYearLine]()
    for row in rows(connection, _MILESTONES, plan=plan):
        milestones[row["project"]].append(_milestone(row))
    for row in rows(connection, _FUNDING, plan=plan):
        funding[row["project"]].append(_funding(row))
    for row in rows(connection, _YEARS, plan=plan):
        years[row["project"]].append(_year(row))
    return {
        project: ProjectWork(
            tuple(in_order(milestones.of(project))), funding.of(project), years.of(project)
        )
        for project in {**milestones, **funding, **years}
    }


def years_by_project(
    connection: sqlite3.Connection, plan: str
) -> Mapping[str, Sequence[ProjectYearLine]]:
    """Return the years of each project of a plan, by the project's id."""
    years = Grouped[ProjectYearLine]()
    for row in rows(connection, _YEARS, plan=plan):
        years[row["project"]].append(_year(row))
    return years


def _milestone(row: sqlite3.Row) -> MilestoneLine:
    return MilestoneLine(
        row["stage"], row["planned"], row["actual"], row["note"], row["state"] or ""
    )


def _funding(row: sqlite3.Row) -> FundingLine:
    return FundingLine(
        row["year"],
        row["origin"],
        figure(row["planned"]),
        figure(row["arrived"]),
        figure(row["done"]),
        figure(row["paid"]),
        row["note"],
    )


def _year(row: sqlite3.Row) -> ProjectYearLine:
    return ProjectYearLine(
        row["year"],
        row["year_class"],
        figure(row["planned"]),
        figure(row["delivered"]),
        row["note"],
    )
