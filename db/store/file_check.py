"""What SQLite's own check finds in a book's file: the quick look before anything is shown."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

import sqlite3
from typing import NamedTuple

QUICKLY_CHECKED = 1024 * 1024
"""The bytes that the check may go through when a book is opened: a few milliseconds' worth."""


class Damage(NamedTuple):
    """Something in the file that its history did not put there.

    `kind` is "file" (SQLite's own check), "history" (a step was altered), "row" (a row is not as
    its history says) or "content" (a kept file is not what it was, or is gone); `table`, `row` and
    `column` name the cell, `expected` and `found` its values, `detail` a kept file by its names.
    """

    kind: str
    detail: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    expected: str = ""
    found: str = ""


def file_damage(connection: sqlite3.Connection) -> Damage | None:
    """Return what SQLite's own check finds in a file that is not large, None for nothing.

    What is lost from an index is missing on every page.
    """
    if _bytes_of(connection) > QUICKLY_CHECKED:
        return None
    (line,) = connection.execute("pragma integrity_check(1)").fetchone()
    return None if line == "ok" else Damage("file", detail=str(line))


def _bytes_of(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("pragma page_count").fetchone()
    (size,) = connection.execute("pragma page_size").fetchone()
    return int(pages) * int(size)
