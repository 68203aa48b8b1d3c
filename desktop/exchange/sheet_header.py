"""The head over a sheet: letters, and over each a button with what the column was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget

from desktop.exchange.sheet_model import SheetModel
from desktop.icons import paint_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from desktop.theme import Look

_HEIGHTS, _LOW_HEIGHTS = (30, 22), (26, 18)
"""Of the buttons and of the letters; the second pair where a page is low."""
_INSET = 3
_PAD, _ARROW, _PENCIL = 6, 12, 14
_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def room_of(model: SheetModel, column: int, metrics: QFontMetrics) -> int:
    """Return how wide a column (1-based) must be for the button over it."""
    pencil = _PENCIL if model.correction_words(column) else 0
    words = metrics.horizontalAdvance(model.meaning(column)[0])
    return words + 2 * (_PAD + _INSET) + _ARROW + 4 + pencil


class SheetHeader(QHeaderView):
    """Opens by a click, by Alt+Down, Enter or Space; Left and Right go from column to column."""

    meaning_requested = Signal(int, object)
    """The column (1-based) whose meaning is asked for, and the point of the screen below it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._pressed = -1
        self._upper, self._lower = _HEIGHTS
        self.column = 1
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("各列的含义")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._upper + self._lower)

    def show_low(self, *, low: bool) -> None:
        """Take less room where the page is low."""
        self._upper, self._lower = _LOW_HEIGHTS if low else _HEIGHTS
        self.updateGeometry()

    def ask(self, column: int) -> None:
        """Ask for the meaning of a column (1-based), below its button."""
        self.go_to(column)
        at = QPoint(max(self.sectionViewportPosition(column - 1), 0) + _INSET, self._upper - 1)
        self.meaning_requested.emit(column, self.viewport().mapToGlobal(at))

    def go_to(self, column: int) -> None:
        """Put the focus on a column's button and bring it in sight."""
        self.column = min(max(column, 1), max(self.count(), 1))
        left = self.sectionPosition(self.column - 1)
        right = left + self.sectionSize(self.column - 1)
        table = self.parent()
        if isinstance(table, QAbstractScrollArea):
            bar = table.horizontalScrollBar()
            bar.setValue(min(max(bar.value(), right - self.viewport().width()), left))
        self.setAccessibleDescription(str(self._tip(self.column)))
        self.viewport().update()

    # -- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        down = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if down or (plain and key in _OPENING):
            self.ask(self.column)
        elif plain and key in _STEPS:
            self.go_to(self.column + _STEPS[Qt.Key(key)])
        elif plain and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(1 if key == Qt.Key.Key_Home else self.count())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(self.column)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        between = self.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
        on_button = left and not between and place.y() < self._upper
        self._pressed = self.logicalIndexAt(place) if on_button else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, -1
        place = event.position().toPoint()
        if pressed >= 0 and place.y() < self._upper and self.logicalIndexAt(place) == pressed:
            self.ask(pressed + 1)

    # -- drawing ---------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:  # noqa: N802 - Qt's
        model = self.model()
        if not isinstance(model, SheetModel):
            return
        theme = self._look.theme
        upper = QRect(rect.left(), rect.top(), rect.width(), self._upper)
        lower = QRect(
            rect.left(), rect.top() + self._upper, rect.width(), rect.height() - self._upper
        )
        painter.save()
        painter.fillRect(upper, theme.colour(model.meaning(logical_index + 1)[1]))
        painter.fillRect(lower, theme.colour("header"))
        if model.kind is not None:
            self._paint_button(painter, upper, model, logical_index + 1)
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("text"))
        letters = str(model.headerData(logical_index, Qt.Orientation.Horizontal))
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, letters)
        painter.setPen(theme.colour("line"))
        painter.drawLine(upper.bottomLeft(), upper.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_button(self, painter: QPainter, area: QRect, model: SheetModel, column: int) -> None:
        """Draw the meaning in its frame, a pencil before it where a person corrected it."""
        theme = self._look.theme
        words, ground = model.meaning(column)
        corrected = bool(model.correction_words(column))
        focused = self.hasFocus() and column == self.column
        wide = theme.sizes.focus_ring if focused else 1
        edge = "focus" if focused else "accent" if corrected else "line_strong"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(edge), wide))
        painter.setBrush(theme.colour("surface"))
        frame = QRectF(area).adjusted(_INSET - 0.5, _INSET + 0.5, -_INSET - 0.5, -_INSET - 0.5)
        painter.drawRoundedRect(frame, theme.sizes.radius, theme.sizes.radius)
        left, middle = frame.left() + _PAD - 1, frame.center().y()
        if corrected:
            pencil = QRectF(left, middle - 6, 12, 12)
            paint_icon(painter, "pencil", pencil, "accent", theme)
            left += _PENCIL
        right = frame.right() - _ARROW - 4
        arrow = QRectF(right, middle - _ARROW / 2, _ARROW, _ARROW)
        paint_icon(painter, "chevron_down", arrow, "muted", theme)
        font = theme.font(theme.sizes.secondary)
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if ground == "header" else "text"))
        box = QRectF(left, frame.top(), right - left - 1, frame.height())
        elide = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(words, elide, int(box.width()) + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _tip(self, column: int) -> object:
        model = self.model()
        if model is None:
            return ""
        orientation, role = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        return model.headerData(column - 1, orientation, role) or ""
