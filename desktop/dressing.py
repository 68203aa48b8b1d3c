"""The program's clothes: the theme that is preferred, put on at once when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop import theme
from desktop.preferences import AS_THE_SYSTEM
from desktop.qt_words import speak_chinese

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.preferences import Preferences
    from desktop.theme import Look


class Dressing(QObject):
    """Dresses the whole program, and follows the system where that is wished."""

    def __init__(
        self, qt: QApplication, preferences: Preferences, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._qt = qt
        self._preferences = preferences
        self._look = look
        theme.apply(qt, look.theme)
        speak_chinese(qt)
        preferences.changed.connect(self._on_preference)
        qt.styleHints().colorSchemeChanged.connect(self._on_system_colours)

    @Slot(str)
    def _on_preference(self, key: str) -> None:
        if key == "look/theme":
            theme.apply(self._qt, self._look.theme)

    @Slot()
    def _on_system_colours(self, *_scheme: object) -> None:
        if self._preferences.theme == AS_THE_SYSTEM:
            theme.apply(self._qt, self._look.theme)
