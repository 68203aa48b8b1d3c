"""What a field does with keys while an input method composes in it: they are not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_ITS_KEYS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab}
    | {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class ComposingFirst(QObject):
    """Keeps Enter, Esc and arrows from a field and its window while words are composed in it.

    Not every input method takes the keys it is led by for itself.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._composing = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self._composing = False
        elif self._composing and isinstance(event, QKeyEvent) and event.key() in _ITS_KEYS:
            event.accept()
            return True
        return super().eventFilter(watched, event)
