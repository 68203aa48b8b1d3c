"""The log of defects: a failure of the program itself is written down, for whoever mends it."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_KEPT = 50
PRIVATE = "-- what follows may hold words of the book --"
"""The line of a crash log below which its messages stand; a diagnosis ends above it."""


def write_crash(error: BaseException, *, doing: str) -> Path | None:
    """Write a failure into a file of its own in the user's log folder and return its path.

    `doing` is what the program was asked for. Where in the program it failed comes first, what the
    failures say comes last: only that can hold words of a book. Returns None when the folder cannot
    be written: a crash is never the cause of another.
    """
    # Imported here: nothing of it is needed as long as all goes well.
    from desktop.user_folders import log_folder  # noqa: PLC0415

    now = datetime.now(UTC).astimezone()
    lines = (
        f"planbook {VERSION}, Python {platform.python_version()}, {platform.platform()}",
        now.isoformat(timespec="seconds"),
        *_places(error),
        PRIVATE,
        doing,
        "".join(traceback.format_exception(error)),
    )
    try:
        folder = log_folder()
        _thin(folder)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.log"
        path.write_text("\n".join(lines), "utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path


def _places(error: BaseException) -> Iterator[str]:
    """Yield the kinds of a failure and of what it came from, and where each arose; no message."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        for frame in traceback.extract_tb(link.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        link = link.__cause__ or link.__context__


def _thin(folder: Path) -> None:
    """Remove the oldest logs, so that a program that fails every minute fills no disk."""
    logs = sorted(folder.glob("crash-*.log"))
    for old in logs[: max(0, len(logs) - _MOST_KEPT + 1)]:
        old.unlink(missing_ok=True)
