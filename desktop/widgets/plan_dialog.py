"""What dialogs have in common: words at the foot, one main button, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets.room import resize_within
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QLabel


class PlanDialog(QDialog):
    """A dialog with a body, what it says of its state, a main button and one that leaves."""

    def __init__(
        self, name: str, title: str, leave: str, size: QSize, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.says = label(ink="muted", size="secondary", wraps=True)
        self.main = button("", kind="main")
        self.main.setDefault(True)
        self.leave = button(leave)
        self.leave.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.says, 1)
        foot.addWidget(self.main)
        foot.addWidget(self.leave)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(12)
        self.column.addLayout(self.body, 1)
        self.column.addLayout(foot)
        resize_within(self, size)

    @property
    def least_height(self) -> int:
        """Return the pixels that what is shown now needs at this width."""
        self.column.activate()
        return self.column.totalHeightForWidth(self.width())

    def show_main(self, words: str, reason_against: str = "") -> None:
        """Say what the main button would do; with a reason it is off, and its tip says why."""
        self.main.setText(words)
        self.main.setAccessibleName(words)
        self.main.setEnabled(not reason_against)
        self.main.setToolTip(reason_against)

    def say(self, sentence: str, ink: str = "muted") -> None:
        """Say how things stand, or (ink bad) what was refused."""
        show_words(self.says, sentence, ink)

    def refuse(self, sentence: str) -> None:
        """Say what was refused; the dialog stays open."""
        self.say(sentence, "bad")


def show_words(place: QLabel, sentence: str, ink: str) -> None:
    """Put words into a label in another ink."""
    place.setText(sentence)
    if place.property("ink") != ink:
        place.setProperty("ink", ink)
        place.style().unpolish(place)
        place.style().polish(place)
