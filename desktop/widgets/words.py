"""Labels and buttons in the window's few styles, named for what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.icons import icon
from desktop.widgets.dashed import DashedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressButton(QPushButton):
    """A button that Enter presses when it has the focus, as everywhere in Windows.

    Qt would press the main button of the dialog instead (登记 while 不登记 has the frame), and in
    the window none at all.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or not bare:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def label(
    text: str = "", *, ink: str = "", size: str = "", bold: bool = False, wraps: bool = False
) -> QLabel:
    """Return a label; `ink` is muted, accent, ok, warn or bad, `size` title, heading, secondary."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("ink", ink)
    made.setProperty("letter", size)
    if bold:
        made.setProperty("weight", "bold")
    made.setWordWrap(wraps)
    return made


def demonstration_label() -> QLabel:
    """Return the framed words that say the figures are made up."""
    made = DashedLabel("演示数据")
    made.setProperty("kind", "demonstration")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setToolTip("规划中的数字取自公开文件，完成值是编的，只供试用。")
    return made


def key_label(keys: str) -> QLabel:
    """Return a key in its frame."""
    made = QLabel(keys)
    made.setProperty("kind", "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def button(
    text: str,
    parent: QWidget | None = None,
    *,
    kind: str = "",
    picture: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a button; `kind` is main, link or chip, empty for a plain one."""
    made = PressButton(text, parent)
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    if picture:
        made.setIcon(icon(picture, "accent" if kind == "link" else "text"))
        made.setIconSize(QSize(16, 16))
    if tip:
        made.setToolTip(tip)
    return made


def upright(parent: QWidget | None = None) -> QFrame:
    """Return a short upright line between two things in a bar."""
    made = QFrame(parent)
    made.setObjectName("upright")
    made.setFixedSize(1, 16)
    return made
