"""A selection that keys and the mouse stretch: the cursor stays where it began, as in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QTableView

    from desktop.widgets.table import LineTable


class Stretch:
    """Selects from the cursor to a cell; what is typed then begins at the cursor."""

    def __init__(self, table: LineTable) -> None:
        self._table = table
        self._end: QPersistentModelIndex | None = None
        self._pressed = QPersistentModelIndex()
        # Whether whole columns are selected, or whole rows; None: neither.
        self._columns: bool | None = None

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
        if self._columns is not None:
            self.to_whole_lines(columns=self._columns)
        self._table.scrollTo(index)

    def to_whole_lines(self, *, columns: bool) -> None:
        """Select the whole columns of what is selected, or its whole rows; so from then on."""
        lines, chosen = self._table.lines, self._table.selectionModel().selection()
        self._columns = columns
        last_row, last_column = len(lines.rows) - 1, len(lines.columns) - 1
        wider = QItemSelection()
        for area in (chosen.at(place) for place in range(chosen.count())):
            rows = (0, last_row) if columns else (area.top(), area.bottom())
            across = (area.left(), area.right()) if columns else (0, last_column)
            corners = (lines.index(*place) for place in zip(rows, across, strict=True))
            wider.append(QItemSelectionRange(*corners))
        flags = QItemSelectionModel.SelectionFlag
        self._table.selectionModel().select(wider, flags.ClearAndSelect)

    def takes_press(self, view: QTableView, event: QMouseEvent) -> bool:
        """Select up to the cell that is clicked with Shift; of any other press know where it was.

        The view is the table, or its part that stays in place.
        """
        index = view.indexAt(event.position().toPoint())
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.to(index)
            return True
        self._pressed = QPersistentModelIndex(index)
        return False

    def settle(self) -> None:
        """Put the cursor back where a drag began: Qt takes it along to where the mouse is."""
        pressed, end = self._pressed, QPersistentModelIndex(self._table.currentIndex())
        if not pressed.isValid():
            return
        start = self._table.lines.index(pressed.row(), pressed.column())
        flags = QItemSelectionModel.SelectionFlag
        # What the mouse went to stays in sight.
        self._table.setAutoScroll(False)
        self._table.selectionModel().setCurrentIndex(start, flags.NoUpdate)
        self._table.setAutoScroll(True)
        self._end = end

    def let_go(self) -> None:
        """Begin anew: the cursor went elsewhere."""
        self._end = self._columns = None
