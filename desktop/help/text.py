"""The text of a chapter: Markdown with pictures as wide as there is room, words marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from desktop.help.chapters import picture_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN = 24
_PICTURE = "\ufffc"
"""What stands for a picture in the text of a document."""
_APART = 18
"""Room above a heading."""
_LEADING = 145
"""Height of a line, in percent: text that is read is set wider than a table."""


class ChapterText(QTextBrowser):
    """Shows one chapter; `followed` carries the name of the chapter a link points to."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help_text")
        self.setAccessibleName("帮助的正文")
        self.setOpenLinks(False)
        # Always there: the room for the text does not depend on how long it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self._on_link)
        self._text = ""
        self._pictures: tuple[str, ...] = ()
        self._drawn_width = 0
        self._own: QTextDocument | None = None

    def show_text(self, title: str, text: str, pictures: Sequence[str] = ()) -> None:
        """Show a chapter from its top; `pictures` are the files it names."""
        self._text, self._pictures = f"# {title}\n\n{text}", tuple(pictures)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def mark(self, words: Sequence[str], ground: QColor, heading: str = "") -> None:
        """Mark every place of these words, and show the first one under a heading."""
        marks = [spot for word in words for spot in self._places(word)]
        paint = QTextCharFormat()
        paint.setBackground(ground)
        self.setExtraSelections([_selection(spot, paint) for spot in marks])
        start = self.document().find(heading).selectionStart() if heading else 0
        after = [spot for spot in marks if spot.selectionStart() >= start]
        if heading or after:
            first = min(after, key=QTextCursor.selectionStart, default=None)
            there = first if first is not None else self.document().find(heading)
            there.clearSelection()
            self.setTextCursor(there)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._text and self._room() != self._drawn_width:
            place = self.verticalScrollBar().value()
            self._draw()
            self.verticalScrollBar().setValue(place)

    def _draw(self) -> None:
        self._drawn_width = self._room()
        # A document of its own each time: in a used one headings leave their letters behind.
        document, before = QTextDocument(self), self._own
        document.setDefaultFont(self.font())
        document.setDocumentMargin(_MARGIN)
        document.setMarkdown(self._text)
        for name in self._pictures:
            kind = QTextDocument.ResourceType.ImageResource.value
            document.addResource(kind, QUrl(name), self.fitted(name))
        open_the_lines(document, _APART)
        self.setDocument(document)
        self._own = document
        if before is not None:
            before.deleteLater()

    def fitted(self, name: str) -> QImage:
        """Return a picture no wider than the text; an empty one when it is not there.

        It covers as many points on a fine screen as on a coarse one: it must stay legible.
        """
        picture = QImage(str(picture_folder() / name))
        if picture.isNull():
            return picture
        ratio = self.devicePixelRatioF()
        width = min(self._room(), picture.width())
        smooth = Qt.TransformationMode.SmoothTransformation
        made = picture.scaledToWidth(round(width * ratio), smooth)
        made.setDevicePixelRatio(ratio)
        return made

    def _room(self) -> int:
        return max(200, self.viewport().width() - 2 * _MARGIN - 2)

    def _places(self, word: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        spot = self.document().find(word)
        while not spot.isNull():
            found.append(spot)
            spot = self.document().find(word, spot)
        return found

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        self.followed.emit(link.path())


def pieces_of(document: QTextDocument) -> list[QTextFragment]:
    """Return the pieces of a document that are written alike: words, links, pictures."""
    found: list[QTextFragment] = []
    block = document.begin()
    while block.isValid():
        inside = block.begin()
        while not inside.atEnd():
            found.append(inside.fragment())
            inside += 1
        block = block.next()
    return found


def open_the_lines(document: QTextDocument, above: float) -> None:
    """Set the lines of a document apart, and its headings so much from what is above them."""
    spaced = QTextBlockFormat()
    spaced.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    apart = QTextBlockFormat()
    apart.setTopMargin(above)
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        # A picture's line is as high as the picture, not half as high again.
        if _PICTURE not in block.text():
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(spaced)
        if block.blockFormat().headingLevel() > 1:
            cursor.mergeBlockFormat(apart)
        block = block.next()


def _selection(spot: QTextCursor, paint: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    # The stubs of Qt leave its two fields out.
    made.cursor = spot  # type: ignore[attr-defined]
    made.format = paint  # type: ignore[attr-defined]
    return made
