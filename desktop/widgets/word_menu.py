"""A small menu of words at a cell: the choice that a key or a double click opens there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from desktop.widgets.chips import mark_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from desktop.delegates.marks import MarkName
    from desktop.theme import Look


class Word(NamedTuple):
    """One of the words: the key it stands for, and perhaps its mark."""

    key: str
    words: str
    mark: MarkName | None = None


def ask_word(
    parent: QWidget,
    look: Look,
    spoken: str,
    words: Sequence[Word],
    *,
    current: str,
    at: QPoint,
    chosen: Callable[[str], None],
) -> QMenu:
    """Open the menu with the current word under the cursor; `chosen` gets the key of another.

    Arrow keys, Enter and Esc are the menu's own; nothing waits for it.
    """
    menu = QMenu(parent)
    menu.setAccessibleName(spoken)
    menu.setObjectName("word_menu")
    for word in words:
        action = menu.addAction(word.words)
        if word.mark is not None:
            action.setIcon(mark_icon(word.mark, look, parent.devicePixelRatioF()))
        if word.key == current:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            menu.setActiveAction(action)
        action.triggered.connect(partial(_tell, chosen, word.key))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def _tell(chosen: Callable[[str], None], key: str, *_checked: object) -> None:
    chosen(key)
