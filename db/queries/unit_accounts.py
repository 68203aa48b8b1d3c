"""All that one unit answers for in a plan: figures, works, what was told of them, their proof."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.errors import NotFound
from db.model.period import Period
from db.model.unit_lines import (
    AnsweredFigure,
    AnsweredWork,
    Duty,
    People,
    Share,
    UnitAccount,
)
from db.model.words import RowKind
from db.queries.indicators import all_rows
from db.queries.known_units import unit_lines
from db.queries.progress import progress_of_rows
from db.queries.reading import Grouped, bare_rows
from db.queries.units import unit_contacts, unit_events
from db.rules.unit_life import name_on

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from db.model.lines import IndicatorLine, ProgressLine, UnitLine

# The unit itself goes before the groups it is in, the lead before a helper.
_SHARES = """
    with recursive asked (unit, depth) as (
        select :unit, 0
        union select unit_member.group_unit, asked.depth + 1
            from asked join unit_member on unit_member.member = asked.unit where asked.depth < 5)
    select responsibility.row, responsibility.role, responsibility.presumed,
        ifnull(responsibility.office, ''), ifnull(responsibility.person, ''),
        ifnull(responsibility.leader, ''), ifnull(responsibility.contact, ''),
        iif(asked.unit = :unit, '', unit.name)
    from asked join responsibility on responsibility.unit = asked.unit
        join unit on unit.id = asked.unit
    order by asked.depth, responsibility.role = 'co'
"""

_PROVIDED = "select id from series where provider = :unit"

_TASKS = """
    select task.id, number, title, section, status, deadline, note
    from json_each(:rows) as asked cross join task on task.id = asked.value
    where plan = :plan and withdrawn_by is null
    order by position, task.id
"""

# A project that names nobody is its task's.
_PROJECTS = """
    with asked (row) as (select value from json_each(:rows)),
    held (project, row) as (
        select project.id, project.id from asked cross join project on project.id = asked.row
        union all
        select project.id, project.task from project
        where project.task in (select row from asked)
            and not exists (select 1 from responsibility where responsibility.row = project.id))
    select project.id, '', name, kind, stage,
        coalesce(nullif(deadline, ''), cast(due_year as text), ''), note, held.row
    from held cross join project on project.id = held.project
    where plan = :plan and withdrawn_by is null
    order by position, project.id
"""

# Evidence of a figure is that of its place, `RowRef.of_figure`: a blank comes before '!'.
_EVIDENCE = """
    with shown (owner, row, place) as (
        select value, value, 0 from json_each(:rows)
        union select indicator.id, proved.row, 1
            from indicator join evidence_link as proved
                on proved.row > indicator.series || ' ' and proved.row < indicator.series || '!'
            where indicator.id in (select value from json_each(:rows))
                and (substr(proved.row, -1) = ' '
                    or substr(proved.row, -1 - length(:unit)) = ' ' || :unit)
        union all select measure.task, measure.id, 1
            from measure where measure.task in (select value from json_each(:rows)))
    select shown.owner, evidence.title
    from shown join evidence_link on evidence_link.row = shown.row
        join evidence on evidence.id = evidence_link.evidence
    order by shown.owner, shown.place, evidence_link.position, evidence_link.id
