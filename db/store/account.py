"""The account of an open step: each row goes into the history as it is altered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from db.store.lines import Layout, Line, named_cells

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.changes import RowChange


class Account:
    """Writes the lines of the step that is at work behind those of the last one.

    Lines of whole rows are made by SQLite from the rows themselves: a statistics table brings a
    hundred thousand of them.
    """

    def __init__(self, connection: sqlite3.Connection, layout: Layout) -> None:
        self._connection = connection
        self.layout = layout
        step, change, predecessor = connection.execute(_LAST).fetchone()
        self.step: int = 1 + step
        self.first_change: int = 1 + change
        # The hash of the last step, "" where there is none.
        self.predecessor: str = predecessor

    def rows_came(self, table: str, *, behind: int) -> int:
        """Tell of the rows that were put into a table behind this rowid; return how many."""
        statement = _came(table, self.layout.columns(table))
        return self._connection.execute(statement, (self.step, behind)).rowcount

    def rows_go(self, table: str, rows: Iterable[str]) -> list[Line]:
        """Tell of rows that are about to be taken out; return what is told of those there are."""
        behind = self._connection.execute(_LAST).fetchone()[1]
        statement = _goes(table, self.layout.columns(table))
        self._connection.executemany(statement, ((self.step, row) for row in rows))
        return self.lines(behind=behind)

    def row_changed(self, change: RowChange) -> None:
        """Tell of a row whose cells were changed."""
        self._connection.execute(
            "insert into change (step, table_name, row_id, before, after) values (?, ?, ?, ?, ?)",
            (
                self.step,
                change.table,
                change.row,
                named_cells(change.before or {}),
                named_cells(change.after or {}),
            ),
        )

    def lines(self, *, behind: int | None = None) -> list[Line]:
        """Return the lines of the step in order, or those behind a place in the history."""
        return self._connection.execute(
            "select table_name, row_id, before, after from change where sequence > ?"
            " order by sequence",
            (self.first_change - 1 if behind is None else behind,),
        ).fetchall()


_LAST = """
    select ifnull((select max(sequence) from step), 0),
        ifnull((select max(sequence) from change), 0),
        ifnull((select hash from step order by sequence desc limit 1), '')
"""
"""The number of the last step, that of its last line, and the hash of the last step."""


@cache
def _came(table: str, columns: tuple[str, ...]) -> str:
    # Names come from the schema, which is held against its fingerprint when a book is opened.
    return (
        "insert into change (step, table_name, row_id, after)"  # noqa: S608
        f" select ?, '{table}', id, {_by_position(columns)} from {table} where rowid > ?"
        " order by rowid"
    )


@cache
def _goes(table: str, columns: tuple[str, ...]) -> str:
    return (
        "insert into change (step, table_name, row_id, before, figure)"  # noqa: S608
        f" select ?, '{table}', id, {_by_position(columns)}, {_figure(table)} from {table}"
        " where id = ?"
    )


def _by_position(columns: tuple[str, ...]) -> str:
    return f"json_array({', '.join(columns[1:])})"


def _figure(table: str) -> str:
    """Return the key by which the life of a figure is found whole: its series, period and unit.

    A figure that is cleared and typed again gets a new row. Those that stand are found by the key
    itself, so only rows that go are marked with it.
    """
    return "series || ' ' || period || ' ' || ifnull(unit, '')" if table == "actual" else "null"
