"""A row of a plan with the series it stands on, in the open transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import NotFound
from db.model.records import Actual, Explanation, Indicator, Series
from db.model.words import Counting
from db.store.ids import new_id

if TYPE_CHECKING:
    from db.store.writing import Transaction


def row_and_series(transaction: Transaction, indicator: str) -> tuple[Indicator, Series]:
    """Return an indicator or commitment with its series; NotFound if it is gone."""
    row = transaction.get(Indicator, indicator)
    series = transaction.get(Series, row.series) if row is not None else None
    if row is None or series is None:
        raise NotFound("indicator", indicator)
    return row, series


def on_own_series(
    row: Indicator, *, unit: str = "", counting: Counting = Counting.POINT
) -> tuple[Series, Indicator]:
    """Return a series made for a new row alone, and the row on it."""
    series = Series(id=new_id(), name=row.name, unit=unit, counting=counting)
    return series, replace(row, series=series.id)


def has_figures(transaction: Transaction, series: Series) -> bool:
    """Tell whether a series has figures, is computed, or others are computed from it."""
    return series.aggregation is not None or any(
        (
            transaction.find(Actual, series=series.id),
            transaction.find(Explanation, row=series.id),
            transaction.find(Series, numerator=series.id),
            transaction.find(Series, denominator=series.id),
        )
    )