"""


def unit_account(
    connection: sqlite3.Connection,
    plan: str,
    unit: str,
    period: str = "",
    rows_of_plan: Sequence[IndicatorLine] | None = None,
) -> UnitAccount:
    """Return what a unit answers for or gives figures of in a plan; NotFound for no such unit.

    With a `period`, what was told later is left out. Rows of a group it belongs to are among them.
    Whoever has the plan's indicators and commitments already gives them as `rows_of_plan`.
    """
    line = _line_of(connection, unit)
    shares = dict(_shares(connection, unit))
    series = {row for (row,) in bare_rows(connection, _PROVIDED, unit=unit)}
    lines = all_rows(connection, plan) if rows_of_plan is None else rows_of_plan
    figures = _figures(lines, shares, series)
    rows = json.dumps(sorted(shares))
    tasks = tuple(
        AnsweredWork._make((RowKind.TASK, *told, shares[told[0]]))
        for told in bare_rows(connection, _TASKS, plan=plan, rows=rows)
    )
    projects = tuple(
        AnsweredWork._make((RowKind.PROJECT, *told, shares[held]))
        for *told, held in bare_rows(connection, _PROJECTS, plan=plan, rows=rows)
    )
    works = [work.id for work in (*tasks, *projects)]
    return UnitAccount(
        line,
        unit_contacts(connection, unit),
        tuple(one for one in figures if one.line.task is None),
        tuple(one for one in figures if one.line.task is not None),
        tasks,
        projects,
        _told(progress_of_rows(connection, works), unit, period),
        _evidence(connection, unit, [one.line.id for one in figures] + works),
        _called(connection, line, period),
    )


def _called(connection: sqlite3.Connection, unit: UnitLine, period: str) -> str:
    """Return what a unit was called when a period ended; without one what it is called."""
    if not period:
        return unit.name
    day = Period.read(period).last_day.isoformat()
    return name_on(unit.id, unit.name, unit_events(connection, unit.id), day)


def _line_of(connection: sqlite3.Connection, unit: str) -> UnitLine:
    found = unit_lines(connection, unit)
    if not found:
        raise NotFound("unit", unit)
    return found[0]


def _shares(connection: sqlite3.Connection, unit: str) -> Iterator[tuple[str, Share]]:
    """Yield what the unit has to do with each row, once."""
    seen: set[str] = set()
    for row, role, presumed, *people, via in bare_rows(connection, _SHARES, unit=unit):
        if row not in seen:
            seen.add(row)
            duty = Duty.LEAD if role == "lead" else Duty.CO
            yield row, Share(duty, presumed == 1, People(*people), via)


def _figures(
    lines: Iterable[IndicatorLine], shares: Mapping[str, Share], series: Collection[str]
) -> list[AnsweredFigure]:
    """Return the rows of figures that the unit has to do with."""
    found = ((line, _share_of(line, shares, series)) for line in lines)
    return [AnsweredFigure(line, share) for line, share in found if share is not None]


def _share_of(
    row: IndicatorLine, shares: Mapping[str, Share], series: Collection[str]
) -> Share | None:
    """Return what the unit has to do with a row of figures: its own part, else its task's."""
    held = shares.get(row.id)
    if held is None and row.task is not None and not row.units:
        # A promise that names nobody is its task's.
        held = shares.get(row.task)
    if row.series not in series:
        return held
    return Share(Duty.PROVIDER, provides=True) if held is None else held._replace(provides=True)


def _told(
    found: Mapping[str, Iterable[ProgressLine]], unit: str, period: str
) -> dict[str, ProgressLine]:
    """Return what was last told of each row by the period: by the unit itself, else by the lead."""
    until = Period.read(period).last_day if period else None
    told: dict[str, ProgressLine] = {}
    for row, lines in found.items():
        known = [
            line
            for line in lines
            if line.unit in {None, unit}
            and (until is None or Period.read(line.period).last_day <= until)
        ]
        if known:
            told[row] = max(
                known, key=lambda line: (Period.read(line.period).last_day, line.unit == unit)
            )
    return told


def _evidence(
    connection: sqlite3.Connection, unit: str, rows: list[str]
) -> dict[str, tuple[str, ...]]:
    """Return the titles of what proves each row, its county figures and those of the unit."""
    found = Grouped[str]()
    for owner, title in bare_rows(connection, _EVIDENCE, unit=unit, rows=json.dumps(rows)):
        if title not in found[owner]:
            found[owner].append(title)
    return {owner: tuple(titles) for owner, titles in found.items()}
