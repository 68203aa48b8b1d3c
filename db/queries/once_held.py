"""What a row of the book once was: the words and the units that its history tells of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from db.queries.reading import bare_rows
from db.store.lines import Layout

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_OF_ROW = """
    select table_name, row_id, before, after from change where row_id = :row order by sequence
"""
_GONE = """
    select table_name, row_id, before, after from change
    where table_name = 'responsibility' and after is null
"""
_UNIT_NAMES = "select id, name from unit"


def words_once_held(connection: sqlite3.Connection, row: str) -> Mapping[str, frozenset[str]]:
    """Return all words that ever stood in the columns of a row, by the column."""
    layout = Layout(connection)
    found: dict[str, set[str]] = defaultdict(set)
    for line in bare_rows(connection, _OF_ROW, row=row).fetchall():
        change = layout.change_of(line)
        for cells in (change.before or {}, change.after or {}):
            for column, value in cells.items():
                if isinstance(value, str):
                    found[column].add(value)
    return {column: frozenset(words) for column, words in found.items()}


def units_once_held(connection: sqlite3.Connection) -> Mapping[str, frozenset[str]]:
    """Return the names of units that no longer answer for a row but once did, by the row."""
    layout = Layout(connection)
    names = dict(bare_rows(connection, _UNIT_NAMES).fetchall())
    found: dict[str, set[str]] = defaultdict(set)
    for line in bare_rows(connection, _GONE).fetchall():
        gone = layout.change_of(line).before or {}
        name = names.get(gone.get("unit"))
        if name:
            found[str(gone["row"])].add(name)
    return {row: frozenset(units) for row, units in found.items()}
