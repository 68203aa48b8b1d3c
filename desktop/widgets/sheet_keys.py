"""Where a spreadsheet's keys lead in a table: to the next cell to type, to the edge of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.delegates.values import Move

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QModelIndex

    from desktop.columns import LineModel

Place = tuple[int, int]
"""Row and column."""

_ACTIONS = QAbstractItemView.CursorAction
CURSOR_ACTIONS = {
    Qt.Key.Key_Up: _ACTIONS.MoveUp,
    Qt.Key.Key_Down: _ACTIONS.MoveDown,
    Qt.Key.Key_Left: _ACTIONS.MoveLeft,
    Qt.Key.Key_Right: _ACTIONS.MoveRight,
    Qt.Key.Key_Home: _ACTIONS.MoveHome,
    Qt.Key.Key_End: _ACTIONS.MoveEnd,
    Qt.Key.Key_PageUp: _ACTIONS.MovePageUp,
    Qt.Key.Key_PageDown: _ACTIONS.MovePageDown,
}
"""What each key that moves the cursor is called by Qt."""
ACTION_KEYS = {action: key for key, action in CURSOR_ACTIONS.items()}


def next_to_type(lines: LineModel, place: Place, move: Move) -> Place | None:
    """Return the nearest cell in that direction where a value can be typed, None at the edge."""
    return next((cell for cell in _ahead(lines, place, move) if lines.is_editable(*cell)), None)


def _ahead(lines: LineModel, place: Place, move: Move) -> Iterator[Place]:
    """Yield the cells that come after a place, in the order of a move."""
    row, column = place
    columns = [at for at, declared in enumerate(lines.columns) if declared.edit is not None]
    if move is Move.DOWN:
        yield from ((at, column) for at in range(row + 1, len(lines.rows)))
    elif move is Move.UP:
        yield from ((at, column) for at in range(row - 1, -1, -1))
    elif move in {Move.RIGHT, Move.NEXT}:
        yield from ((row, at) for at in columns if at > column)
    else:
        yield from ((row, at) for at in reversed(columns) if at < column)
    if move is Move.NEXT:
        yield from ((at, one) for at in range(row + 1, len(lines.rows)) for one in columns)
    elif move is Move.PREVIOUS:
        back = list(reversed(columns))
        yield from ((at, one) for at in range(row - 1, -1, -1) for one in back)


def next_chosen(cells: Iterable[Place], place: Place, move: Move) -> Place | None:
    """Return the next of the chosen cells, round the end: down the columns, or along the rows."""
    down = move in {Move.DOWN, Move.UP}
    ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]) if down else cell)
    if place not in ordered:
        return None
    step = 1 if move in {Move.DOWN, Move.NEXT, Move.RIGHT} else -1
    return ordered[(ordered.index(place) + step) % len(ordered)]


def neighbour(lines: LineModel, place: Place, key: Qt.Key) -> Place:
    """Return the cell that an arrow leads to; at the edge the same one."""
    down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
    along = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
    row = min(max(place[0] + down, 0), len(lines.rows) - 1)
    return row, min(max(place[1] + along, 0), len(lines.columns) - 1)


def edge_of_data(lines: LineModel, place: Place, key: Qt.Key, first: int) -> Place:
    """Return where Ctrl and an arrow lead: the end of a run of filled cells, or its beginning.

    Headings count for nothing; `first` is the leftmost column that is gone to.
    """
    row, column = place
    rows, columns = range(len(lines.rows)), range(first, len(lines.columns))
    path: Iterable[Place] = {
        Qt.Key.Key_Up: ((at, column) for at in reversed(rows[:row])),
        Qt.Key.Key_Down: ((at, column) for at in rows[row + 1 :]),
        Qt.Key.Key_Left: ((row, at) for at in reversed(columns) if at < column),
        Qt.Key.Key_Right: ((row, at) for at in columns if at > column),
    }[key]
    cells = [cell for cell in path if not isinstance(lines.rows[cell[0]], Heading)]
    if not cells:
        return place
    if _is_filled(lines, place) and _is_filled(lines, cells[0]):
        gap = next((at for at, cell in enumerate(cells) if not _is_filled(lines, cell)), None)
        return cells[-1] if gap is None else cells[gap - 1]
    return next((cell for cell in cells if _is_filled(lines, cell)), cells[-1])


def corner(lines: LineModel, place: Place, key: Qt.Key, first: int, *, whole: bool) -> Place:
    """Return where Home and End lead: along the row, with Ctrl (`whole`) in the whole table."""
    last = len(lines.columns) - 1
    filled = [at for at, row in enumerate(lines.rows) if not isinstance(row, Heading)]
    if key == Qt.Key.Key_Home:
        return (filled[0] if whole and filled else place[0], min(first, last))
    return (filled[-1] if whole and filled else place[0], last)


def page_down(table: QTableView, index: QModelIndex, *, up: bool) -> int:
    """Return the row that lies as far below a cell, or above it, as is in sight."""
    far = table.viewport().height()
    row = table.rowAt(table.visualRect(index).bottom() + (-far if up else far))
    return row if row >= 0 else (0 if up else table.model().rowCount() - 1)


def page_across(table: QTableView, index: QModelIndex, first: int, *, back: bool) -> int:
    """Return the column that lies as far beside a cell as is in sight; before `first` are names."""
    names = sum(table.columnWidth(at) for at in range(first))
    far = table.viewport().width() - names
    column = table.columnAt(table.visualRect(index).center().x() + (-far if back else far))
    if column < 0:
        return first if back else table.model().columnCount() - 1
    return max(column, first)


def off_headings(lines: LineModel, place: Place, *, up: bool) -> Place:
    """Return a place, or the nearest that is no heading: further on, else back."""
    row, column = place
    on, back = list(range(row, len(lines.rows))), list(range(row, -1, -1))
    ways = back + on if up else on + back
    return next(((at, column) for at in ways if not isinstance(lines.rows[at], Heading)), place)


def _is_filled(lines: LineModel, place: Place) -> bool:
    if isinstance(lines.rows[place[0]], Heading):
        return False
    cell = lines.cell(*place)
    return bool(cell.text) and cell.mark != Mark.BLANK
