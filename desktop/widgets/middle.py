"""The middle of the window: lines that warn, what is shown, the foot that says how it stands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop.theme import Look
    from desktop.widgets.bars import StatusRow, Strip


class Middle(QWidget):
    """Makes what says something when it first does: the first page of a book is painted before.

    Its signals are those of the status row.
    """

    next_requested = Signal()
    doubts_requested = Signal()
    place_requested = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.shown = QStackedWidget(self)
        """What is shown of the program: the welcome page, or a book."""
        self._foot = QFrame(self)
        self._foot.setObjectName("status_row")
        self._foot.setFixedHeight(look.theme.sizes.status_bar)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.shown, 1)
        column.addWidget(self._foot)

    def add_banner(self, banner: QWidget) -> None:
        """Put a line over everything else; it hides itself while there is no need."""
        self._column.insertWidget(0, banner)

    @cached_property
    def strip(self) -> Strip:
        """Return what holds a sentence that needs a hand."""
        from desktop.widgets.bars import Strip  # noqa: PLC0415 - as said

        made = Strip()
        self._column.insertWidget(self._column.indexOf(self.shown), made)
        return made

    @Slot()
    def quiet(self) -> None:
        """Put such a sentence away."""
        if "strip" in vars(self):
            self.strip.hide()

    @cached_property
    def status(self) -> StatusRow:
        """Return what the foot says."""
        from desktop.widgets.bars import StatusRow  # noqa: PLC0415 - as said

        made = StatusRow(self._look, self._foot)
        made.next_requested.connect(self.next_requested)
        made.doubts_requested.connect(self.doubts_requested)
        made.place_requested.connect(self.place_requested)
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(made)
        return made

    def clear_status(self) -> None:
        """Say nothing of a book at the foot, until the one that comes in sight is known."""
        if "status" in vars(self):
            self.status.clear()
