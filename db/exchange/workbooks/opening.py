"""Opening a file that came in: it exists, is a file, may be read, and is neither empty nor vast."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, BinaryIO

from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from pathlib import Path

# A list of 100,000 rows takes about 10 MB; what is ten times that was not made by an office.
LARGEST_FILE = 100 * 1024 * 1024
_MEGABYTE = 1024 * 1024


def opened(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        Refusal: there is nothing to read there, or too much.
    """
    try:
        _check(path)
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError, ValueError) as fault:
        # A name with a null character in it is a ValueError: no file can be called so.
        raise Refusal(FileFault.MISSING) from fault
    except PermissionError as fault:
        raise Refusal(FileFault.NO_PERMISSION) from fault
    except OSError as fault:
        raise Refusal(FileFault.DAMAGED, detail=fault.strerror or "") from fault


def megabytes(size: int) -> str:
    """Return a number of bytes as short text for a message: 120 MB."""
    return f"{max(1, round(size / _MEGABYTE))} MB"


def _check(path: Path) -> None:
    """Refuse what need not be opened to know that it cannot be read."""
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        raise Refusal(FileFault.FOLDER)
    if not stat.S_ISREG(state.st_mode):
        # Opening a pipe would wait for its other end for ever.
        raise Refusal(FileFault.WRONG_TYPE)
    if state.st_size == 0:
        raise Refusal(FileFault.EMPTY)
    if state.st_size > LARGEST_FILE:
        raise Refusal(FileFault.TOO_LARGE, detail=megabytes(state.st_size))
