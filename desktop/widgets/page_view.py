"""A printed page on the screen: white paper at a scale that shows all of it, or its whole width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.paper import POINT
from desktop.paper_pages import paper_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.laid_out import LaidOut

_AROUND = 12
"""Pixels of the ground that stay in sight around the sheet."""


class _Sheet(QWidget):
    """One page of laid out paper, as large as its widget."""

    def __init__(self, pages: LaidOut) -> None:
        super().__init__()
        self.pages = pages
        self.number = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout = self.pages.layout
        whole = layout.fullRect(QPageLayout.Unit.Point)
        inner = layout.paintRect(QPageLayout.Unit.Point)
        scale = (self.width() - 2 * _AROUND) / whole.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPoint(_AROUND, _AROUND))
        theme = paper_theme()
        sheet = QRectF(0, 0, whole.width() * scale, whole.height() * scale)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(sheet)
        painter.scale(scale / POINT, scale / POINT)
        painter.translate(inner.topLeft() * POINT)
        self.pages.draw_page(painter, self.number)


class PageView(QScrollArea):
    """Shows one page at a time; it scrolls where the page is larger than the view."""

    def __init__(self, pages: LaidOut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("framed")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet = _Sheet(pages)
        self._fits_width = False
        self.setWidget(self._sheet)
        self.show_page(0)

    @property
    def number(self) -> int:
        """Return the page in sight, counted from 0."""
        return self._sheet.number

    def show_page(self, number: int) -> None:
        """Show a page from its top."""
        self._sheet.number = number
        count = len(self._sheet.pages)
        self.setAccessibleName(f"打印预览，第 {number + 1} 页，共 {count} 页")
        self.verticalScrollBar().setValue(0)
        self._sheet.update()

    def fit(self, *, width: bool) -> None:
        """Show the whole page, or its whole width."""
        self._fits_width = width
        self._resize_sheet()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_sheet()

    def _resize_sheet(self) -> None:
        whole = self._sheet.pages.layout.fullRect(QPageLayout.Unit.Point)
        # As if the bar were always there, or it would come and go with every change of size.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize() - QSize(bar + 2 * _AROUND, 2 * _AROUND)
        scale = room.width() / whole.width()
        if not self._fits_width:
            scale = min(scale, room.height() / whole.height())
        size = QSize(round(whole.width() * scale), round(whole.height() * scale))
        self._sheet.resize(size + QSize(2 * _AROUND, 2 * _AROUND))
