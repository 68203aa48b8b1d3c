"""The timeline beside the project table: it paints the rows and days in view, nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.columns import Heading
from desktop.project_list.drawing import Canvas, draw_bars, draw_days, in_reach
from desktop.project_list.rows import Unnamed
from desktop.project_list.scale import (
    LEAST_QUARTER,
    MOST_QUARTER,
    TimeScale,
    scale_over,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from desktop.project_list.content import ProjectContent
    from desktop.theme import Look, Theme

HEAD = 48
"""Pixels of the head: two lines."""
_LINE = HEAD // 2
_STEP = 1.25
"""By how much a notch of the wheel changes the scale."""
_NOTCH = 120
_NEAR = 7.0
_AFTER = 10
_PAN_FROM = 4


class TimelineView(QWidget):
    """Draws a head of days, a line for today, and the bars of each row beside the table's rows."""

    row_pressed = Signal(object)
    """The place of the row that was clicked."""
    row_opened = Signal(object)
    """The place of the row that was double-clicked."""
    scale_changed = Signal()
    """Other days, or another zoom, are shown."""
    zoomed = Signal()
    """The wheel is about to change the scale."""
    scrolled_by = Signal(object)
    """Pixels that the rows should be scrolled down by."""
    panned_by = Signal(object)
    """Pixels that the days should be scrolled by."""

    def __init__(self, look: Look, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._row_height = row_height
        self._rows: Sequence[Any] = ()
        self._content: ProjectContent | None = None
        self.current = -1
        self.top = 0
        """Pixels of rows that are scrolled away above."""
        self.left = 0
        """Pixels of days that are scrolled away."""
        self._pressed: QPoint | None = None
        self.scale: TimeScale | None = None
        self.setAccessibleName("时间轴")
        self.setMinimumWidth(120)

    # -- what is shown ---------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Any], content: ProjectContent) -> None:
        """Show the bars of these rows."""
        self._rows, self._content = rows, content
        self.update()

    def show_span(self, first: date, last: date) -> None:
        """Show the whole years that hold both days, at the zoom there was."""
        made = scale_over(first, last)
        if self.scale is not None:
            made = made.at(self.scale.pixels)
        if made != self.scale:
            self.scale = made
            self.scale_changed.emit()
            self.update()

    def zoom_to(self, pixels: float, around: float | None = None) -> None:
        """Show days so many pixels wide; the day at a place (the middle) stays there."""
        if self.scale is None:
            return
        place = self.width() / 2 if around is None else around
        days = (self.left + place) / self.scale.pixels
        self.scale = self.scale.at(pixels)
        self.left = max(round(days * self.scale.pixels - place), 0)
        self.scale_changed.emit()
        self.update()

    @property
    def span_width(self) -> int:
        """Return the pixels of all days, with room for a mark on the last one."""
        return self.scale.width + _AFTER if self.scale is not None else 0

    @property
    def place_of_today(self) -> float | None:
        """Return how many pixels from the left today stands, None where it is not in sight."""
        if self.scale is None or self._content is None:
            return None
        place = self.scale.x(self._content.today) - self.left
        return place if 0 <= place < self.width() else None

    @property
    def seen(self) -> TimeScale | None:
        """Return the scale over the whole months that hold the days in sight."""
        if self.scale is None:
            return None
        first, last = (self.scale.day(self.left + x) for x in (0, max(self.width() - 1, 0)))
        after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
        return replace(self.scale, start=first.replace(day=1), end=min(after, self.scale.end))

    @property
    def canvas(self) -> Canvas | None:
        """Return where the bars are drawn now."""
        if self.scale is None:
            return None
        return Canvas(self.scale, self._look.theme, -float(self.left))

    # -- drawing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(event.rect(), theme.colour("surface"))
        canvas = self.canvas
        if canvas is None or self._content is None:
            painter.end()
            return
        body = QRect(0, HEAD, self.width(), self.height() - HEAD)
        painter.save()
        painter.setClipRect(body)
        self._paint_rows(painter, canvas, self._content, body)
        painter.restore()
        self._paint_head(painter, canvas)
        self._paint_day_of_today(painter, canvas, self._content.today)
        painter.end()

    def _places(self) -> Iterator[tuple[int, int]]:
        """Yield the rows in view with their tops."""
        first = max(self.top // self._row_height, 0)
        for place in range(first, len(self._rows)):
            top = HEAD + place * self._row_height - self.top
            if top > self.height():
                return
            yield place, top

    def _paint_rows(
        self, painter: QPainter, canvas: Canvas, content: ProjectContent, body: QRect
    ) -> None:
        theme, height = canvas.theme, self._row_height
        places = list(self._places())
        for place, top in places:
            ground = "header" if isinstance(self._rows[place], Heading) else ""
            ground = "selection" if place == self.current else ground
            if ground:
                painter.fillRect(0, top, self.width(), height, theme.colour(ground))
        bottom = min(places[-1][1] + height, body.bottom() + 1) if places else body.top()
        draw_days(painter, canvas, QRectF(0, HEAD, self.width(), bottom - HEAD))
        if canvas.scale.start <= content.today < canvas.scale.end:
            x = canvas.x(content.today)
            painter.fillRect(QRectF(x, HEAD, 2, self.height()), theme.colour("accent"))
        for place, top in places:
            painter.fillRect(0, top + height - 1, self.width(), 1, theme.colour("line"))
            self._paint_row(painter, canvas, content, place, top)

    def _paint_row(
        self, painter: QPainter, canvas: Canvas, content: ProjectContent, place: int, top: int
    ) -> None:
        row = self._rows[place]
        if isinstance(row, Heading):
            words = row.totals.get("timeline", "")
            if words:
                painter.setFont(canvas.theme.font(canvas.theme.sizes.secondary))
                painter.setPen(canvas.theme.colour("warn"))
                words = self._fitting(painter, words)
                width = painter.fontMetrics().horizontalAdvance(words) + 8
                ground = "selection" if place == self.current else "header"
                area = QRect(4, top, width, self._row_height - 1)
                painter.fillRect(area, canvas.theme.colour(ground))
                flags = Qt.AlignmentFlag.AlignVCenter
                painter.drawText(area.adjusted(4, 0, 0, 0), flags, words)
        elif not isinstance(row, Unnamed):
            bars = content.bars(row)
            if in_reach(canvas, bars, 0, self.width()):
                draw_bars(painter, canvas, bars, top, self._row_height)

    def _fitting(self, painter: QPainter, words: str) -> str:
        return painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, self.width() - 16
        )

    def _paint_head(self, painter: QPainter, canvas: Canvas) -> None:
        theme, scale = canvas.theme, canvas.scale
        painter.fillRect(0, 0, self.width(), HEAD, theme.colour("header"))
        secondary = theme.font(theme.sizes.secondary)
        painter.setFont(secondary)
        painter.setPen(theme.colour("muted"))
        for mark in scale.lowers():
            left, right = canvas.x(mark.start), canvas.x(mark.end)
            if right < 0 or left > self.width():
                continue
            painter.fillRect(QRectF(left, _LINE, 1, _LINE), theme.colour("line"))
            area = QRectF(left, _LINE, right - left, _LINE)
            if painter.fontMetrics().horizontalAdvance(mark.words) + 4 <= right - left:
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, mark.words)
        painter.setFont(theme.font(theme.sizes.secondary, bold=True))
        for mark in scale.uppers():
            left, right = canvas.x(mark.start), canvas.x(mark.end)
            if right < 0 or left > self.width():
                continue
            if left > 0:
                painter.fillRect(QRectF(left, 0, 1, HEAD), theme.colour("line_strong"))
            painter.setPen(theme.colour("text"))
            shown = max(left, 0.0)
            area = QRectF(shown + 5, 0, right - shown - 6, _LINE)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, mark.words)
        painter.fillRect(0, HEAD - 1, self.width(), 1, theme.colour("line"))

    def _paint_day_of_today(self, painter: QPainter, canvas: Canvas, today: date) -> None:
        """Draw what day it is on top of the line for today."""
        if not canvas.scale.start <= today < canvas.scale.end:
            return
        theme: Theme = canvas.theme
        x = canvas.x(today)
        words = f"今天 {today:%m-%d}"
        painter.setFont(theme.font(theme.sizes.secondary))
        width = painter.fontMetrics().horizontalAdvance(words) + 10
        box = QRectF(min(max(x - width + 2, 0), self.width() - width), 2, width, _LINE - 3)
        if -width < x < self.width() + width:
            painter.fillRect(box, theme.colour("accent"))
            painter.fillRect(QRectF(x, 2, 2, HEAD), theme.colour("accent"))
            painter.setPen(QPen(theme.colour("on_accent")))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # -- mouse -----------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.scale is not None:
            self.zoomed.emit()
            self.zoom_to(self.scale.pixels * _STEP**notches, event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
            self.panned_by.emit(round(-(event.angleDelta().x() or event.angleDelta().y()) / 2))
        else:
            self.scrolled_by.emit(round(-notches * 3 * self._row_height))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        place = self._place_at(self._pressed)
        if place is not None:
            self.row_pressed.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and abs(at.x() - self._pressed.x()) >= _PAN_FROM:
            self.panned_by.emit(self._pressed.x() - at.x())
            self._pressed = at

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place is not None:
            self.row_opened.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.words_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scale_changed.emit()

    def words_at(self, place: QPoint) -> str:
        """Return what stands at a place: a milestone with its planned day, else the day."""
        canvas, row = self.canvas, self._place_at(place)
        if canvas is None or row is None or self._content is None:
            return ""
        line = self._rows[row]
        if isinstance(line, (Heading, Unnamed)):
            return ""
        for tick in self._content.bars(line).ticks:
            if abs(canvas.after(tick.day) - place.x()) <= _NEAR:
                state = "已过" if tick.passed else "未过"
                return f"{tick.stage or '完成'}：计划 {tick.day.isoformat()}，{state}"
        return canvas.scale.day(place.x() + self.left).isoformat()

    def _place_at(self, at: QPoint) -> int | None:
        if at.y() < HEAD:
            return None
        place = (at.y() - HEAD + self.top) // self._row_height
        return place if 0 <= place < len(self._rows) else None

    def pixels_for(self, first: date, last: date) -> float:
        """Return how wide a day is where the days between are in view, counted in quarters."""
        wanted = self.width() / max((last - first).days, 1)
        return min(max(wanted, LEAST_QUARTER), MOST_QUARTER)

    def left_for(self, today: date) -> int:
        """Return how far the days are scrolled so that today stands right of the middle."""
        if self.scale is None or self.span_width <= self.width():
            return 0
        middle = self.scale.x(today + timedelta(days=1)) - self.width() * 0.62
        left = min(max(middle, 0), self.span_width - self.width())
        # No mark of the head is cut off at the left.
        starts = (self.scale.x(mark.start) for mark in self.scale.lowers())
        return round(max((start for start in starts if start <= left), default=0))
