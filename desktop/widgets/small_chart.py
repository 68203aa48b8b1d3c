"""The small chart of a pane: what was reached as a line, what is promised as marks, the path."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from desktop.theme import Look, Theme

_HEIGHT = 158
_LEGEND, _FOOT, _OVER = 18, 20, 16
"""Pixels of the legend above, of the years below, and for words over the highest point."""
_FOOT_LINE = 3
"""Pixels between the lowest line and the years."""

_SIDE = 14
_DOT = 3.0
_YEARS_APART = 4
_TICK = 5.0
_BIG_TICK = 4
_STEPS = (Decimal(1), Decimal(2), Decimal(3), Decimal(5), Decimal(10))
_MOST_LINES = 4
_LEGEND_WORDS = ("实际", "目标", "期望")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year, and the words it is shown with."""

    year: int
    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The years across with what was reached, promised and expected; `year` is the one in hand."""

    years: tuple[int, ...]
    reached: tuple[Point, ...]
    promised: tuple[Point, ...]
    expected: tuple[Point, ...]
    year: int

    @property
    def words(self) -> str:
        """Return the chart in words, for those who cannot see it."""
        named = (self.reached, self.promised)
        said = (
            f"{name} " + "，".join(f"{point.year} 年 {point.words}" for point in points)
            for name, points in zip(_LEGEND_WORDS, named, strict=False)
            if points
        )
        return "走势：" + "；".join(said)


def round_lines(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Return up to five round values that take in both ends: the lines across a chart."""
    span = high - low or abs(high) or Decimal(1)
    size = Decimal(1).scaleb(span.adjusted() - 1)
    steps = (size * power * step for power in (1, 10) for step in _STEPS)
    for step in steps:
        first = (low / step).to_integral_value("ROUND_FLOOR") * step
        lines = [first]
        while lines[-1] < high or len(lines) == 1:
            lines.append(lines[-1] + step)
        if len(lines) <= _MOST_LINES + 1:
            return tuple(lines)
    return (low, high)


