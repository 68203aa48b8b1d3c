"""The drawing of a sheet's cells with their verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.delegates.marks import paint_mark
from desktop.exchange.sheet_model import CellLook, SheetModel
from desktop.exchange.verdicts import Spot

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from desktop.theme import Look

PAD = 5
"""Pixels between a cell's words and its edge."""
MARK_ROOM = 17
"""Pixels that a verdict's mark takes from its cell."""
_AT_THE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_AT_THE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
CHANGE_GAP = 8
"""Pixels between words that go and those that come in their place."""


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
        look = model.look(spot)
        head = "" if look else model.head_ground(spot)
        if look is not None:
            ground, ink = look.ground, f"{look.ground}_text"
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
        self._paint_words(painter, area, model, spot, look, ink=ink)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("focus"), theme.sizes.focus_ring))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_words(
        self,
        painter: QPainter,
        area: QRect,
        model: SheetModel,
        spot: Spot,
        look: CellLook | None,
        *,
        ink: str,
    ) -> None:
        """Draw the marks, then the raw words: figures right, headings in the middle."""
        theme = self._look.theme
        left = area.left() + PAD + (self._paint_marks(painter, area, look) if look else 0)
        cell = model.cell(spot)
        box = QRect(left, area.top(), area.right() - PAD - left + 1, area.height() - 1)
        painter.setPen(theme.colour(ink))
        if look is not None and look.new:
            self._paint_change(painter, box, cell.text if cell is not None else "", look)
            return
        if cell is None or not cell.text:
            return
        head = look is None and bool(model.head_ground(spot))
        font = theme.font(bold=head or (look is not None and look.loud))
        metrics = QFontMetrics(font)
        flags = Qt.AlignmentFlag.AlignCenter
        if not head and not (model.is_title(spot) and self._is_in_sight(area)):
            right = cell.number is not None or model.is_figure(spot)
            flags = _AT_THE_RIGHT if right else _AT_THE_LEFT
        painter.setFont(font)
        too_wide = metrics.horizontalAdvance(cell.text) > box.width()
        if "\n" in cell.text or (head and too_wide):
            painter.drawText(box, int(flags) | int(Qt.TextFlag.TextWordWrap), cell.text)
            return
        elide = Qt.TextElideMode.ElideRight
        text = metrics.elidedText(cell.text, elide, box.width()) if too_wide else cell.text
        painter.drawText(box, flags, text)

    def _is_in_sight(self, area: QRect) -> bool:
        """Tell whether the sheet shows the whole width of an area, so that its middle is seen."""
        sheet = self.parent()
        return isinstance(sheet, QAbstractScrollArea) and area.width() <= sheet.viewport().width()

    def _paint_marks(self, painter: QPainter, area: QRect, look: CellLook) -> int:
        """Draw the mark of the verdict and that of a doubt; return the width they took."""
        theme, used = self._look.theme, 0
        top = area.center().y() - theme.sizes.mark / 2 + 0.5
        for mark in (look.mark, look.doubt):
            if mark is not None:
                paint_mark(painter, mark, area.left() + PAD - 1 + used, top, theme)
                used += MARK_ROOM - 2
        return used

    def _paint_change(self, painter: QPainter, box: QRect, old: str, look: CellLook) -> None:
        """Draw what stays bold at the right, what goes struck before it if there is room."""
        theme = self._look.theme
        stays, goes = (old, look.new) if look.kept else (look.new, old)
        font = theme.font(bold=not look.kept)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.drawText(
            box, _AT_THE_RIGHT, metrics.elidedText(stays, Qt.TextElideMode.ElideRight, box.width())
        )
        box.setRight(box.right() - metrics.horizontalAdvance(stays) - CHANGE_GAP)
        struck = theme.font()
        struck.setStrikeOut(True)
        if goes and QFontMetrics(struck).horizontalAdvance(goes) <= box.width():
            painter.setFont(struck)
            painter.drawText(box, _AT_THE_RIGHT, goes)
