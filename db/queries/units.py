"""Units as lines: found by name, how much each answers for, its people and its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import AmbiguousName, NotFound
from db.model.unit_lines import AssignableRow, ContactLine, UnitLoad
from db.model.words import RowKind
from db.model.work_words import ContactRole, UnitEventKind
from db.queries.known_units import unit_lines
from db.queries.reading import Words, bare_rows, rows
from db.rules.name_decisions import PREFIX, NameDecisions
from db.rules.names import folded, near_names

if TYPE_CHECKING:
    import sqlite3

    from db.model.lines import UnitLine
    from db.model.records import UnitEvent

_CONTACTS = """
    select id, unit, role, name, office, phone, note from unit_contact
    where unit = :unit or :unit is null order by position, id
"""

_EVENTS = """
    select * from unit_event where unit = :unit or other = :unit or :unit is null
    order by happened_on, id
"""

_PRESUMED = """
    with answered (row) as (
        select id from indicator where plan = :plan and withdrawn_by is null
        union all select id from task where plan = :plan and withdrawn_by is null
        union all select id from project where plan = :plan and withdrawn_by is null)
    select responsibility.row_kind, responsibility.row, responsibility.unit
    from answered cross join responsibility on responsibility.row = answered.row
    where responsibility.presumed
"""

_LOADS = """
    with answered (row) as (
        select id from indicator where plan = :plan and withdrawn_by is null
        union all select id from task where plan = :plan and withdrawn_by is null
        union all select id from project where plan = :plan and withdrawn_by is null)
    select responsibility.unit,
        sum(responsibility.role = 'lead'), sum(responsibility.role <> 'lead'),
        sum(responsibility.presumed)
    from answered cross join responsibility on responsibility.row = answered.row
    group by responsibility.unit
"""

_ROWS = """
    select 'indicator' as kind, indicator.id, indicator.name, indicator.category, 0 as place,
        indicator.position as position
    from indicator where plan = :plan and withdrawn_by is null and task is null
    union all
    select 'task', task.id, trim(task.number || ' ' || task.title), task.section, 1, task.position
    from task where plan = :plan and withdrawn_by is null
    union all
    select 'indicator', indicator.id, indicator.name, task.section, 2,
        task.position * 1000 + indicator.position
    from indicator join task on task.id = indicator.task
    where indicator.plan = :plan and indicator.withdrawn_by is null
    union all
    select 'project', project.id, project.name, project.kind, 3, project.position
    from project where plan = :plan and withdrawn_by is null
    order by place, position
"""

_PROVIDED = """
    select series.provider, count(*) from indicator join series on series.id = indicator.series
    where indicator.plan = :plan and indicator.withdrawn_by is null
        and series.provider is not null
    group by series.provider
"""

_DECISIONS = "select id, value from setting where id like :like"

_PROMISE = 2
_KINDS = Words(RowKind)
_ROLES, _EVENT_KINDS = Words(ContactRole), Words(UnitEventKind)


def find_unit(connection: sqlite3.Connection, name: str) -> UnitLine:
    """Return the unit of that id, name, other name or short name; NotFound, AmbiguousName."""
    units = unit_lines(connection)
    wanted = folded(name)
    for names in (_names, _short_names):
        found = [unit for unit in units if name == unit.id or wanted in map(folded, names(unit))]
        if len(found) > 1:
            raise AmbiguousName("unit", name, tuple(unit.name for unit in found))
        if found:
            return found[0]
    raise NotFound("unit", name, near_names(name, [unit.name for unit in units]))


def _names(unit: UnitLine) -> tuple[str, ...]:
    return (unit.name, *unit.aliases)


def _short_names(unit: UnitLine) -> tuple[str, ...]:
    return (unit.short_name,) if unit.short_name else ()


def unit_loads(connection: sqlite3.Connection, plan: str) -> dict[str, UnitLoad]:
    """Return how much each unit answers for in a plan; a unit that does for nothing is not in it.

    Rows that a target revision took out do not count.
    """
    provided: dict[str, int] = dict(bare_rows(connection, _PROVIDED, plan=plan))
    loads = {
        unit: UnitLoad(leads, helps, provided.pop(unit, 0), presumed)
        for unit, leads, helps, presumed in bare_rows(connection, _LOADS, plan=plan)
    }
    return loads | {unit: UnitLoad(provides=count) for unit, count in provided.items()}


def unit_contacts(
    connection: sqlite3.Connection, unit: str | None = None
) -> tuple[ContactLine, ...]:
    """Return the people of a unit, or of all, in order."""
    return tuple(
        ContactLine(identity, of, _ROLES[role], *words)
        for identity, of, role, *words in bare_rows(connection, _CONTACTS, unit=unit)
    )


def unit_events(connection: sqlite3.Connection, unit: str | None = None) -> tuple[UnitEvent, ...]:
    """Return what happened to a unit and to those it took in or gave off; None: to all."""
    # The records are loaded when one is read: the first page of a book does without.
    from db.model.records import UnitEvent  # noqa: PLC0415 - as said

    return tuple(
        UnitEvent(
            id=row["id"],
            unit=row["unit"],
            kind=_EVENT_KINDS[row["kind"]],
            happened_on=row["happened_on"],
            document=row["document"],
            former_name=row["former_name"],
            other=row["other"],
            words=row["words"],
        )
        for row in rows(connection, _EVENTS, unit=unit)
    )


def assignable_rows(connection: sqlite3.Connection, plan: str) -> tuple[AssignableRow, ...]:
    """Return every row of a plan that units answer for, by what groups it, in the plan's order."""
    return tuple(
        AssignableRow(_KINDS[kind], row, name, group, place == _PROMISE)
        for kind, row, name, group, place, _ in bare_rows(connection, _ROWS, plan=plan)
    )


def presumed_rows(connection: sqlite3.Connection, plan: str) -> tuple[tuple[str, str, str], ...]:
    """Return kind, id and unit of every row of a plan where a unit's role waits to be confirmed."""
    return tuple(bare_rows(connection, _PRESUMED, plan=plan))


def name_decisions(connection: sqlite3.Connection) -> NameDecisions:
    """Return what was decided about names that are run together or nearly equal."""
    settings = dict(bare_rows(connection, _DECISIONS, like=f"{PREFIX}%"))
    names = dict(bare_rows(connection, "select id, name from unit")) if settings else {}
    return NameDecisions(settings, names)
