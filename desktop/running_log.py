"""The log of a run: starts and ends, Qt's remarks, faults; kept short, no word of a book in it."""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.user_folders import log_folder
from desktop.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 256 * 1024
"""Bytes after which a log is begun anew; the one before it is kept."""
LOG_NAME, OLD_LOG_NAME = "planbook.log", "planbook.1.log"
FAULT_NAME = "fault.log"
"""What Python writes when the process dies of a fault in a library."""


class RunningLog:
    """Writes lines with their time; where nothing can be written, nothing is."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._fault_file = -1

    @classmethod
    def of_this_user(cls) -> RunningLog:
        """Return the log in this user's own folder."""
        try:
            return cls(log_folder())
        except OSError:
            return cls(None)

    def begin(self) -> None:
        """Write that the program starts, with what it stands on."""
        self.write(
            f"start {VERSION}, Python {platform.python_version()}, {platform.platform()}, "
            f"{'built' if getattr(sys, 'frozen', False) else 'source'}"
        )

    def write(self, line: str) -> None:
        """Append a line."""
        if self._folder is None:
            return
        now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        path = self._folder / LOG_NAME
        try:
            with self._lock:
                if path.exists() and path.stat().st_size > LARGEST:
                    path.replace(self._folder / OLD_LOG_NAME)
                with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(f"{now} {os.getpid()} {' '.join(line.split())}\n")
        except OSError:
            return

    def watch_for_faults(self) -> None:
        """Let Python write where it stood, should a library bring the process down."""
        if self._folder is None or self._fault_file >= 0:
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        try:
            self._fault_file = os.open(self._folder / FAULT_NAME, flags, 0o600)
        except OSError:
            return
        faulthandler.enable(self._fault_file, all_threads=True)

    def stop_watching(self) -> None:
        """End the watch; the program ends as it should."""
        if self._fault_file >= 0:
            faulthandler.disable()
            os.close(self._fault_file)
            self._fault_file = -1

    def take_fault(self) -> Path | None:
        """Put what the last run died of into a log of its own and return it, None if there is none.

        To be asked before the watch begins, and only by the one program that runs.
        """
        if self._folder is None:
            return None
        fault = self._folder / FAULT_NAME
        try:
            if not fault.exists() or not fault.stat().st_size:
                return None
            when = datetime.fromtimestamp(fault.stat().st_mtime, UTC).astimezone()
            kept = self._folder / f"crash-{when:%Y%m%d-%H%M%S}-fault.log"
            fault.replace(kept)
        except OSError:
            return None
        return kept
