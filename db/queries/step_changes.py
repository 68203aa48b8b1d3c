"""What a step changed, cell by cell in words, read in parts: an import has thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.history_lines import CellWords, ChangeLine, Deed
from db.model.record_words import FIGURE_PARTS, MACHINE_COLUMNS, SECRET, column_words
from db.queries.row_names import RowNames
from db.store.lines import Layout

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from db.changes import Cells, RowChange

_LINES = """
    select change.sequence, table_name, row_id, before, after
    from step join change on change.sequence
        between step.first_change + :offset and step.first_change + step.change_count - 1
        and change.step = step.sequence
    where step.hash = :step
    order by change.sequence limit :limit
"""

_GIST: Mapping[str, tuple[str, ...]] = {
    "actual": ("answer", "text"),
    "statement": ("text",),
    "baseline": ("text",),
    "target": ("text",),
    "explanation": ("words",),
    "progress": ("words", "status", "stage"),
    "milestone": ("actual", "planned"),
    "funding": ("planned", "arrived", "done", "paid"),
    "project_year": ("year_class", "planned"),
    "responsibility": ("role",),
    "setting": ("value",),
    "sign_off": ("reopened_on", "agreed_on", "verified_on", "requested_on"),
    "revision_line": ("after_words", "action"),
    "review_event": ("reason", "action"),
    "user": ("role",),
    "unit": ("kind",),
    "yearly_work": ("due",),
}
"""Of each table the cells of which the first that says something stands for a whole row."""

_UNTOLD = frozenset({"source"})
"""Rows that only say where others came from: those say it themselves."""


def step_changes(
    connection: sqlite3.Connection, step: str, offset: int = 0, limit: int = 500
) -> tuple[ChangeLine, ...]:
    """Return the cells of the rows that a step (its hash) changed, in words.

    `offset` and `limit` count its rows: one that was changed has a line a cell.
    """
    names, layout = RowNames(connection), Layout(connection)
    asked = {"step": step, "offset": offset, "limit": limit}
    found: list[ChangeLine] = []
    for place, table, row, before, after in connection.execute(_LINES, asked).fetchall():
        if table not in _UNTOLD:
            found += lines_of(names, layout.change_of((table, row, before, after)), place)
    return tuple(found)


def lines_of(names: RowNames, change: RowChange, place: int = 0) -> Iterator[ChangeLine]:
    """Yield what one row change did, in words."""
    table, row, before, after = change.table, change.row, change.before, change.after
    if before is not None and after is not None:
        whole = {**(names.cells(table, row) or {}), **after}
        then = {**whole, **before}
        name = names.name(table, row)
        told = [
            CellWords(
                column,
                column_words(table, column),
                names.said(table, column, then),
                names.said(table, column, whole),
            )
            for column in told_columns(after)
        ]
        # A figure typed again has another source of the same words: that says nothing.
        for words in [one for one in told if one.before != one.after] or told[:1]:
            yield ChangeLine(table, row, name, Deed.CHANGED, words, place=place)
        return
    came = before is None
    cells = (after if came else before) or {}
    gist = _gist(names, table, cells)
    cell = CellWords("", "", "", gist) if came else CellWords("", "", gist, "")
    deed = Deed.CAME if came else Deed.WENT
    all_of_it = _whole_row(names, table, cells, came=came)
    yield ChangeLine(table, row, names.name(table, row, cells), deed, cell, all_of_it, place)


def told_columns(columns: Iterable[str]) -> list[str]:
    """Return those of some columns of a row that say something of their own, in order."""
    there = list(columns)
    left = MACHINE_COLUMNS | (FIGURE_PARTS if "text" in there else frozenset())
    return [one for one in there if one not in left] or [one for one in there if one != "id"]


def _whole_row(names: RowNames, table: str, cells: Cells, *, came: bool) -> tuple[CellWords, ...]:
    """Return all that a row says that came or went."""
    made = []
    for column in told_columns(cells):
        words = names.said(table, column, cells)
        if words and (table, column) not in SECRET:
            sides = ("", words) if came else (words, "")
            made.append(CellWords(column, column_words(table, column), *sides))
    return tuple(made)


def _gist(names: RowNames, table: str, cells: Cells) -> str:
    for column in _GIST.get(table, ()):
        words = names.said(table, column, cells)
        if words:
            return words
    return ""
