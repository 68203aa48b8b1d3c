"""What cells are drawn and measured with in a theme: fonts, colours, marks, pixels around words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap

from desktop.delegates.marks import paint_mark

if TYPE_CHECKING:
    from desktop.columns import Cell
    from desktop.delegates.marks import MarkName
    from desktop.theme import Theme

PAD = 5
"""Pixels between the words and the edge of a cell."""
INDENT = 16
"""Pixels of one level of a tree."""
FOLD_ROOM = 18
"""Pixels of the arrow before words that have rows below them."""
AFTER_LABEL = 6
AROUND_TAG = 14
"""Pixels a tag takes beside its own word: those before it, and its frame."""
AFTER_STRUCK = 5
WIDEST_SIGN = 16
# More than padding, fold arrow, mark and the frames of label and tag take together.
_MOST_AROUND = 80


class CellKit:
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
        self._marks: dict[tuple[MarkName, float], QPixmap] = {}
        self._figures: dict[tuple[bool, bool, int, int], int] = {}

    def mark(self, mark: MarkName, ratio: float) -> QPixmap:
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
            width += self._advance(cell.label) + AFTER_LABEL
        if cell.mark is not None or cell.spaced:
            width += self.theme.sizes.mark + 3
        if cell.tag:
            width += self._advance(cell.tag) + AROUND_TAG
        if cell.after:
            width += self._advance(cell.after, small=cell.small)
        if cell.struck:
            width += self._advance(cell.struck) + AFTER_STRUCK
        return width

    def _advance(self, words: str, *, bold: bool = False, small: bool = True) -> int:
        """Return how wide words are; digits are of one width, so that one figure speaks for all."""
        if not is_figure(words):
            return self.metrics[bold, small].horizontalAdvance(words)
        points = words.count(".")
        shape = (bold, small, len(words), points)
        if shape not in self._figures:
            alike = "0" * (len(words) - points) + "." * points
            self._figures[shape] = self.metrics[bold, small].horizontalAdvance(alike)
        return self._figures[shape]


@cache
def kit_of(theme: Theme) -> CellKit:
    """Return what cells are drawn with in a theme."""
    return CellKit(theme)


def most_width_of(cell: Cell) -> int:
    """Return a width that a cell cannot need more than, without measuring its words."""
    signs = len(cell.text) + len(cell.label) + len(cell.tag) + len(cell.struck) + len(cell.after)
    return _MOST_AROUND + INDENT * cell.indent + signs * WIDEST_SIGN


def is_figure(words: str) -> bool:
    """Tell whether words are a bare figure: digits, perhaps with a point."""
    return words.isascii() and words.replace(".", "", 1).isdigit()
