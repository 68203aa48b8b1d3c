"""Files that are dropped on a row of a table become evidence of that row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from desktop.columns import Heading

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from desktop.proof.panel import ProofPanel
    from desktop.widgets.table import LineTable

_KINDS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


class RowDrop(QObject):
    """Watches what is dragged over a table; the panel beside it keeps what is let go on a row.

    The cursor follows the mouse, so that the panel shows which row it would be. Where there is no
    row, on headings and blank ground, what is dragged is left to the window.
    """

    def __init__(self, table: LineTable, panel: ProofPanel) -> None:
        super().__init__(table)
        self._table = table
        self._panel = panel
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KINDS or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.DragEnter:
            # Over which row it is let go is asked while it moves.
            taken = self._panel.takes(event)
        else:
            taken = self._panel.takes(event) and self._go_to(event.position().toPoint())
        if not taken:
            event.ignore()
        else:
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self._panel.take(event)
        return True

    def _go_to(self, place: QPoint) -> bool:
        """Put the cursor on the row below the mouse; tell whether it is there now."""
        row = self._table.indexAt(place).row()
        if row < 0 or isinstance(self._table.lines.rows[row], Heading):
            return False
        if self._table.currentIndex().row() != row:
            self._table.setCurrentIndex(self._table.lines.index(row, 0))
        return self._table.currentIndex().row() == row
