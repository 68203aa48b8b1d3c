"""Where the cursor of a table goes when the rows or the columns it stands in are exchanged."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex

from desktop.columns import Heading, LineModel


class Kept(NamedTuple):
    """What a cursor stood on, in words that outlive other rows and columns, and where that was."""

    row: str = ""
    column: str = ""
    across: int = 0
    down: int = 0
    rows: Sequence[Any] = ()


def kept_of(lines: LineModel, index: QModelIndex) -> Kept:
    """Return what a cursor stands on; nothing where it is on no row."""
    down, across = index.row(), index.column()
    if not (0 <= down < len(lines.rows) and 0 <= across < len(lines.columns)):
        return Kept()
    column = lines.columns[across]
    row = lines.key_of(lines.rows[down])
    return Kept(row, column.key or column.name, across, down, lines.rows)


def place_of(lines: LineModel, kept: Kept) -> tuple[int, int] | None:
    """Return where the cursor goes: to its row, else to the nearest that is left, in its column.

    Where that is gone, to the one in its place now.

    None where nothing is left of what it stood in.
    """
    known = enumerate(lines.columns)
    names = ((at, one.key or one.name) for at, one in known)
    across = next((at for at, name in names if kept.column and name == kept.column), kept.across)
    row = lines.row_of(kept.row) if kept.row else None
    if row is None:
        row = _nearest(lines, kept)
    return None if row is None or not lines.columns else (row, min(across, len(lines.columns) - 1))


def _nearest(lines: LineModel, kept: Kept) -> int | None:
    """Return where the next row below stands that is still shown, else the next one above."""
    ways = chain(kept.rows[kept.down + 1 :], reversed(kept.rows[: kept.down]))
    found = (lines.row_of(lines.key_of(row)) for row in ways if not isinstance(row, Heading))
    return next((row for row in found if row is not None), None)
