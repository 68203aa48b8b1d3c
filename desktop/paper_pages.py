"""A paper laid out on its pages: which rows stand where, and how they are drawn on a device."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from desktop.columns import Align
from desktop.paper import MILLIMETRE, POINT, PaperBand, PaperRow
from desktop.theme import ThemeName, theme_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.ticket import Ticket
    from desktop.paper import Content, Paper, PaperSize
    from desktop.theme import Theme

_SIDES, _AIR = 4 * POINT, 4 * POINT
FOOT = 16 * POINT
"""Height at the bottom of a page that is kept for its number."""
_TITLE, _LINE, _BODY, _PAGE_NUMBER = 18, 11, 9.5, 9
_HEAD_GROUND, _BAND_GROUND, _INK, _RULE = "header", "surface_alt", "text", "text"
_ROWS_A_REPORT = 50
_ALL = slice(None)
# Text copied from a PDF stays what it was with WenQuanYi; Noto turns a fifth into other signs.
_FAMILIES = ("WenQuanYi Micro Hei", "Droid Sans Fallback", "Microsoft YaHei", "SimSun")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row, or the lines from `first` to before `last` of one that no page can hold whole."""

    row: PaperRow | PaperBand
    height: float
    first: int = 0
    last: int | None = None


class PaperPages:
    """A paper laid out: which rows stand on which page, how high each is.

    Needs a QGuiApplication for its fonts; a worker thread will do. Cancelled when the ticket says
    so.
    """

    def __init__(self, paper: Paper, ticket: Ticket | None = None) -> None:
        self.paper = paper
        self._ticket = ticket
        # Asked in points, so that it is the same on every device.
        room = paper.layout.paintRect(QPageLayout.Unit.Point).size() * POINT
        self.room = QSizeF(room)
        shares = sum(column.width for column in paper.columns) or 1.0
        self._widths = [room.width() * column.width / shares for column in paper.columns]
        self._head = self._head_heights()
        self._top = self._top_height()
        self.pages: list[list[_Piece]] = self._laid_out()

    def __len__(self) -> int:
        return len(self.pages)

    @property
    def title(self) -> str:
        """Return what stands above the table."""
        return self.paper.title

    @property
    def size(self) -> PaperSize:
        """Return what it is printed on."""
        return self.paper.size

    @property
    def layout(self) -> QPageLayout:
        """Return the page with its margins."""
        return self.paper.layout

    def draw_page(self, painter: QPainter, number: int) -> None:
        """Draw one page at the origin, in tenths of a point."""
        y = 0.0
        if number == 0:
            self._draw_top(painter)
            y = self._top
        y = self._draw_head(painter, y)
        for piece in self.pages[number]:
            self._draw_piece(painter, piece, y)
            y += piece.height
        last = number == len(self.pages) - 1
        if last and self.paper.closing:
            self._draw_closing(painter, y)
        number_page(painter, self.room, number, len(self.pages))

    # -- laying out ------------------------------------------------------------------------------

    def _laid_out(self) -> list[list[_Piece]]:
        pages: list[list[_Piece]] = [[]]
        body = self.room.height() - sum(self._head) - FOOT
        left = body - self._top
        rows = self.paper.rows
        for at, given in enumerate(rows):
            row = given
            if at % _ROWS_A_REPORT == 0:
                self._report(at, len(rows))
            height = self._height_of(row)
            needed = height
            if isinstance(row, PaperBand) and at + 1 < len(rows):
                needed += min(self._height_of(rows[at + 1]), body - height)
            if needed > left and pages[-1]:
                pages.append([])
                left = body
                row = _atop(row)
                height = self._height_of(row)
            if height <= left:
                pages[-1].append(_Piece(row, height))
                left -= height
                continue
            for piece in self._pieces(row, left, body):
                if piece.height > left and pages[-1]:
                    pages.append([])
                    left = body
                pages[-1].append(piece)
                left -= piece.height
        if self.paper.closing and left < self._closing_height:
            # The last row comes along, or the line would be signed on an empty page.
            moved = _end_of(pages[-1])
            pages.append(moved if len(moved) < len(pages[-1]) else [])
            del pages[-2][len(pages[-2]) - len(pages[-1]) :]
            if pages[-1] and pages[-1][0].last is None:
                first = _atop(pages[-1][0].row)
                pages[-1][0] = _Piece(first, self._height_of(first))
        return pages

    def _pieces(self, row: PaperRow | PaperBand, left: float, body: float) -> Iterator[_Piece]:
        """Yield the parts of a row that is higher than a page, as many lines as each page holds."""
        line = _line_height(_BODY)
        total, done = self._lines_of(row), 0
        room = left
        while done < total:
            count = max(1, min(total - done, int((room - 2 * _AIR) / line)))
            yield _Piece(row, count * line + 2 * _AIR, done, done + count)
            done += count
            room = body

    def _height_of(self, row: PaperRow | PaperBand) -> float:
        least = row.height * MILLIMETRE if isinstance(row, PaperRow) else 0.0
        return max(self._lines_of(row) * _line_height(_BODY) + 2 * _AIR, least)

    def _lines_of(self, row: PaperRow | PaperBand) -> int:
        if isinstance(row, PaperBand):
            return len(
                _lines(row.words, self.room.width() - 2 * _SIDES, paper_font(_BODY, bold=True))
            )
        font = paper_font(_BODY, bold=row.bold)
        counts = (
            len(_lines(cell, width - 2 * _SIDES, font))
            for cell, width in zip(row.cells, self._widths, strict=True)
            if isinstance(cell, str)
        )
        return max(counts, default=1)

    def _head_heights(self) -> tuple[float, float]:
        """Return the heights of the row of groups (0: there are none) and that of headings."""
        font, line = paper_font(_BODY, bold=True), _line_height(_BODY)
        lines = max(
            len(_lines(column.heading, width - 2 * _SIDES, font))
            if isinstance(column.heading, str)
            else 1
            for column, width in zip(self.paper.columns, self._widths, strict=True)
        )
        grouped = any(column.group for column in self.paper.columns)
        return (line + 2 * _AIR if grouped else 0.0), lines * line + 2 * _AIR

    def _top_height(self) -> float:
        title = len(_lines(self.paper.title, self.room.width(), paper_font(_TITLE, bold=True)))
        line = _line_height(_LINE) + 2 * _AIR if self.paper.left or self.paper.right else 0.0
        return title * _line_height(_TITLE) + 2 * _AIR + line

    @property
    def _closing_height(self) -> float:
        return _line_height(_LINE) * 2

    # -- drawing ---------------------------------------------------------------------------------

    def _draw_top(self, painter: QPainter) -> None:
        line = _line_height(_LINE) + 2 * _AIR if self.paper.left or self.paper.right else 0.0
        above = QRectF(0, 0, self.room.width(), self._top - line)
        _write(painter, above, self.paper.title, paper_font(_TITLE, bold=True))
        below = QRectF(0, self._top - line, self.room.width(), line)
        _write(painter, below, self.paper.left, paper_font(_LINE), align=Align.LEFT)
        _write(painter, below, self.paper.right, paper_font(_LINE), align=Align.RIGHT)

    def _draw_head(self, painter: QPainter, y: float) -> float:
        above, below = self._head
        font, x = paper_font(_BODY, bold=True), 0.0
        spans = zip(self.paper.columns, self._widths, strict=True)
        for group, members in groupby(spans, lambda span: span[0].group):
            inside = list(members)
            if group:
                across = QRectF(x, y, sum(width for _, width in inside), above)
                _box(painter, across, _HEAD_GROUND)
                _write(painter, _within(across), group, font)
            for column, width in inside:
                top, height = (y + above, below) if group else (y, above + below)
                box = QRectF(x, top, width, height)
                _box(painter, box, _HEAD_GROUND)
                _fill(painter, box, column.heading, font)
                x += width
        return y + above + below

    def _draw_piece(self, painter: QPainter, piece: _Piece, y: float) -> None:
        row = piece.row
        if isinstance(row, PaperBand):
            box = QRectF(0, y, self.room.width(), piece.height)
            _box(painter, box, _BAND_GROUND)
            _write(painter, _within(box), row.words, paper_font(_BODY, bold=True), align=Align.LEFT)
            return
        font, x = paper_font(_BODY, bold=row.bold), 0.0
        part = slice(piece.first, piece.last)
        for cell, column, width in zip(row.cells, self.paper.columns, self._widths, strict=True):
            box = QRectF(x, y, width, piece.height)
            _box(painter, box, "")
            _fill(painter, box, cell, font, align=column.align, part=part)
            x += width

    def _draw_closing(self, painter: QPainter, y: float) -> None:
        share = self.room.width() / len(self.paper.closing)
        for number, words in enumerate(self.paper.closing):
            box = QRectF(number * share, y, share, self._closing_height)
            _write(painter, box, words, paper_font(_LINE), align=Align.LEFT)

    def _report(self, done: int, total: int) -> None:
        if self._ticket is not None:
            self._ticket.report(done, total, self.paper.title)


