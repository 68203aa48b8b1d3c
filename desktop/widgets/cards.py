"""A card: a framed part of a page with a title and lines, some of which lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent, QMouseEvent


class Card(QFrame):
    """A part of a page: a head with title, a muted word and perhaps a button, then content."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(title)
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._head = QFrame()
        self._head.setObjectName("card_head")
        self._head.setFixedHeight(36)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        self.title = label(title, size="heading")
        self.aside = label("", ink="muted", size="secondary")
        row.addWidget(self.title)
        row.addWidget(self.aside)
        row.addStretch()
        self._row = row
        self._column.addWidget(self._head)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button or a label at the right of the head."""
        self._row.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put content under the head."""
        self._column.addWidget(widget, stretch)

    def show_lines(self, lines: Iterable[QWidget]) -> None:
        """Show these lines in place of those of the last time."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = list(lines)
        self._head.setProperty("last", not self._lines)
        self._head.style().polish(self._head)
        for line in self._lines:
            # The card's own frame is the line under the last one.
            line.setProperty("last", line is self._lines[-1])
            self._column.addWidget(line)
            # Now, not with the next event: the height of all is asked for at once.
            line.show()

    @property
    def lines(self) -> tuple[QWidget, ...]:
        """Return the lines that are shown."""
        return tuple(self._lines)


class CardLine(QFrame):
    """A line of a card; one with somewhere to lead is a stop of the Tab key."""

    opened = Signal()

    def __init__(
        self,
        text: str,
        *,
        picture: QWidget | None = None,
        right: str = "",
        detail: str = "",
        leads: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card_line")
        self.setProperty("clickable", leads is not None)
        self.setAccessibleName(" ".join(part for part in (text, detail, right) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(8)
        if picture is not None:
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.words = label(text, wraps=True)
        words.addWidget(self.words)
        if detail:
            words.addWidget(label(detail, ink="muted", size="secondary", wraps=True))
        row.addLayout(words, 1)
        self.right: QLabel | None = None
        if right:
            self.right = label(right, ink="muted", size="secondary")
            row.addWidget(self.right)
        self._leads = leads is not None
        if leads is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.opened.connect(leads)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._leads and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self._leads and event.key() in keys:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def line_words(name: str, about: str) -> QVBoxLayout:
    """Return the words of a card's line: what it is, and what is to say of it below."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(name, wraps=True))
    words.addWidget(label(about, ink="muted", size="secondary"))
    return words
