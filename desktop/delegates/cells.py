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
    from collections.abc import Callable

    from desktop.delegates.marks import Mark
    from desktop.theme import Look, Theme

PAD = 5
"""Pixels between the words and the edge of a cell."""
INDENT = 16
"""Pixels of one level of a tree."""
FOLD_ROOM = 18
"""Pixels of the arrow before words that have rows below them."""
Area = tuple[int, int, int, int]
"""Where a cell is painted: left, top, width and height in pixels."""
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
    """Fonts and their metrics in one theme, made once: cells ask for them as they are painted.

    `grounds` are the colours that differ from the one a view fills itself with.
    """

    def __init__(self, theme: Theme) -> None:
        sizes = {True: theme.sizes.secondary, False: theme.sizes.body}
        self.theme = theme
        surface = theme.values["surface"]
        self.grounds = {
            meaning: theme.colour(meaning)
            for meaning, value in theme.values.items()
            if value != surface
        }
        self.line, self.divider = theme.colour("line"), theme.colour("line_strong")
        self.fonts = {
            (bold, small): theme.font(size, bold=bold)
            for bold in (True, False)
            for small, size in sizes.items()
        }
        self.metrics = {key: QFontMetrics(font) for key, font in self.fonts.items()}
        self.struck = theme.font(theme.sizes.secondary)
        self.struck.setStrikeOut(True)
        self._marks: dict[tuple[Mark, float], QPixmap] = {}
        self._figures: dict[tuple[bool, bool, int, int], int] = {}

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

    def width_of(self, cell: Cell) -> int:
        """Return how many pixels a cell needs to show all it has."""
        width = (
            2 * PAD
            + INDENT * cell.indent
            + self._advance(cell.text, bold=cell.bold, small=cell.small)
        )
        if cell.fold is not None:
            width += FOLD_ROOM
        if cell.label:
            width += self._advance(cell.label) + _AFTER_LABEL
        if cell.mark is not None or cell.spaced:
            width += self.theme.sizes.mark + 3
        if cell.tag:
            width += self._advance(cell.tag) + _AROUND_TAG
        if cell.after:
            width += self._advance(cell.after, small=cell.small)
        if cell.struck:
            width += self._advance(cell.struck) + _AFTER_STRUCK
        return width

    def _advance(self, words: str, *, bold: bool = False, small: bool = True) -> int:
        """Return how wide words are; digits are of one width, so that one figure speaks for all."""
        if not _is_figure(words):
            return self.metrics[bold, small].horizontalAdvance(words)
        points = words.count(".")
        shape = (bold, small, len(words), points)
        if shape not in self._figures:
            alike = "0" * (len(words) - points) + "." * points
            self._figures[shape] = self.metrics[bold, small].horizontalAdvance(alike)
        return self._figures[shape]


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

    # What is painted with, and the pixels a point of the screen has: known while a view paints.
    _kit: _Kit
    _ratio = 1.0

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
        """Fill an area with the ground of cells that have none, before any of them is painted."""
        self._kit = _kit_of(self._look.theme)
        self._ratio = painter.device().devicePixelRatioF()
        painter.fillRect(area, self._kit.theme.colour("surface"))

    def paint_cell(
        self,
        painter: QPainter,
        lines: LineModel,
        place: tuple[int, int],
        area: Area,
        *,
        before: int,
        chosen: bool,
        focused: bool,
    ) -> None:
        """Draw the cell of a row and column; `before` are the pixels of the columns before it."""
        row, column = place
        line, declared, cell = lines.rows[row], lines.columns[column], lines.cell(row, column)
        if isinstance(line, Heading):
            tinted = chosen or row == self.cursor_row
            self._paint_ground(painter, area, "selection" if tinted else "header")
            if column and cell.text:
                self._paint_content(painter, area, cell, declared, tinted=tinted)
            else:
                self._paint_heading(painter, QRect(*area), line, before)
        else:
            tinted = chosen or (row == self.cursor_row and (self.whole or column < self.named))
            plain = cell.ground == "surface" or column < self.named
            ground = "selection" if tinted and (chosen or plain) else cell.ground
            self._paint_ground(painter, area, ground, declared)
            self._paint_content(painter, area, cell, declared, tinted=tinted)
            if (row, column) == (self.cursor_row, self.cursor_column) and not self.whole:
                self._paint_cursor(painter, QRect(*area), self._kit.theme, focused=focused)
        if self.block is not None:
            self._paint_block(painter, QRect(*area), row, column, self._kit.theme)

    def _paint_ground(
        self, painter: QPainter, area: Area, ground: str, declared: Column | None = None
    ) -> None:
        """Draw a cell's ground and the lines round it; a heading has none at its sides."""
        left, top, width, height = area
        colour = self._kit.grounds.get(ground)
        if colour is not None:
            painter.fillRect(left, top, width, height, colour)
        line = self._kit.line
        painter.fillRect(left, top + height - 1, width, 1, line)
        if declared is None:
            return
        if not self.whole:
            painter.fillRect(left + width - 1, top, 1, height, line)
        if declared.divider:
            painter.fillRect(left, top, 1, height, self._kit.divider)

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

    def _paint_heading(self, painter: QPainter, area: QRect, line: Heading, before: int) -> None:
        """Draw what of a heading stands in this cell; it runs on across the columns."""
        kit, theme = self._kit, self._kit.theme
        painter.save()
        painter.setClipRect(area)
        left, middle = area.left() - before + line.depth * INDENT, area.center().y()
        arrow = QRectF(left + PAD, middle - 6, 12, 12)
        if before < FOLD_ROOM + line.depth * INDENT:
            name = "chevron_down" if line.open else "chevron_right"
            paint_icon(painter, name, arrow, "text", theme)
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

    def _paint_content(
        self, painter: QPainter, area: Area, cell: Cell, declared: Column, *, tinted: bool
    ) -> None:
        kit, theme = self._kit, self._kit.theme
        edge, top, width, height = area
        left = edge + PAD + cell.indent * INDENT
        end = edge + width
        right = end - 1 - PAD
        if cell.fold is not None or cell.label:
            left += self._paint_before(painter, QRect(*area), cell, left)
        if cell.mark is not None:
            middle = top + (height - theme.sizes.mark) // 2 - 1
            painter.drawPixmap(left - 2, middle, kit.mark(cell.mark, self._ratio))
        if cell.mark is not None or cell.spaced:
            left += theme.sizes.mark + 3
        if cell.noted:
            self._paint_corner(painter, QRect(*area), theme.colour("muted"))
        if cell.tag:
            rest = QRect(left, top, end - left, height)
            right -= self._paint_tag(painter, rest, cell, declared)
        if not cell.text and not cell.struck:
            return
        # A selected row's own ink must be read on the selection's ground.
        ink = "selection_text" if tinted and cell.ink in {"text", "entered_text"} else cell.ink
        box = QRect(left, top, right - left + 1, height - 1)
        if cell.struck:
            box = self._paint_struck(painter, box, cell, declared)
        painter.setPen(theme.colour(ink))
        self._paint_words(painter, box, cell, declared, kit)

    @staticmethod
    def _paint_words(
        painter: QPainter, box: QRect, cell: Cell, declared: Column, kit: _Kit
    ) -> None:
        """Draw the words of a cell, shortened where they do not fit."""
        key, text, room = (cell.bold, cell.small), cell.text, box.width()
        # Measured only where it might not fit: most words are far shorter than their column.
        if len(text) * (_DIGIT if _is_figure(text) else _WIDEST_SIGN) > room:
            metrics = kit.metrics[key]
            if metrics.horizontalAdvance(text) > room:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(kit.fonts[key])
        painter.drawText(box, _ALIGN[declared.align], text)
        if cell.after:
            rest = box.adjusted(kit.metrics[key].horizontalAdvance(text), 0, 0, 0)
            metrics = kit.metrics[False, cell.small]
            after = metrics.elidedText(cell.after, Qt.TextElideMode.ElideRight, rest.width())
            painter.setFont(kit.fonts[False, cell.small])
            painter.setPen(kit.theme.colour("muted"))
            painter.drawText(rest, _ALIGN[Align.LEFT], after)

    def _paint_before(self, painter: QPainter, area: QRect, cell: Cell, left: int) -> int:
        """Draw the arrow and the small word before the text; return the width they took."""
        used, kit, theme = 0, self._kit, self._kit.theme
        if cell.fold is not None:
            arrow = QRectF(left, area.center().y() - 6, 12, 12)
            name = "chevron_down" if cell.fold else "chevron_right"
            paint_icon(painter, name, arrow, "text", theme)
            used = FOLD_ROOM
        if cell.label:
            painter.setFont(kit.fonts[False, True])
            painter.setPen(theme.colour("muted"))
            width = kit.metrics[False, True].horizontalAdvance(cell.label)
            box = QRect(left + used, area.top(), width + 1, area.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cell.label)
            used += width + _AFTER_LABEL
        return used

    def _paint_tag(self, painter: QPainter, area: QRect, cell: Cell, declared: Column) -> int:
        """Draw the framed word after the text; return the width it took from the right."""
        kit, theme = self._kit, self._kit.theme
        width = kit.metrics[False, True].horizontalAdvance(cell.tag) + _AROUND_TAG - _BEFORE_TAG
        words = kit.metrics[cell.bold, cell.small]
        left = area.left()
        after = left + words.horizontalAdvance(cell.text) + _BEFORE_TAG
        at = min(after, area.right() - PAD - width)
        if declared.align is not Align.LEFT or not cell.text:
            at = left
        frame = QRect(at, area.center().y() - 9, width, 18)
        painter.setFont(kit.fonts[False, True])
        painter.setPen(theme.colour("line_strong"))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(theme.colour("text"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, cell.tag)
        return width + _BEFORE_TAG

    def _paint_struck(self, painter: QPainter, box: QRect, cell: Cell, declared: Column) -> QRect:
        """Draw the old value crossed out before the new; return the box that is left."""
        kit = self._kit
        painter.setFont(kit.struck)
        painter.setPen(kit.theme.colour(cell.ink))
        metrics = kit.metrics[cell.bold, cell.small]
        room = metrics.horizontalAdvance(cell.text) + _AFTER_STRUCK if cell.text else 0
        old = box.adjusted(0, 0, -room, 0)
        if declared.align is Align.LEFT:
            small = kit.metrics[False, True]
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

    def measure(self) -> Callable[[Cell], int]:
        """Return what tells how many pixels a cell needs to show all it has, in today's theme."""
        return _kit_of(self._look.theme).width_of

    def width_of(self, cell: Cell) -> int:
        """Return how many pixels a cell needs to show all it has."""
        return self.measure()(cell)


def most_width_of(cell: Cell) -> int:
    """Return a width that a cell cannot need more than, without measuring its words."""
    words = (cell.text, cell.label, cell.tag, cell.struck, cell.after)
    signs = sum(map(len, words))
    return _MOST_AROUND + INDENT * cell.indent + signs * _WIDEST_SIGN


def _is_figure(words: str) -> bool:
    """Tell whether words are a bare figure: digits, perhaps with a point."""
    return words.isascii() and words.replace(".", "", 1).isdigit()
