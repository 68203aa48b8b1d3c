"""A field that narrows the rows of a table while it is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent

_LEAST, _MOST = 84, 300


class SearchField(QLineEdit):
    """Narrows the rows while it is typed into; Esc empties it, Enter and Down go to the rows."""

    left = Signal()
    """The rows should have the focus."""

    _composing = False

    def __init__(self, what: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("名称或首字母")
        self.setAccessibleName(f"按名称或拼音首字母筛选{what}")
        self.setToolTip(f"{tip}（Ctrl+F）")
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._composing:
            # Enter and Esc are the input method's, whether it takes them for itself or not.
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
