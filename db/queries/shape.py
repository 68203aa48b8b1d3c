"""The shape of a book: schema, size, how many rows a table has; nothing of what stands in them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.store.codec import RECORD_BY_TABLE

ENGINE = f"SQLite {sqlite3.sqlite_version}"
"""What reads and writes the file, with its version."""


@dataclass(frozen=True, slots=True)
class BookShape:
    """What may be told of a book to somebody who must not know what is in it."""

    steps: tuple[str, ...]
    """The steps its schema has been through (m0001_plan_book…), in order."""
    journal_mode: str
    encoding: str
    page_size: int
    """Bytes."""
    pages: int
    free_pages: int
    other_tables: int
    """Tables whose rows are no records of the plan: the history, the steps of the schema."""
    rows: dict[str, int]
    """How many rows each table of records has."""


def book_shape(connection: sqlite3.Connection) -> BookShape:
    """Return the shape of the open book."""
    ask = connection.execute
    tables = {str(name) for (name,) in ask("select name from sqlite_schema where type = 'table'")}
    steps = ask("select name from _sqlite_migrations order by id")
    records = sorted(tables & set(RECORD_BY_TABLE))
    return BookShape(
        steps=tuple(str(name) for (name,) in steps),
        journal_mode=str(ask("pragma journal_mode").fetchone()[0]),
        encoding=str(ask("pragma encoding").fetchone()[0]),
        page_size=int(ask("pragma page_size").fetchone()[0]),
        pages=int(ask("pragma page_count").fetchone()[0]),
        free_pages=int(ask("pragma freelist_count").fetchone()[0]),
        other_tables=len(tables) - len(records),
        rows={table: _count(connection, table) for table in records},
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    # Names come from the declared records only, never from outside.
    found = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(found[0])