# -- words and lines -----------------------------------------------------------------------------


def _atop(row: PaperRow | PaperBand) -> PaperRow | PaperBand:
    """Return a row as it stands where it begins a page."""
    if isinstance(row, PaperBand) or not row.atop:
        return row
    return replace(row, cells=row.atop, atop=())


def _end_of(page: list[_Piece]) -> list[_Piece]:
    """Return the last row of a page with the headings right above it."""
    start = len(page) - 1
    while start > 0 and isinstance(page[start - 1].row, PaperBand):
        start -= 1
    return page[max(start, 0) :]


def number_page(painter: QPainter, room: QSizeF, number: int, count: int) -> None:
    """Write which page this is, counted from 0, into the `FOOT` of the room there is."""
    foot = QRectF(0, room.height() - FOOT, room.width(), FOOT)
    _write(painter, foot, f"第 {number + 1} 页 共 {count} 页", paper_font(_PAGE_NUMBER))


def paper_theme() -> Theme:
    """Return the colours of what is printed: the light ones, whatever the window wears."""
    return theme_named(ThemeName.LIGHT)


@lru_cache(maxsize=16)
def paper_font(points: float, *, bold: bool = False) -> QFont:
    """Return the font of what is printed, its size in points of paper."""
    made = QFont()
    made.setFamilies(list(_FAMILIES))
    made.setPixelSize(round(points * POINT))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=16)
