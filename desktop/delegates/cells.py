"""The delegate that draws every cell of every table, straight from the model's cells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate

from desktop.columns import Align, Cell, Column, Heading, LineModel
from desktop.delegates.marks import paint_mark
from desktop.icons import paint_icon

if TYPE_CHECKING:
    from desktop.delegates.marks import Mark
    from desktop.theme import Look, Theme

PAD = 5
"""Pixels between the words and the edge of a cell."""
INDENT = 16
"""Pixels of one level of a tree."""
FOLD_ROOM = 18
"""Pixels of the arrow before words that have rows below them."""
_WIDEST_SIGN = 16
_DIGIT = 8
# More than padding, fold arrow, mark and the frames of label and tag take together.
_MOST_AROUND = 80
_AFTER_LABEL = 6
_BEFORE_TAG = 6
_AROUND_TAG = 14
"""Pixels a tag takes beside its own word: those before it, and its frame."""
_AFTER_STRUCK = 5
_NOTE = 7.0
_WIDEST_HEADING = 4000
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


class _Kit:
    """Fonts and their metrics in one theme, made once: cells ask for them as they are painted."""

    def __init__(self, theme: Theme) -> None:
        sizes = {True: theme.sizes.secondary, False: theme.sizes.body}
        self.theme = theme
        self.fonts = {
            (bold, small): theme.font(size, bold=bold)
            for bold in (True, False)
            for small, size in sizes.items()
        }
        self.metrics = {key: QFontMetrics(font) for key, font in self.fonts.items()}
        self.struck = theme.font(theme.sizes.secondary)
        self.struck.setStrikeOut(True)
        self._marks: dict[tuple[Mark, float], QPixmap] = {}

    def mark(self, mark: Mark, ratio: float) -> QPixmap:
        """Return a mark as a picture for a screen of that many pixels a point."""
        made = self._marks.get((mark, ratio))
        if made is None:
            side = self.theme.sizes.mark + 2
            made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            paint_mark(painter, mark, 1, 1, self.theme)
            painter.end()
            self._marks[mark, ratio] = made
        return made


@cache
def _kit_of(theme: Theme) -> _Kit:
    return _Kit(theme)


class CellDelegate(QStyledItemDelegate):
    """Draws ground, mark, words, corner and lines of a cell from its `Cell`.

    The first `covered` columns are not drawn: another view lies over them; one that `runs_on` is
    that view, whose headings go on in the table it lies over. The cell at
    `cursor_row`, `cursor_column` is framed, the first `named` columns of its row are
    tinted; `whole` tints the whole row and frames nothing. `block` is framed as a whole: first
    row, first column, last row, last column.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cursor_row = -1
        self.cursor_column = -1
        self.named = 0
        self.covered = 0
        self.runs_on = False
        self.whole = False
        self.block: tuple[int, int, int, int] | None = None

    def begin(self, painter: QPainter, area: QRect) -> None:
        """Fill an area with the ground that cells without one of their own stand on."""
        painter.fillRect(area, self._look.theme.colour("surface"))

    def paint_cell(
        self,
        painter: QPainter,
        lines: LineModel,
        place: tuple[int, int],
        area: QRect,
        *,
        before: int,
        chosen: bool,
        focused: bool,
    ) -> None:
        """Draw the cell of a row and column; `before` are the pixels of the columns before it."""
        row, column = place
        kit = _kit_of(self._look.theme)
        theme = kit.theme
        line, declared, cell = lines.rows[row], lines.columns[column], lines.cell(row, column)
        if isinstance(line, Heading):
            tinted = chosen or row == self.cursor_row
            self._paint_ground(painter, area, "selection" if tinted else "header", theme)
            if column and cell.text:
                self._paint_content(painter, area, cell, declared, kit, tinted=tinted)
            else:
                self._paint_heading(painter, area, line, before, theme)
        else:
            tinted = chosen or (row == self.cursor_row and (self.whole or column < self.named))
            plain = cell.ground == "surface" or column < self.named
            ground = "selection" if tinted and (chosen or plain) else cell.ground
            self._paint_ground(painter, area, ground, theme)
            self._paint_lines(painter, area, declared, theme)
            self._paint_content(painter, area, cell, declared, kit, tinted=tinted)
            if (row, column) == (self.cursor_row, self.cursor_column) and not self.whole:
                self._paint_cursor(painter, area, theme, focused=focused)
        if self.block is not None:
            self._paint_block(painter, area, row, column, theme)

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, ground: str, theme: Theme) -> None:
        colour = theme.colour(ground)
        # The view has filled itself with the surface already.
        if colour != theme.colour("surface"):
            painter.fillRect(area, colour)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))

    @staticmethod
    def _paint_cursor(painter: QPainter, area: QRect, theme: Theme, *, focused: bool) -> None:
        width = theme.sizes.focus_ring if focused else 1
        painter.setPen(QPen(theme.colour("focus" if focused else "line_strong"), width))
        inset = 1 if focused else 0
        painter.drawRect(area.adjusted(inset, inset, -1, -1))

    def _paint_block(
        self, painter: QPainter, area: QRect, row: int, column: int, theme: Theme
    ) -> None:
        """Draw this cell's part of the frame round the block."""
        if self.block is None:
            return
        top, left, bottom, right = self.block
        if not (top <= row <= bottom and left <= column <= right):
            return
        ink, width = theme.colour("accent"), theme.sizes.focus_ring
        if row == top:
            painter.fillRect(area.left(), area.top(), area.width(), width, ink)
        if row == bottom:
            painter.fillRect(area.left(), area.bottom() - width + 1, area.width(), width, ink)
        if column == left:
            painter.fillRect(area.left(), area.top(), width, area.height(), ink)
        if column == right:
            painter.fillRect(area.right() - width + 1, area.top(), width, area.height(), ink)

    def _paint_heading(
        self, painter: QPainter, area: QRect, line: Heading, before: int, theme: Theme
    ) -> None:
        """Draw what of a heading stands in this cell; it runs on across the columns."""
        painter.save()
        painter.setClipRect(area)
        left, middle = area.left() - before + line.depth * INDENT, area.center().y()
        arrow = QRectF(left + PAD, middle - 6, 12, 12)
        if before < FOLD_ROOM + line.depth * INDENT:
            name = "chevron_down" if line.open else "chevron_right"
            paint_icon(painter, name, arrow, "text", theme)
        kit = _kit_of(self._look.theme)
        rest = QRect(left + PAD + 20, area.top(), _WIDEST_HEADING, area.height())
        painter.setFont(kit.fonts[True, False])
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rest, flags, line.title)
        used = kit.metrics[True, False].horizontalAdvance(line.title)
        painter.setFont(kit.fonts[False, True])
        painter.setPen(theme.colour("muted"))
        behind = rest.adjusted(used + 12, 0, 0, 0)
        edge = _WIDEST_HEADING if self.runs_on else painter.device().width()
        room = max(edge - behind.left() - PAD, 0)
        detail = kit.metrics[False, True].elidedText(line.detail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(behind, flags, detail)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect, declared: Column, theme: Theme) -> None:
        if not self.whole:
            painter.fillRect(area.right(), area.top(), 1, area.height(), theme.colour("line"))
        if declared.divider:
            ink = theme.colour("line_strong")
            painter.fillRect(area.left(), area.top(), 1, area.height(), ink)

    def _paint_content(
        self,
        painter: QPainter,
        area: QRect,
        cell: Cell,
        declared: Column,
        kit: _Kit,
        *,
        tinted: bool,
    ) -> None:
        theme = kit.theme
        left = area.left() + PAD + cell.indent * INDENT
        right = area.right() - PAD
        if cell.fold is not None or cell.label:
            left += self._paint_before(painter, area, cell, left, theme)
        if cell.mark is not None:
            top = area.top() + (area.height() - theme.sizes.mark) // 2 - 1
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(left - 2, top, kit.mark(cell.mark, ratio))
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
            box = self._paint_struck(painter, box, cell, declared, theme)
        painter.setPen(theme.colour(ink))
        self._paint_words(painter, box, cell, declared, kit)

    @staticmethod
    def _paint_words(
        painter: QPainter, box: QRect, cell: Cell, declared: Column, kit: _Kit
    ) -> None:
        """Draw the words of a cell, shortened where they do not fit."""
        key, text = (cell.bold, cell.small), cell.text
        # Measured only where it might not fit: most words are far shorter than their column.
        if len(text) * (_DIGIT if text.replace(".", "").isdigit() else _WIDEST_SIGN) > box.width():
            metrics = kit.metrics[key]
            if metrics.horizontalAdvance(text) > box.width():
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(kit.fonts[key])
        painter.drawText(box, _ALIGN[declared.align], text)
        if cell.after:
            rest = box.adjusted(kit.metrics[key].horizontalAdvance(text), 0, 0, 0)
            metrics = kit.metrics[False, cell.small]
            after = metrics.elidedText(cell.after, Qt.TextElideMode.ElideRight, rest.width())
            painter.setFont(kit.fonts[False, cell.small])
            painter.setPen(kit.theme.colour("muted"))
            painter.drawText(rest, _ALIGN[Align.LEFT], after)

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
            metrics = self.metrics(bold=False, small=True)
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
        metrics = self.metrics(bold=False, small=True)
        width = metrics.horizontalAdvance(cell.tag) + _AROUND_TAG - _BEFORE_TAG
        words = self.metrics(bold=cell.bold, small=cell.small)
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

    def _paint_struck(
        self, painter: QPainter, box: QRect, cell: Cell, declared: Column, theme: Theme
    ) -> QRect:
        """Draw the old value crossed out before the new; return the box that is left."""
        painter.setFont(_kit_of(self._look.theme).struck)
        painter.setPen(theme.colour(cell.ink))
        metrics = self.metrics(bold=cell.bold, small=cell.small)
        room = metrics.horizontalAdvance(cell.text) + _AFTER_STRUCK if cell.text else 0
        old = box.adjusted(0, 0, -room, 0)
        if declared.align is Align.LEFT:
            small = self.metrics(bold=False, small=True)
            words = small.elidedText(cell.struck, Qt.TextElideMode.ElideRight, old.width())
            painter.drawText(old, _ALIGN[Align.LEFT], words)
            return box.adjusted(small.horizontalAdvance(words) + _AFTER_STRUCK, 0, 0, 0)
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
        words = (cell.text, cell.label, cell.tag, cell.struck, cell.after)
        signs = sum(map(len, words))
        return _MOST_AROUND + INDENT * cell.indent + signs * _WIDEST_SIGN

    def width_of(self, cell: Cell) -> int:
        """Return how many pixels a cell needs to show all it has."""
        theme = self._look.theme
        words = self.metrics(bold=cell.bold, small=cell.small)
        secondary = self.metrics(bold=False, small=True)
        width = 2 * PAD + INDENT * cell.indent + words.horizontalAdvance(cell.text)
        if cell.fold is not None:
            width += FOLD_ROOM
        if cell.label:
            width += secondary.horizontalAdvance(cell.label) + _AFTER_LABEL
        if cell.mark is not None or cell.spaced:
            width += theme.sizes.mark + 3
        if cell.tag:
            width += secondary.horizontalAdvance(cell.tag) + _AROUND_TAG
        if cell.after:
            width += self.metrics(bold=False, small=cell.small).horizontalAdvance(cell.after)
        if cell.struck:
            width += secondary.horizontalAdvance(cell.struck) + _AFTER_STRUCK
        return width

    def metrics(self, *, bold: bool, small: bool) -> QFontMetrics:
        """Return the metrics of one of the cells' four fonts."""
        return _kit_of(self._look.theme).metrics[bold, small]
