"""What becomes of a second start: this window comes to the front and shows what was brought."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.notices import Notices
    from desktop.only_one import OnlyOne
    from desktop.window import MainWindow

_SHOWN_WITHIN = 5.0
"""Seconds: a window that does not answer by then hangs, and the other start opens its own."""


class SecondStarts(QObject):
    """Brings what is heard at the door, on a thread of its own, to the window's thread."""

    file_brought = Signal(object)
    """The path a later start was given."""
    _heard = Signal(str)

    def __init__(
        self, window: MainWindow, notices: Notices, only: OnlyOne, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._notices = notices
        self._only = only
        self._shown = threading.Event()
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Be there for later starts from now on."""
        self._only.listen(self._hear)

    def _hear(self, path: str) -> bool:
        """Hand over what came, on the thread of the door; tell whether the window took it."""
        self._shown.clear()
        self._heard.emit(path)
        return self._shown.wait(_SHOWN_WITHIN)

    @Slot(str)
    def _on_heard(self, path: str) -> None:
        self._shown.set()
        self._come_forward()
        if not path:
            return
        if QApplication.activeModalWidget() is not None:
            from desktop.errors import quoted  # noqa: PLC0415 - hardly ever

            name = quoted(Path(path).name)
            self._notices.warn(f"{name}没有打开：先做完正开着的对话框，再双击它。")
        else:
            self.file_brought.emit(Path(path))

    def _come_forward(self) -> None:
        """Put the window before all others, where the system lets a program do so."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
