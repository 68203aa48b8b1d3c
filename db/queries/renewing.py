"""Rows that were read before, brought up to date after a step that touched only figures."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from db.queries.actuals import Actuals, figures_of
from db.queries.indicators import all_rows
from db.queries.reading import bare_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from db.changes import ChangeSet, RowChange
    from db.model.lines import ActualValue, IndicatorLine

FIGURES = frozenset({"actual", "source", "review_event"})
"""The tables of figures, of where they came from, and of what was decided about them."""

WORK = frozenset(
    {"task", "measure", "progress", "problem", "yearly_work"}
    | {"project", "milestone", "funding", "project_year"}
)
"""The tables of work and what is told of it, on which no row's figures depend."""

_MOST = 200
"""Altered rows up to which that is quicker than reading all."""

_COMPUTED = """
    select series.id from series where series.aggregation is not null
        and series.id in (select series from indicator where plan = :plan)
"""

_SERIES = "select series from actual where id = :row"

_PLACE = "select series, period, unit from actual where id = :row"

_NONE = Actuals()


def places_changed(
    connection: sqlite3.Connection, changes: ChangeSet
) -> tuple[tuple[str, str, str | None], ...]:
    """Return the series, period and unit (None: the county) of the figures that a step altered.

    Of very many only those before.
    """
    found: dict[tuple[str, str, str | None], None] = {}
    for change in islice(changes.rows, _MOST):
        whole = change.before if change.after is None else change.after
        if change.table != "actual" or whole is None:
            continue
        if "series" in whole and "period" in whole:
            series, period, unit = (whole.get(name) for name in ("series", "period", "unit"))
            found[str(series), str(period), None if unit is None else str(unit)] = None
        else:
            # A changed row names only the cells that differ.
            found |= dict.fromkeys(bare_rows(connection, _PLACE, row=change.row))
    return tuple(found)


def rows_after(
    connection: sqlite3.Connection,
    held: tuple[IndicatorLine, ...],
    plan: str,
    unit: str | None,
    steps: Sequence[ChangeSet],
) -> tuple[IndicatorLine, ...]:
    """Return what `all_rows` would read now, given what it read before some steps.

    A row whose figures are as they were is the very same one.
    """
    touched = _touched(connection, steps)
    if touched is None:
        return all_rows(connection, plan, unit)
    computed: set[str] = set()
    if unit is None:
        # A computed figure may be worked out from any other one.
        computed = {series for (series,) in bare_rows(connection, _COMPUTED, plan=plan)}
        touched |= computed
    figures: Mapping[str, Mapping[str, ActualValue]] = figures_of(connection, touched, unit)
    if computed:
        from db.queries.computed import with_computed  # noqa: PLC0415 - few books need it

        figures = with_computed(connection, plan, figures)
    return tuple(_renewed(line, figures) if line.series in touched else line for line in held)


def _renewed(
    line: IndicatorLine, figures: Mapping[str, Mapping[str, ActualValue]]
) -> IndicatorLine:
    now = figures.get(line.series, _NONE)
    return line if now == line.actuals else line._replace(actuals=now)


def line_after(
    connection: sqlite3.Connection, line: IndicatorLine, unit: str | None
) -> IndicatorLine:
    """Return a row with the figures it has now: its own alone, as they are recorded."""
    return _renewed(line, figures_of(connection, (line.series,), unit))


def _touched(connection: sqlite3.Connection, steps: Sequence[ChangeSet]) -> set[str] | None:
    """Return the series whose figures some steps altered; None where all must be read anew."""
    if sum(len(one.rows) for one in steps) > _MOST:
        return None
    touched: set[str] = set()
    for one in steps:
        if not one.tables <= FIGURES | WORK:
            return None
        for change in one.rows:
            if change.table == "actual":
                touched.update(_series_of(connection, change))
    return touched


def _series_of(connection: sqlite3.Connection, change: RowChange) -> Iterator[str]:
    """Yield the series that a figure belongs to, and the one it belonged to before."""
    told = [cells for cells in (change.before, change.after) if cells and "series" in cells]
    yield from (str(cells["series"]) for cells in told)
    if not told:
        # A changed row names only the cells that differ.
        for (series,) in bare_rows(connection, _SERIES, row=change.row):
            yield series
