"""Names of units as lists write them, and the book's own names of those units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rules.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.exchange.matching import HeldPlan


class UnitNames:
    """What the units of a book are called, by every name it knows them under."""

    def __init__(self, held: HeldPlan | None) -> None:
        units = held.units if held else ()
        self._names = {
            folded(name): unit.name for unit in units for name in (unit.name, *unit.aliases)
        }
        self._splits = held.splits if held else {}

    def known(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return unit names as the book writes them, where it knows them under another name.

        A run-together name that a person split before is its units.
        """
        parts = (self._splits.get(folded(name), (name,)) for name in names)
        named = (self.of(name) or name for some in parts for name in some)
        return tuple(dict.fromkeys(named))

    def of(self, name: str) -> str:
        """Return the book's name of a unit; empty where it has no such unit."""
        return self._names.get(folded(name), "")
