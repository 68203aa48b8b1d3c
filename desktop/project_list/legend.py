"""What the drawings of the timeline mean, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.delegates.marks import Mark, paint_mark
from desktop.project_list.drawing import draw_diamond

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.theme import Look, Theme

_ITEMS = (("计划", 20), ("实际", 22), ("已过", 12), ("未过", 12), ("预计完成", 30))
_GAP, _BETWEEN = 5, 12
_HEIGHT = 20


class TimelineLegend(QWidget):
    """Plan hollow, done filled, milestones passed and ahead, dashes to the expected end."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("图例：" + "、".join(words for words, _ in _ITEMS))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        metrics = QFontMetrics(theme.font(theme.sizes.secondary))
        taken = sum(
            drawing + _GAP + metrics.horizontalAdvance(words) + _BETWEEN
            for words, drawing in _ITEMS
        )
        return QSize(taken - _BETWEEN + 2, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setFont(theme.font(theme.sizes.secondary))
        x = 0
        for place, (words, drawing) in enumerate(_ITEMS):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_item(painter, place, x, theme)
            painter.restore()
            x += drawing + _GAP
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(x, 0, width + 2, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, words)
            x += width + _BETWEEN
        painter.end()

    @staticmethod
    def _paint_item(painter: QPainter, place: int, x: int, theme: Theme) -> None:
        middle = _HEIGHT / 2
        if place == 0:
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            painter.setBrush(theme.colour("surface"))
            painter.drawRect(QRectF(x + 0.5, middle - 3.5, 19, 6))
        elif place == 1:
            painter.fillRect(QRectF(x, middle - 3, 22, 7), theme.colour("done_bar"))
        elif place < 4:  # noqa: PLR2004 - the two milestones
            centre = QPointF(x + 6, middle)
            draw_diamond(painter, centre, theme, unit=1.0, filled=place == 2)  # noqa: PLR2004
        else:
            pen = QPen(theme.colour("warn"), 1.5, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
            paint_mark(painter, Mark.BEHIND, x + 18, middle - 6, theme)
