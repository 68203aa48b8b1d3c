"""Which way an indicator is judged when nobody has said so: from its baseline and its targets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.amount import Amount
from db.model.words import Direction, Op

if TYPE_CHECKING:
    from collections.abc import Sequence

YearAmount = tuple[int | None, Amount]


def direction_of(baselines: Sequence[YearAmount], targets: Sequence[YearAmount]) -> Direction:
    """Return the usual direction for these figures.

    A printed "at most" or a target below the baseline asks for a fall, a range for a place in it;
    everything else is "at least". A rate that falls from above 100 is still "at least": a
    retention rate of 103.5 that may come down to 97 is met by 97 and by everything above.
    """
    if not targets:
        return Direction.AT_LEAST
    _, last = max(targets, key=lambda one: one[0] or 9999)
    if last.op is Op.BETWEEN:
        return Direction.BETWEEN
    if last.op is Op.AT_MOST:
        return Direction.AT_MOST
    if last.op is Op.AT_LEAST or last.value is None or not baselines:
        return Direction.AT_LEAST
    _, start = max(baselines, key=lambda one: one[0] or 0)
    if start.value is None or start.value > Decimal(100):
        return Direction.AT_LEAST
    return Direction.AT_MOST if last.value < start.value else Direction.AT_LEAST
