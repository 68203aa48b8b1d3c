"""What a unit was on a day: whether it stood, what it was called, which one it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import UnitEventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.model.records import Unit, UnitEvent

_MOST_STEPS = 50


def stood_on(unit: Unit, day: str) -> bool:
    """Tell whether a unit stood on an ISO day; open ends are always within."""
    return (not unit.valid_from or unit.valid_from <= day) and (
        not unit.valid_to or day <= unit.valid_to
    )


def name_on(unit: Unit, events: Iterable[UnitEvent], day: str) -> str:
    """Return what a unit was called on an ISO day, by its renamings."""
    later = sorted(
        (event.happened_on, event.former_name)
        for event in events
        if event.unit == unit.id
        and event.kind is UnitEventKind.RENAMED
        and event.former_name
        and event.happened_on > day
    )
    return later[0][1] if later else unit.name


def standing_on(unit: str, units: Mapping[str, Unit], day: str) -> str:
    """Return the unit that stands for another on an ISO day: itself, or what it was merged into."""
    held, steps = units[unit], 0
    while not stood_on(held, day) and held.valid_to:
        heir = units.get(held.successor or "")
        if heir is None:
            break
        held = heir
        steps += 1
        # A circle is no life; whoever wrote one gets the last unit looked at.
        if steps > _MOST_STEPS:
            break
    return held.id


def expanded(units: Iterable[str], members: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return units with every group replaced by its members, in order, each once.

    A group without members stands for itself; a group within itself ends there.
    """
    found: dict[str, None] = {}

    def take(unit: str, above: frozenset[str]) -> None:
        below = () if unit in above else tuple(members.get(unit, ()))
        if not below:
            found.setdefault(unit)
        for member in below:
            if member not in above:
                take(member, above | {unit})

    for unit in units:
        take(unit, frozenset())
    return tuple(found)
