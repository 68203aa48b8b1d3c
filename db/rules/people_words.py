"""Who answers inside units, as one cell of a list says it: plain for the first unit, named else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.rules.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_APART = re.compile(r"[；;\n]+")
_NAMED = re.compile(r"(?P<unit>[^:：]+)[:：](?P<words>.+)", re.DOTALL)


def people_words(said: Sequence[tuple[str, str]]) -> str:
    """Return one cell for what is said of each unit (its name, the words), in their order.

    Of the first unit it stands plainly, of another behind its name: 周明；财政局：王强.
    """
    return "；".join(
        words if not place else f"{unit}：{words}"
        for place, (unit, words) in enumerate(said)
        if words
    )


def read_people(words: str, units: Mapping[str, str], first: str) -> dict[str, str]:
    """Return what a cell says of each unit, by its id.

    `units` are the ids of the row's units by every folded name; what names none of them is said of
    the `first`.
    """
    found: dict[str, list[str]] = {}
    for part in filter(None, map(str.strip, _APART.split(words))):
        named = _NAMED.fullmatch(part)
        unit = units.get(folded(named["unit"])) if named else None
        if named is None or unit is None:
            found.setdefault(first, []).append(part)
        else:
            found.setdefault(unit, []).append(named["words"].strip())
    return {unit: "；".join(parts) for unit, parts in found.items()}


def names_of(units: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Return the ids of units by every folded name they are written under."""
    return {folded(name): unit for unit, names in units for name in names}
