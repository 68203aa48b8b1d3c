"""The door by which a later start speaks to the program that this user runs.

Qt's own local sockets would bring QtNetwork into a program that promises to use no network.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Heard = Callable[[str], bool]

_LONGEST = 64 * 1024
_ANSWER_SECONDS = 6.0
_MOST_FAILURES = 100
_SHOWN, _DEAF, _CLOSING = b"shown", b"deaf", b"closing"
# What comes of a partner who goes away, has no key, or never was there.
_IN_VAIN = (OSError, EOFError, KeyError, ValueError, AuthenticationError)


class Door:
    """Waits on a thread of its own for those who have the key; OSError when it cannot be opened.

    `heard` is called there with the path a later start brings, empty when only the window is
    wanted; it returns whether that was shown.
    """

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        name, key = f"planbook-{os.urandom(8).hex()}", os.urandom(16)
        # On Linux the name is no file, so none is left behind by a program that was killed.
        address = rf"\\.\pipe\{name}" if sys.platform == "win32" else f"\0{name}"
        family = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
        self._listener = Listener(address, family, authkey=key)
        self.told = {"pid": os.getpid(), "address": address, "key": key.hex()}
        """What a later start has to know."""
        self._thread = threading.Thread(target=self._serve, name="door", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait for nobody any more."""
        # The thread waits for somebody to knock.
        with contextlib.suppress(*_IN_VAIN):
            _spoken(self.told, _CLOSING)
        self._thread.join(_ANSWER_SECONDS)
        self._listener.close()

    def _serve(self) -> None:
        failures = 0
        while failures < _MOST_FAILURES:
            try:
                with self._listener.accept() as connection:
                    words = connection.recv_bytes(_LONGEST)
                    if words == _CLOSING:
                        return
                    shown = self._heard(os.fsdecode(words))
                    connection.send_bytes(_SHOWN if shown else _DEAF)
            except _IN_VAIN:
                failures += 1


def knock(told: Mapping[str, Any], path: str) -> bool:
    """Bring a path to the program that `told` this of itself; return whether it was shown there."""
    try:
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - only there

            # Only who was started by the user may hand the front of the screen to another.
            ctypes.windll.user32.AllowSetForegroundWindow(int(told["pid"]))
        return _spoken(told, os.fsencode(path)) == _SHOWN
    except _IN_VAIN:
        return False


def _spoken(told: Mapping[str, Any], words: bytes) -> bytes:
    """Return the answer to some words, empty when none is needed or comes."""
    with Client(told["address"], authkey=bytes.fromhex(told["key"])) as connection:
        connection.send_bytes(words)
        if words == _CLOSING or not connection.poll(_ANSWER_SECONDS):
            return b""
        return connection.recv_bytes(_LONGEST)
