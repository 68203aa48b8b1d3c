"""Which rows of a plan belong together: a whole and its 其中, 公办 and 普惠, neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from db.model.words import Counting
from db.rules.checks.cells import decimals_of
from db.rules.checks.shares import is_public_share, is_sheltered_share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.model.lines import IndicatorLine
    from db.rules.checks.cells import Figure, Row

_HALF = Decimal("0.5")
_LEAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Family:
    """How the rows of a plan belong together; it changes with the plan, never with a figure.

    `parts` are the 其中 of each whole, `sheltered` the 普惠 rate of each 公办 share, `beside` the
    rows of the same unit right above and below; `adding` are the wholes whose baselines are the sum
    of their parts'. `readers` are the rows that are judged anew when a row's figures change,
    `by_series` the rows of a series.
    """

    parts: Mapping[str, tuple[str, ...]]
    sheltered: Mapping[str, str]
    beside: Mapping[str, tuple[str, ...]]
    adding: frozenset[str]
    readers: Mapping[str, frozenset[str]]
    by_series: Mapping[str, tuple[str, ...]]


def family_of(rows: Mapping[str, Row]) -> Family:
    """Return how rows belong together: by parent, by name and category, by their order."""
    lines = [row.line for row in rows.values()]
    parts: dict[str, list[str]] = {}
    by_series: dict[str, list[str]] = {}
    sheltered: dict[str, str] = {}
    rates = {line.category: line.id for line in lines if is_sheltered_share(line)}
    for line in lines:
        by_series.setdefault(line.series, []).append(line.id)
        if line.parent is not None:
            parts.setdefault(line.parent, []).append(line.id)
        if is_public_share(line) and line.category in rates:
            sheltered[line.id] = rates[line.category]
    readers: dict[str, set[str]] = {line.id: {line.id} for line in lines}
    for whole, below in parts.items():
        # A part is judged against its whole, a whole against all its parts.
        for part in below:
            readers.setdefault(part, set()).add(whole)
            readers.setdefault(whole, set()).add(part)
    for public, rate in sheltered.items():
        readers[rate].add(public)
    beside = _beside(lines)
    for row, near in beside.items():
        readers[row].update(near)
    return Family(
        {whole: tuple(below) for whole, below in parts.items()},
        sheltered,
        beside,
        frozenset(whole for whole, below in parts.items() if _starts_add_up(rows, whole, below)),
        {row: frozenset(found) for row, found in readers.items()},
        {series: tuple(rows) for series, rows in by_series.items()},
    )


def _beside(lines: Sequence[IndicatorLine]) -> dict[str, tuple[str, ...]]:
    """Return the rows that a figure may slip into: the next ones that count alike."""
    beside: dict[str, tuple[str, ...]] = {}
    for upper, lower in pairwise(lines):
        alike = upper.unit == lower.unit and upper.series != lower.series
        if alike and upper.counting is lower.counting is Counting.POINT:
            beside[upper.id] = (*beside.get(upper.id, ()), lower.id)
            beside[lower.id] = (*beside.get(lower.id, ()), upper.id)
    return beside


def _starts_add_up(rows: Mapping[str, Row], whole: str, parts: Sequence[str]) -> bool:
    """Tell whether the plan itself adds its parts up: 128 所 = 61 + 48 + 8 + 7 + 3 + 1.

    公办园 of all kindergartens is a part with nothing beside it.
    """
    row = rows.get(whole)
    if row is None or row.start is None or len(parts) < _LEAST_PARTS or row.line.unit == "%":
        return False
    starts = [rows[part].start for part in parts if rows[part].line.unit == row.line.unit]
    known = [one for one in starts if one is not None and one.period == row.start.period]
    return len(known) == len(parts) and agree(row, row.start.value, known)


def agree(row: Row, whole: Decimal, parts: Sequence[Figure]) -> bool:
    """Tell whether parts add up to a whole but for rounding; things that are counted add up."""
    values = [whole, *(one.value for one in parts)]
    miss = abs(whole - sum(values[1:], Decimal(0)))
    if row.counts_things:
        return miss == 0
    # Each figure was rounded by half a unit of its last place at most.
    return miss <= sum((rounding(value) for value in values), Decimal(0))


def rounding(value: Decimal) -> Decimal:
    """Return by how much a number may have been rounded: half a unit of its last place."""
    return _HALF.scaleb(-decimals_of(value))
