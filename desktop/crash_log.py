"""The log of defects: a failure of the program itself is written down, for whoever mends it."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

_MOST_KEPT = 50


def write_crash(error: BaseException, *, doing: str) -> Path | None:
    """Write a traceback into a file of its own in the user's log folder and return its path.

    `doing` is what the program was asked for. Returns None when the folder cannot be written: a
    crash is never the cause of another.
    """
    # Imported here: nothing of it is needed as long as all goes well.
    from platformdirs import user_log_path  # noqa: PLC0415

    now = datetime.now(UTC).astimezone()
    lines = (
        f"planbook {VERSION}, Python {platform.python_version()}, {platform.platform()}",
        now.isoformat(timespec="seconds"),
        doing,
        "".join(traceback.format_exception(error)),
    )
    try:
        folder = user_log_path("planbook", appauthor=False, ensure_exists=True)
        _thin(folder)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.log"
        path.write_text("\n".join(lines), "utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path


def _thin(folder: Path) -> None:
    """Remove the oldest logs, so that a program that fails every minute fills no disk."""
    logs = sorted(folder.glob("crash-*.log"))
    for old in logs[: max(0, len(logs) - _MOST_KEPT + 1)]:
        old.unlink(missing_ok=True)
