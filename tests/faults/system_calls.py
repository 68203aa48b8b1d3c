"""What the system is asked to do while a file is saved, made to fail at the Nth time.

SQLite asks through a table of its own that tests may alter (`xSetSystemCall`), Python through `os`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_POINTER = ctypes.c_void_p
_BEFORE = ("iVersion", "szOsFile", "mxPathname")
_METHODS = (
    "xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym xDlClose xRandomness xSleep"
    " xCurrentTime xGetLastError xCurrentTimeInt64"
)
_SET = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_char_p, _POINTER)
_GET = ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p)


class _Vfs(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in _BEFORE),
        ("pNext", _POINTER),
        ("zName", ctypes.c_char_p),
        ("pAppData", _POINTER),
        *((name, _POINTER) for name in _METHODS.split()),
        ("xSetSystemCall", _SET),
        ("xGetSystemCall", _GET),
    )


def _signature(*kinds: type) -> Callable[..., object]:
    return ctypes.CFUNCTYPE(ctypes.c_ssize_t, *kinds, use_errno=True)


_INT, _SIZE, _PLACE = ctypes.c_int, ctypes.c_size_t, ctypes.c_int64
SQLITE_CALLS = {
    "pwrite64": _signature(_INT, _POINTER, _SIZE, _PLACE),
    "ftruncate": _signature(_INT, _PLACE),
    "unlink": _signature(ctypes.c_char_p),
}
"""What SQLite asks for when it writes a page, shortens a file, and takes the journal away."""

PYTHON_CALLS = ("fsync", "replace", "mkdir")


@dataclass
class Counter:
    """Which call is to fail, and how many there have been."""

    fails_at: int
    for_ever: bool
    error: int
    calls: int = 0

    def fails_now(self) -> bool:
        self.calls += 1
        if self.for_ever:
            return self.calls >= self.fails_at
        return self.calls == self.fails_at

    @property
    def met(self) -> bool:
        """Tell whether any call has failed."""
        return self.calls >= self.fails_at


def _vfs() -> ctypes._Pointer[_Vfs]:
    import _sqlite3  # noqa: PLC0415

    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = _POINTER
    return ctypes.cast(library.sqlite3_vfs_find(None), ctypes.POINTER(_Vfs))


def can_alter_sqlite() -> bool:
    """Tell whether SQLite is a library of its own here, with the table of a Unix system."""
    try:
        vfs = _vfs()
        return bool(vfs.contents.xGetSystemCall(ctypes.addressof(vfs.contents), b"pwrite64"))
    except (AttributeError, OSError, ValueError):
        return False


@contextlib.contextmanager
def sqlite_call_failing(name: str, counter: Counter) -> Iterator[None]:
    """Let SQLite's Nth call of that name fail inside the block."""
    vfs, kind = _vfs(), SQLITE_CALLS[name]
    place = ctypes.addressof(vfs.contents)
    real = kind(vfs.contents.xGetSystemCall(place, name.encode()))

    def call(*words: object) -> int:
        if counter.fails_now():
            ctypes.set_errno(counter.error)
            return -1
        return real(*words)

    ours = kind(call)
    vfs.contents.xSetSystemCall(place, name.encode(), ctypes.cast(ours, _POINTER))
    try:
        yield
    finally:
        vfs.contents.xSetSystemCall(place, name.encode(), None)


@contextlib.contextmanager
def python_call_failing(name: str, counter: Counter) -> Iterator[None]:
    """Let the Nth call of a function of `os` fail inside the block."""
    real = getattr(os, name)

    def call(*words: object, **named: object) -> object:
        if counter.fails_now():
            raise OSError(counter.error, os.strerror(counter.error))
        return real(*words, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, call)
        yield


@contextlib.contextmanager
def pages_at_most(connection: sqlite3.Connection, pages: int) -> Iterator[None]:
    """Let the file of an open book grow by no more than so many pages inside the block."""
    held = connection.execute("pragma page_count").fetchone()[0]
    before = connection.execute("pragma max_page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {held + pages}")
    try:
        yield
    finally:
        connection.execute(f"pragma max_page_count = {before}")


FULL, BROKEN = errno.ENOSPC, errno.EIO
