"""A list that says, where it is empty, why there is nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.theme import Look

_AROUND = 12


class WordedList(QListWidget):
    """Shows its lines, or in their place a sentence about what is missing."""

    def __init__(
        self, look: Look, spoken: str, nothing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._nothing = nothing
        self.setObjectName("framed")
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(nothing)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count():
            return
        theme = self._look.theme
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("muted"))
        area = self.viewport().rect().adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._nothing
        )
        painter.end()
