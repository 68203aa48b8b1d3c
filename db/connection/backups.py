"""Which copies of a book are kept: all of today, then one a day, a week, a month."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from db.connection.copying import copy_book
from db.connection.whole_file import fault_of
from db.errors import TargetRefused

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_NAME = re.compile(
    r"(?P<stem>.+)-(?P<when>\d{8}-\d{6})(?:-(?P<again>\d+))?-(?P<reason>[a-z]+)\.planbook"
)

KEPT_RECENT = timedelta(days=2)
KEPT_DAILY = timedelta(days=14)
KEPT_WEEKLY = timedelta(days=70)
DOUBTFUL = timedelta(days=62)
"""More time between two copies than between those kept of two months: perhaps a wrong clock."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a book: when it was made, and why (open, import, migration, restore, asked)."""

    path: Path
    made_at: datetime
    reason: str


def folder_of(book: Path) -> Path:
    """Return the folder of a book's copies: beside it, where it is found and moved along."""
    return book.with_name(f"{book.stem}-备份")


def folder_at(place: Path, book: Path, book_id: str) -> Path:
    """Return the folder of a book's copies at another place, where other books' may lie too."""
    return place / f"{book.stem}-备份-{book_id[:8]}"


def list_backups(book: Path, folder: Path | None = None) -> tuple[Backup, ...]:
    """Return the copies of a book, newest first: those beside it, or those in a folder."""
    found = []
    for path in (folder or folder_of(book)).glob("*.planbook"):
        name = _NAME.fullmatch(path.name)
        if name is not None and name["stem"] == book.stem:
            made_at = _time_of(name["when"])
            if made_at is None:
                continue
            # Of several copies of one second, the one with the highest number is the newest.
            order = (made_at, int(name["again"] or 1), path.name)
            found.append((order, Backup(path, made_at, name["reason"])))
    return tuple(backup for _, backup in sorted(found, key=itemgetter(0), reverse=True))


def _time_of(stamp: str) -> datetime | None:
    """Return the time in a file's name; somebody else's digits may be none."""
    try:
        return datetime.strptime(stamp, "%Y%m%d-%H%M%S").astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def newest_of(backups: Sequence[Backup], now: datetime) -> Backup | None:
    """Return the copy made last: none of those that are dated after `now`, if there are others.

    A clock that was wrong for a day leaves copies that seem the newest for years.
    """
    return next((one for one in backups if one.made_at <= now), next(iter(backups), None))


def make_backup(
    connection: sqlite3.Connection,
    book: Path,
    reason: str,
    clock: Callable[[], datetime],
    folder: Path | None = None,
) -> Path:
    """Copy an open book into its backup folder, check the copy, thin the older ones.

    Another `folder` is that of a second place. TargetRefused when the copy cannot be written.
    """
    folder = folder or folder_of(book)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise TargetRefused(folder, fault_of(error), str(error)) from error
    now = clock()
    stem = second = f"{book.stem}-{now:%Y%m%d-%H%M%S}"
    names, again = [path.name for path in folder.iterdir()], 1
    # Whatever the occasion, copies of one second are numbered: the last one is the newest.
    while any(name.startswith(f"{stem}-") for name in names):
        again += 1
        stem = f"{second}-{again}"
    target = folder / f"{stem}-{reason}.planbook"
    copy_book(connection, target)
    for backup in superfluous(list_backups(book, folder), now):
        if backup.path != target:
            # One that cannot be thinned stays until the next time.
            with suppress(OSError):
                backup.path.unlink(missing_ok=True)
    return target


def superfluous(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the copies that may go: all of two days stay, then the last a day, week and month.

    A copy dated after `now` (a clock that was set back) is never thinned, and none that lies
    before a doubtful leap of the clock.
    """
    kept: set[tuple[str, str]] = set()
    spare = []
    younger = None
    for backup in sorted(backups, key=lambda one: one.made_at, reverse=True):
        if younger is not None and younger.made_at - backup.made_at > DOUBTFUL:
            break
        younger = backup
        age = now - backup.made_at
        if age <= KEPT_RECENT:
            continue
        if age <= KEPT_DAILY:
            slot = ("day", f"{backup.made_at:%Y-%m-%d}")
        elif age <= KEPT_WEEKLY:
            slot = ("week", f"{backup.made_at:%G-%V}")
        else:
            slot = ("month", f"{backup.made_at:%Y-%m}")
        if slot in kept:
            spare.append(backup)
        kept.add(slot)
    return tuple(spare)
