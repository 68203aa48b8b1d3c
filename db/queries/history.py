"""The history as lines: steps of the book, and the life of one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.history_lines import CellHistoryLine, FigureSource, StepLine
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

_ACTUAL_IDS = """
    select row_id from change where figure = :figure
    union select id from actual where series = :series and period = :period and unit is :unit
"""
"""The figures that were taken out of the place, and the one that stands there now."""

_CELL = """
    select step.made_at, step.who, step.label, step.kind, change.before, change.after
    from change join step on step.sequence = change.step
    where change.table_name = 'actual' and change.row_id = :row
    order by change.sequence
"""


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
    found: list[tuple[str, CellHistoryLine]] = []
    figure = f"{series} {period} {unit or ''}"
    asked = {"figure": figure, "series": series, "period": period, "unit": unit}
    layout = Layout(connection)
    for (row_id,) in connection.execute(_ACTUAL_IDS, asked).fetchall():
        held: Cells = {}
        for row in rows(connection, _CELL, row=row_id):
            before = _words(held)
            change = layout.change_of(("actual", row_id, row["before"], row["after"]))
            held = {} if change.after is None else {**held, **change.after}
            line = CellHistoryLine(
                made_at=row["made_at"],
                who=row["who"],
                label=_told(row["kind"], row["label"]),
                before=before,
                after=_words(held),
            )
            found.append((row["made_at"], line))
    return tuple(line for _, line in reversed(found))


def figure_source(connection: sqlite3.Connection, figure: str) -> FigureSource | None:
    """Return where the figure with that id came from, None when it is there no longer."""
    found = connection.execute(_SOURCE, {"figure": figure}).fetchone()
    return None if found is None else FigureSource(*found)


def _told(kind: str, label: str) -> str:
    return {"undo": f"撤销：{label}", "redo": f"重做：{label}"}.get(kind, label)
