"""The delegate that draws every cell of every table, straight from the model's cells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QObject,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate

from desktop.columns import Align, Cell, Column, Heading, LineModel
from desktop.delegates.kit import (
    AFTER_LABEL,
    AFTER_STRUCK,
    AROUND_TAG,
    FOLD_ROOM,
    INDENT,
    PAD,
    WIDEST_SIGN,
    CellKit,
    is_figure,
    kit_of,
)
from desktop.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QRegion

    from desktop.theme import Look, Theme

Area = tuple[int, int, int, int]
"""Where a cell is painted: left, top, width, height in pixels; or first row and column, last ones.
"""
Across = tuple[int, int, int]
"""A row, and where it is painted: its top and height in pixels."""
Down = tuple[int, int, int, int]
"""A column, and where it is painted: its left and width, and the pixels of the columns before it.
"""
_DIGIT = 8
_BEFORE_TAG = 6
_NOTE = 7.0
_WIDEST_HEADING = 4000
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


class CellDelegate(QStyledItemDelegate):
    """Draws ground, mark, words, corner and lines of a cell from its `Cell`.

    The first `covered` columns are not drawn: another view lies over them; one that `runs_on` is
    that view, whose headings go on in the table it lies over. The cell at
    `cursor_row`, `cursor_column` is framed, the first `named` columns of its row are
    tinted; `whole` tints the whole row and frames nothing. `block` is framed as a whole: first
    row, first column, last row, last column.
    """

    # What is painted with, and the pixels a point of the screen has: known while a view paints.
    _kit: CellKit
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
        self._kit = kit_of(self._look.theme)
        self._ratio = painter.device().devicePixelRatioF()
        _fill(painter, self._kit.theme.colour("surface"))
        painter.drawRect(area)

    def paint_cells(
        self,
        painter: QPainter,
        lines: LineModel,
        rows: Sequence[Across],
        columns: Sequence[Down],
        chosen: Sequence[Area],
        *,
        focused: bool,
        scattered: QRegion | None = None,
    ) -> None:
        """Draw the cells where rows and columns cross: all grounds, the lines, all contents.

        Of a `scattered` region only the cells in it: a typed value and those that follow from it.
        """
        cells = [
            (row, column, (left, top, width, height), before, _lies_in(chosen, row, column))
            for row, top, height in rows
            for column, left, width, before in columns
            if scattered is None or scattered.intersects(QRect(left, top, width, height))
        ]
        for row, column, area, _, selected in cells:
            meaning = self._ground_of(lines, row, column, chosen=selected)
            if meaning in self._kit.grounds:
                painter.setBrush(self._kit.grounds[meaning])
                painter.drawRect(*area)
        self._paint_lines(painter, lines, rows, columns)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row, column, area, before, selected in cells:
            line = lines.rows[row]
            if isinstance(line, Heading) and not (column and lines.cell(row, column).text):
                self._paint_heading(painter, QRect(*area), line, before)
            else:
                tinted = selected or self._is_tinted(row, column, heading=isinstance(line, Heading))
                self._paint_content(painter, lines, row, column, area, tinted=tinted)
            framed = not self.whole and not isinstance(line, Heading)
            if framed and (row, column) == (self.cursor_row, self.cursor_column):
                self._paint_cursor(painter, QRect(*area), self._kit.theme, focused=focused)
            if self.block is not None:
                self._paint_block(painter, area, row, column)

    def _is_tinted(self, row: int, column: int, *, heading: bool) -> bool:
        """Tell whether a cell is tinted with the row of the cursor."""
        return row == self.cursor_row and (heading or self.whole or column < self.named)

    def _ground_of(self, lines: LineModel, row: int, column: int, *, chosen: bool) -> str:
        """Return the meaning of a cell's ground."""
        if isinstance(lines.rows[row], Heading):
            tinted = chosen or self._is_tinted(row, column, heading=True)
            return "selection" if tinted else "header"
        ground = lines.cell(row, column).ground
        plain = ground == "surface" or column < self.named
        tinted = chosen or (plain and self._is_tinted(row, column, heading=False))
        return "selection" if tinted else ground

    def _paint_lines(
        self, painter: QPainter, lines: LineModel, rows: Sequence[Across], columns: Sequence[Down]
    ) -> None:
        """Draw the lines below rows and beside columns; across a heading there are none."""
        if not columns:
            return
        start, across = columns[0][1], sum(width for _, _, width, _ in columns)
        painter.setBrush(self._kit.line)
        for _, top, height in rows:
            painter.drawRect(start, top + height - 1, across, 1)
        runs = list(_runs([one for one in rows if not isinstance(lines.rows[one[0]], Heading)]))
        for top, height in () if self.whole else runs:
            for _, left, width, _ in columns:
                painter.drawRect(left + width - 1, top, 1, height)
        painter.setBrush(self._kit.divider)
        for column, left, _, _ in columns:
            for top, height in runs if lines.columns[column].divider else ():
                painter.drawRect(left, top, 1, height)

    @staticmethod
    def _paint_cursor(painter: QPainter, area: QRect, theme: Theme, *, focused: bool) -> None:
        width = theme.sizes.focus_ring if focused else 1
        painter.setPen(QPen(theme.colour("focus" if focused else "line_strong"), width))
        inset = 1 if focused else 0
        painter.drawRect(area.adjusted(inset, inset, -1, -1))

    def _paint_block(self, painter: QPainter, area: Area, row: int, column: int) -> None:
        """Draw this cell's part of the frame round the block."""
        if self.block is None:
            return
        top, left, bottom, right = self.block
        if not (top <= row <= bottom and left <= column <= right):
            return
        theme, (x, y, across, down) = self._kit.theme, area
        width = theme.sizes.focus_ring
        _fill(painter, theme.colour("accent"))
        if row == top:
            painter.drawRect(x, y, across, width)
        if row == bottom:
            painter.drawRect(x, y + down - width, across, width)
        if column == left:
            painter.drawRect(x, y, width, down)
        if column == right:
            painter.drawRect(x + across - width, y, width, down)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_heading(self, painter: QPainter, area: QRect, line: Heading, before: int) -> None:
        """Draw what of a heading stands in this cell; it runs on across the columns."""
        kit, theme = self._kit, self._kit.theme
        left, middle = area.left() - before + line.depth * INDENT, area.center().y()
        used = kit.metrics[True, False].horizontalAdvance(line.title)
        reach = PAD + 20 + used + 12 + kit.metrics[False, True].horizontalAdvance(line.detail)
        if left + reach < area.left():
            return
        painter.save()
        painter.setClipRect(area)
        arrow = QRectF(left + PAD, middle - 6, 12, 12)
        if before < FOLD_ROOM + line.depth * INDENT:
            name = "chevron_down" if line.open else "chevron_right"
            paint_icon(painter, name, arrow, "text", theme)
        rest = QRect(left + PAD + 20, area.top(), _WIDEST_HEADING, area.height())
        painter.setFont(kit.fonts[True, False])
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rest, flags, line.title)
        painter.setFont(kit.fonts[False, True])
        painter.setPen(theme.colour("muted"))
        behind = rest.adjusted(used + 12, 0, 0, 0)
        edge = _WIDEST_HEADING if self.runs_on else painter.device().width()
        room = max(edge - behind.left() - PAD, 0)
        detail = kit.metrics[False, True].elidedText(line.detail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(behind, flags, detail)
        painter.restore()

    def _paint_content(
        self,
        painter: QPainter,
        lines: LineModel,
        row: int,
        column: int,
        area: Area,
        *,
        tinted: bool,
    ) -> None:
        cell, declared = lines.cell(row, column), lines.columns[column]
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
        painter: QPainter, box: QRect, cell: Cell, declared: Column, kit: CellKit
    ) -> None:
        """Draw the words of a cell, shortened where they do not fit."""
        key, text, room = (cell.bold, cell.small), cell.text, box.width()
        # Measured only where it might not fit: most words are far shorter than their column.
        if len(text) * (_DIGIT if is_figure(text) else WIDEST_SIGN) > room:
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
            used += width + AFTER_LABEL
        return used

    def _paint_tag(self, painter: QPainter, area: QRect, cell: Cell, declared: Column) -> int:
        """Draw the framed word after the text; return the width it took from the right."""
        kit, theme = self._kit, self._kit.theme
        width = kit.metrics[False, True].horizontalAdvance(cell.tag) + AROUND_TAG - _BEFORE_TAG
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
        room = metrics.horizontalAdvance(cell.text) + AFTER_STRUCK if cell.text else 0
        old = box.adjusted(0, 0, -room, 0)
        if declared.align is Align.LEFT:
            small = kit.metrics[False, True]
            words = small.elidedText(cell.struck, Qt.TextElideMode.ElideRight, old.width())
            painter.drawText(old, _ALIGN[Align.LEFT], words)
            return box.adjusted(small.horizontalAdvance(words) + AFTER_STRUCK, 0, 0, 0)
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
        return kit_of(self._look.theme).width_of

    def width_of(self, cell: Cell) -> int:
        """Return how many pixels a cell needs to show all it has."""
        return self.measure()(cell)


def _lies_in(areas: Sequence[Area], row: int, column: int) -> bool:
    """Tell whether a cell is in one of the areas of cells."""
    return any(one[0] <= row <= one[2] and one[1] <= column <= one[3] for one in areas)


def _runs(rows: Sequence[Across]) -> Iterator[tuple[int, int]]:
    """Yield the top and height of rows that lie together."""
    begins = [at for at, (_, top, _) in enumerate(rows) if not at or sum(rows[at - 1][1:]) != top]
    for begin, end in pairwise((*begins, len(rows))):
        yield rows[begin][1], sum(rows[end - 1][1:]) - rows[begin][1]


def _fill(painter: QPainter, colour: QColor) -> None:
    """Let what is drawn next be filled, without an outline.

    Rectangles are drawn so, not by fillRect: for that Qt loads its gradients.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
