"""The fields of the settings: a word, what is typed or chosen, one sentence, one error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.widgets.words import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_WORD = 72
_YEAR = 84


class Line(QLineEdit):
    """A line that can be refused: framed until it is mended; Esc brings back what is kept."""

    finished = Signal()
    """Enter was pressed or the focus left, and the words are not those that are kept."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self._kept = ""
        self.editingFinished.connect(self._on_finished)

    def show_kept(self, words: str) -> None:
        """Show what is kept, unless someone is typing something else."""
        typing = self.text() != self._kept and (self.hasFocus() or self.property("refused"))
        self._kept = words
        if not typing:
            self.setText(words)
            self.setCursorPosition(0)

    def give_back(self) -> None:
        """Show what is kept, whatever was typed."""
        self.setText(self._kept)

    def release(self) -> None:
        """What stands here was taken in: the next `show_kept` may replace it."""
        self._kept = self.text()

    def show_refused(self, *, refused: bool) -> None:
        """Frame the line, or take the frame away."""
        self.setProperty("refused", refused)
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.give_back()
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def _on_finished(self) -> None:
        if self.text() != self._kept or self.property("refused"):
            self.finished.emit()


class Field(QWidget):
    """A word at the left, lines or another widget beside it, a sentence below; an error below it.

    `committed` comes when what was typed should be kept.
    """

    committed = Signal()

    def __init__(self, word: str, sentence: str, *inputs: QWidget, parting: str = "") -> None:
        super().__init__()
        self.inputs = inputs
        self.error = label(ink="bad", size="secondary", wraps=True)
        self.error.setAccessibleName("")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 3, 12, 5)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, _WORD)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(word), 0, 0)
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, widget in enumerate(inputs):
            if place and parting:
                row.addWidget(label(parting))
            row.addWidget(widget, 0 if parting else 1)
            if isinstance(widget, Line):
                widget.finished.connect(self.committed)
                if parting:
                    widget.setFixedWidth(_YEAR)
        if parting:
            row.addStretch()
        grid.addLayout(row, 0, 1)
        grid.addWidget(label(sentence, ink="muted", size="secondary", wraps=True), 1, 1)
        grid.addWidget(self.error, 2, 1)
        self.accept()

    @property
    def words(self) -> tuple[str, ...]:
        """Return what stands in the lines."""
        return tuple(line.text().strip() for line in self.inputs if isinstance(line, Line))

    def show_kept(self, *words: str) -> None:
        """Show what is kept."""
        lines = [line for line in self.inputs if isinstance(line, Line)]
        for line, kept in zip(lines, words, strict=True):
            line.show_kept(kept)

    def accept(self) -> None:
        """Take an error away."""
        self._show_error("")

    def release(self) -> None:
        """What was typed was taken in: the kept words may stand in its place."""
        for line in self.inputs:
            if isinstance(line, Line):
                line.release()

    def refuse(self, sentence: str) -> None:
        """Say why what was typed is not kept; it stays where it is."""
        self._show_error(sentence)

    def _show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        for line in self.inputs:
            if isinstance(line, Line):
                line.show_refused(refused=bool(sentence))
                line.setAccessibleDescription(sentence)
