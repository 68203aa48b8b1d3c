"""Which keys answer a question that has a main button and one that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget


def answer_keys(owner: QWidget, main: QPushButton, leave: QPushButton) -> None:
    """Let Ctrl+Enter press the main button and Esc the other, wherever the focus is inside."""
    for keys, press in (
        ("Ctrl+Return", main.click),
        ("Ctrl+Enter", main.click),
        ("Esc", leave.click),
    ):
        shortcut = QShortcut(QKeySequence(keys), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(press)
