"""The list at the left of the review page: what waits, by group, and what has been decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.review.rows import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
_GROUP = Qt.ItemDataRole.UserRole + 1
_HEADING, _LINE = 28, 46
_PAD = 12
_BAR = 3
WIDTH = 168


class _Model(QAbstractListModel):
    """Groups in a row; a str between them is a heading that cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Group | str] = []

    def show(self, lines: Sequence[Group | str]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == _GROUP:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line if isinstance(line, str) else f"{line.title} {line.count} {line.detail}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Group):
            return f"{line.title}\n{line.detail}".strip()
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.lines[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled


class BoxList(QListView):
    """Shows groups with their counts; `chosen` carries the key of the one under the cursor."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("box_list")
        self.setAccessibleName("待审核分组")
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self._showing = False
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def key(self) -> str:
        """Return the key of the group that is looked at, empty while there is none."""
        place = self.currentIndex().row()
        line = self._model.lines[place] if 0 <= place < len(self._model.lines) else None
        return line.key if isinstance(line, Group) else ""

    def show_lines(self, lines: Sequence[Group | str], key: str) -> None:
        """Show these with one of them chosen; the first where that one is gone."""
        if list(lines) == self._model.lines and key == self.key:
            return
        self._showing = True
        self._model.show(lines)
        places = {line.key: at for at, line in enumerate(lines) if isinstance(line, Group)}
        place = places.get(key, next(iter(places.values()), -1))
        self.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        self._showing = False

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if not self._showing and self.key:
            self.chosen.emit(self.key)


class _Delegate(QStyledItemDelegate):
    """Draws a group: its words bold with the count at the right, what is known of it below."""

    def __init__(self, look: Look, view: BoxList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = index.data(_GROUP)
        if isinstance(line, str):
            return QSize(0, _HEADING)
        return QSize(0, _LINE if line.detail else _LINE - 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, line = self._look.theme, index.data(_GROUP)
        area = QRect(option.rect)  # type: ignore[attr-defined]  # PySide's stubs leave it out
        painter.save()
        heading = isinstance(line, str)
        chosen = not heading and index.row() == self._view.currentIndex().row()
        ground = "accent_soft" if chosen else "header" if heading else "surface"
        painter.fillRect(area, theme.colour(ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        box = area.adjusted(_PAD, 0, -_PAD, 0)
        if heading:
            painter.setFont(theme.font(theme.sizes.secondary))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)
        else:
            if chosen:
                bar = QRect(area.left(), area.top(), _BAR, area.height())
                painter.fillRect(bar, theme.colour("accent"))
            self._paint_group(painter, box, line)
            if chosen and self._view.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), theme.sizes.focus_ring))
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_group(self, painter: QPainter, box: QRect, line: Group) -> None:
        theme = self._look.theme
        top = box.adjusted(0, 4, 0, -22 if line.detail else -4)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font())
        count = str(line.count)
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignRight, count)
        room = top.width() - QFontMetrics(theme.font()).horizontalAdvance(count) - 8
        bold = theme.font(bold=True)
        painter.setFont(bold)
        words = QFontMetrics(bold).elidedText(line.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, middle, words)
        if line.detail:
            small = theme.font(theme.sizes.secondary)
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            below = box.adjusted(0, 22, 0, -4)
            said = QFontMetrics(small).elidedText(
                line.detail, Qt.TextElideMode.ElideRight, below.width()
            )
            painter.drawText(below, middle, said)
