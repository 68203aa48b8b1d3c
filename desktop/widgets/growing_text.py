"""A box for a few sentences: as high as what stands in it, between one line and several."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 6
_AROUND = 12
"""Pixels of the frame and of what is left free above and below the words."""


class GrowingText(QPlainTextEdit):
    """Plain words on one line or a few; Tab leaves the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        # A file that is dropped here is for the window, not a word of the text.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.textChanged.connect(self.grow)

    @property
    def words(self) -> str:
        """Return what stands in the box."""
        return self.toPlainText().strip()

    def put(self, words: str) -> None:
        """Put words in place of those that stand there; its own undo takes that back."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grow()

    def _height(self) -> int:
        self.ensurePolished()
        lines = min(max(int(self.document().size().height()), 1), _MOST_LINES)
        return lines * QFontMetrics(self.font()).lineSpacing() + _AROUND

    def grow(self) -> None:
        """Be as high as the words ask for."""
        self.setFixedHeight(self._height())
        self.updateGeometry()
