"""Which keys answer a question that has a main button and one that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget


def main_keys(owner: QWidget, main: QPushButton) -> None:
    """Let Ctrl+Enter press the main button, in a box of several lines too."""
    _let(owner, "Ctrl+Return", main)
    _let(owner, "Ctrl+Enter", main)


def answer_keys(owner: QWidget, main: QPushButton, leave: QPushButton) -> None:
    """Let Ctrl+Enter press the main button and Esc the other, wherever the focus is inside."""
    main_keys(owner, main)
    _let(owner, "Esc", leave)


def _let(owner: QWidget, keys: str, press: QPushButton) -> None:
    shortcut = QShortcut(QKeySequence(keys), owner)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(press.click)
