"""What a verb says: lines or one JSON object on standard output, progress on a terminal's error."""

from __future__ import annotations

import io
import sys
import time
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TextIO

from db.ticket import Ticket, Unhurried
from desktop.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping


class Exit(IntEnum):
    """How a verb ended, for the shell."""

    DONE = 0
    ATTENTION = 1
    MISTAKE = 2
    DEFECT = 3


class Misuse(Exception):
    """The command line asks for what there is not; its text is the one line to show."""


class Defect(Exception):
    """The program found itself at fault; its text says where."""


_SECONDS_BETWEEN = 0.1
_WIDEST = 76


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a verb's words go."""

    out: TextIO
    error: TextIO

    @classmethod
    def standard(cls) -> Terminal:
        """Return the process's own streams, in UTF-8 also where the system's habit is another."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A file name may hold bytes that are no text at all.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(sys.stdout, sys.stderr)

    def say(self, line: str) -> None:
        """Write a line of the answer."""
        self.out.write(f"{line}\n")

    def answer(self, value: Mapping[str, Any], *, indent: int | None = None) -> None:
        """Write the answer as one JSON object."""
        self.say(json_text(value, indent=indent))

    def complain(self, line: str) -> None:
        """Write the one line that says why the verb was not done."""
        self.error.write(f"{' '.join(line.split())}\n")
        self.error.flush()

    def ticket(self) -> Ticket:
        """Return a ticket that shows progress when somebody watches, and is silent otherwise."""
        return _Progress(self.error) if self.error.isatty() else Unhurried()

    def pin(self) -> str:
        """Return the PIN that stands on the first line of standard input; at a terminal unseen."""
        if sys.stdin is None:
            return ""
        if sys.stdin.isatty():
            from getpass import getpass  # noqa: PLC0415 - only where somebody types

            return getpass("PIN：", self.error)
        return sys.stdin.readline().strip()

    def finish(self) -> None:
        """Wipe the progress, and hand over what is still held back."""
        if self.error.isatty():
            self.error.write("\r\x1b[K")
            self.error.flush()
        self.out.flush()


class _Progress:
    """A ticket that rewrites one line of a terminal, a few times a second."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown_at = 0.0

    def report(self, done: int, total: int, what: str) -> None:
        """Show how far the work is."""
        now = time.monotonic()
        if now - self._shown_at >= _SECONDS_BETWEEN:
            self._shown_at = now
            line = " ".join(what.split())[:_WIDEST]
            self._stream.write(f"\r\x1b[K{done} / {total} {line}")
            self._stream.flush()
