"""Keys and clicks of a table whose rows fold: Right opens, Left closes, Alt+Down asks for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.columns import Heading
from desktop.delegates.kit import FOLD_ROOM, INDENT, PAD

if TYPE_CHECKING:
    from desktop.widgets.table import LineTable


class TreeKeys(QObject):
    """Watches a table of whole rows whose first column has the arrows."""

    open_requested = Signal(object)
    """A row that folds, closed now, should open."""
    close_requested = Signal(object)
    """A row should close; one that does not fold or is closed: go to the row above it."""
    choice_requested = Signal(object)
    """The row whose word should be chosen."""

    def __init__(self, table: LineTable) -> None:
        super().__init__(table)
        self._table = table
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._table:
                return self._on_key(event)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._on_press(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row, key = self._table.current_row, event.key()
        if row is None or isinstance(row, Heading):
            return False
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choice_requested.emit(row)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif key == Qt.Key.Key_Right:
            self.open_requested.emit(row)
        elif key == Qt.Key.Key_Left:
            self.close_requested.emit(row)
        else:
            return False
        return True

    def _on_press(self, place: QPoint) -> None:
        """Fold or unfold where the arrow was clicked."""
        index = self._table.indexAt(place)
        if not index.isValid() or index.column() != 0:
            return
        row = self._table.lines.rows[index.row()]
        if isinstance(row, Heading):
            return
        cell = self._table.lines.cell(index.row(), 0)
        left = self._table.visualRect(index).left() + PAD + cell.indent * INDENT
        if cell.fold is None or not left - PAD <= place.x() < left + FOLD_ROOM:
            return
        if cell.fold:
            self.close_requested.emit(row)
        else:
            self.open_requested.emit(row)
