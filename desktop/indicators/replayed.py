"""Where the cursor goes when a step was taken back or done again: to a figure that it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from db.queries.renewing import places_changed

if TYPE_CHECKING:
    from db.changes import ChangeSet
    from desktop.indicators.page import IndicatorsPage


def go_to_replayed(page: IndicatorsPage, changes: ChangeSet) -> None:
    """Put the cursor on the first figure of the table that a step changed, unless it is on one.

    What is selected stays where one of the figures is among it; it is brought in sight. Figures
    that are not in the table now, filtered or of somebody else, are not gone to.
    """
    table, unit = page.table, page.content.unit
    changed = page.session.book.read(places_changed, changes)
    cells = {(series, period) for series, period, whose in changed if whose == unit}
    if not cells:
        return
    columns = [(at, column.name) for at, column in enumerate(table.lines.columns) if column.name]
    series = {one for one, _ in cells}
    places = [
        (row, at)
        for row, line in enumerate(table.lines.rows)
        if isinstance(line, IndicatorLine) and line.series in series
        for at, period in columns
        if (line.series, period) in cells
    ]
    selected = {*table.chosen_places()}
    chosen = [place for place in places if place in selected]
    if chosen:
        table.scrollTo(table.lines.index(*chosen[0]))
    elif places:
        row, column = places[0]
        table.go_to(table.lines.rows[row].id, table.lines.columns[column].name)
