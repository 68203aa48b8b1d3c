"""What a unit was called on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import UnitEventKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.records import UnitEvent


def name_on(unit: str, name: str, events: Iterable[UnitEvent], day: str) -> str:
    """Return what a unit (its id, today's name) was called on an ISO day, by its renamings."""
    later = sorted(
        (event.happened_on, event.former_name)
        for event in events
        if event.unit == unit
        and event.kind is UnitEventKind.RENAMED
        and event.former_name
        and event.happened_on > day
    )
    return later[0][1] if later else name
