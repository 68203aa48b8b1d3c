"""The units of a book as lines, with their names and lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import UnitLine
from db.queries.reading import Grouped, bare_rows

if TYPE_CHECKING:
    import sqlite3

_UNITS = """
    select id, name, kind, ifnull(short_name, ''), parent, ifnull(is_group, 0), valid_from,
        valid_to, successor
    from unit where id = :unit or :unit is null order by position, id
"""

_ALIASES = """
    select unit, alias from unit_alias where unit = :unit or :unit is null order by alias
"""

_MEMBERS = """
    select unit_member.group_unit, unit_member.member
    from unit_member join unit on unit.id = unit_member.member
    where unit_member.group_unit = :unit or :unit is null
    order by unit.position, unit.id
"""


def unit_lines(connection: sqlite3.Connection, unit: str | None = None) -> tuple[UnitLine, ...]:
    """Return the units of a book in order, or one, with their other names and members."""
    aliases = _grouped(connection, _ALIASES, unit=unit)
    members = _grouped(connection, _MEMBERS, unit=unit)
    return tuple(
        UnitLine(
            found, name, kind, aliases.of(found), short_name, parent, is_group == 1,
            members.of(found), valid_from, valid_to, successor,
        )
        for found, name, kind, short_name, parent, is_group, valid_from, valid_to, successor
        in bare_rows(connection, _UNITS, unit=unit)
    )  # fmt: skip


def _grouped(
    connection: sqlite3.Connection, statement: str, **parameters: str | None
) -> Grouped[str]:
    found = Grouped[str]()
    for owner, value in bare_rows(connection, statement, **parameters):
        found[owner].append(value)
    return found
