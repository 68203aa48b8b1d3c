"""The form under the pane where the reason of a return, or of opening again, is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

PHRASES = ("口径不符", "与年报不一致", "缺佐证", "须说明")
"""What reviewers say most; each can be added to."""

_HEIGHT = 56


class _Words(QPlainTextEdit):
    """The reason: Ctrl+Enter sends it, Esc leaves it."""

    sent = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReasonForm(QFrame):
    """Asks why; `given` carries the words once they are sent, `left` says that nothing is."""

    given = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane_section")
        self.title = label(ink="muted", size="secondary")
        self.words = _Words()
        # A file that is dropped here is meant for the window.
        self.words.setAcceptDrops(False)
        self.words.viewport().setAcceptDrops(False)
        self.words.setFixedHeight(_HEIGHT)
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText("写一句改什么、按什么口径。")
        self.send = button("")
        phrases = QHBoxLayout()
        phrases.setSpacing(4)
        self.phrases = [button(words, kind="chip") for words in PHRASES]
        for words, one in zip(PHRASES, self.phrases, strict=True):
            one.clicked.connect(partial(self._add, words))
            phrases.addWidget(one)
        phrases.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(phrases)
        column.addWidget(self.send, 0, Qt.AlignmentFlag.AlignRight)
        self.words.sent.connect(self._on_sent)
        self.words.left.connect(self.left)
        self.send.clicked.connect(self._on_sent)

    def ask(self, title: str, verb: str) -> None:
        """Say what the reason is for; what was being written of another entry is put away."""
        self.title.setText(title)
        self.words.setAccessibleName(title)
        self.send.setText(f"{verb}  Ctrl+Enter")
        self.send.setAccessibleName(verb)
        self.words.clear()

    def _add(self, words: str, *_checked: object) -> None:
        said = self.words.toPlainText().rstrip("。")
        self.words.setPlainText(f"{said}，{words}。" if said else f"{words}。")
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.words.setFocus()

    def _on_sent(self) -> None:
        self.given.emit(self.words.toPlainText().strip())
