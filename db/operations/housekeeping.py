"""Keeping a book safe: verified copies, settings, the integrity of file and history."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from db.connection import backups
from db.connection.copying import copy_book
from db.connection.opening import book_id, connect, refusing
from db.errors import BookRefused
from db.store import history
from db.store.file_check import Damage
from db.store.integrity import damages_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from db.changes import ChangeSet
    from db.store.steps import Steps


__all__ = ["Damage", "Housekeeping"]


class Housekeeping:
    """Backups, settings and the integrity of an open book."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        steps: Steps,
        clock: Callable[[], datetime],
    ) -> None:
        self._connection = connection
        self._path = path
        self._steps = steps
        self._clock = clock

    def back_up(self, reason: str, place: Path | None = None) -> Path | None:
        """Make a verified copy, unless the newest copy already holds everything (then None).

        `reason` is one word: open, import, migration, restore or asked. A second `place` (a folder
        on another drive) has a folder for each book. TargetRefused when it cannot be written.
        """
        newest = backups.newest_of(self.backups(place), self._clock())
        with refusing(self._path):
            written = history.last_hash(self._connection)
        if not written or (newest is not None and _last_hash_of(newest.path) == written):
            return None
        folder = self.backup_folder(place)
        return backups.make_backup(self._connection, self._path, reason, self._clock, folder)

    def copy_to(self, target: Path, *, replace: bool = False) -> None:
        """Write a verified copy where the user wants it; TargetRefused when it cannot be."""
        copy_book(self._connection, target, replace=replace)

    def backups(self, place: Path | None = None) -> tuple[backups.Backup, ...]:
        """Return the copies of this book, newest first: those beside it, or at a second place."""
        return backups.list_backups(self._path, self.backup_folder(place))

    def backup_folder(self, place: Path | None = None) -> Path:
        """Return the folder of the copies of this book; it is made with the first of them."""
        if place is None:
            return backups.folder_of(self._path)
        return backups.folder_at(place, self._path, book_id(self._path, self._connection))

    def last_backup(self) -> datetime | None:
        """Return when the newest copy was made, or None when there is none."""
        newest = backups.newest_of(self.backups(), self._clock())
        return newest.made_at if newest else None

    def change_setting(self, name: str, value: str) -> ChangeSet:
        """Make a choice that belongs to the book; an empty value is the stated default again.

        In a book with users it is the administrator's: SignInRefused.
        """
        # Looking after a book does without.
        from db.model.records import Setting  # noqa: PLC0415 - as said
        from db.model.words import UserRole  # noqa: PLC0415 - as said
        from db.rules.book_settings import setting_words  # noqa: PLC0415 - as said

        self._steps.require_role(UserRole.ADMIN)
        with self._steps.begin(f"设置“{setting_words(name)}”") as step:
            held = step.transaction.get(Setting, name)
            if held is not None:
                step.transaction.change(replace(held, value=value))
            elif value:
                step.transaction.put([Setting(id=name, value=value)])
        return step.done()

    def history_length(self) -> int:
        """Return how many changes of rows the history holds: a full check walks through them."""
        with refusing(self._path):
            return history.length(self._connection)

    def damages(self) -> tuple[Damage, ...]:
        """Compare the file with itself and with its history; a sound book yields nothing.

        SQLite's own check misses most altered figures, so the record is replayed from its first
        step and compared cell by cell.
        """
        with refusing(self._path):
            return damages_of(self._connection)


def _last_hash_of(path: Path) -> str | None:
    """Return the newest step of a copy, None when the copy cannot be read."""
    try:
        connection = connect(path)
    except BookRefused:
        return None
    try:
        return history.last_hash(connection)
    except sqlite3.Error:
        return None
    finally:
        connection.close()
