"""How a person's decision about names of units is written among the settings of a book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.rules.names import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "unit_names."
SPLIT, WHOLE, APART = f"{PREFIX}split:", f"{PREFIX}whole:", f"{PREFIX}apart:"
"""A name is several units (their ids, apart by blanks); it is one; two names are two units."""


def split_key(name: str) -> str:
    """Return the setting that says which units a run-together name is."""
    return SPLIT + folded(name)


def whole_key(name: str) -> str:
    """Return the setting that says that a name is one unit."""
    return WHOLE + folded(name)


def apart_key(one: str, other: str) -> str:
    """Return the setting that says that two names are two units, whichever comes first."""
    return APART + "|".join(sorted((folded(one), folded(other))))


@dataclass(frozen=True, slots=True)
class NameDecisions:
    """What was decided so far: the settings, and the names of units by the ids in them."""

    settings: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def is_whole(self, name: str) -> bool:
        """Tell whether a name is one unit, whatever it looks like."""
        return whole_key(name) in self.settings

    def are_apart(self, one: str, other: str) -> bool:
        """Tell whether two names are two units, however alike they are."""
        return apart_key(one, other) in self.settings

    @property
    def split_names(self) -> dict[str, tuple[str, ...]]:
        """Return the units that run-together names were split into, by the folded name."""
        return {
            key.removeprefix(SPLIT): tuple(
                self.names[one] for one in value.split() if one in self.names
            )
            for key, value in self.settings.items()
            if key.startswith(SPLIT)
        }
