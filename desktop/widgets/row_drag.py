"""Dragging a row of a table to another place, with a line where it would come to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from desktop.columns import Heading

if TYPE_CHECKING:
    from desktop.theme import Look
    from desktop.widgets.table import LineTable

_THICK = 2


class RowDrag(QObject):
    """Watches the mouse over a table of whole rows; Esc gives a drag up."""

    dropped = Signal(object, object)
    """The row that was dragged, and the row or Heading it was put before (None: the end)."""

    def __init__(self, table: LineTable, look: Look) -> None:
        super().__init__(table)
        self._table = table
        self._look = look
        self._from: QPoint | None = None
        self._row: object | None = None
        self._line = QFrame(table.viewport())
        self._line.hide()
        self.allowed = True
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    @property
    def is_dragging(self) -> bool:
        """Tell whether a row is on its way."""
        return self._line.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._table.viewport():
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.is_dragging:
            if event.type() == QEvent.Type.KeyPress:
                self._end()
            return True
        return super().eventFilter(watched, event)

    def _on_mouse(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._begin(event, place)
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            moved = (place - self._from).manhattanLength()
            if self.is_dragging or moved >= QApplication.startDragDistance():
                self._show(place)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._from is not None:
            dragging, row = self.is_dragging, self._row
            before = self._before(place)
            self._end()
            if dragging:
                self.dropped.emit(row, before)
                return True
        return False

    def _begin(self, event: QMouseEvent, place: QPoint) -> None:
        index = self._table.indexAt(place)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() is Qt.MouseButton.LeftButton
        if not (self.allowed and left and plain and index.isValid()):
            return
        row = self._table.lines.rows[index.row()]
        if not isinstance(row, Heading):
            self._from, self._row = place, row

    def _end(self) -> None:
        self._from = self._row = None
        self._line.hide()

    def _show(self, place: QPoint) -> None:
        """Draw the line over the row that the dragged one would come to stand before."""
        table = self._table
        at = self._place_before(place)
        last = len(table.lines.rows) - 1
        top = (
            table.rowViewportPosition(at)
            if at <= last
            else table.rowViewportPosition(last) + table.rowHeight(last)
        )
        colour = self._look.theme.colour("accent").name()
        self._line.setStyleSheet(f"background: {colour};")
        self._line.setGeometry(0, max(top - 1, 0), table.viewport().width(), _THICK)
        self._line.show()
        self._line.raise_()

    def _place_before(self, place: QPoint) -> int:
        """Return the row that lies below the mouse, counted over the middle of each."""
        table = self._table
        row = table.rowAt(place.y())
        if row < 0:
            return len(table.lines.rows)
        middle = table.rowViewportPosition(row) + table.rowHeight(row) / 2
        return row if place.y() < middle else row + 1

    def _before(self, place: QPoint) -> object | None:
        at = self._place_before(place)
        rows = self._table.lines.rows
        return rows[at] if at < len(rows) else None
