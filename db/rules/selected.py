"""What selected figures come to: how many numbers, their sum where sums make sense, their mean."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from db.rules.aggregating import adds_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.amount import Amount
    from db.model.lines import IndicatorLine


class Summary(NamedTuple):
    """How many figures are numbers, and what they come to in their own unit.

    `total` is None where the figures make no sum: rates, or quantities of several units; `mean` is
    None only where they are of several units.
    """

    numbers: int
    total: Decimal | None = None
    mean: Decimal | None = None


def summary(figures: Sequence[tuple[IndicatorLine, Amount]]) -> Summary:
    """Return what figures come to, each with the row it stands in.

    A range has no one number; an answer (无此项) is no zero.
    """
    known = [
        (line, amount.value)
        for line, amount in figures
        if amount.value is not None and amount.high is None
    ]
    if not known or len({line.unit for line, _ in known}) > 1:
        return Summary(len(known))
    total = sum((value for _, value in known), Decimal(0))
    adding = all(adds_up(line.name, line.unit) for line, _ in known)
    return Summary(len(known), total if adding else None, total / len(known))
