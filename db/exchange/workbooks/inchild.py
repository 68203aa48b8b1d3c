"""Having a file read in a process of its own, which is ended when it takes too long or too much."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread
from time import monotonic
from typing import IO, TYPE_CHECKING

from db.exchange.workbooks import child
from db.exchange.workbooks.archive import PIECE
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.exchange.workbooks.source import Source

COMMAND: Callable[[str], list[str]] = child.command
"""Returns the command that reads a kind of file; a program that is built differently sets it."""
LONGEST = float(child.MOST_SECONDS)
"""Seconds after which the process is ended, whatever it does."""
# 2,000,000 cells of a list take about 100 MB of lines.
LARGEST_ANSWER = 200 * 1024 * 1024
# How often the user's wish to stop is looked at.
_TICK = 0.05
# Between the end of the answer and the end of the process.
_PATIENCE = 1.0
_FAULTS: dict[int, FileFault] = {
    child.Ending.ENCRYPTED: FileFault.ENCRYPTED,
    child.Ending.TOO_LARGE: FileFault.TOO_LARGE,
}
# How the system ends a process that used up its time, or all the memory there is.
_OUT_OF_TIME, _KILLED = -24, -9
_TOO_LONG = "读得太久"
_NO_WINDOW = 0
if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW


def read_in_child(kind: str, source: Source) -> bytes:
    """Return what the process answers.

    Raises:
        Refusal: it could not read the file, broke, or was ended; which of them is in the fault.
        Cancelled: the ticket says so; the process is ended.
    """
    handle = source.file.fileno()
    # The process reads from the beginning, and our own reading is not to notice.
    before = os.lseek(handle, 0, os.SEEK_CUR)
    os.lseek(handle, 0, os.SEEK_SET)
    process = subprocess.Popen(  # noqa: S603 our own program
        COMMAND(kind),
        stdin=handle,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
    )
    try:
        answer = _answer(process, source)
        ending = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired as fault:
        raise Refusal(FileFault.TOO_LARGE, detail=_TOO_LONG) from fault
    finally:
        process.kill()
        process.wait()
        os.lseek(handle, before, os.SEEK_SET)
    if ending in {_OUT_OF_TIME, _KILLED}:
        raise Refusal(FileFault.TOO_LARGE, detail=_TOO_LONG)
    if ending != child.Ending.READ:
        # Any other number is that of a crash.
        raise Refusal(_FAULTS.get(ending, FileFault.DAMAGED))
    return answer


def _answer(process: subprocess.Popen[bytes], source: Source) -> bytes:
    """Gather what the process writes, until it ends, has no more time, or is not wanted."""
    if process.stdout is None:
        raise ValueError
    with process.stdout as stdout:
        gathering = _Gathering(stdout)
        gathering.start()
        try:
            _wait_for(gathering, source)
        except BaseException:
            # Nothing more comes from a process that is gone, so the gathering ends.
            process.kill()
            gathering.join()
            raise
    if gathering.overflowed:
        raise Refusal(FileFault.TOO_LARGE)
    return b"".join(gathering.pieces)


def _wait_for(gathering: Thread, source: Source) -> None:
    """Wait until all is gathered, as long as the user and the clock allow it."""
    deadline = monotonic() + LONGEST
    while gathering.is_alive():
        gathering.join(_TICK)
        source.ticket.report(0, 1, source.place)
        if monotonic() > deadline:
            raise Refusal(FileFault.TOO_LARGE, detail=_TOO_LONG)


class _Gathering(Thread):
    """Reads a stream to its end, or to as much of it as may be kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self.pieces: list[bytes] = []
        self.overflowed = False

    def run(self) -> None:
        size = 0
        while piece := self._stream.read(PIECE):
            size += len(piece)
            if size > LARGEST_ANSWER:
                self.overflowed = True
                return
            self.pieces.append(piece)
