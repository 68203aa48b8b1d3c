"""Arrows that walk a list while words are typed into the field above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QListView

_WALKING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class ArrowsWalk(QObject):
    """Hands the arrows pressed in a field on to a list; it lives as long as the field."""

    def __init__(self, field: QLineEdit, walked: QListView) -> None:
        super().__init__(field)
        self._walked = walked
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _WALKING:
            self._walked.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
