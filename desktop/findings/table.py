"""The table of the findings page: typing explains, Enter goes to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from desktop.columns import Heading
from desktop.findings.columns import EXPLANATION
from desktop.findings.rows import DoubtedCell, key_of_missing
from desktop.widgets.sheet import SheetTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.theme import Look

_EXPLAINED_IN = 300
"""Pixels in which an explanation is typed."""


def _key(row: Any) -> str:
    return row.key if isinstance(row, DoubtedCell) else key_of_missing(row)


class FindingsTable(SheetTable):
    """Shows DoubtedCells or MissingLines under headings; `row_opened` wishes to go to the cell."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, _key, frozen=1)
        # An explanation is a sentence: it is typed over what it explains, which the pane has whole.
        self.values.least_width = _EXPLAINED_IN
        self.setAccessibleName("校验清单")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        row = self.current_row
        if enter and row is not None and not isinstance(row, Heading):
            self.row_opened.emit(row)
        else:
            super().keyPressEvent(event)

    @property
    def chosen_doubts(self) -> list[DoubtedCell]:
        """Return the doubted cells whose rows are selected, the one under the cursor among them."""
        places = {row for row, _ in self.chosen_places()} | {self.currentIndex().row()}
        rows = [self.lines.rows[place] for place in sorted(places) if place >= 0]
        return [row for row in rows if isinstance(row, DoubtedCell)]

    def edit_explanation(self) -> bool:
        """Open the editor where the query under the cursor is explained; False where none is.

        Words of another figure or of the period before are proposed in it: Enter keeps them.
        """
        row = self.current_row
        if not isinstance(row, DoubtedCell) or not self.go_to(row.key, EXPLANATION):
            return False
        self.edit_current()
        editor = self.values.open_editor
        if editor is not None and not row.explanation and row.proposed:
            editor.setText(row.proposed)
            editor.selectAll()
        return editor is not None
