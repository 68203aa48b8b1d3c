"""The drawing of one line of the list beside the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.delegates.marks import Mark, MarkName, paint_mark
from desktop.exchange.remarks import Remark, RemarkKind
from desktop.exchange.verdicts import VERDICT_MARKS
from desktop.icons import paint_icon

if TYPE_CHECKING:
    from desktop.theme import Look, Theme

_PAD = 12
_ADDRESS = 32
_TEXT = 84
_LINE = 19
_BOX = 16
_HEADING = 32
_BAR = 14
"""Room for a scroll bar: whether it is needed must not change how lines are broken."""

REMARK = Qt.ItemDataRole.UserRole + 1
"""The role under which a model hands out its Remark."""


def act_area(area: QRect, remark: Remark, metrics: QFontMetrics) -> QRect:
    """Return where a remark's tick box or its command stands, empty where it has none."""
    if remark.ticked is not None:
        return QRect(area.right() - _PAD - _BOX - 6, area.top(), _BOX + 12, 32)
    if remark.act:
        wide = metrics.horizontalAdvance(remark.act)
        return QRect(area.right() - _PAD - wide - 4, area.top(), wide + 8, 28)
    return QRect()


def within(area: QRect, view: QListView) -> QRect:
    """Return the part of a line that words may use, whether a scroll bar is there or not."""
    return QRect(area.left(), area.top(), max(view.width() - _BAR, 120), area.height())


class RemarkDelegate(QStyledItemDelegate):
    """Draws mark, address, words, a second line in words, tick box or command."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        remark: Remark = index.data(REMARK)
        wide = within(QRect(), self._view).width()
        if remark.kind is RemarkKind.HEADING:
            return QSize(wide, _HEADING)
        area = QRect(0, 0, wide, 10_000)
        words, detail = self._boxes(area, remark)
        return QSize(wide, 6 + words.height() + detail.height() + 8)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        remark: Remark = index.data(REMARK)
        area = QRect(option.rect)  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined]
        theme = self._look.theme
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, theme.colour("selection" if chosen else "surface"))
        painter.setPen(theme.colour("line"))
        if remark.kind is RemarkKind.HEADING:
            self._paint_heading(painter, area, remark, theme)
        else:
            painter.drawLine(area.left() + _PAD, area.bottom(), area.right() - _PAD, area.bottom())
            self._paint_remark(painter, within(area, self._view), remark, theme)
            if chosen and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.colour("focus"), theme.sizes.focus_ring))
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def _paint_heading(painter: QPainter, area: QRect, remark: Remark, theme: Theme) -> None:
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("muted"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area.adjusted(_PAD, 0, -_PAD, -5), flags, remark.text)

    def _paint_remark(self, painter: QPainter, area: QRect, remark: Remark, theme: Theme) -> None:
        top = area.top() + 6
        mark = self._mark_of(remark)
        if mark is not None:
            paint_mark(painter, mark, area.left() + _PAD, top + 3, theme)
        if remark.address:
            painter.setFont(theme.font(bold=True))
            painter.setPen(theme.colour("accent"))
            box = QRect(area.left() + _ADDRESS, top, _TEXT - _ADDRESS, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, remark.address)
        words, detail = self._boxes(area, remark)
        wraps = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        plain = remark.kind is RemarkKind.WORDS
        row = remark.kind is RemarkKind.ROW
        painter.setFont(theme.font(theme.sizes.secondary if plain else theme.sizes.body, bold=row))
        painter.setPen(theme.colour("text"))
        painter.drawText(words, wraps, remark.text)
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("muted"))
        painter.drawText(detail, wraps, remark.detail)
        self._paint_act(painter, area, remark, theme)

    @staticmethod
    def _mark_of(remark: Remark) -> MarkName | None:
        if remark.mark is not None:
            return remark.mark
        if remark.kind is RemarkKind.DECIDED:
            return Mark.APPROVED
        if remark.kind is RemarkKind.PROPOSAL:
            return Mark.QUERY
        return VERDICT_MARKS[remark.verdict] if remark.verdict is not None else None

    def _paint_act(self, painter: QPainter, area: QRect, remark: Remark, theme: Theme) -> None:
        if remark.ticked is not None:
            tick = QRectF(area.right() - _PAD - _BOX + 0.5, area.top() + 8.5, _BOX, _BOX)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            filled = remark.ticked or remark.partly
            painter.setPen(theme.colour("accent" if filled else "line_strong"))
            painter.setBrush(theme.colour("accent" if filled else "surface"))
            painter.drawRoundedRect(tick, 3, 3)
            if remark.partly:
                middle = round(tick.center().y())
                bar = QRectF(tick.left() + 3.5, middle - 1, _BOX - 7, 2)
                painter.fillRect(bar, theme.colour("on_accent"))
            elif remark.ticked:
                paint_icon(painter, "check", tick.adjusted(2, 2, -2, -2), "on_accent", theme)
        elif remark.act:
            painter.setFont(theme.font())
            painter.setPen(theme.colour("accent"))
            box = act_area(area, remark, QFontMetrics(theme.font()))
            painter.drawText(box.adjusted(0, 5, 0, 0), Qt.AlignmentFlag.AlignHCenter, remark.act)

    def _boxes(self, area: QRect, remark: Remark) -> tuple[QRect, QRect]:
        """Return where the words and the second line stand, each as high as it needs."""
        theme = self._look.theme
        plain = remark.kind is RemarkKind.WORDS
        left = area.left() + (_PAD if plain else _TEXT if remark.address else _ADDRESS)
        right = area.right() - _PAD
        act = act_area(area, remark, QFontMetrics(theme.font())).width()
        size = theme.sizes.secondary if plain else theme.sizes.body
        font = theme.font(size, bold=remark.kind is RemarkKind.ROW)
        words = _box(QFontMetrics(font), remark.text, left, area.top() + 6, right - act)
        # A second line under a row of the sheet has much to say: it takes the whole width.
        detail = _box(
            QFontMetrics(theme.font(theme.sizes.secondary)),
            remark.detail,
            left,
            words.bottom() + 2,
            right - (act if remark.ticked is not None else 0),
        )
        return words, detail


def _box(metrics: QFontMetrics, text: str, left: int, top: int, right: int) -> QRect:
    if not text:
        return QRect(left, top, right - left, 0)
    room = QRect(left, top, right - left, 10_000)
    wraps = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    return QRect(left, top, right - left, metrics.boundingRect(room, wraps, text).height())
