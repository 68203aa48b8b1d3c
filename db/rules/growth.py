"""How much a figure moved from one period to the next: the difference, and its share in percent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.amount import Amount


class Growth(NamedTuple):
    """The difference in the figures' own unit; `percent` of the earlier one, None from zero."""

    by: Decimal
    percent: Decimal | None


def growth(before: Amount | None, after: Amount | None) -> Growth | None:
    """Return how much was added from one figure to a later one; None where one is no number.

    A range has no one number, and no answer (无此项) is a zero.
    """
    if before is None or after is None or before.value is None or after.value is None:
        return None
    if before.high is not None or after.high is not None:
        return None
    by = after.value - before.value
    return Growth(by, by / before.value * 100 if before.value else None)


def difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return how much was added, None where one is no number."""
    return None if before is None or after is None else after - before


def sum_of(amounts: Iterable[Amount]) -> Decimal | None:
    """Return the sum of the figures that are numbers, None where there are none."""
    known = [amount.value for amount in amounts if amount.value is not None and amount.high is None]
    return sum(known, Decimal(0)) if known else None