def _line_height(points: float) -> float:
    return QFontMetricsF(paper_font(points)).lineSpacing()


def _lines(words: str, width: float, font: QFont) -> Sequence[str]:
    """Return words as the lines that fit a width; at least one, though empty."""
    return _broken(words, round(width), font.pixelSize(), bold=font.bold())


@lru_cache(maxsize=20_000)
def _broken(words: str, width: int, pixels: int, *, bold: bool) -> tuple[str, ...]:
    font = paper_font(pixels / POINT, bold=bold)
    made: list[str] = []
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for part in words.split("\n"):
        layout = QTextLayout(part, font)
        layout.setTextOption(option)
        layout.beginLayout()
        ends: list[tuple[int, int]] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            ends.append((line.textStart(), line.textStart() + line.textLength()))
        layout.endLayout()
        made += [part[start:end].rstrip() for start, end in ends] or [""]
    return tuple(made)


def _within(box: QRectF) -> QRectF:
    return box.adjusted(_SIDES, _AIR, -_SIDES, -_AIR)


def _box(painter: QPainter, box: QRectF, ground: str) -> None:
    if ground:
        painter.fillRect(box, paper_theme().colour(ground))
    painter.setPen(QPen(paper_theme().colour(_RULE), POINT / 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _fill(
    painter: QPainter,
    box: QRectF,
    content: Content,
    font: QFont,
    *,
    align: Align = Align.CENTRE,
    part: slice = _ALL,
) -> None:
    """Write the words of a cell, or let it draw itself."""
    if isinstance(content, str):
        _write(painter, _within(box), content, font, align=align, part=part)
    elif not part.start:
        painter.save()
        painter.setClipRect(box)
        content(painter, box)
        painter.restore()


def _write(
    painter: QPainter,
    box: QRectF,
    words: str,
    font: QFont,
    *,
    align: Align = Align.CENTRE,
    part: slice = _ALL,
) -> None:
    """Write words line by line, in the middle of the height there is."""
    lines = _lines(words, box.width(), font)[part]
    metrics = QFontMetricsF(font)
    spacing = metrics.lineSpacing()
    y = box.top() + max(0.0, (box.height() - spacing * len(lines)) / 2) + metrics.ascent()
    painter.setFont(font)
    painter.setPen(paper_theme().colour(_INK))
    for line in lines:
        spare = box.width() - metrics.horizontalAdvance(line)
        shift = {Align.LEFT: 0.0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[align]
        painter.drawText(QPointF(box.left() + shift, y), line)
        y += spacing
