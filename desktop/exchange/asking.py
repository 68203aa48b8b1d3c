"""The small dialogs of a correction: a period, a unit, the rows of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QLineEdit, QWidget

from desktop.widgets.choice import Choice
from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.theme import Look

_WIDTH = 300


class WordDialog(QDialog):
    """Asks for a word; `given` carries what `understood` makes of it, never an empty word."""

    given = Signal(object)

    def __init__(
        self, title: str, told: str, refused: str, understood: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("word_dialog")
        self.setWindowTitle(title)
        self._understood, self._refused = understood, refused
        self.word = QLineEdit()
        self.word.setAccessibleName(title)
        self.word.setMinimumWidth(_WIDTH)
        self.trouble = label(ink="bad", size="secondary")
        self.take = button("照此读", kind="main")
        self.take.setDefault(True)
        leave = button("不改")
        said = label(told, ink="muted", size="secondary")
        parts = (label(title, bold=True), said, self.word, self.trouble)
        dialog_column(self, parts, self.take, leave, apart=8)
        self.take.clicked.connect(self._on_take)
        self.word.textEdited.connect(self.trouble.clear)
        leave.clicked.connect(self.reject)

    def _on_take(self) -> None:
        word = self._understood(self.word.text().strip())
        if word:
            self.given.emit(word)
            self.accept()
            return
        self.trouble.setText(self._refused)
        self.word.selectAll()
        self.word.setFocus()


class HeaderDialog(QDialog):
    """Asks for the first and the last row of the header; `given` carries them, None: look for it.

    `rows` are (number, first words) of the rows that may head the table.
    """

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        rows: Sequence[tuple[int, str]],
        header: tuple[int, int],
        parent: QWidget,
        *,
        corrected: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header_dialog")
        self.setWindowTitle("表头在哪几行")
        choices = [(str(row), f"第 {row} 行  {words}") for row, words in rows]
        self.first, self.last = (Choice(look, f"表头的{end}一行") for end in ("第", "最后"))
        for choice, row in zip((self.first, self.last), header, strict=True):
            choice.setMinimumWidth(_WIDTH)
            choice.show_choices(choices, str(row))
        self.take = button("照此读", kind="main")
        self.take.setDefault(True)
        self.again = button("恢复自动")
        self.again.setVisible(corrected)
        leave = button("不改")
        told = "上面的行当作标题，下面的行当作内容。下次同样的表照此读。"
        said = label(told, ink="muted", size="secondary")
        ends = [_line(words, choice) for words, choice in (("从", self.first), ("到", self.last))]
        parts: list[QWidget | QLayout] = [label("表头在哪几行", bold=True), said, *ends]
        dialog_column(self, parts, self.again, self.take, leave, apart=8)
        self.first.chosen.connect(self._on_first)
        self.last.chosen.connect(self._on_last)
        self.take.clicked.connect(self._on_take)
        self.again.clicked.connect(self._on_again)
        leave.clicked.connect(self.reject)

    def _ends(self) -> tuple[int, int]:
        return int(self.first.currentData()), int(self.last.currentData())

    def _on_first(self, row: str) -> None:
        first, last = self._ends()
        if last < first:
            self.last.setCurrentIndex(self.last.findData(row))

    def _on_last(self, row: str) -> None:
        first, last = self._ends()
        if last < first:
            self.first.setCurrentIndex(self.first.findData(row))

    def _on_take(self) -> None:
        self.given.emit(self._ends())
        self.accept()

    def _on_again(self) -> None:
        self.given.emit(None)
        self.accept()


def _line(words: str, choice: Choice) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(label(words))
    line.addWidget(choice, 1)
    return line
