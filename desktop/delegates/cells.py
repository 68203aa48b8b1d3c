"""The delegate that draws every cell of every table, straight from the model's cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.columns import Align, Cell, Column, Heading, LineModel
from desktop.delegates.marks import paint_mark
from desktop.icons import paint_icon

if TYPE_CHECKING:
    from desktop.theme import Look, Theme

PAD = 5
"""Pixels between the words and the edge of a cell."""
INDENT = 16
"""Pixels of one level of a tree."""
FOLD_ROOM = 18
"""Pixels of the arrow before words that have rows below them."""
_WIDEST_SIGN = 16
# More than padding, fold arrow, mark and the frames of label and tag take together.
_MOST_AROUND = 80
_AFTER_LABEL = 6
_BEFORE_TAG = 6
_AROUND_TAG = 14
"""Pixels a tag takes beside its own word: those before it, and its frame."""
_AFTER_STRUCK = 5
_NOTE = 7.0
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
}


class CellDelegate(QStyledItemDelegate):
    """Draws ground, mark, words, corner and lines of a cell from its `Cell`.

    The cell at `cursor_row`, `cursor_column` is framed, the first `named` columns of its row are
    tinted; `whole` tints the whole row and frames nothing.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._metrics: dict[tuple[bool, bool], QFontMetrics] = {}
        self.cursor_row = -1
        self.cursor_column = -1
        self.named = 0
        self.whole = False

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if not isinstance(model, LineModel):
            return
        theme = self._look.theme
        area = option.rect  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined]
        row, column = index.row(), index.column()
        line = model.rows[row]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if isinstance(line, Heading):
            self._paint_heading(painter, area, line, column, chosen=chosen, theme=theme)
            return
        cell, declared = model.cell(row, column), model.columns[column]
        tinted = chosen or (row == self.cursor_row and (self.whole or column < self.named))
        plain = cell.ground == "surface" or column < self.named
        painter.fillRect(
            area, theme.colour("selection" if tinted and (chosen or plain) else cell.ground)
        )
        self._paint_lines(painter, area, declared, theme)
        self._paint_content(painter, area, cell, declared, theme, tinted=tinted)
        if (row, column) == (self.cursor_row, self.cursor_column) and not self.whole:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            width = theme.sizes.focus_ring if focused else 1
            painter.setPen(QPen(theme.colour("focus" if focused else "line_strong"), width))
            inset = 1 if focused else 0
            painter.drawRect(area.adjusted(inset, inset, -1, -1))

    def _paint_heading(
        self, painter: QPainter, area: QRect, line: Heading, column: int, *, chosen: bool,
        theme: Theme,
    ) -> None:  # fmt: skip
        painter.fillRect(area, theme.colour("selection" if chosen else "header"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if column:
            return
        middle = area.center().y()
        arrow = QRectF(area.left() + PAD, middle - 6, 12, 12)
        paint_icon(painter, "chevron_down" if line.open else "chevron_right", arrow, "text", theme)
        rest = area.adjusted(PAD + 20, 0, -PAD, 0)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rest, flags, line.title)
        used = painter.fontMetrics().horizontalAdvance(line.title)
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("muted"))
        painter.drawText(rest.adjusted(used + 12, 0, 0, 0), flags, line.detail)

    def _paint_lines(self, painter: QPainter, area: QRect, declared: Column, theme: Theme) -> None:
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if not self.whole:
            painter.drawLine(area.topRight(), area.bottomRight())
        if declared.divider:
            painter.setPen(theme.colour("line_strong"))
            painter.drawLine(area.topLeft(), area.bottomLeft())

    def _paint_content(
        self,
        painter: QPainter,
        area: QRect,
        cell: Cell,
        declared: Column,
        theme: Theme,
        *,
        tinted: bool,
    ) -> None:
        left = area.left() + PAD + cell.indent * INDENT
        right = area.right() - PAD
        left += self._paint_before(painter, area, cell, left, theme)
        if cell.mark is not None:
            side = theme.sizes.mark
            paint_mark(painter, cell.mark, left - 1, area.center().y() - side / 2 + 0.5, theme)
        if cell.mark is not None or cell.spaced:
            left += theme.sizes.mark + 3
        if cell.noted:
            self._paint_corner(painter, area, theme.colour("muted"))
        if cell.tag:
            rest = QRect(left, area.top(), area.right() - left + 1, area.height())
            right -= self._paint_tag(painter, rest, cell, declared, theme)
        if not cell.text and not cell.struck:
            return
        # A selected row's own ink must be read on the selection's ground.
        ink = "selection_text" if tinted and cell.ink in {"text", "entered_text"} else cell.ink
        box = QRect(left, area.top(), right - left + 1, area.height() - 1)
        if cell.struck:
            box = self._paint_struck(painter, box, cell, theme)
        size = theme.sizes.secondary if cell.small else theme.sizes.body
        font = theme.font(size, bold=cell.bold)
        metrics = self.metrics(theme, bold=cell.bold, small=cell.small)
        text = cell.text
        if metrics.horizontalAdvance(text) > box.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        painter.drawText(box, _ALIGN[declared.align] | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_before(
        self, painter: QPainter, area: QRect, cell: Cell, left: int, theme: Theme
    ) -> int:
        """Draw the arrow and the small word before the text; return the width they took."""
        used = 0
        if cell.fold is not None:
            arrow = QRectF(left, area.center().y() - 6, 12, 12)
            name = "chevron_down" if cell.fold else "chevron_right"
            paint_icon(painter, name, arrow, "text", theme)
            used = FOLD_ROOM
        if cell.label:
            metrics = self.metrics(theme, bold=False, small=True)
            painter.setFont(theme.font(theme.sizes.secondary))
            painter.setPen(theme.colour("muted"))
            width = metrics.horizontalAdvance(cell.label)
            box = QRect(left + used, area.top(), width + 1, area.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cell.label)
            used += width + _AFTER_LABEL
        return used

    def _paint_tag(
        self, painter: QPainter, area: QRect, cell: Cell, declared: Column, theme: Theme
    ) -> int:
        """Draw the framed word after the text; return the width it took from the right."""
        metrics = self.metrics(theme, bold=False, small=True)
        width = metrics.horizontalAdvance(cell.tag) + _AROUND_TAG - _BEFORE_TAG
        words = self.metrics(theme, bold=cell.bold, small=cell.small)
        left = area.left()
        after = left + words.horizontalAdvance(cell.text) + _BEFORE_TAG
        at = min(after, area.right() - PAD - width)
        if declared.align is not Align.LEFT or not cell.text:
            at = left
        frame = QRect(at, area.center().y() - 9, width, 18)
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("line_strong"))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(theme.colour("text"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, cell.tag)
        return width + _BEFORE_TAG

    def _paint_struck(self, painter: QPainter, box: QRect, cell: Cell, theme: Theme) -> QRect:
        """Draw the old value crossed out before the new; return the box that is left."""
        font = theme.font(theme.sizes.secondary)
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(theme.colour(cell.ink))
        metrics = self.metrics(theme, bold=cell.bold, small=cell.small)
        room = metrics.horizontalAdvance(cell.text) + _AFTER_STRUCK if cell.text else 0
        old = box.adjusted(0, 0, -room, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(old, flags, cell.struck)
        return box.adjusted(box.width() - room, 0, 0, 0) if cell.text else box

    @staticmethod
    def _paint_corner(painter: QPainter, area: QRect, colour: QColor) -> None:
        """Draw the triangle that says there is a note."""
        right, top = area.right() + 0.0, area.top() + 0.0
        corner = QPolygonF(
            [QPointF(right - _NOTE, top), QPointF(right, top), QPointF(right, top + _NOTE)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(corner)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def most_width_of(self, cell: Cell) -> int:
        """Return a width that a cell cannot need more than, without measuring its words."""
        signs = len(cell.text) + len(cell.label) + len(cell.tag) + len(cell.struck)
        return _MOST_AROUND + INDENT * cell.indent + signs * _WIDEST_SIGN

    def width_of(self, cell: Cell) -> int:
        """Return how many pixels a cell needs to show all it has."""
        theme = self._look.theme
        words = self.metrics(theme, bold=cell.bold, small=cell.small)
        secondary = self.metrics(theme, bold=False, small=True)
        width = 2 * PAD + INDENT * cell.indent + words.horizontalAdvance(cell.text)
        if cell.fold is not None:
            width += FOLD_ROOM
        if cell.label:
            width += secondary.horizontalAdvance(cell.label) + _AFTER_LABEL
        if cell.mark is not None or cell.spaced:
            width += theme.sizes.mark + 3
        if cell.tag:
            width += secondary.horizontalAdvance(cell.tag) + _AROUND_TAG
        if cell.struck:
            width += secondary.horizontalAdvance(cell.struck) + _AFTER_STRUCK
        return width

    def metrics(self, theme: Theme, *, bold: bool, small: bool) -> QFontMetrics:
        """Return the metrics of one of the cells' four fonts."""
        known = self._metrics.get((bold, small))
        if known is None:
            size = theme.sizes.secondary if small else theme.sizes.body
            known = QFontMetrics(theme.font(size, bold=bold))
            self._metrics[bold, small] = known
        return known
