"""The history as lines: steps of the book, and the life of one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.history_lines import CellHistoryLine, FigureSource, StepLine
from db.model.proof import RowRef
from db.model.words import ANSWER_WORDS, Answer
from db.queries.reading import rows
from db.store.lines import Layout

if TYPE_CHECKING:
    import sqlite3

    from db.changes import Cells

_STEPS = """
    select step.hash, step.sequence, step.label, step.kind, step.made_at, step.who,
        step.change_count,
        coalesce((select later.kind from step later where later.reverts = step.hash
                  order by later.sequence desc limit 1), '') = 'undo' as undone
    from step order by sequence desc limit :limit
"""

_CELL = """
    with figure (id) as (
        select row_id from change where figure = :figure
        union select id from actual where series = :series and period = :period and unit is :unit
    )
    select step.made_at, step.who, step.label, step.kind, change.row_id, change.before, change.after
    from figure cross join change on change.row_id = figure.id
        join step on step.sequence = change.step
    where change.table_name = 'actual' order by change.sequence
"""
"""What befell the figures that were taken out of a place, and the one that stands there now."""

_SOURCE = """
    select ifnull(nullif(source.file, ''), ifnull(source.kind, ''))
        || ifnull('，' || source.note, ''), actual.cell
    from actual left join source on source.id = actual.source where actual.id = :figure
"""


def step_lines(connection: sqlite3.Connection, limit: int = 200) -> tuple[StepLine, ...]:
    """Return the newest steps, newest first."""
    return tuple(
        StepLine(
            id=row["hash"],
            sequence=row["sequence"],
            label=row["label"],
            kind=row["kind"],
            made_at=row["made_at"],
            who=row["who"],
            rows=row["change_count"],
            undone=bool(row["undone"]),
        )
        for row in rows(connection, _STEPS, limit=limit)
    )


def _words(cells: Cells) -> str:
    """Return what stood in the cell: the figure's words, or the answer's."""
    if cells.get("answer"):
        return ANSWER_WORDS[Answer(str(cells["answer"]))]
    return str(cells.get("text", ""))


def cell_history(
    connection: sqlite3.Connection, series: str, period: str, unit: str | None = None
) -> tuple[CellHistoryLine, ...]:
    """Return what happened to one figure of the whole county, or of a unit, newest first."""
    figure = RowRef.of_figure(series, period, unit).row
    asked = {"figure": figure, "series": series, "period": period, "unit": unit}
    layout = Layout(connection)
    held: dict[str, Cells] = {}
    found: list[CellHistoryLine] = []
    for row in rows(connection, _CELL, **asked):
        told = held.get(row["row_id"], {})
        change = layout.change_of(("actual", row["row_id"], row["before"], row["after"]))
        now = {} if change.after is None else {**told, **change.after}
        held[row["row_id"]] = now
        found.append(
            CellHistoryLine(
                made_at=row["made_at"],
                who=row["who"],
                label=_told(row["kind"], row["label"]),
                before=_words(told),
                after=_words(now),
            )
        )
    return tuple(reversed(found))


def figure_source(connection: sqlite3.Connection, figure: str) -> FigureSource | None:
    """Return where the figure with that id came from, None when it is there no longer."""
    found = connection.execute(_SOURCE, {"figure": figure}).fetchone()
    return None if found is None else FigureSource(*found)


def _told(kind: str, label: str) -> str:
    return {"undo": f"撤销：{label}", "redo": f"重做：{label}"}.get(kind, label)
