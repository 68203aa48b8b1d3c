"""The part of a table that stays in place while the rest is scrolled across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.widgets.cell_view import CellView
from desktop.widgets.headers import GroupedHeader

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from desktop.theme import Look
    from desktop.widgets.stretch import Stretch


def prepare(view: QTableView, look: Look) -> None:
    """Give a view what the table and its frozen part have in common."""
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    # It fills every pixel itself: what lies below is not drawn, and what is scrolled only moved.
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(view.verticalHeader().ResizeMode.Fixed)
    view.verticalHeader().setMinimumSectionSize(20)
    view.verticalHeader().setDefaultSectionSize(look.theme.sizes.row_compact)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    # Only rows in sight are measured where Qt measures: the table knows better itself.
    header = GroupedHeader(look, view)
    header.setResizeContentsPrecision(0)
    view.setHorizontalHeader(header)
    # A click on a head sorts; that it also selects the column would take the cursor away.
    header.sectionPressed.disconnect()
    header.sectionEntered.disconnect()


class FrozenView(CellView):
    """The first columns, laid over the table so that they stay where they are."""

    stretch: Stretch | None = None
    """What selects from the cursor on, where more than one cell can be selected."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setObjectName("frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._rows: set[int] = set()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._draw_rows)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.stretch is None or not self.stretch.takes_press(self, event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.state() is QAbstractItemView.State.DragSelectingState
        super().mouseReleaseEvent(event)
        if dragged and self.stretch is not None:
            self.stretch.settle()

    def scrollTo(  # noqa: N802 - Qt's
        self,
        _index: QModelIndex | QPersistentModelIndex,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Leave scrolling to the table itself."""

    def lie_over(self, width: int) -> None:
        """Lie over so many pixels of the table's columns, as far down as it has rows."""
        table, head = self._table, self._table.horizontalHeader().height()
        rows = min(table.viewport().height(), table.verticalHeader().length())
        self.horizontalHeader().setFixedHeight(head)
        self.setGeometry(table.frameWidth(), table.frameWidth(), width + 1, rows + head)

    def draw_soon(self, row: int) -> None:
        """Draw a row's names anew once the cell they are tinted with is painted."""
        self._rows.add(row)
        self._soon.start()

    @Slot()
    def _draw_rows(self) -> None:
        room = self.viewport()
        for row in self._rows:
            room.update(0, self.rowViewportPosition(row), room.width(), self.rowHeight(row))
        self._rows.clear()

    def scroll_beside(self, down: int) -> None:
        """Scroll the table where it is seen beside these columns: only there it can be moved.

        Moved as a whole, with what lies under them, every cell would have to be drawn anew.
        """
        table, room = self._table, self._table.viewport()
        table.verticalHeader().setOffset(table.verticalScrollBar().value())
        left = self.geometry().right() + 1 - room.x()
        room.scroll(0, down, QRect(left, 0, room.width() - left, room.height()))
