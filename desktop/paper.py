"""A paper as data: a table with what stands over it and below it, on pages of A4 or A3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from desktop.columns import Align

if TYPE_CHECKING:
    from collections.abc import Iterable

Drawing = Callable[[QPainter, QRectF], None]
"""Draws what is no text (a bar of a timeline) into a cell; lengths are tenths of a point."""
Content = str | Drawing

POINT = 10.0
"""Lengths on paper are tenths of a point, so that 10.5 points are whole pixels of a font."""
MILLIMETRE = 72 / 25.4 * POINT
_MARGINS = QMarginsF(15, 18, 15, 18)
"""Millimetres, much as the official list has them."""


class PaperSize(StrEnum):
    """What is printed on."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column: its `width` is a share of the page's width, in any one measure for all.

    Neighbours of one `group` stand under a common heading.
    """

    heading: Content
    width: float
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of as many cells as there are columns; at least so many millimetres high.

    Where it begins a page, `atop` stands in place of its cells (empty: they stand there too).
    """

    cells: tuple[Content, ...]
    height: float = 0.0
    bold: bool = False
    atop: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperBand:
    """A row that is one heading from side to side; the row below it stays on its page."""

    words: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of one table: what stands over it, its rows, and the line that is signed.

    `closing` are the parts of the signature line (填表人：), evenly spread below the last row.
    """

    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow | PaperBand, ...]
    left: str = ""
    right: str = ""
    closing: tuple[str, ...] = ()
    size: PaperSize = PaperSize.A4
    landscape: bool = True

    @property
    def layout(self) -> QPageLayout:
        """Return the page it is printed on, with its margins."""
        sheets = {PaperSize.A4: QPageSize.PageSizeId.A4, PaperSize.A3: QPageSize.PageSizeId.A3}
        way = QPageLayout.Orientation
        return QPageLayout(
            QPageSize(sheets[self.size]),
            way.Landscape if self.landscape else way.Portrait,
            _MARGINS,
            QPageLayout.Unit.Millimeter,
        )


def words_of(rows: Iterable[PaperRow | PaperBand]) -> list[str]:
    """Return the rows as lines with tabs, what is drawn left blank: for a clipboard or a test."""
    return [
        row.words
        if isinstance(row, PaperBand)
        else "\t".join(cell if isinstance(cell, str) else "" for cell in row.cells)
        for row in rows
    ]
