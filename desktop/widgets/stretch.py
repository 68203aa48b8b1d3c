"""A selection that keys and the mouse stretch: the cursor stays where it began, as in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.widgets.table import LineTable


class Stretch:
    """Selects from the cursor to a cell; what is typed then begins at the cursor."""

    def __init__(self, table: LineTable) -> None:
        self._table = table
        self._end: QPersistentModelIndex | None = None

    @property
    def end(self) -> QModelIndex:
        """Return where the selection ends that began at the cursor; the cursor where none did."""
        end = self._end
        if end is None or not end.isValid():
            return self._table.currentIndex()
        return self._table.lines.index(end.row(), end.column())

    def to(self, index: QModelIndex) -> None:
        """Select from the cursor to a cell, and bring that in sight."""
        start = self._table.currentIndex()
        area = QItemSelection(start if start.isValid() else index, index)
        flags = QItemSelectionModel.SelectionFlag
        self._table.selectionModel().select(area, flags.ClearAndSelect)
        self._end = QPersistentModelIndex(index)
        self._table.scrollTo(index)

    def to_whole_lines(self, areas: Iterable[QItemSelectionRange], *, columns: bool) -> None:
        """Select the whole columns of what is selected, or its whole rows."""
        lines = self._table.lines
        last_row, last_column = len(lines.rows) - 1, len(lines.columns) - 1
        wider = QItemSelection()
        for area in areas:
            rows = (0, last_row) if columns else (area.top(), area.bottom())
            across = (area.left(), area.right()) if columns else (0, last_column)
            corners = (lines.index(*place) for place in zip(rows, across, strict=True))
            wider.append(QItemSelectionRange(*corners))
        flags = QItemSelectionModel.SelectionFlag
        self._table.selectionModel().select(wider, flags.ClearAndSelect)

    def settle(self, start: QModelIndex) -> None:
        """Put the cursor back where a drag began: Qt takes it along to where the mouse is."""
        end = QPersistentModelIndex(self._table.currentIndex())
        flags = QItemSelectionModel.SelectionFlag
        # What the mouse went to stays in sight.
        self._table.setAutoScroll(False)
        self._table.selectionModel().setCurrentIndex(start, flags.NoUpdate)
        self._table.setAutoScroll(True)
        self._end = end

    def let_go(self) -> None:
        """Begin anew: the cursor went elsewhere."""
        self._end = None
