"""One window a person: a lock that ends with its process, and in the locked file how to reach it.

The lock is the system's own, so none is ever stale; the file can be read by this user only, so
nobody else learns the key of the door that is written in it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desktop.door import Door

_LOCKED_BYTE = 1 << 20
"""Far behind what is written: on Windows nobody else can read a byte that is locked."""
_STARTING_SECONDS = 10.0
_PAUSE = 0.05


class OnlyOne:
    """The claim to be the one program of this user that shows a window."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "running.lock" if folder is not None else None
        self._file = -1
        self._door: Door | None = None
        self.ended_badly = False
        """Whether the program that ran last ended without saying so."""

    @classmethod
    def of_this_user(cls) -> OnlyOne:
        """Return the claim in this user's own folder; where there is none, nothing is locked."""
        from desktop.user_folders import state_folder  # noqa: PLC0415 - tests have their own

        try:
            return cls(state_folder())
        except OSError:
            return cls(None)

    def claim(self) -> bool:
        """Become the one; False when another process is. Where nothing can be locked, True."""
        if self._path is None:
            return True
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            _lock(self._file)
        except OSError as error:
            self._let_go()
            # Another kind of failure is a disk that knows no locks: each start has its own window.
            return not isinstance(error, BlockingIOError)
        self.ended_badly = bool(os.read(self._file, 1))
        self._write({"pid": os.getpid()})
        return True

    def listen(self, heard: Callable[[str], bool]) -> None:
        """Open the door of `desktop.door` to later starts; without the claim there is none."""
        if self._file < 0 or self._door is not None:
            return
        from desktop.door import Door  # noqa: PLC0415 - not before the first paint

        try:
            self._door = Door(heard)
        except OSError:
            return
        self._write(self._door.told)

    def release(self) -> None:
        """Close the door and give up the claim: the program ends as it should."""
        door, self._door = self._door, None
        if door is not None:
            door.close()
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            self._let_go()

    def ask_first(self, path: str) -> bool:
        """Ask the program that runs to show a file, or with "" its window; True when it did.

        A program that just starts is waited for; one that hangs is not.
        """
        from desktop.door import knock  # noqa: PLC0415 - a first start never knocks

        told = self._told()
        waiting = threading.Event()
        for _ in range(round(_STARTING_SECONDS / _PAUSE)):
            if "address" in told:
                return knock(told, path)
            # Another process is waited for: nothing in this one could tell.
            waiting.wait(_PAUSE)
            told = self._told()
        return False

    def _told(self) -> Mapping[str, Any]:
        """Return what the program that runs wrote of itself."""
        if self._path is None:
            return {}
        try:
            told = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _write(self, told: Mapping[str, Any]) -> None:
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, json.dumps(told).encode("ascii"))

    def _let_go(self) -> None:
        os.close(self._file)
        self._file = -1


def _lock(file: int) -> None:
    """Lock an open file for this process; BlockingIOError when another has it."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - not there on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt  # noqa: PLC0415 - only there

    os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        # Windows and Wine number this failure differently.
        raise BlockingIOError from error
    finally:
        os.lseek(file, 0, os.SEEK_SET)
