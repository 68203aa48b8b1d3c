"""Verified copies of a book: made by SQLite's own backup, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from db.connection.opening import connect, refuse_what_is_not_ours, refusing
from db.errors import BookFault, BookRefused, TargetFault, TargetRefused

if TYPE_CHECKING:
    from pathlib import Path


def copy_book(connection: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """Copy an open book to `target`, check the copy, then give it its name.

    The file is never read by other means while it is open: that would drop SQLite's lock on it.
    TargetRefused when the copy cannot be written, BookRefused when the copy is not sound.
    """
    if target.exists() and not replace:
        raise TargetRefused(target, TargetFault.EXISTS)
    if not target.parent.is_dir():
        raise TargetRefused(target, TargetFault.NO_FOLDER)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy_to(connection, beside)
        _flush(beside)
        beside.replace(target)
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        fault = TargetFault.DISK_FULL if full else TargetFault.DISK_FAILED
        raise TargetRefused(target, fault, str(error)) from error
    except OSError as error:
        raise TargetRefused(target, TargetFault.DISK_FAILED, str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def _copy_to(connection: sqlite3.Connection, beside: Path) -> None:
    beside.unlink(missing_ok=True)
    copy = sqlite3.connect(beside, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("pragma journal_mode = delete")
        problems = copy.execute("pragma integrity_check").fetchall()
    finally:
        copy.close()
    if problems != [("ok",)]:
        raise BookRefused(beside, BookFault.DAMAGED, str(problems[0][0]))


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def copy_file(source: Path, target: Path, *, replace: bool = False) -> None:
    """Copy a book that is not open here; BookRefused when `source` is not a sound book."""
    if not source.is_file():
        raise BookRefused(source, BookFault.MISSING)
    connection = connect(source)
    try:
        refuse_what_is_not_ours(source, connection)
        with refusing(source):
            copy_book(connection, target, replace=replace)
    finally:
        connection.close()
