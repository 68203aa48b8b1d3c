"""Bringing a book's schema up to today: refuse the newer, then run the steps that are missing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.connection.opening import APPLICATION_ID, fingerprint, refusing
from db.errors import BookFault, BookRefused
from db.migrations import SCHEMA, SET_NAME, STEP_NAMES

if TYPE_CHECKING:
    from pathlib import Path


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of the steps a book has been through."""
    known = connection.execute(
        "select count(*) from sqlite_schema where name = '_sqlite_migrations'"
    ).fetchone()[0]
    if not known:
        return ()
    rows = connection.execute(
        "select name from _sqlite_migrations where migration_set = ? order by id", (SET_NAME,)
    )
    return tuple(name for (name,) in rows)


def pending(path: Path, connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the steps a book still needs.

    Raises BookRefused when the book knows steps that this program does not (TOO_NEW), or when an
    up-to-date book's tables are not those that the steps make (FOREIGN_OBJECT).
    """
    with refusing(path):
        done = applied(connection)
        if set(done) - set(STEP_NAMES):
            raise BookRefused(path, BookFault.TOO_NEW, str(len(done)))
        missing = tuple(name for name in STEP_NAMES if name not in done)
        if not missing and fingerprint(connection) != SCHEMA:
            raise BookRefused(path, BookFault.FOREIGN_OBJECT)
    return missing


def upgrade(path: Path, connection: sqlite3.Connection) -> None:
    """Run the missing steps; each is whole or not at all, so a killed upgrade is resumed."""
    # Imported here: a book that is up to date opens without it.
    from sqlite_utils import Database  # noqa: PLC0415

    from db.migrations.steps import steps  # noqa: PLC0415

    with refusing(path):
        # A step that rebuilds a referenced table cannot do so while keys are enforced.
        connection.execute("pragma foreign_keys = off")
        steps.apply(Database(connection, execute_plugins=False))
        broken = connection.execute("pragma foreign_key_check").fetchall()
        connection.execute("pragma foreign_keys = on")
        if broken:
            raise BookRefused(path, BookFault.DAMAGED, str(broken[0][0]))


def upgraded_in_memory(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of an older book with today's schema, for one whose file cannot be written."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with refusing(path):
        connection.backup(copy)
    upgrade(path, copy)
    return copy


def make_schema(path: Path, connection: sqlite3.Connection, *, book: str, now: str) -> None:
    """Turn an empty file into an empty book's file; `book` is its id, `now` an ISO time."""
    with refusing(path):
        connection.execute("pragma journal_mode = delete")
        upgrade(path, connection)
        connection.execute("insert into book (id, created_at) values (?, ?)", (book, now))
        # The mark comes last: a file killed before it is not taken for a book.
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
