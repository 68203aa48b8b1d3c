"""Marks: the small drawings in cells and on chips, each with its word and its colour's meaning."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NewType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.theme import Theme


MarkName = NewType("MarkName", str)
"""What a mark is known by: one of `Mark`."""


class Mark:
    """Every mark there is; drawn 12 × 12. Painting asks for them in dictionaries, cell by cell."""

    BLANK = MarkName("blank")
    DRAFT = MarkName("draft")
    SUBMITTED = MarkName("submitted")
    RETURNED = MarkName("returned")
    APPROVED = MarkName("approved")
    LOCKED = MarkName("locked")
    NEW = MarkName("new")
    CHANGED = MarkName("changed")
    SAME = MarkName("same")
    REFUSED = MarkName("refused")
    QUERY = MarkName("query")
    ERROR = MarkName("error")
    UNEQUAL = MarkName("unequal")
    NO_DATA = MarkName("no_data")
    NOT_STARTED = MarkName("not_started")
    ON_TRACK = MarkName("on_track")
    BEHIND = MarkName("behind")
    DONE = MarkName("done")
    STANDING = MarkName("standing")
    STOPPED = MarkName("stopped")
    COMPUTED = MarkName("computed")
    REFERENCED = MarkName("referenced")
    TICKED = MarkName("ticked")
    UNTICKED = MarkName("unticked")
    REVISED = MarkName("revised")
    POSTPONED = MarkName("postponed")
    TAKEN_OUT = MarkName("taken_out")
    REPLACED = MarkName("replaced")
    SEVERE = MarkName("severe")
    FILLED = MarkName("filled")
    GOOD = MarkName("good")


MARK_WORDS = MappingProxyType(
    {
        Mark.BLANK: "未填",
        Mark.DRAFT: "填报中",
        Mark.SUBMITTED: "待审核",
        Mark.RETURNED: "退回",
        Mark.APPROVED: "已审核",
        Mark.LOCKED: "锁定",
        Mark.NEW: "新增",
        Mark.CHANGED: "改动",
        Mark.SAME: "相同",
        Mark.REFUSED: "不能写入",
        Mark.QUERY: "经验校验",
        Mark.ERROR: "逻辑校验",
        Mark.UNEQUAL: "原文不一",
        Mark.NO_DATA: "无数据",
        Mark.NOT_STARTED: "未启动",
        Mark.ON_TRACK: "正常推进",
        Mark.BEHIND: "滞后",
        Mark.DONE: "已完成",
        Mark.STANDING: "长期坚持",
        Mark.STOPPED: "已终止",
        Mark.COMPUTED: "计算格",
        Mark.REFERENCED: "引用",
        Mark.TICKED: "已勾选",
        Mark.UNTICKED: "未勾选",
        Mark.REVISED: "目标已调整",
        Mark.POSTPONED: "延期",
        Mark.TAKEN_OUT: "取消",
        Mark.REPLACED: "替换",
        Mark.SEVERE: "严重滞后",
        Mark.FILLED: "已填",
        Mark.GOOD: "正常",
    }
)

MARK_INKS = MappingProxyType(
    {
        Mark.BLANK: "grey",
        Mark.DRAFT: "grey",
        Mark.SUBMITTED: "text",
        Mark.RETURNED: "bad",
        Mark.APPROVED: "ok",
        Mark.LOCKED: "locked_text",
        Mark.NEW: "verdict_new_text",
        Mark.CHANGED: "verdict_changed_text",
        Mark.SAME: "verdict_same_text",
        Mark.REFUSED: "verdict_bad_text",
        Mark.QUERY: "warn",
        Mark.ERROR: "bad",
        Mark.UNEQUAL: "warn",
        Mark.NO_DATA: "grey",
        Mark.NOT_STARTED: "grey",
        Mark.ON_TRACK: "text",
        Mark.BEHIND: "warn",
        Mark.DONE: "ok",
        Mark.STANDING: "grey",
        Mark.STOPPED: "grey",
        Mark.COMPUTED: "verdict_same_text",
        Mark.REFERENCED: "referenced_text",
        Mark.TICKED: "accent",
        Mark.UNTICKED: "line_strong",
        Mark.REVISED: "verdict_changed_text",
        Mark.POSTPONED: "verdict_changed_text",
        Mark.TAKEN_OUT: "verdict_bad_text",
        Mark.REPLACED: "verdict_bad_text",
        Mark.SEVERE: "bad",
        Mark.FILLED: "ok",
        Mark.GOOD: "ok",
    }
)

_STROKE = 1.5
_SIDE = 12.0


def paint_mark(painter: QPainter, mark: MarkName, left: float, top: float, theme: Theme) -> None:
    """Draw a mark with its upper left corner at a point, in its own colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(left, top)
    ink = theme.colour(MARK_INKS[mark])
    pen = QPen(ink, _STROKE, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAWINGS[mark](painter, ink)
    painter.restore()


def _lines(*points: tuple[float, float]) -> QPainterPath:
    """Return the path through the points."""
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _blank(painter: QPainter, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.2, Qt.PenStyle.CustomDashLine))
    pen = painter.pen()
    pen.setDashPattern([1.6, 1.6])
    painter.setPen(pen)
    painter.drawRect(QRectF(1.5, 1.5, 9, 9))


