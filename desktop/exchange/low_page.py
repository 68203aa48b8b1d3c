"""A preview on a low page: what stands around the sheet waits behind two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QMargins, QObject, Slot
from PySide6.QtGui import QResizeEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.exchange.preview_tools import PreviewTools
    from desktop.exchange.sheet_view import SheetView

LEAST_HEIGHT = 400
"""Below this many points a page keeps the sheet, and folds the rest."""
_AROUND, _AROUND_LOW = QMargins(12, 8, 12, 8), QMargins(12, 4, 12, 4)
_FOOT, _FOOT_LOW = 26, 22


class Parts(NamedTuple):
    """The parts of a preview: its sheet, the bars over it, what is at its right and below."""

    view: SheetView
    tools: PreviewTools
    bars: Sequence[QWidget]
    pane: QWidget
    foot: QWidget
    decision: QWidget


class LowPage(QObject):
    """Folds the bars of the reading and the list beside the sheet while the page is low."""

    def __init__(self, owner: QWidget, parts: Parts) -> None:
        super().__init__(owner)
        self._parts = parts
        self._is_low = False
        owner.installEventFilter(self)
        for toggle in (parts.tools.reading, parts.tools.listing):
            toggle.toggled.connect(self._fold)
        self._fold()

    def eventFilter(self, _owner: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            low = event.size().height() < LEAST_HEIGHT
            if low is not self._is_low:
                self._is_low = low
                self._fold()
        return False

    @Slot()
    def _fold(self) -> None:
        low, parts = self._is_low, self._parts
        parts.tools.show_low(low=low)
        for bar in parts.bars:
            bar.setVisible(not low or parts.tools.reading.isChecked())
        parts.pane.setVisible(not low or parts.tools.listing.isChecked())
        parts.view.show_low(low=low)
        parts.foot.setFixedHeight(_FOOT_LOW if low else _FOOT)
        layout = parts.decision.layout()
        if layout is not None:
            layout.setContentsMargins(_AROUND_LOW if low else _AROUND)
