"""Units and who answers for a row as plain values, for `planbook dump`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.queries.known_units import unit_lines
from db.queries.units import unit_contacts, unit_events

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.model.lines import UnitShare


def units_as_json(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the units of a book: names, kind, days (null while open), members, people, life."""
    units = unit_lines(connection)
    names = {unit.id: unit.name for unit in units}
    people: dict[str, list[dict[str, Any]]] = {}
    for one in unit_contacts(connection):
        told = {"role": one.role.value, "name": one.name, "office": one.office}
        people.setdefault(one.unit, []).append(told | {"phone": one.phone, "note": one.note})
    lives: dict[str, list[dict[str, Any]]] = {}
    for event in unit_events(connection):
        lives.setdefault(event.unit, []).append(
            {
                "kind": event.kind.value,
                "on": event.happened_on or None,
                "document": event.document,
                "former_name": event.former_name,
                "other": names.get(event.other or ""),
                "words": event.words,
            }
        )
    return [
        {
            "id": unit.id,
            "name": unit.name,
            "aliases": list(unit.aliases),
            "short_name": unit.short_name,
            "kind": unit.kind,
            "parent": unit.parent,
            "is_group": unit.is_group,
            "members": [names[one] for one in unit.members],
            "valid_from": unit.valid_from or None,
            "valid_to": unit.valid_to or None,
            "successor": names.get(unit.successor or ""),
            "contacts": people.get(unit.id, []),
            "events": lives.get(unit.id, []),
        }
        for unit in units
    ]


def responsible_as_json(shares: Iterable[UnitShare]) -> list[dict[str, Any]]:
    """Return who answers for a row, in order, with the people named inside each unit."""
    return [
        {
            "name": share.name,
            "role": "lead" if share.lead else "co",
            "presumed": share.presumed,
            "office": share.office,
            "person": share.person,
            "leader": share.leader,
            "contact": share.contact,
        }
        for share in shares
    ]