def _draft(painter: QPainter, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.2))
    painter.drawRect(QRectF(1.5, 1.5, 9, 9))
    half = _lines((1.5, 1.5), (10.5, 10.5), (1.5, 10.5))
    half.closeSubpath()
    painter.fillPath(half, ink)


def _submitted(painter: QPainter, _ink: QColor) -> None:
    path = _lines((3, 1.75), (10, 6), (3, 10.25))
    path.closeSubpath()
    painter.drawPath(path)


def _returned(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((4, 1.5), (1.5, 4), (4, 6.5)))
    path = QPainterPath(QPointF(1.75, 4))
    path.lineTo(7.5, 4)
    path.arcTo(QRectF(4.75, 4, 5.75, 6), 90, -180)
    path.lineTo(5, 10)
    painter.drawPath(path)


def _approved(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((1.5, 6.5), (4.5, 9.5), (10.5, 2.5)))


def _locked(painter: QPainter, ink: QColor) -> None:
    painter.drawArc(QRectF(3.5, 1.25, 5, 7), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRect(QRectF(2, 5, 8, 6))


def _new(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((6, 2), (6, 10)))
    painter.drawPath(_lines((2, 6), (10, 6)))


def _changed(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((1.5, 6), (10.5, 6)))
    painter.drawPath(_lines((7, 2.75), (10.5, 6), (7, 9.25)))


def _same(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((2, 4.25), (10, 4.25)))
    painter.drawPath(_lines((2, 7.75), (10, 7.75)))


def _refused(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((2.25, 2.25), (9.75, 9.75)))
    painter.drawPath(_lines((9.75, 2.25), (2.25, 9.75)))


def _query(painter: QPainter, _ink: QColor) -> None:
    painter.drawEllipse(QRectF(0.75, 0.75, 10.5, 10.5))
    path = QPainterPath(QPointF(4.4, 4.6))
    path.arcTo(QRectF(4.4, 2.9, 3.2, 3.2), 180, -220)
    path.lineTo(6, 7.2)
    painter.drawPath(path)
    painter.drawPoint(QPointF(6, 8.9))


def _error(painter: QPainter, ink: QColor) -> None:
    path = QPainterPath()
    path.addEllipse(QRectF(0.5, 0.5, 11, 11))
    path.addRect(QRectF(5.2, 2.75, 1.6, 4))
    path.addRect(QRectF(5.2, 7.9, 1.6, 1.6))
    path.setFillRule(Qt.FillRule.OddEvenFill)
    painter.fillPath(path, ink)


def _unequal(painter: QPainter, ink: QColor) -> None:
    _same(painter, ink)
    painter.drawPath(_lines((8.5, 1.5), (3.5, 10.5)))


def _circle(painter: QPainter, _ink: QColor) -> None:
    painter.drawEllipse(QRectF(2, 2, 8, 8))


def _good(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QRectF(1.5, 1.5, 9, 9))


def _on_track(painter: QPainter, ink: QColor) -> None:
    painter.drawEllipse(QRectF(1.5, 1.5, 9, 9))
    half = QPainterPath(QPointF(6, 1.5))
    half.arcTo(QRectF(1.5, 1.5, 9, 9), 90, -180)
    half.closeSubpath()
    painter.fillPath(half, ink)


def _behind(painter: QPainter, ink: QColor) -> None:
    path = _lines((6, 1.25), (11.25, 10.75), (0.75, 10.75))
    path.closeSubpath()
    painter.fillPath(path, ink)


def _done(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QRectF(0.5, 0.5, 11, 11))
    # The tick is cut out, so that it stands in the ground's colour in every theme.
    path = _lines((3.25, 6.25), (5.25, 8.25), (8.75, 4))
    painter.strokePath(path, QPen(_against(ink), _STROKE))


def _against(ink: QColor) -> QColor:
    """Return what is seen on a filled shape: white on a dark ink, black on a light one."""
    dark = ink.lightness() < 128  # noqa: PLR2004 - the middle of the scale
    return QColor(Qt.GlobalColor.white if dark else Qt.GlobalColor.black)


def _standing(painter: QPainter, _ink: QColor) -> None:
    painter.drawEllipse(QRectF(0.75, 3.75, 4.75, 4.75))
    painter.drawEllipse(QRectF(6.5, 3.75, 4.75, 4.75))


def _stopped(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRect(QRectF(2, 2, 8, 8))


def _computed(painter: QPainter, _ink: QColor) -> None:
    """Draw the sign of a formula: an italic f, then a small x."""
    path = QPainterPath(QPointF(7, 2))
    path.cubicTo(5.5, 0.75, 4.75, 2.5, 4.5, 4)
    path.lineTo(3.25, 9.5)
    path.cubicTo(3, 11, 2, 11.5, 0.75, 10.75)
    painter.drawPath(path)
    painter.drawPath(_lines((2.25, 5), (6.5, 5)))
    painter.drawPath(_lines((7.25, 6.25), (11, 10.75)))
    painter.drawPath(_lines((11, 6.25), (7.25, 10.75)))


def _referenced(painter: QPainter, _ink: QColor) -> None:
    """Draw an arrow that leads out of a box."""
    painter.drawPath(_lines((5, 2.5), (1.75, 2.5), (1.75, 10.25), (9.5, 10.25), (9.5, 7)))
    painter.drawPath(_lines((5, 7), (10.5, 1.5)))
    painter.drawPath(_lines((7.25, 1.5), (10.5, 1.5), (10.5, 4.75)))


def _ticked(painter: QPainter, ink: QColor) -> None:
    """Draw a full box; its tick is cut out, as in `_done`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(0, 0, 12, 12), 2, 2)
    painter.strokePath(_lines((2.75, 6.25), (5, 8.5), (9.25, 3.5)), QPen(_against(ink), _STROKE))


def _unticked(painter: QPainter, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, 11, 11), 2, 2)


def _revised(painter: QPainter, _ink: QColor) -> None:
    """Draw an arrow that points both up and down: set higher or lower."""
    painter.drawPath(_lines((6, 1.5), (6, 10.5)))
    painter.drawPath(_lines((3.25, 4.25), (6, 1.5), (8.75, 4.25)))
    painter.drawPath(_lines((3.25, 7.75), (6, 10.5), (8.75, 7.75)))


def _postponed(painter: QPainter, _ink: QColor) -> None:
    """Draw an arrow that ends at a later bar."""
    painter.drawPath(_lines((1, 6), (8, 6)))
    painter.drawPath(_lines((5.25, 3.25), (8, 6), (5.25, 8.75)))
    painter.drawPath(_lines((10.75, 2), (10.75, 10)))


def _taken_out(painter: QPainter, _ink: QColor) -> None:
    painter.drawPath(_lines((1.5, 6), (10.5, 6)))


def _replaced(painter: QPainter, _ink: QColor) -> None:
    """Draw an arrow to the right over one to the left."""
    painter.drawPath(_lines((1.5, 3.75), (10.5, 3.75), (8.25, 1.5)))
    painter.drawPath(_lines((10.5, 8.25), (1.5, 8.25), (3.75, 10.5)))


def _severe(painter: QPainter, ink: QColor) -> None:
    path = _lines((6, 0.5), (11.5, 6), (6, 11.5), (0.5, 6))
    path.closeSubpath()
    painter.fillPath(path, ink)


_DRAWINGS: dict[MarkName, Callable[[QPainter, QColor], None]] = {
    Mark.BLANK: _blank,
    Mark.DRAFT: _draft,
    Mark.SUBMITTED: _submitted,
    Mark.RETURNED: _returned,
    Mark.APPROVED: _approved,
    Mark.LOCKED: _locked,
    Mark.NEW: _new,
    Mark.CHANGED: _changed,
    Mark.SAME: _same,
    Mark.REFUSED: _refused,
    Mark.QUERY: _query,
    Mark.ERROR: _error,
    Mark.UNEQUAL: _unequal,
    Mark.NO_DATA: _circle,
    Mark.NOT_STARTED: _circle,
    Mark.ON_TRACK: _on_track,
    Mark.BEHIND: _behind,
    Mark.DONE: _done,
    Mark.STANDING: _standing,
    Mark.STOPPED: _stopped,
    Mark.COMPUTED: _computed,
    Mark.REFERENCED: _referenced,
    Mark.TICKED: _ticked,
    Mark.UNTICKED: _unticked,
    Mark.REVISED: _revised,
    Mark.POSTPONED: _postponed,
    Mark.TAKEN_OUT: _taken_out,
    Mark.REPLACED: _replaced,
    Mark.SEVERE: _severe,
    Mark.FILLED: _approved,
    Mark.GOOD: _good,
}
