"""What is said of a unit over what others have said since the dialog showed it."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from db.operations.units import NewContact, UnitFields
from db.rules.meanwhile import lines_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import UnitLine
    from db.model.unit_lines import ContactLine

_ID = attrgetter("id")


def fields_over(
    held: UnitLine, people: Sequence[ContactLine], seen: UnitFields, said: UnitFields
) -> UnitFields:
    """Return what shall be said of a unit: what is `said` where it is not as it was `seen`.

    The rest is what the book holds now; of names, members and people each counts by itself.
    """
    now = _fields_now(held, people)
    made: dict[str, Any] = {}
    for part in fields(UnitFields):
        name = part.name
        wanted, before, today = (getattr(one, name) for one in (said, seen, now))
        if name in {"aliases", "members"}:
            made[name] = _names_over(today, before, wanted)
        elif name != "contacts":
            made[name] = wanted if wanted != before else today
    fresh = tuple(one for one in said.contacts if not one.id)
    # Each line of a role without anybody stands for itself.
    known = lines_over(now.contacts, _known(seen), _known(said), _ID)
    return UnitFields(**made, contacts=(*known, *fresh))


def _fields_now(held: UnitLine, people: Sequence[ContactLine]) -> UnitFields:
    return UnitFields(
        name=held.name,
        kind=held.kind,
        short_name=held.short_name,
        parent=held.parent,
        is_group=held.is_group,
        valid_from=held.valid_from,
        valid_to=held.valid_to,
        aliases=held.aliases,
        members=held.members,
        contacts=tuple(
            NewContact(one.role, one.name, one.office, one.phone, one.note, one.id)
            for one in people
        ),
    )


def _known(said: UnitFields) -> tuple[NewContact, ...]:
    """Return the people that are in the book; their notes are not asked for."""
    return tuple(replace(one, note="") for one in said.contacts if one.id)


def _names_over(
    now: tuple[str, ...], seen: tuple[str, ...], said: tuple[str, ...]
) -> tuple[str, ...]:
    """Return names with those that were added and without those that were taken out."""
    kept = [one for one in now if one in said or one not in seen]
    return (*kept, *(one for one in said if one not in now and one not in seen))
