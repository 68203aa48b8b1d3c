"""A drop-down that draws its own frame, so that its arrow follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.theme import Look

_BEFORE, _AFTER = 10, 32
"""Pixels left of the words, and right of them with the arrow."""
_NARROWEST = 84
_WIDEST = 200
"""Pixels that words not chosen now may ask for; the list itself shows them whole."""
_WIDEST_CHOSEN = 320
_MEASURED = 12


class Choice(QComboBox):
    """One of several words; `chosen` carries the key of what the user chose.

    `aside`: it stands beside a table, and who clicks it goes on there.
    """

    chosen = Signal(object)

    def __init__(
        self, look: Look, spoken: str, parent: QWidget | None = None, *, aside: bool = False
    ) -> None:
        super().__init__(parent)
        self._look = look
        if aside:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(spoken)
        self.setFixedHeight(look.theme.sizes.control)
        self.activated.connect(self._on_activated)
        # Qt asks for the width of such a box once only, and it is empty then.
        self.currentTextChanged.connect(self.updateGeometry)

    def show_choices(self, choices: Sequence[tuple[str, str]], key: str) -> None:
        """Offer (key, words) pairs with one of them chosen."""
        held = [(self.itemData(at), self.itemText(at)) for at in range(self.count())]
        if held != list(choices):
            self.clear()
            for known, words in choices:
                self.addItem(words, known)
            self.updateGeometry()
        self.setCurrentIndex(self.findData(key))

    def sizeHint(self) -> QSize:
        # Asked before it was ever shown, it would answer in another font.
        self.ensurePolished()
        # Of two thousand units only the longest names are measured.
        offered = (self.itemText(at) for at in range(self.count()))
        words = sorted(offered, key=len, reverse=True)[:_MEASURED]
        widest = max((self._width_of(word) for word in words), default=_NARROWEST)
        width = max(min(widest, _WIDEST), self.minimumSizeHint().width())
        return QSize(width, self._look.theme.sizes.control)

    def minimumSizeHint(self) -> QSize:
        width = max(min(self._width_of(self.currentText()), _WIDEST_CHOSEN), _NARROWEST)
        return QSize(width, self._look.theme.sizes.control)

    def _width_of(self, words: str) -> int:
        # Shortening measures a pixel more than the words take.
        return self.fontMetrics().horizontalAdvance(words) + _BEFORE + _AFTER + 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        width = theme.sizes.focus_ring if focused else 1
        usable = self.isEnabled()
        painter.setPen(QPen(theme.colour("focus" if focused else "line_strong"), width))
        painter.setBrush(theme.colour("surface" if usable else "surface_alt"))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, theme.sizes.radius, theme.sizes.radius)
        painter.setPen(theme.colour("text" if usable else "muted"))
        words = self.rect().adjusted(_BEFORE, 0, -_AFTER, 0)
        text = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        arrow = QRectF(self.width() - 25, (self.height() - 14) / 2, 14, 14)
        paint_icon(painter, "chevron_down", arrow, "text" if usable else "muted", theme)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Who scrolls past it does not mean another year.
        event.ignore()

    def _on_activated(self, place: int) -> None:
        self.chosen.emit(self.itemData(place))
