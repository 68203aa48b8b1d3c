"""The dialog where the explanation of a figure is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop.widgets.answer_keys import answer_keys
from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.words import button, label


class NoteDialog(QDialog):
    """Asks for a note; `given` carries its words when they are to be kept."""

    given = Signal(object)

    def __init__(
        self,
        cell: str,
        note: str,
        parent: QWidget | None = None,
        *,
        asks: str = "写清数从哪里来、为什么变。",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("说明")
        self.setObjectName("note_dialog")
        self.words = QPlainTextEdit(note)
        self.words.setAccessibleName(f"{cell}的说明")
        self.words.setTabChangesFocus(True)
        self.words.setMinimumSize(380, 110)
        self.keep = button("写入说明  Ctrl+Enter", kind="main")
        self.keep.setAccessibleName("写入说明")
        self.keep.setDefault(True)
        leave = button("不写入")
        told = label(asks, ink="muted", size="secondary")
        dialog_column(self, (label(cell, bold=True), told, self.words), self.keep, leave)
        self.keep.clicked.connect(self._on_keep)
        leave.clicked.connect(self.reject)
        # Enter alone begins a new line of the words.
        answer_keys(self, self.keep, leave)

    def _on_keep(self) -> None:
        self.given.emit(self.words.toPlainText().strip())
        self.accept()
