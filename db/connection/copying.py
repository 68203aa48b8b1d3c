"""Verified copies of a book: made by SQLite's own backup, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from db.connection.opening import connect, refusal, refuse_what_is_not_ours, refusing
from db.connection.whole_file import written_whole
from db.errors import BookFault, BookRefused, TargetRefused
from db.faults import TargetFault

if TYPE_CHECKING:
    from collections.abc import Iterator


def copy_book(connection: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """Copy an open book to `target`, check the copy, then give it its name.

    The file is never read by other means while it is open: that would drop SQLite's lock on it.
    TargetRefused when the copy cannot be written, BookRefused when the copy is not sound.
    """
    source = _path_of(connection, target)
    with refusing(source):
        # A writer that never lets go is met here; the copying itself would wait for it for ever.
        connection.execute("select count(*) from sqlite_schema").fetchone()
    with book_written_whole(target, replace=replace) as beside:
        try:
            problem = _copy_to(connection, beside)
        except sqlite3.Error as error:
            fault = _TARGET_FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
            if fault is None:
                raise refusal(source, error) from error
            raise TargetRefused(target, fault, str(error)) from error
        if problem:
            raise BookRefused(source, BookFault.DAMAGED, problem)


@contextmanager
def book_written_whole(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Do as `written_whole`; a journal that SQLite could not take away does not stay either."""
    with written_whole(path, replace=replace) as beside:
        try:
            yield beside
        finally:
            with suppress(OSError):
                beside.with_name(f"{beside.name}-journal").unlink(missing_ok=True)


_TARGET_FAULTS = {
    sqlite3.SQLITE_FULL: TargetFault.DISK_FULL,
    sqlite3.SQLITE_IOERR: TargetFault.DISK_FAILED,
    sqlite3.SQLITE_CANTOPEN: TargetFault.NO_PERMISSION,
    sqlite3.SQLITE_READONLY: TargetFault.NO_PERMISSION,
}


def _path_of(connection: sqlite3.Connection, otherwise: Path) -> Path:
    """Return the file that is open, for messages."""
    for _number, name, file in connection.execute("pragma database_list"):
        if name == "main" and file:
            return Path(file)
    return otherwise


def _copy_to(connection: sqlite3.Connection, beside: Path) -> str:
    """Copy all pages and return what is wrong with the copy, nothing when it is sound."""
    copy = sqlite3.connect(beside, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("pragma journal_mode = delete")
        (problem,) = copy.execute("pragma integrity_check(1)").fetchone()
    finally:
        copy.close()
    return "" if problem == "ok" else str(problem)


def copy_file(source: Path, target: Path, *, replace: bool = False) -> None:
    """Copy a book that is not open here; BookRefused when `source` is not a sound book."""
    if not source.is_file():
        raise BookRefused(source, BookFault.MISSING)
    connection = connect(source)
    try:
        refuse_what_is_not_ours(source, connection)
        copy_book(connection, target, replace=replace)
    finally:
        connection.close()
