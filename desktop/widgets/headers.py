"""The header of a table: one level, or two where neighbouring columns share a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.columns import Align, Column, Role

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from desktop.theme import Look, Theme

_LEVEL = 24
_SINGLE = 28
_ARROW = 6


class GroupedHeader(QHeaderView):
    """Draws the declared columns' titles, and over them the headings of their groups."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._groups: tuple[str, ...] = ()
        self.covered = 0
        """Pixels at the left that lie under frozen columns."""
        self.held = False
        """Whether the mouse holds the edge of a column, or its head."""
        self._sorted = ""
        self._down = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.held = False
        super().mouseReleaseEvent(event)

    def show_groups(self, columns: tuple[Column, ...]) -> None:
        """Take in the headings over the columns; without any the header has one level."""
        self._groups = tuple(column.group for column in columns)
        self.updateGeometry()
        self.viewport().update()

    def show_sorted(self, column: str, *, down: bool) -> None:
        """Mark the column of that key as the one rows are sorted by; empty: none is."""
        self._sorted, self._down = column, down
        self.viewport().update()

    def sizeHint(self) -> QSize:
        height = 2 * _LEVEL if any(self._groups) else _SINGLE
        # Qt's own hint asks every title for its size; here widths are declared.
        return QSize(self.length(), height)

    def selectionChanged(self, _chosen: QItemSelection, _let_go: QItemSelection) -> None:  # noqa: N802 - Qt's
        """Leave the heads as they are: they show nothing of what is selected."""

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:  # noqa: N802 - Qt's
        column = self.model().headerData(logical_index, self.orientation(), Role.COLUMN)
        if not isinstance(column, Column):
            return
        theme = self._look.theme
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft" if column.tinted else "header"))
        painter.drawRect(rect)
        below = rect
        if column.group:
            below = rect.adjusted(0, _LEVEL, 0, 0)
            self._paint_group(painter, rect, logical_index, column, theme)
        painter.setFont(theme.font(theme.sizes.secondary, bold=column.tinted))
        painter.setPen(theme.colour("text"))
        centred = Qt.AlignmentFlag.AlignHCenter
        flags = Qt.AlignmentFlag.AlignLeft if column.align is Align.LEFT else centred
        box = below.adjusted(6 if column.align is Align.LEFT else 1, 0, -1, 0)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignVCenter, column.title)
        if column.key and column.key == self._sorted:
            self._paint_arrow(painter, below, theme)
        self._paint_lines(painter, rect, logical_index, column, theme)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, area: QRect, theme: Theme) -> None:
        """Draw which way the rows are sorted, at the lower right of the head."""
        left, top = area.right() - _ARROW - 2, area.bottom() - _ARROW - 1
        sides = (left, top), (left + _ARROW, top), (left + _ARROW / 2, top + _ARROW)
        if not self._down:
            sides = (left, top + _ARROW), (left + _ARROW, top + _ARROW), (left + _ARROW / 2, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawPolygon(QPolygonF([QPointF(*side) for side in sides]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_group(
        self, painter: QPainter, rect: QRect, logical_index: int, column: Column, theme: Theme
    ) -> None:
        """Draw this section's part of the heading that stands over its whole group."""
        whole = self._group_area(logical_index, rect)
        painter.setPen(theme.colour("line"))
        level = rect.top() + _LEVEL - 1
        painter.drawLine(rect.left(), level, rect.right(), level)
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(theme.font(theme.sizes.secondary, bold=column.tinted))
        painter.setPen(theme.colour("text"))
        left = max(whole.left(), self.covered)
        right = max(min(whole.right(), self.viewport().width()), left)
        needed = painter.fontMetrics().horizontalAdvance(column.group)
        if right - left < needed:
            left, right = whole.left(), whole.right()
        area = QRect(left, rect.top(), right - left + 1, _LEVEL)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, column.group)
        painter.restore()

    def _group_area(self, logical_index: int, rect: QRect) -> QRect:
        """Return where the group of a section reaches, also beyond what is in view."""
        group = self._groups[logical_index]
        first = last = logical_index
        while first > 0 and self._groups[first - 1] == group:
            first -= 1
        while last + 1 < len(self._groups) and self._groups[last + 1] == group:
            last += 1
        shift = self.sectionPosition(first) - self.sectionPosition(logical_index)
        width = self.sectionPosition(last) + self.sectionSize(last) - self.sectionPosition(first)
        return QRect(rect.left() + shift, rect.top(), width, rect.height())

    def _paint_lines(
        self, painter: QPainter, rect: QRect, logical_index: int, column: Column, theme: Theme
    ) -> None:
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pair = self._groups[logical_index : logical_index + 2]
        inside = bool(column.group) and pair.count(column.group) > 1
        painter.drawLine(
            rect.right(), rect.top() + (_LEVEL if inside else 0), rect.right(), rect.bottom()
        )
        if column.divider:
            painter.setPen(theme.colour("line_strong"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
