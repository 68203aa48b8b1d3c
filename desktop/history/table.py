"""The table of the history page: Enter is the deed, a double click opens a step."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot

from desktop.columns import Heading
from desktop.widgets.table import LineTable


class HistoryTable(LineTable):
    """Shows steps and their cells; the cursor is a row."""

    open_toggled = Signal(object)
    """A row was double-clicked: its cells should be listed, or put away."""

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self.lines.rows[index.row()]
        if not isinstance(row, Heading):
            self.open_toggled.emit(row)
