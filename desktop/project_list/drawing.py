"""How a project's bars and the days are drawn: the same on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.project_list.scale import ALL_TICKS_FROM

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QColor

    from db.rules.timeline import Bars
    from desktop.project_list.scale import TimeScale
    from desktop.theme import Theme

_BAR = 6.0
_DIAMOND = 5.5
_OUTER = 12.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where rows of bars are drawn: a scale, in colours, `unit` device units to a pixel.

    `left` is where the scale's first day stands.
    """

    scale: TimeScale
    theme: Theme
    left: float = 0.0
    unit: float = 1.0

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + self.scale.x(day) * self.unit

    def after(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(day + timedelta(days=1))


def draw_bars(painter: QPainter, canvas: Canvas, bars: Bars, top: float, height: float) -> None:
    """Draw a project's row: its plan hollow above, what was done filled below, the milestones."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit, theme = canvas.unit, canvas.theme
    bar = _BAR * unit
    middle = top + height / 2
    plan_top, done_top = middle - bar - unit, middle + 2 * unit
    if bars.planned is not None:
        _draw_plan(painter, canvas, bars.planned, QRectF(0, plan_top, 0, bar))
    if bars.done is not None:
        left, right = canvas.x(bars.done[0]), canvas.after(bars.done[1])
        area = QRectF(left, done_top, max(right - left, 2 * unit), bar + unit)
        painter.fillRect(area, theme.colour("done_bar"))
    every = canvas.scale.pixels >= ALL_TICKS_FROM
    for tick in bars.ticks:
        if tick.main or every:
            centre = QPointF(canvas.after(tick.day), plan_top + bar / 2)
            draw_diamond(painter, centre, theme, unit=unit, filled=tick.passed)
    if bars.outlook is not None:
        _draw_outlook(painter, canvas, bars, done_top + bar / 2)
    painter.restore()


def _draw_plan(
    painter: QPainter, canvas: Canvas, planned: tuple[date, date], place: QRectF
) -> None:
    """Draw the hollow bar of the plan; `place` has its top and height."""
    left, right = canvas.x(planned[0]), canvas.after(planned[1])
    painter.setPen(QPen(canvas.theme.colour("line_strong"), canvas.unit))
    painter.setBrush(canvas.theme.colour("surface"))
    half = canvas.unit / 2
    width = max(right - left, 2 * canvas.unit)
    painter.drawRect(QRectF(left + half, place.top() + half, width - 2 * half, place.height()))


def _draw_outlook(painter: QPainter, canvas: Canvas, bars: Bars, middle: float) -> None:
    """Draw the dashes to the expected end, and what kind of late it is."""
    if bars.outlook is None:
        return
    ink = canvas.theme.colour("bad" if bars.severe else "warn")
    start, end = canvas.x(bars.outlook[0]), canvas.after(bars.outlook[1])
    pen = QPen(ink, 1.5 * canvas.unit, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.drawLine(QPointF(start, middle), QPointF(end, middle))
    if bars.severe:
        _draw_shape(painter, _diamond(QPointF(end, middle), _DIAMOND * canvas.unit), ink)
    else:
        _draw_shape(painter, _triangle(QPointF(end, middle), _DIAMOND * canvas.unit), ink)


def draw_diamond(
    painter: QPainter, centre: QPointF, theme: Theme, *, unit: float, filled: bool
) -> None:
    """Draw a milestone: filled where it was passed, hollow where it lies ahead."""
    ink = theme.colour("text")
    painter.setPen(QPen(ink, 1.2 * unit))
    painter.setBrush(ink if filled else theme.colour("surface"))
    painter.drawPolygon(_diamond(centre, (_DIAMOND - 0.5) * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_shape(painter: QPainter, shape: QPolygonF, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _diamond(centre: QPointF, half: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    corners = (x, y - half), (x + half, y), (x, y + half), (x - half, y)
    return QPolygonF([QPointF(*corner) for corner in corners])


def _triangle(centre: QPointF, half: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    corners = (x, y - half), (x + half, y + half), (x - half, y + half)
    return QPolygonF([QPointF(*corner) for corner in corners])


def draw_days(
    painter: QPainter, canvas: Canvas, area: QRectF, counted: TimeScale | None = None
) -> None:
    """Draw the lines between the stretches of the scale, or of `counted`, that stand in an area."""
    scale, theme = counted or canvas.scale, canvas.theme
    lines = [(mark.start, "line") for mark in scale.lowers()]
    lines += [(mark.start, "line_strong") for mark in scale.uppers()]
    for day, meaning in lines:
        x = canvas.x(day)
        if area.left() < x <= area.right():
            painter.fillRect(
                QRectF(x, area.top(), canvas.unit, area.height()), theme.colour(meaning)
            )


def in_reach(canvas: Canvas, bars: Bars, left: float, right: float) -> bool:
    """Tell whether anything of a row stands between two places."""
    days = [tick.day for tick in bars.ticks]
    for pair in (bars.planned, bars.done, bars.outlook):
        days += pair or ()
    if not days:
        return False
    slack = _OUTER * canvas.unit
    return canvas.x(min(days)) - slack <= right and canvas.after(max(days)) + slack >= left
