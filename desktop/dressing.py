"""The program's clothes: the theme that is preferred, put on at once when it changes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from desktop import theme
from desktop.page import Page
from desktop.preferences import AS_THE_SYSTEM
from desktop.qt_words import speak_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QMainWindow

    from desktop.preferences import Preferences
    from desktop.theme import Look


class Dressing(QObject):
    """Dresses the program when it starts, later each part of its window; follows the system.

    When the theme changes the frame and the page in sight are dressed at once, the other pages one
    by one while nobody waits, or when they come in sight.
    """

    def __init__(
        self, qt: QApplication, preferences: Preferences, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._qt = qt
        self._preferences = preferences
        self._look = look
        self._window: QMainWindow | None = None
        self._hidden: deque[Page] = deque()
        self._leisure = QTimer(self)
        self._leisure.setSingleShot(True)
        self._leisure.timeout.connect(self._dress_next)
        preferences.first_theme = look.theme.name
        theme.apply(qt, look.theme)
        speak_chinese(qt)
        preferences.changed.connect(self._on_preference)
        qt.styleHints().colorSchemeChanged.connect(self._on_system_colours)

    def follow(self, window: QMainWindow) -> None:
        """Dress this window, and whatever opens over it."""
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QChildEvent) and event.type() is QEvent.Type.ChildPolished:
            child = event.child()
            if isinstance(child, QWidget) and child.isWindow():
                self._look.dress(child)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        self._qt.setPalette(theme.palette(self._look.theme))
        self._hidden.clear()
        for part in _parts(self._window) if self._window is not None else ():
            if isinstance(part, Page) and not part.isVisible():
                self._hidden.append(part)
            else:
                self._look.dress(part)
        self._leisure.start(0)

    @Slot()
    def _dress_next(self) -> None:
        if self._hidden:
            page = self._hidden.popleft()
            if isValid(page):
                self._look.dress(page)
            self._leisure.start(0)

    @Slot(str)
    def _on_preference(self, key: str) -> None:
        if key == "look/theme":
            self._dress()

    @Slot()
    def _on_system_colours(self, *_scheme: object) -> None:
        if self._preferences.theme == AS_THE_SYSTEM:
            self._preferences.worn = ""
            self._dress()


def _parts(whole: QWidget) -> Iterator[QWidget]:
    """Yield what is dressed by itself: the pages, and all that holds none of them."""
    for part in whole.children():
        if not isinstance(part, QWidget):
            continue
        holds = isinstance(part, QStackedWidget) or part.findChild(QStackedWidget) is not None
        if holds and not (isinstance(part, Page) or part.isWindow()):
            yield from _parts(part)
        else:
            yield part
