"""Opening a book's file: only what is ours and unaltered, with every book's settings."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from db.connection.digest import sha256
from db.errors import BookFault, BookRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x506C426B
"""Marks a SQLite file as a plan book ("PlBk"); a 0-byte file opens as a database without it."""

BUSY_SECONDS = 5.0
"""How long a writer waits for another one to finish."""

_OURS = "select type, name, sql from sqlite_schema where name not like 'sqlite_stat%' order by name"

_FOREIGN = "select name from sqlite_schema where type in ('trigger', 'view') order by name limit 1"


def connect(
    path: Path, *, create: bool = False, patience: float = BUSY_SECONDS
) -> sqlite3.Connection:
    """Open a SQLite file with a book's settings; BookRefused when that is not possible.

    The journal is DELETE and every commit is flushed to the disk: a write-ahead log leaves files
    beside a book that people copy by hand, and cannot be used on a network share.
    """
    mode = "rwc" if create else "rw" if os.access(path, os.W_OK) else "ro"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=patience,
        )
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma cache_size = -65536")
    except sqlite3.Error as error:
        raise refusal(path, error) from error
    except UnicodeDecodeError as error:
        raise BookRefused(path, BookFault.DAMAGED, str(error)) from error
    return connection


def refusal(path: Path, error: sqlite3.Error) -> BookRefused:
    """Return the failure that SQLite's own error amounts to."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    fault = {
        sqlite3.SQLITE_BUSY: BookFault.BUSY,
        sqlite3.SQLITE_LOCKED: BookFault.BUSY,
        sqlite3.SQLITE_READONLY: BookFault.READ_ONLY,
        sqlite3.SQLITE_FULL: BookFault.DISK_FULL,
        sqlite3.SQLITE_IOERR: BookFault.DISK_FAILED,
        sqlite3.SQLITE_CANTOPEN: BookFault.NO_PERMISSION,
        sqlite3.SQLITE_PERM: BookFault.NO_PERMISSION,
        sqlite3.SQLITE_NOTADB: BookFault.NOT_A_BOOK,
        sqlite3.SQLITE_CORRUPT: BookFault.DAMAGED,
    }.get(code, BookFault.DAMAGED)
    return BookRefused(path, fault, str(error))


def let_go(error: BaseException) -> None:
    """Let go of what the frames of a failed reading hold: a cursor among it keeps the file locked.

    Whoever keeps the error would keep the lock, and every later writer would wait for it.
    """
    traceback.clear_frames(error.__traceback__)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into failures that a user can act on."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        let_go(error)
        raise refusal(path, error) from error
    except UnicodeDecodeError as error:
        # SQLite's own message quotes bytes of a damaged file.
        let_go(error)
        raise BookRefused(path, BookFault.DAMAGED, str(error)) from error


def schema_of(connection: sqlite3.Connection) -> tuple[tuple[str, str, str | None], ...]:
    """Return every object of the file: type, name, SQL."""
    return tuple(connection.execute(_OURS).fetchall())


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return a hash of the file's schema, blind to white space."""
    lines = (
        f"{kind} {name} {' '.join((sql or '').split())}"
        for kind, name, sql in schema_of(connection)
    )
    return str(sha256("\n".join(lines).encode()).hexdigest())


def refuse_what_is_not_ours(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a file that is no book, before any statement could wake a foreign trigger."""
    with refusing(path):
        mark = connection.execute("pragma application_id").fetchone()[0]
        foreign = connection.execute(_FOREIGN).fetchone()
        schema = () if mark == APPLICATION_ID else schema_of(connection)
    if mark != APPLICATION_ID:
        empty = path.stat().st_size == 0
        fault = BookFault.FOREIGN_DATABASE if schema else BookFault.NOT_A_BOOK
        raise BookRefused(path, BookFault.EMPTY if empty else fault)
    if foreign is not None:
        raise BookRefused(path, BookFault.FOREIGN_OBJECT, foreign[0])


def book_id(path: Path, connection: sqlite3.Connection) -> str:
    """Return the id of the book in a file; BookRefused(DAMAGED) where it has none."""
    with refusing(path):
        found = connection.execute("select id from book").fetchone()
    if found is None:
        raise BookRefused(path, BookFault.DAMAGED, "book")
    return str(found[0])


def keep_one_file(path: Path, connection: sqlite3.Connection) -> None:
    """Take a book out of the write-ahead mode that another program may have put it into."""
    with refusing(path):
        (mode,) = connection.execute("pragma journal_mode").fetchone()
        if mode == "wal":
            connection.execute("pragma journal_mode = delete")


class Identity:
    """Which file a book was opened from, to notice that the path now names another one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark = self._look()

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @property
    def is_lost(self) -> bool:
        """Tell whether the file was renamed, deleted or replaced since it was opened."""
        return self._look() != self._mark

    def require(self) -> None:
        """Refuse to go on when it was."""
        if self.is_lost:
            raise BookRefused(self._path, BookFault.MOVED)


_NETWORK_DISKS = frozenset(
    {"cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs", "fuse.davfs"}
    | {"nfs", "nfs4", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"}
)
_WINDOWS_REMOTE = 4
_MOUNTS = Path("/proc/mounts")


def is_on_network(path: Path, *, mounts: Path | None = None) -> bool:
    """Tell whether a file lies on a share: locks there are often only promised.

    `mounts` is a list of mounted disks, the system's own if None; where there is no such list, only
    a drive of Windows is known.
    """
    if str(path).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - of no use elsewhere

        drive = path.absolute().anchor
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _WINDOWS_REMOTE)
    try:
        lines = (mounts or _MOUNTS).read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    # Mostly there is none at all.
    if not any(kind in line for line in lines for kind in _NETWORK_DISKS):
        return False
    return _disk_kind(Path(os.path.realpath(path)), lines) in _NETWORK_DISKS


def _disk_kind(path: PurePath, lines: list[str]) -> str:
    """Return the file system that holds a path: that of the longest mount point above it."""
    depth, kind = -1, ""
    for line in lines:
        _device, point, found, *_ = [*line.split(), "", "", ""]
        # A blank in a name is written as \\040 there.
        place = PurePath(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), point))
        # Of two disks mounted on one place, the later hides the other.
        if path.is_relative_to(place) and len(place.parts) >= depth:
            depth, kind = len(place.parts), found
    return kind
