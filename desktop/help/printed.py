"""Chapters of the help on A4 pages, one after another as one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QImage,
    QPageLayout,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.help.chapters import picture_folder
from desktop.help.text import open_the_lines, pieces_of
from desktop.paper import POINT, Paper, PaperSize
from desktop.paper_pages import FOOT, number_page, paper_font, paper_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

_BODY = 10.5
_INDENT = 20 * POINT
_APART = 12 * POINT
"""Room above a heading, as in the window but in tenths of a point."""


class ChapterPages:
    """Chapters laid out to be printed: each a title and a text in Markdown with its pictures.

    Every chapter begins on a page of its own. Needs a QGuiApplication for its fonts.
    """

    def __init__(self, title: str, texts: Sequence[tuple[str, str]]) -> None:
        self._sheet = Paper(title, (), (), landscape=False)
        self._room = QSizeF(self.layout.paintRect(QPageLayout.Unit.Point).size() * POINT)
        self._document = self._laid_out(texts)

    @property
    def title(self) -> str:
        """Return the title of the one chapter, or of all of them."""
        return self._sheet.title

    @property
    def size(self) -> PaperSize:
        """Return what it is printed on."""
        return self._sheet.size

    @property
    def layout(self) -> QPageLayout:
        """Return the page with its margins."""
        return self._sheet.layout

    def __len__(self) -> int:
        return self._document.pageCount()

    def draw_page(self, painter: QPainter, number: int) -> None:
        """Draw one page at the origin, in tenths of a point."""
        height = self._document.pageSize().height()
        part = QRectF(0, number * height, self._room.width(), height)
        drawn = QAbstractTextDocumentLayout.PaintContext()
        # The stubs of Qt leave its two fields out.
        drawn.clip = part  # type: ignore[attr-defined]
        drawn.palette = _on_paper()  # type: ignore[attr-defined]
        painter.save()
        painter.translate(0, -part.top())
        painter.setClipRect(part)
        self._document.documentLayout().draw(painter, drawn)
        painter.restore()
        number_page(painter, self._room, number, len(self))

    def _laid_out(self, texts: Sequence[tuple[str, str]]) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(paper_font(_BODY))
        document.setDocumentMargin(0)
        document.setIndentWidth(_INDENT)
        document.setPageSize(QSizeF(self._room.width(), self._room.height() - FOOT))
        document.setMarkdown("\n\n".join(f"# {title}\n\n{text}" for title, text in texts))
        open_the_lines(document, _APART)
        _begin_chapters_on_pages(document)
        _print_plainly(document)
        self._fit_pictures(document)
        return document

    def _fit_pictures(self, document: QTextDocument) -> None:
        """Let every picture be as wide as the page, however many dots it has."""
        for piece in pieces_of(document):
            shown = piece.charFormat().toImageFormat()
            if not shown.isValid():
                continue
            picture = QImage(str(picture_folder() / shown.name()))
            kind = QTextDocument.ResourceType.ImageResource.value
            document.addResource(kind, QUrl(shown.name()), picture)
            if not picture.isNull():
                shown.setWidth(self._room.width())
                shown.setHeight(self._room.width() * picture.height() / picture.width())
                _over(document, piece.position(), piece.length()).setCharFormat(shown)


def _begin_chapters_on_pages(document: QTextDocument) -> None:
    first = QTextBlockFormat()
    first.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    block = document.begin().next()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            QTextCursor(block).mergeBlockFormat(first)
        block = block.next()


def _print_plainly(document: QTextDocument) -> None:
    """Let what leads elsewhere in the window be words like any others."""
    plain = QTextCharFormat()
    plain.setForeground(paper_theme().colour("text"))
    plain.setFontUnderline(False)
    for piece in pieces_of(document):
        if piece.charFormat().isAnchor():
            _over(document, piece.position(), piece.length()).mergeCharFormat(plain)


def _over(document: QTextDocument, start: int, length: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _on_paper() -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, paper_theme().colour("text"))
    return palette
