"""The field that narrows the rows of the page while it is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_WIDTH = 150


class SearchField(QLineEdit):
    """Esc empties it, Enter and Down go to the rows."""

    left = Signal()
    """The rows should have the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("名称或首字母")
        self.setAccessibleName("按名称或拼音首字母筛选佐证")
        self.setToolTip("键入名称、证明的行、文号中的字，或拼音首字母（Ctrl+F）")
        self.setMinimumWidth(_WIDTH)
        self.setMaximumWidth(2 * _WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