class SmallChart(QWidget):
    """Draws a Trend over the width of a pane."""

    def __init__(self, look: Look, trend: Trend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.trend = trend
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(trend.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.theme.font(self._look.theme.sizes.secondary))
        _Drawing(painter, self._look.theme, self.trend, QRectF(self.rect())).draw()
        painter.end()


class _Drawing:
    """One drawing of a Trend into an area."""

    def __init__(self, painter: QPainter, theme: Theme, trend: Trend, area: QRectF) -> None:
        self._painter = painter
        self._theme = theme
        self._trend = trend
        self._metrics = QFontMetricsF(painter.font())
        known = [p.value for p in (*trend.reached, *trend.promised, *trend.expected)]
        self._lines = round_lines(min(known), max(known))
        self._names = [f"{line.normalize():f}".replace("-", "−") for line in self._lines]
        left = max(self._metrics.horizontalAdvance(name) for name in self._names) + 8
        self._plot = QRectF(
            left, _LEGEND + _OVER, area.width() - left, area.height() - _LEGEND - _OVER - _FOOT
        )
        self._area = area

    def draw(self) -> None:
        """Draw lines, years, legend, then path, promises and what was reached over them."""
        self._draw_axes()
        self._draw_legend()
        self._draw_line(self._trend.expected, "grey", dashed=True)
        self._draw_line(self._trend.reached, "accent", dashed=False)
        for point in self._trend.reached:
            self._draw_dot(point)
        taken = self._draw_reached()
        for point in self._trend.promised:
            self._draw_promise(point, taken)

    def _x(self, year: int) -> float:
        years = self._trend.years
        room = self._plot.width() - 2 * _SIDE
        share = years.index(year) / (len(years) - 1) if len(years) > 1 else 0.5
        return self._plot.left() + _SIDE + room * share

    def _y(self, value: Decimal) -> float:
        low, high = self._lines[0], self._lines[-1]
        return self._plot.bottom() - self._plot.height() * float((value - low) / (high - low))

    def _at(self, point: Point) -> QPointF:
        return QPointF(self._x(point.year), self._y(point.value))

    def _draw_axes(self) -> None:
        painter, plot = self._painter, self._plot
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, name in zip(self._lines, self._names, strict=True):
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(QRectF(0, y - 9, plot.left() - 6, 18), right, name)
        centre = Qt.AlignmentFlag.AlignCenter
        for year in self._named_years():
            box = QRectF(self._x(year) - 20, plot.bottom() + _FOOT_LINE, 40, 16)
            painter.setPen(self._theme.colour("text" if year == self._trend.year else "muted"))
            painter.drawText(box, centre, str(year))

    def _named_years(self) -> tuple[int, ...]:
        """Return the years that have room side by side: the one in hand, and every so many."""
        years = self._trend.years
        apart = self._x(years[1]) - self._x(years[0]) if len(years) > 1 else self._plot.width()
        needed = self._metrics.horizontalAdvance(str(years[-1])) + _YEARS_APART
        step = max(math.ceil(needed / apart), 1)
        here = self._trend.year if self._trend.year in years else years[-1]
        return years[years.index(here) % step :: step]

    def _draw_legend(self) -> None:
        painter, right = self._painter, self._area.right()
        shown = (self._trend.reached, self._trend.promised, self._trend.expected)
        inks = ("accent", "text", "grey")
        for at in (2, 1, 0):
            if not shown[at]:
                continue
            word = _LEGEND_WORDS[at]
            width = self._metrics.horizontalAdvance(word)
            painter.setPen(self._theme.colour("muted"))
            box = QRectF(right - width, 0, width + 1, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
            start = QPointF(right - width - 18, 8)
            self._pen(inks[at], dashed=at == len(inks) - 1)
            painter.drawLine(start, start + QPointF(10 if at == 1 else 14, 0))
            right -= width + 28

    def _pen(self, ink: str, *, dashed: bool = False) -> None:
        pen = QPen(self._theme.colour(ink), 1.5 if dashed else 2)
        if dashed:
            pen.setDashPattern([3, 2])
        self._painter.setPen(pen)

    def _draw_line(self, points: Sequence[Point], ink: str, *, dashed: bool) -> None:
        self._pen(ink, dashed=dashed)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF([self._at(point) for point in points]))

    def _draw_dot(self, point: Point) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("accent"))
        self._painter.drawEllipse(self._at(point), _DOT, _DOT)

    def _draw_reached(self) -> list[QRectF]:
        """Say the figure in hand beside its dot; return the place that is taken."""
        points = self._trend.reached
        here = next((point for point in points if point.year == self._trend.year), None)
        if here is None:
            return []
        higher = [p.value > here.value for p in points if p.year > here.year][:1]
        higher += [p.value >= here.value for p in self._trend.promised if p.year == here.year]
        below = any(higher)
        font = self._theme.font(self._theme.sizes.secondary, bold=True)
        width = QFontMetricsF(font).horizontalAdvance(here.words)
        box = self._beside(here, width, below=below)
        if box.bottom() > self._plot.bottom() + _FOOT_LINE:
            # The years stand there; over the dot the words stand before its lines.
            box = self._beside(here, width, below=False)
            self._painter.fillRect(box, self._theme.colour("surface"))
        self._painter.save()
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour("accent"))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, here.words)
        self._painter.restore()
        return [box, QRectF(self._at(here) - QPointF(_TICK, _TICK), self._at(here))]

    def _draw_promise(self, point: Point, taken: list[QRectF]) -> None:
        at = self._at(point)
        self._pen("text")
        self._painter.drawLine(at - QPointF(_TICK, 0), at + QPointF(_TICK, 0))
        width = self._metrics.horizontalAdvance(point.words)
        years = QRectF(0, self._plot.bottom() + _FOOT_LINE, self._area.width(), _FOOT)
        boxes = (self._beside(point, width, below=below) for below in (False, True))
        box = next((box for box in boxes if _is_free(box, [*taken, years])), None)
        if box is not None:
            self._painter.setPen(self._theme.colour("muted"))
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, point.words)
            taken.append(box)

    def _beside(self, point: Point, width: float, *, below: bool) -> QRectF:
        """Return the room for words over or under a point, inside the drawing."""
        at = self._at(point)
        left = min(max(at.x() - width / 2 - 1, self._plot.left()), self._area.right() - width - 2)
        return QRectF(left, at.y() + _BIG_TICK if below else at.y() - 19, width + 2, 15)


def _is_free(box: QRectF, taken: Iterable[QRectF]) -> bool:
    return not any(box.intersects(other) for other in taken)
