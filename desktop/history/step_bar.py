"""What can be done with the step under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.changes import StepKind
from desktop.widgets.words import button

if TYPE_CHECKING:
    from db.model.history_lines import HistoryStep


class StepBar(QWidget):
    """Two buttons: take the step back or do it again, and see the book as it was then."""

    deed_requested = Signal()
    past_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deed = button("撤销这一步", picture="undo")
        self.past = button("看这一步之后的台账", picture="clock")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.deed)
        column.addWidget(self.past)
        self.deed.clicked.connect(self.deed_requested)
        self.past.clicked.connect(self.past_requested)

    def show_step(self, step: HistoryStep, *, can_do: bool) -> None:
        """Offer what can be done with a step; a step that only takes another back stays."""
        words = "重做这一步" if step.undone else "撤销这一步"
        self.deed.setText(words)
        self.deed.setAccessibleName(words)
        self.deed.setEnabled(can_do)
        self.deed.setVisible(step.kind == StepKind.DO)
