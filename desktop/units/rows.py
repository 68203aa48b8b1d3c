"""The rows of the unit table: which units there are to see, and how many under each chip."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.model.unit_lines import UnitLoad
from db.model.words import UNIT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from db.model.lines import UnitLine
    from db.model.unit_lines import ContactLine

ALL, NO_KIND, PRESUMED, DOUBTFUL, ENDED = "all", "no_kind", "presumed", "doubtful", "ended"
"""The keys of the chips that are no kind of unit."""
_NOTHING = UnitLoad()


class UnitRow(NamedTuple):
    """A unit with all that its row shows; `doubt` says what its name is suspected of."""

    line: UnitLine
    load: UnitLoad
    contact: str
    parent: str
    doubt: str
    ended: bool

    @property
    def id(self) -> str:
        """Return the id of the unit."""
        return self.line.id

    @property
    def searched(self) -> str:
        """Return all the names it can be found by."""
        line = self.line
        return (
            " ".join((line.name, line.short_name, *line.aliases))
            if line.aliases
            else (f"{line.name} {line.short_name}")
        )


def rows_of(
    units: Sequence[UnitLine],
    loads: Mapping[str, UnitLoad],
    contacts: Iterable[ContactLine],
    doubts: Mapping[str, str],
    today: str,
) -> tuple[UnitRow, ...]:
    """Return a row for each unit; `doubts` are by name, `today` an ISO day."""
    names = {unit.id: unit.name for unit in units}
    people: dict[str, str] = {}
    for one in contacts:
        people.setdefault(one.unit, f"{one.name} {one.phone}".strip())
    return tuple(
        UnitRow(
            unit,
            loads.get(unit.id, _NOTHING),
            people.get(unit.id, ""),
            names.get(unit.parent or "", ""),
            doubts.get(unit.name, ""),
            bool(unit.valid_to) and unit.valid_to < today,
        )
        for unit in units
    )


def chip_of(row: UnitRow) -> str:
    """Return the key of the chip of a row's kind."""
    return row.line.kind if row.line.kind in UNIT_KINDS else NO_KIND


_SPECIAL: Mapping[str, Callable[[UnitRow], bool]] = {
    ALL: lambda _row: True,
    PRESUMED: lambda row: row.load.presumed > 0,
    DOUBTFUL: lambda row: bool(row.doubt),
    ENDED: lambda row: row.ended,
}


def passes(row: UnitRow, chip: str) -> bool:
    """Tell whether a row is shown under a chip."""
    special = _SPECIAL.get(chip)
    return special(row) if special is not None else chip_of(row) == chip


def counts(rows: Sequence[UnitRow]) -> dict[str, int]:
    """Return how many rows each chip shows."""
    found = dict.fromkeys((ALL, *UNIT_KINDS, NO_KIND, PRESUMED, DOUBTFUL, ENDED), 0)
    for row in rows:
        found[chip_of(row)] += 1
        for chip, holds in _SPECIAL.items():
            found[chip] += holds(row)
    return found
