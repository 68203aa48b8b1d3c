"""What the county's figures would add up to once a file with figures by unit was taken in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.listing import Meaning, TableKind
from db.model.lines import ActualValue
from db.model.words import Aggregation
from db.rules.aggregating import adds_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db.exchange.differences import ImportPreview
    from db.model.lines import IndicatorLine

Place = tuple[str, str]
"""A cell of a file: its sheet and its address."""
ByUnit = Mapping[str, Mapping[str, Mapping[str, ActualValue]]]
"""Figures by unit, series and period."""


_Values = Mapping[tuple[str, str], Mapping[str, Decimal | None]]


class ForeseenSum(NamedTuple):
    """The county's figure of a row and a period, told at the heading of the column it is of."""

    line: IndicatorLine
    period: str
    total: Decimal
    place: Place


def foreseen_sums(
    held: Sequence[IndicatorLine], preview: ImportPreview, known: ByUnit
) -> Iterator[ForeseenSum]:
    """Yield the sums that a file changes or makes; `known` are the units' figures of the book."""
    places = _headings(preview)
    values = _values(preview, known, places)
    for line in held:
        periods = places.get(line.series, {})
        if not _is_summed(line, periods):
            continue
        for period, place in periods.items():
            given = [one for one in values[line.series, period].values() if one is not None]
            if given:
                yield ForeseenSum(line, period, sum(given, Decimal(0)), place)


def _headings(preview: ImportPreview) -> dict[str, dict[str, Place]]:
    """Return the headings of columns by their series and period."""
    places: dict[str, dict[str, Place]] = {}
    for match in preview.items:
        if match.item is not None and match.column.period:
            where = (match.sheet, match.column.address)
            places.setdefault(match.item.id, {}).setdefault(match.column.period, where)
    return places


def _values(
    preview: ImportPreview, known: ByUnit, places: Mapping[str, Mapping[str, Place]]
) -> _Values:
    """Return what the units would have given, by series and period."""
    values: dict[tuple[str, str], dict[str, Decimal | None]] = defaultdict(dict)
    for unit, series in known.items():
        for name in series.keys() & places.keys():
            for period in series[name].keys() & places[name].keys():
                values[name, period][unit] = series[name][period].amount.value
    units = (row for row in preview.rows if row.kind is TableKind.UNITS and row.id)
    for row in units:
        for cell in row.cells:
            wish = cell.wish
            if cell.verdict.is_taken_in and wish is not None and wish.meaning is Meaning.ACTUAL:
                given = wish.amount.value if wish.amount is not None else None
                values[wish.series, wish.period][row.id] = given
    return values


def _is_summed(line: IndicatorLine, periods: Iterable[str]) -> bool:
    """Tell whether the county's figure is worked out from its units', or will be."""
    if line.aggregation is not None:
        return line.aggregation is Aggregation.SUM
    return adds_up(line.name, line.unit) and not line.actuals.keys() & set(periods)
