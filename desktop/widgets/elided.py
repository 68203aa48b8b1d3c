"""Labels and links that shorten their words where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.widgets.words import PressButton

_LEAST = 40
_AROUND = 8
"""Pixels of a link that are not for its words."""


class ElidedLabel(QLabel):
    """Shows as much of its words as fits; the tip and a screen reader have them all."""

    def __init__(
        self, *, ink: str = "", size: str = "", bold: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("ink", ink)
        self.setProperty("letter", size)
        if bold:
            self.setProperty("weight", "bold")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """Return all the words."""
        return self._words

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        # Asked before it was ever shown, it would answer in another font.
        self.ensurePolished()
        wide = QFontMetrics(self.font()).horizontalAdvance(self._words) + 4
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(metrics.elidedText(self._words, middle, max(self.width(), 1)))


class ElidedLink(PressButton):
    """A link that shows as much of its words as fits; the tip and a screen reader have them all."""

    def __init__(self, words: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = words
        self.setProperty("kind", "link")
        self.setProperty("elided", "true")
        self.setAccessibleName(spoken)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.width() - _AROUND, 1)
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(QFontMetrics(self.font()).elidedText(self._words, middle, room))
