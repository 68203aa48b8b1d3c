"""County figures that are worked out: sums over units, and ratios of two sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import ActualValue
from db.model.words import Aggregation, EntryState
from db.queries.plans import setting
from db.queries.reading import actual_value, figure, rows
from db.rules.aggregating import Computed, CountyFigures, Formula, UnitFigure, says_the_same
from db.rules.book_settings import RATIO_DECIMALS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    Figures = Mapping[str, ActualValue]

_FORMULAS = """
    select id, unit, decimals, aggregation, numerator, denominator from series
    where aggregation is not null
"""

_OF_PLAN = """
    select distinct series from indicator join series on series.id = indicator.series
    where indicator.plan = :plan and series.aggregation is not null
"""

_BY_UNIT = """
    select actual.series, actual.period, actual.unit, actual.value, actual.state,
        actual.provisional, actual.as_of
    from series join actual on actual.series = series.id
    where series.aggregation = 'sum' and actual.unit is not null
"""

_PARTS = """
    select * from actual
    where unit is null and value is not null and series in (
        select numerator from series where aggregation = 'ratio'
        union select denominator from series where aggregation = 'ratio'
    )
"""


def with_computed(
    connection: sqlite3.Connection, plan: str, actuals: Mapping[str, Figures]
) -> Mapping[str, Figures]:
    """Return the actuals of a plan's series, by period, with those that are worked out.

    A figure that the book holds in the place of one becomes what it is compared with.
    """
    wanted = [row["series"] for row in rows(connection, _OF_PLAN, plan=plan)]
    if not wanted:
        return actuals
    parts = _parts(connection)
    county, formulas = _county_figures(connection, parts)
    whole = dict(actuals)
    for series in wanted:
        held = dict(actuals.get(series, {}))
        for period in _periods(series, formulas, county, parts):
            computed = county.of(series, period)
            if computed is not None:
                held[period] = _shown(period, computed, held.get(period))
        whole[series] = held
    return whole


def _usual_decimals(connection: sqlite3.Connection) -> int | None:
    """Return with how many decimals the bureau writes a ratio, None for the stated default."""
    said = setting(connection, RATIO_DECIMALS) or ""
    return int(said) if said.isdecimal() else None


def _county_figures(
    connection: sqlite3.Connection, parts: dict[tuple[str, str], Computed]
) -> tuple[CountyFigures, dict[str, Formula]]:
    usual = _usual_decimals(connection)
    formulas = {
        row["id"]: Formula(
            Aggregation(row["aggregation"]),
            row["unit"],
            usual if row["decimals"] is None else row["decimals"],
            row["numerator"],
            row["denominator"],
        )
        for row in rows(connection, _FORMULAS)
    }
    by_unit: dict[str, dict[str, list[UnitFigure]]] = {}
    for row in rows(connection, _BY_UNIT):
        periods = by_unit.setdefault(row["series"], {})
        periods.setdefault(row["period"], []).append(
            UnitFigure(
                row["unit"],
                figure(row["value"]),
                EntryState(row["state"]),
                bool(row["provisional"]),
                row["as_of"],
            )
        )
    typed = lambda series, period: parts.get((series, period))  # noqa: E731 - the shape asked for
    return CountyFigures(formulas, by_unit, typed), formulas


def _parts(connection: sqlite3.Connection) -> dict[tuple[str, str], Computed]:
    """Return the typed county figures that ratios may be worked out from."""
    found: dict[tuple[str, str], Computed] = {}
    for row in rows(connection, _PARTS):
        held = actual_value(row)
        found[row["series"], held.period] = Computed(
            held.amount, 0, 0, held.state, held.provisional, held.as_of
        )
    return found


def _periods(
    series: str,
    formulas: dict[str, Formula],
    county: CountyFigures,
    parts: dict[tuple[str, str], Computed],
) -> list[str]:
    """Return the periods in which a series may have a worked-out figure."""
    found = set(county.periods(series))
    waiting, seen = [series], {series}
    while waiting:
        formula = formulas.get(waiting.pop())
        for part in (formula.numerator, formula.denominator) if formula else ():
            if part is not None and part not in seen:
                seen.add(part)
                waiting.append(part)
                found |= county.periods(part)
    found |= {period for part, period in parts if part in seen}
    return sorted(found)


def _shown(period: str, computed: Computed, held: ActualValue | None) -> ActualValue:
    """Return a worked-out figure as a recorded one is shown, beside what stands in its place."""
    shown = ActualValue(
        id="",
        period=period,
        amount=computed.amount,
        state=computed.state,
        provisional=computed.provisional,
        as_of=computed.as_of,
        note="",
        computed=True,
        made_of=computed.words,
    )
    if held is None:
        return shown
    printed = None if says_the_same(computed, held.amount) else held.amount
    return shown._replace(id=held.id, note=held.note, printed=printed)
