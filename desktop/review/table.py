"""The table of the review page: Space ticks, A approves, R returns, Ctrl+Enter takes all ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from desktop.review.rows import ReviewRow
from desktop.widgets.table import LineTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from desktop.columns import Heading
    from desktop.theme import Look

_CONTROL = Qt.KeyboardModifier.ControlModifier
_BOX_ROOM = 24
"""Pixels at the left of a row in which a click ticks."""


def _key(row: Any) -> str:
    return str(row.key)


class ReviewTable(LineTable):
    """Shows ReviewRows under headings; the cursor is a row."""

    tick_toggled = Signal(object)
    """The ReviewRow, or the Heading of a pile, whose tick should change."""
    all_requested = Signal()
    """Everything that is ticked should be decided."""
    one_requested = Signal()
    """The entry under the cursor should be decided."""
    back_requested = Signal()
    """The entry under the cursor should be returned, or opened again."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, _key, whole_rows=True)
        self.setAccessibleName("审核清单")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row, held = event.key(), self.current_row, event.modifiers()
        plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and held & _CONTROL:
            self.all_requested.emit()
        elif key == Qt.Key.Key_Space and plain and row is not None:
            self.tick_toggled.emit(row)
        elif key == Qt.Key.Key_A and plain and isinstance(row, ReviewRow):
            self.one_requested.emit()
        elif key == Qt.Key.Key_R and plain and isinstance(row, ReviewRow):
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def key_folds(key: int, row: Heading) -> bool:
        """Tell whether a key folds a pile: Space ticks all of it instead."""
        return key != Qt.Key.Key_Space and LineTable.key_folds(key, row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and event.position().x() < _BOX_ROOM:
            row = self.lines.rows[index.row()]
            if isinstance(row, ReviewRow):
                self.tick_toggled.emit(row)
