"""The small square at the corner of what is selected: dragged or double-clicked, it fills cells."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from desktop.columns import Heading

if TYPE_CHECKING:
    from desktop.theme import Look
    from desktop.widgets.sheet import SheetTable

_SIDE = 7
_REACH = 3
"""Pixels around the square that take it as well."""

Area = tuple[int, int, int, int]
"""First row and column, last row and column."""


class Drag(NamedTuple):
    """Cells that are to be filled from the `source`: the rows below it, or the columns beside it.

    `copies`: no series is continued (Ctrl).
    """

    source: Area
    target: Area
    down: bool
    copies: bool


class FillHandle(QObject):
    """Watches the mouse over a table's viewport; the table paints it after its cells."""

    dragged = Signal(object)
    """The Drag that was let go."""

    def __init__(self, table: SheetTable, look: Look) -> None:
        super().__init__(table)
        self._table, self._look = table, look
        self._source: Area | None = None
        self._target: Area | None = None
        self._down = True
        self.offered = False
        """Whether somebody carries a drag out here."""
        self._hovers = False
        table.viewport().setMouseTracking(True)
        table.viewport().installEventFilter(self)

    @property
    def dragging(self) -> bool:
        """Tell whether the square is held."""
        return self._source is not None

    @property
    def place(self) -> QRect:
        """Return where the square is, empty where there is none."""
        corner = self._corner()
        if corner is None:
            return QRect()
        return QRect(corner.x() - _SIDE + 1, corner.y() - _SIDE + 1, _SIDE, _SIDE)

    def give_up(self) -> None:
        """Let go without filling anything."""
        self._source = self._target = None
        self._table.filling = False
        self._table.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Draw the square, and while it is held the cells it would fill."""
        theme = self._look.theme
        if self._target is not None:
            pen = QPen(theme.colour("accent"), theme.sizes.focus_ring, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect_of(self._target).adjusted(1, 1, -2, -2))
        square = self.place
        if not square.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawRect(square.adjusted(-1, -1, 0, 0))
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(square)

    # -- the mouse -------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        place, kind = event.position().toPoint(), event.type()
        if kind == QEvent.Type.MouseButtonPress:
            return self._press(place, event.button())
        if kind == QEvent.Type.MouseMove:
            return self._move(place)
        if kind == QEvent.Type.MouseButtonRelease and self.dragging:
            self._let_go(copies=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        if kind == QEvent.Type.MouseButtonDblClick and self._is_on(place):
            self._fill_group()
            return True
        return False

    def _press(self, place: QPoint, button: Qt.MouseButton) -> bool:
        if self.dragging:
            # Another button lets go without filling.
            self.give_up()
            return True
        if button is not Qt.MouseButton.LeftButton or not self._is_on(place):
            return False
        self._source = self._area()
        self._table.filling = self.dragging
        return True

    def _move(self, place: QPoint) -> bool:
        if self._source is None:
            hovers = self._is_on(place)
            if hovers != self._hovers:
                self._hovers = hovers
                shape = Qt.CursorShape.CrossCursor if hovers else Qt.CursorShape.ArrowCursor
                self._table.viewport().setCursor(shape)
            return hovers
        self._scroll_to(place)
        self._target = self._reached(self._source, place)
        self._table.viewport().update()
        return True

    def _let_go(self, *, copies: bool) -> None:
        source, target, down = self._source, self._target, self._down
        self.give_up()
        if source is not None and target is not None:
            self.dragged.emit(Drag(source, target, down, copies))

    def _fill_group(self) -> None:
        """Fill down to the last row before the next heading, as a double click does in Excel."""
        source = self._area()
        if source is None:
            return
        (_, left, bottom, right), rows = source, self._table.lines.rows
        below = takewhile(lambda row: not isinstance(row, Heading), rows[bottom + 1 :])
        last = bottom + sum(1 for _ in below)
        if last > bottom:
            target = (bottom + 1, left, last, right)
            self.dragged.emit(Drag(source, target, down=True, copies=False))

    def _reached(self, source: Area, place: QPoint) -> Area | None:
        """Return the cells between what is selected and the mouse, down or right of it."""
        table, (top, left, bottom, right) = self._table, source
        whole = self._rect_of(source)
        below, beside = place.y() - whole.bottom(), place.x() - whole.right()
        inside = QPoint(
            min(max(place.x(), 0), table.viewport().width() - 1),
            min(max(place.y(), 0), table.viewport().height() - 1),
        )
        self._down = below >= beside
        if self._down:
            row = table.rowAt(inside.y())
            row = len(table.lines.rows) - 1 if row < 0 else row
            return (bottom + 1, left, row, right) if below > 0 and row > bottom else None
        column = table.columnAt(inside.x())
        column = len(table.lines.columns) - 1 if column < 0 else column
        return (top, right + 1, bottom, column) if beside > 0 and column > right else None

    def _scroll_to(self, place: QPoint) -> None:
        """Bring further cells in sight while the mouse is held outside."""
        area, table = self._table.viewport().rect(), self._table
        for bar, here, end, step in (
            (table.verticalScrollBar(), place.y(), area.bottom(), table.rowHeight(0)),
            (table.horizontalScrollBar(), place.x(), area.right(), _SIDE * 4),
        ):
            if here > end:
                bar.setValue(bar.value() + step)

    # -- where -----------------------------------------------------------------------------------

    def _is_on(self, place: QPoint) -> bool:
        square = self.place
        around = square.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        return not square.isEmpty() and around.contains(place)

    def _area(self) -> Area | None:
        """Return what is selected, None unless it is one block where something can be typed."""
        chosen = self._table.selectionModel().selection()
        if not self.offered or chosen.count() != 1 or not self._table.takes_typing:
            return None
        one = chosen.at(0)
        area = (one.top(), one.left(), one.bottom(), one.right())
        columns = self._table.lines.columns[one.left() : one.right() + 1]
        return area if any(column.name and column.edit for column in columns) else None

    def _corner(self) -> QPoint | None:
        area = self._area()
        if area is None or self._target is not None:
            return None
        corner = self._rect_of(area).bottomRight()
        return corner if self._table.viewport().rect().contains(corner) else None

    def _rect_of(self, area: Area) -> QRect:
        lines, (top, left, bottom, right) = self._table.lines, area
        first = self._table.visualRect(lines.index(top, left))
        return first.united(self._table.visualRect(lines.index(bottom, right)))
