"""A dialog that asks which of the book's rows a row of a form is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.room import resize_within
from desktop.widgets.row_finder import FoundRow, RowFinder
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = QSize(460, 420)


class RowSearch(QDialog):
    """Offers the rows whose words have every part that was typed; `given` carries the id of one."""

    given = Signal(object)

    def __init__(
        self, wanted: str, rows: Sequence[FoundRow], current: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("row_search")
        self.setWindowTitle("对应到哪一行")
        resize_within(self, _SIZE)
        self.finder = RowFinder("台账里的行")
        self.take = button("对应到这一行", kind="main")
        self.take.setDefault(True)
        self._leave = button("不指明")
        self._lay_out(wanted)
        self._connect()
        self.finder.show_rows(rows, current)

    def _lay_out(self, wanted: str) -> None:
        asks = label(f"表里的“{wanted}”是台账里的哪一行", bold=True, wraps=True)
        parts, presses = (asks, self.finder), (self.take, self._leave)
        dialog_column(self, parts, *presses, apart=8, tall=self.finder)

    def _connect(self) -> None:
        self.finder.chosen.connect(self._on_chosen)
        self.finder.found.itemActivated.connect(self._on_take)
        self.take.clicked.connect(self._on_take)
        self._leave.clicked.connect(self.reject)

    @Slot(object)
    def _on_chosen(self, row: str) -> None:
        self.take.setEnabled(bool(row))
        self.take.setToolTip("" if row else "先选一行；写几个字来找。")

    @Slot()
    def _on_take(self) -> None:
        self.given.emit(self.finder.row)
        self.accept()
