"""Which county figures are computed, so that nothing is typed in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.records import Actual, Series
from db.model.words import Aggregation

if TYPE_CHECKING:
    from db.store.writing import Transaction


def is_computed(transaction: Transaction, series: Series, period: str) -> bool:
    """Tell whether the book works out the county's figure of a series in a period.

    A sum has one as soon as a unit has given a number, a ratio as soon as both parts have one;
    before that a figure may be typed.
    """
    return _is_computed(transaction, series, period, set())


def _is_computed(
    transaction: Transaction, series: Series | None, period: str, seen: set[str]
) -> bool:
    if series is None or series.aggregation is None or series.id in seen:
        return False
    if series.aggregation is Aggregation.SUM:
        figures = transaction.find(Actual, series=series.id, period=period)
        return any(one.unit is not None and one.value is not None for one in figures)
    seen.add(series.id)
    return all(
        _has_figure(transaction, part, period, seen)
        for part in (series.numerator, series.denominator)
    )


def _has_figure(transaction: Transaction, part: str | None, period: str, seen: set[str]) -> bool:
    if part is None:
        return False
    typed = transaction.find(Actual, series=part, period=period, unit=None)
    if any(one.value is not None for one in typed):
        return True
    return _is_computed(transaction, transaction.get(Series, part), period, seen)
