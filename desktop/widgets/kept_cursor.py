"""Where the cursor of a table goes when the rows or the columns it stands in are exchanged."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject

from desktop.columns import Heading, LineModel

if TYPE_CHECKING:
    from desktop.widgets.table import LineTable


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


class KeptCursor(QObject):
    """Brings the cursor back to the row it stood on once that is shown again.

    Until then it stands on one beside it. Where somebody moves it meanwhile, or works on the row
    it was put on, it stays.
    """

    def __init__(self, table: "LineTable") -> None:
        super().__init__(table)
        self._table = table
        self._stood = Kept()
        self._put_on: Kept | None = None
        self._is_putting = self._was_there = False
        table.pressed.connect(self.settle)
        table.row_opened.connect(self.settle)
        table.selectionModel().currentChanged.connect(self.settle)

    def settle(self, *_where: object) -> None:
        """Let the cursor belong to where it stands: somebody chose that."""
        if not self._is_putting:
            self._put_on = None

    def begin(self) -> Kept:
        """Return what the cursor belongs to; rows are about to be exchanged, until `end`."""
        table = self._table
        now = kept_of(table.lines, table.currentIndex())
        if now.row and (self._put_on is None or self._is_worked_on(now)):
            self._stood, self._put_on = now, None
        self._is_putting, self._was_there = True, now.row == self._stood.row
        return self._stood

    @property
    def is_there(self) -> bool:
        """Tell whether the cursor stands on the row it belongs to."""
        return kept_of(self._table.lines, self._table.currentIndex()).row == self._stood.row

    def end(self) -> bool:
        """Remember where the cursor was put; tell whether it is back where it belongs."""
        table = self._table
        here = kept_of(table.lines, table.currentIndex())
        if self._put_on is not None and here.row == self._put_on.row and self._is_worked_on(here):
            self._stood = here
        self._is_putting = False
        self._put_on = here if here.row and not self.is_there else None
        return self.is_there and not self._was_there

    def _is_worked_on(self, here: Kept) -> bool:
        """Tell whether the row the cursor was put on is another now: something was written."""
        before = self._put_on
        return before is not None and before.rows[before.down] != here.rows[here.down]
