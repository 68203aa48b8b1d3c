"""What becomes of two series' figures when their rows are put on one series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.records import Actual

Spot = tuple[str, str | None]
"""A period and a unit's id (None: the whole county): where a series has one figure."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two figures for one spot that do not say the same; a person decides which stays."""

    ours: Actual
    theirs: Actual

    @property
    def spot(self) -> Spot:
        """Return the period and the unit that both speak of."""
        return spot_of(self.ours)


@dataclass(frozen=True, slots=True)
class Joining:
    """The figures of a row (`ours`) held against those of the series it is to be put on.

    `moving` come along, `same` say what the other series has already, `clashes` need a decision.
    """

    moving: tuple[Actual, ...]
    same: tuple[Actual, ...]
    clashes: tuple[Clash, ...]


def spot_of(actual: Actual) -> Spot:
    """Return where in its series a figure stands."""
    return actual.period, actual.unit


def joined(ours: Iterable[Actual], theirs: Iterable[Actual]) -> Joining:
    """Compare the figures of two series spot by spot, in order of period and unit.

    Figures are the same when their number, printed words aside, or their answer is.
    """
    held = {spot_of(actual): actual for actual in theirs}
    moving, same, clashes = [], [], []
    for actual in sorted(ours, key=lambda one: (one.period, one.unit or "")):
        other = held.get(spot_of(actual))
        if other is None:
            moving.append(actual)
        elif _meaning(actual) == _meaning(other):
            same.append(actual)
        else:
            clashes.append(Clash(actual, other))
    return Joining(tuple(moving), tuple(same), tuple(clashes))


def units_agree(one: str, other: str) -> bool:
    """Tell whether two units count alike; 万人 and 人 do not."""
    return measure_of(one) == measure_of(other)


def _meaning(actual: Actual) -> tuple[object, ...]:
    words = actual.text.strip() if actual.value is None else ""
    return actual.value, actual.high, actual.op, actual.answer, words
