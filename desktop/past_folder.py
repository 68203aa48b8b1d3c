"""Where books stand that are only looked at: made for one look, taken away after it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from pathlib import Path

_LOCK = "in use"


class PastFolder:
    """A folder of the user's cache with a folder for each book that is looked at.

    Each is locked while its program runs, so that the next start takes away what a crash left.
    """

    def __init__(self) -> None:
        self._locks: dict[Path, QLockFile] = {}

    def place_for(self, name: str) -> Path:
        """Return where a book of that name may be made; OSError where there is no room."""
        folder = _root() / os.urandom(8).hex()
        folder.mkdir(parents=True)
        lock = QLockFile(str(folder / _LOCK))
        lock.setStaleLockTime(0)
        lock.tryLock(0)
        self._locks[folder] = lock
        return folder / name

    def holds(self, path: Path) -> bool:
        """Tell whether a book is one of those made here."""
        return path.parent in self._locks

    def clear(self, path: Path) -> None:
        """Take a book away that is not looked at any more."""
        lock = self._locks.pop(path.parent, None)
        if lock is not None:
            lock.unlock()
            _remove(path.parent)

    def sweep(self) -> None:
        """Take away what programs left that ended without doing so."""
        with suppress(OSError):
            for folder in list(_root().iterdir()):
                if folder in self._locks or not folder.is_dir():
                    continue
                lock = QLockFile(str(folder / _LOCK))
                lock.setStaleLockTime(0)
                if lock.tryLock(0):
                    lock.unlock()
                    _remove(folder)


def _root() -> Path:
    # Imported here: nothing of it is needed until somebody looks back.
    from desktop.user_folders import cache_folder  # noqa: PLC0415

    return (cache_folder() / "past").resolve()


def _remove(folder: Path) -> None:
    """Remove a folder with the few files in it; what cannot be removed waits for the next start."""
    with suppress(OSError):
        for file in folder.iterdir():
            file.unlink(missing_ok=True)
        folder.rmdir()
