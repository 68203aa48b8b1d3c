"""A table view that paints its cells itself: Qt asks a model in Python a dozen things a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from desktop.columns import LineModel
from desktop.delegates.cells import CellDelegate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent


class CellView(QTableView):
    """Shows a LineModel whose cells a CellDelegate draws."""

    def paintEvent(self, event: QPaintEvent) -> None:
        delegate, lines = self.itemDelegate(), self.model()
        if not isinstance(delegate, CellDelegate) or not isinstance(lines, LineModel):
            return
        painter = QPainter(self.viewport())
        delegate.begin(painter, event.rect())
        if lines.rows and lines.columns:
            focused = self.hasFocus() or self.viewport().hasFocus()
            region, across = event.region(), self.viewport().width()
            # A typed value is drawn anew with its heading: not what lies between them.
            rows = [
                (row, top, height)
                for row, top, height in self._rows_in(event.rect(), len(lines.rows))
                if region.intersects(QRect(0, top, across, height))
            ]
            columns = self._columns_in(event.rect(), delegate.covered)
            scattered = region if region.rectCount() > 1 else None
            chosen = self._chosen_areas()
            delegate.paint_cells(
                painter, lines, rows, columns, chosen, focused=focused, scattered=scattered
            )
        painter.end()

    def _rows_in(self, area: QRect, count: int) -> Iterator[tuple[int, int, int]]:
        """Yield the rows that reach into an area, with their place and height."""
        first = self.rowAt(area.top())
        for row in range(first, count) if first >= 0 else ():
            top = self.rowViewportPosition(row)
            if top > area.bottom():
                return
            yield row, top, self.rowHeight(row)

    def _columns_in(self, area: QRect, first: int) -> list[tuple[int, int, int, int]]:
        """Return the columns from the first on that reach into an area.

        Of each its place, left, width, and the pixels before it.
        """
        header = self.horizontalHeader()
        found, begin, scrolled = [], header.logicalIndexAt(area.left()), header.offset()
        for column in range(max(first, begin), header.count()) if begin >= 0 else ():
            before, width = header.sectionPosition(column), header.sectionSize(column)
            left = before - scrolled
            if left > area.right():
                break
            # What lies under the columns that stay in place is not drawn.
            if width and left + width > area.left():
                found.append((column, left, width, before))
        return found

    def _chosen_areas(self) -> list[tuple[int, int, int, int]]:
        """Return what is selected: first row and column, last row and column of each area."""
        chosen = self.selectionModel().selection()
        areas = (chosen.at(place) for place in range(chosen.count()))
        return [(one.top(), one.left(), one.bottom(), one.right()) for one in areas]
