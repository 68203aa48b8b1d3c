"""A line over the pages that says what is looked at, with one button that leads back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.widgets.elided import ElidedLabel
from desktop.widgets.words import button


class Banner(QFrame):
    """Stays as long as what it speaks of is in sight."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._sentence = ElidedLabel()
        self.back = button("")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.back)
        self.back.clicked.connect(self.left)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what is said, empty while nothing is."""
        return "" if self.isHidden() else self._sentence.words

    def say(self, sentence: str, way_back: str) -> None:
        """Say what is looked at, and what the button does."""
        self._sentence.say(sentence)
        self.back.setText(way_back)
        self.back.setAccessibleName(way_back)
        self.setAccessibleName(sentence)
        self.show()
