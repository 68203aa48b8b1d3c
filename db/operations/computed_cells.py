"""Which county figures are computed, so that nothing is typed in their place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.records import Actual, Series
from db.model.words import Aggregation

if TYPE_CHECKING:
    from db.store.writing import Transaction


def is_computed(transaction: Transaction, series: Series, period: str) -> bool:
    """Tell whether the book works out the county's figure of a series in a period.

    A sum has one as soon as a unit has given a number, a ratio as soon as both parts have one
    and the denominator is not 0; before that a figure may be typed.
    """
    return _worked_out(transaction, series, period, frozenset()) is not None


def _worked_out(
    transaction: Transaction, series: Series | None, period: str, seen: frozenset[str]
) -> Decimal | None:
    """Return what a series comes to, but for the 100 of a rate; None where nothing comes of it."""
    if series is None or series.aggregation is None or series.id in seen:
        return None
    if series.aggregation is Aggregation.SUM:
        figures = transaction.find(Actual, series=series.id, period=period)
        values = [one.value for one in figures if one.unit is not None and one.value is not None]
        return sum(values, Decimal(0)) if values else None
    parts = (series.numerator, series.denominator)
    top, bottom = (_figure(transaction, part, period, seen | {series.id}) for part in parts)
    return top / bottom if top is not None and bottom else None


def _figure(
    transaction: Transaction, part: str | None, period: str, seen: frozenset[str]
) -> Decimal | None:
    """Return the county's figure of a part: the worked-out one, else the one that was typed."""
    if part is None:
        return None
    computed = _worked_out(transaction, transaction.get(Series, part), period, seen)
    if computed is not None:
        return computed
    typed = transaction.find(Actual, series=part, period=period, unit=None)
    return next((one.value for one in typed if one.value is not None), None)
