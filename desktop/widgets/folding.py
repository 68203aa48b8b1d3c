"""A bar of two parts beside each other, or one above the other where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BETWEEN = 8


class FoldingBar(QFrame):
    """Stands in one row as long as both parts have their room; a gap parts them, if wished."""

    def __init__(
        self, first: QWidget, second: QWidget, margins: QMargins, *, parted: bool = False
    ) -> None:
        super().__init__()
        self._first, self._second = first, second
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(margins)
        self._row.setSpacing(_BETWEEN)
        self._row.addWidget(first)
        if parted:
            self._row.addStretch(1)
        self._row.addWidget(second)

    def minimumSizeHint(self) -> QSize:
        parts = (self._first.minimumSizeHint(), self._second.minimumSizeHint())
        margins = self._row.contentsMargins()
        wide = max(part.width() for part in parts) + margins.left() + margins.right()
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def fold(self) -> None:
        """Put the parts beside or above each other: one of them needs another room now."""
        parts = (self._first.minimumSizeHint(), self._second.minimumSizeHint())
        margins = self._row.contentsMargins()
        needed = sum(part.width() for part in parts) + _BETWEEN + margins.left() + margins.right()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if needed > self.width() else ways.LeftToRight)
