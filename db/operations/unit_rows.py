"""Rows of an accepted table of units: their figures, new 数据项, other names, county sums."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.listing import Meaning
from db.model.records import Actual, Series, Unit, UnitAlias
from db.model.words import Aggregation
from db.rules.aggregating import adds_up
from db.rules.names import folded
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.exchange.differences import CellDifference, ImportPreview, RowDifference, Wish
    from db.operations.actuals import ActualWriter
    from db.store.writing import Transaction


class UnitRows:
    """Writes what the units of one file gave into the open transaction."""

    def __init__(
        self, transaction: Transaction, preview: ImportPreview, actuals: ActualWriter
    ) -> None:
        self._transaction = transaction
        self._actuals = actuals
        self._new = {one.item.id: one.item for one in preview.items if one.item and one.is_new}
        self._made: set[str] = set()
        self._periods: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] | None = None

    def write(self, row: RowDifference, wishes: Iterable[tuple[CellDifference, Wish]]) -> None:
        """Write the figures of one unit; a name that a person matched is kept as another name."""
        self._keep_name(row)
        for cell, wish in wishes:
            if wish.meaning is Meaning.ACTUAL:
                self._make_series(wish.series)
                self._periods.setdefault(wish.series, set()).add(wish.period)
                self._actuals.put(wish.series, row.id, cell, wish)

    def finish(self) -> None:
        """Let the counts that came by unit make the county's figure, unless that was typed."""
        for series_id, periods in self._periods.items():
            series = self._transaction.get(Series, series_id)
            if series is None or series.aggregation is not None:
                continue
            if not adds_up(series.name, series.unit):
                continue
            typed = (
                self._transaction.find(Actual, series=series_id, period=period, unit=None)
                for period in periods
            )
            if not any(typed):
                self._transaction.change(replace(series, aggregation=Aggregation.SUM))

    def _make_series(self, series: str) -> None:
        item = self._new.get(series)
        if item is not None and series not in self._made:
            self._made.add(series)
            self._transaction.put([Series(id=item.id, name=item.name, unit=item.unit)])

    def _keep_name(self, row: RowDifference) -> None:
        if row.is_new:
            return
        known = self._known_names()
        if folded(row.name) not in known.setdefault(row.id, set()):
            known[row.id].add(folded(row.name))
            self._transaction.put([UnitAlias(id=new_id(), unit=row.id, alias=row.name)])

    def _known_names(self) -> dict[str, set[str]]:
        """Return the folded names of every unit, read once."""
        if self._names is None:
            self._names = {one.id: {folded(one.name)} for one in self._transaction.find(Unit)}
            for one in self._transaction.find(UnitAlias):
                self._names.setdefault(one.unit, set()).add(folded(one.alias))
        return self._names
