"""What is recorded by unit, and the 数据项 that no row of a plan stands on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.model.unit_lines import SeriesLine
from db.model.words import Aggregation, Counting
from db.queries.reading import actual_value, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from db.model.lines import ActualValue

_DATA_ITEMS = """
    select series.* from series
    where series.id not in (select series from indicator)
    order by series.name, series.id
"""

_FIGURES = """
    select * from actual
    where period in (select value from json_each(:periods))
      and series in (select value from json_each(:series))
"""


def data_items(connection: sqlite3.Connection) -> tuple[SeriesLine, ...]:
    """Return the 数据项 that were kept without being a row of any plan, by name."""
    return tuple(
        SeriesLine(
            row["id"],
            row["name"],
            row["unit"],
            Counting(row["counting"]),
            Aggregation(row["aggregation"]) if row["aggregation"] else None,
        )
        for row in rows(connection, _DATA_ITEMS)
    )


def recorded_figures(
    connection: sqlite3.Connection, series: Collection[str], periods: Collection[str]
) -> dict[tuple[str, str, str | None], ActualValue]:
    """Return what is recorded of these series in these periods, by series, period and unit.

    The unit is None for a figure of the whole county.
    """
    found = rows(
        connection, _FIGURES, periods=json.dumps(sorted(periods)), series=json.dumps(sorted(series))
    )
    return {(row["series"], row["period"], row["unit"]): actual_value(row) for row in found}
