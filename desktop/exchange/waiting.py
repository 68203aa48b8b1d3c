"""What stands in the page's place while a list is read or taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from desktop.tasks import Progress

_WIDTH = 420
_NO_STOP = "已经在写入，停不下来：要么全写进去，要么一格不写。写完可以整块撤销。"


class Waiting(QWidget):
    """Words, a bar, and a button that stops the work where it can be stopped."""

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label(size="heading", wraps=True)
        self.what = label(ink="muted", size="secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.stop = button("停下")
        self.stop.clicked.connect(self.stop_requested)
        inner = QWidget()
        inner.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self.what, 1)
        line.addWidget(self.stop)
        column.addLayout(line)
        whole = QVBoxLayout(self)
        whole.addWidget(inner, 0, Qt.AlignmentFlag.AlignCenter)

    def show_work(self, words: str, *, can_stop: bool) -> None:
        """Say what is being done, and why it cannot be stopped where it cannot."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.what.clear()
        self.bar.setRange(0, 0)
        self.stop.setEnabled(can_stop)
        self.stop.setToolTip("" if can_stop else _NO_STOP)
        self.stop.setAccessibleDescription("" if can_stop else _NO_STOP)

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.what.setText(progress.what)
