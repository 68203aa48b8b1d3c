"""The drawing of a sheet's cells with their verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.delegates.marks import paint_mark
from desktop.exchange.sheet_model import SheetModel
from desktop.exchange.verdicts import VERDICT_GROUNDS, VERDICT_MARKS, Spot

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from desktop.theme import Look

PAD = 5
"""Pixels between a cell's words and its edge."""
MARK_ROOM = 17
"""Pixels that a verdict's mark takes from its cell."""


class SheetDelegate(QStyledItemDelegate):
    """Draws a cell's raw words, its verdict's ground and mark, straight from the model."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if not isinstance(model, SheetModel):
            return
        theme = self._look.theme
        area = option.rect  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined]
        spot = Spot(index.row() + 1, index.column() + 1)
        verdict = model.verdict(spot)
        head = "" if verdict else model.head_ground(spot)
        if verdict is not None:
            ground, ink = VERDICT_GROUNDS[verdict], f"{VERDICT_GROUNDS[verdict]}_text"
        elif head:
            ground, ink = head, "text"
        elif model.is_taken(spot.row):
            ground, ink = "surface", "text"
        else:
            ground, ink = "surface_alt", "muted"
        painter.fillRect(area, theme.colour(ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())
        self._paint_words(painter, area, model, spot, ink=ink)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("focus"), theme.sizes.focus_ring))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_words(
        self,
        painter: QPainter,
        area: QRect,
        model: SheetModel,
        spot: Spot,
        *,
        ink: str,
    ) -> None:
        """Draw the verdict's mark, then the raw words: figures right, headings in the middle."""
        theme, verdict = self._look.theme, model.verdict(spot)
        left = area.left() + PAD
        if verdict is not None:
            top = area.center().y() - theme.sizes.mark / 2 + 0.5
            paint_mark(painter, VERDICT_MARKS[verdict], left - 1, top, theme)
            left += MARK_ROOM - 2
        cell = model.cell(spot)
        if cell is None or not cell.text:
            return
        box = QRect(left, area.top(), area.right() - PAD - left + 1, area.height() - 1)
        head = verdict is None and bool(model.head_ground(spot))
        font = theme.font(bold=head or model.is_loud(spot))
        metrics = QFontMetrics(font)
        if head:
            flags = Qt.AlignmentFlag.AlignCenter
        elif cell.number is not None or model.is_figure(spot):
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        else:
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        too_wide = metrics.horizontalAdvance(cell.text) > box.width()
        if "\n" in cell.text or (head and too_wide):
            painter.drawText(box, int(flags) | int(Qt.TextFlag.TextWordWrap), cell.text)
            return
        right = Qt.TextElideMode.ElideRight
        text = metrics.elidedText(cell.text, right, box.width()) if too_wide else cell.text
        painter.drawText(box, flags, text)
