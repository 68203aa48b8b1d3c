"""Asking why something that was approved is altered: a figure, a report, the date of a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import ValueRefused
from desktop.widgets.note import NoteDialog
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.notices import Notices


class ReasonDialog(NoteDialog):
    """Asks why what was approved is altered; nothing is written without an answer."""

    def __init__(self, cell: str, parent: QWidget | None = None) -> None:
        super().__init__(cell, "", parent, asks="写一句为什么改，随这一格留在审核经过里。")
        self.setObjectName("reason_dialog")
        self.setWindowTitle("改动已审核的数")
        self.words.setAccessibleName(f"{cell}改动的理由")
        self.keep.setText("写入改动  Ctrl+Enter")
        self.keep.setAccessibleName("写入改动")
        self.says = label(ink="bad", size="secondary", wraps=True)
        column = self.layout()
        if column is not None:
            column.addWidget(self.says)

    def _on_keep(self) -> None:
        if self.words.toPlainText().strip():
            super()._on_keep()
        else:
            self.says.setText("没有写理由，没有改。写一句为什么改。")
            self.words.setFocus()


def ask_why(
    cell: str, step: Callable[[str], object], parent: QWidget, notices: Notices
) -> ReasonDialog:
    """Ask why what was approved is altered, and carry the step out for that reason."""

    def keep(reason: str) -> None:
        try:
            step(reason)
        except ValueRefused as error:
            # Somebody else wrote meanwhile.
            notices.report(error)

    dialog = ReasonDialog(f"{cell}已审核，改后须重新审核", parent)
    dialog.given.connect(keep)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    dialog.words.setFocus()
    return dialog
