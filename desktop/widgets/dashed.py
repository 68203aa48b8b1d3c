"""Frames of dashes: Qt's own style sheet draws a dashed line of one pixel as dots."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QWidget

_DASH, _GAP = 4.0, 3.0
_RADIUS = 3.0


def _paint_dashes(widget: QWidget) -> None:
    """Draw a frame inside a widget, in the colour of its words."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(widget.palette().color(widget.foregroundRole()), 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([_DASH, _GAP])
    painter.setPen(pen)
    frame = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
    painter.end()


class DashedLabel(QLabel):
    """Words in a frame of dashes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_dashes(self)


class DropArea(QFrame):
    """The place that says a file may be dropped here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop_area")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_dashes(self)
