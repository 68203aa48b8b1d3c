"""A list in groups whose lines are ticked: a group's box stands for all of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from desktop.theme import Look, Theme

_BOX = 14
_PAD = 10
_STEP = 22
"""Pixels from a group's box to those of its lines."""
_AFTER_BOX = _BOX + 8
_TICK = Qt.ItemDataRole.CheckStateRole
_LEAST = 200
"""Pixels that the column of what is left keeps where the wide ones can give way."""
_AT_ONCE = 400
"""Lines that are made before the window is free again."""


@dataclass(frozen=True, slots=True)
class TickColumn:
    """A column: its head, its width in pixels (0: what is left), which side its words stand."""

    title: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class TickRow:
    """A line: what it stands for, its words by column, whether it can be ticked at all."""

    key: object
    cells: tuple[str, ...]
    ticked: bool = True
    possible: bool = True
    tip: str = ""


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Lines under one heading."""

    title: str
    rows: tuple[TickRow, ...]


class TickTree(QTreeWidget):
    """Shows groups of lines; a click on the box, a double click or Space ticks.

    Of very many lines the first are there at once, the others follow while the window is free.
    """

    ticks_changed = Signal()
    """A line was ticked or is not ticked any more."""

    def __init__(
        self, look: Look, columns: Sequence[TickColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: dict[int, TickRow] = {}
        self._groups: tuple[TickGroup, ...] = ()
        self._chosen: dict[object, None] = {}
        self._coming: Iterator[None] = iter(())
        self._more = QTimer(self)
        self._more.timeout.connect(self._add_more)
        self.setColumnCount(len(columns))
        self.setHeaderLabels([column.title for column in columns])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setObjectName("framed")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_TickDelegate(look, self._columns, self))
        self._set_widths()

    def _set_widths(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        for place, column in enumerate(self._columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            head = self.headerItem()
            head.setTextAlignment(place, side | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow dialog the names would be left with nothing.
        widths = [column.width for column in self._columns]
        wide = sum(width for width in widths if width > _LEAST)
        if not wide or all(widths):
            return
        others = sum(widths) - wide + _LEAST * widths.count(0)
        share = min(1.0, max((self.viewport().width() - others) / wide, 0.0))
        for place, width in enumerate(widths):
            if width > _LEAST:
                self.header().resizeSection(place, max(int(width * share), _LEAST // 2))

    def show_groups(self, groups: Sequence[TickGroup]) -> None:
        """Show these; groups without lines are left out."""
        self.clear()
        self._rows = {}
        self._groups = tuple(group for group in groups if group.rows)
        every = (row for group in self._groups for row in group.rows)
        self._chosen = dict.fromkeys(row.key for row in every if row.ticked and row.possible)
        self._coming = self._adding()
        self._add_more()
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first.child(0))
        self.ticks_changed.emit()

    @property
    def chosen(self) -> tuple[object, ...]:
        """Return the keys of the ticked lines."""
        return tuple(self._chosen)

    @property
    def keys(self) -> tuple[object, ...]:
        """Return what every line stands for."""
        return tuple(row.key for group in self._groups for row in group.rows)

    @property
    def possible(self) -> int:
        """Return how many lines can be ticked."""
        return sum(row.possible for group in self._groups for row in group.rows)

    @Slot()
    def _add_more(self) -> None:
        """Add some of the lines that are still to come."""
        added = sum(1 for _ in islice(self._coming, _AT_ONCE))
        if added < _AT_ONCE:
            self._more.stop()
        elif not self._more.isActive():
            self._more.start(0)

    def _adding(self) -> Iterator[None]:
        """Add one line after another."""
        for group in self._groups:
            head = QTreeWidgetItem(self, [group.title])
            head.setFirstColumnSpanned(True)
            head.setExpanded(True)
            self._show_head(head, group)
            for row in group.rows:
                self._add_line(head, row)
                yield

    def _add_line(self, head: QTreeWidgetItem, row: TickRow) -> None:
        line = QTreeWidgetItem(head, list(row.cells))
        self._rows[id(line)] = row
        for place, words in enumerate(row.cells):
            line.setToolTip(place, row.tip or words)
        if row.possible:
            line.setCheckState(0, _box_of(ticked=row.key in self._chosen))
        else:
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def _set_tick(self, row: TickRow, *, ticked: bool) -> None:
        """Tick a line that can be ticked, or take its tick away."""
        if ticked and row.possible:
            self._chosen[row.key] = None
        else:
            self._chosen.pop(row.key, None)

    def _show_head(self, head: QTreeWidgetItem, group: TickGroup) -> None:
        """Let the box of a group say whether all, some or none of its lines are ticked."""
        states = {row.key in self._chosen for row in group.rows if row.possible}
        if states:
            several = len(states) > 1
            box = Qt.CheckState.PartiallyChecked if several else _box_of(ticked=states.pop())
            head.setCheckState(0, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        space = event.key() == Qt.Key.Key_Space and not event.modifiers()
        if space and self.currentIndex().isValid():
            self._toggle(self.currentItem())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._toggle_at(event, on_box=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._toggle_at(event, on_box=False)

    def _toggle_at(self, event: QMouseEvent, *, on_box: bool) -> None:
        index = self.indexAt(event.position().toPoint())
        left = _text_left(is_line=index.parent().isValid())
        if index.isValid() and (event.position().x() < left) is on_box:
            self._toggle(self.itemFromIndex(index))

    def _toggle(self, item: QTreeWidgetItem) -> None:
        """Tick a line, or all lines of a group; what is ticked whole loses its ticks."""
        if item.data(0, _TICK) is None:
            return
        ticked = item.checkState(0) is not Qt.CheckState.Checked
        known = self._rows.get(id(item))
        head = item if known is None else item.parent()
        group = self._groups[self.indexOfTopLevelItem(head)]
        for row in group.rows if known is None else (known,):
            self._set_tick(row, ticked=ticked)
        for line in _lines(head) if known is None else (item,):
            if self._rows[id(line)].possible:
                line.setCheckState(0, _box_of(ticked=ticked))
        self._show_head(head, group)
        self.ticks_changed.emit()


def _lines(head: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [head.child(place) for place in range(head.childCount())]


def _box_of(*, ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _text_left(*, is_line: bool) -> int:
    return _PAD + _AFTER_BOX + (_STEP if is_line else 0)


class _TickDelegate(QStyledItemDelegate):
    """Draws boxes and words in the theme's colours; the head of a group is bold."""

    def __init__(self, look: Look, columns: Sequence[TickColumn], view: TickTree) -> None:
        super().__init__(view)
        self._look = look
        self._columns = columns
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._look.theme.sizes.control)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._look.theme
        area = QRect(option.rect)  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined]
        line = index.parent().isValid()
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "selection" if chosen else "surface" if line else "surface_alt"
        painter.fillRect(area, theme.colour(ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        tick = index.data(_TICK) if index.column() == 0 else None
        if tick is not None:
            left = area.left() + _PAD + (_STEP if line else 0)
            _paint_box(painter, left, area.center().y(), Qt.CheckState(tick), theme)
        self._paint_words(painter, area, index, theme)
        last = index.column() == len(self._columns) - 1
        if chosen and last and self._view.hasFocus():
            # Round the whole row, once all of its cells are painted.
            row = QRect(0, area.top(), self._view.viewport().width(), area.height())
            painter.setPen(QPen(theme.colour("focus"), theme.sizes.focus_ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(row.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
        theme: Theme,
    ) -> None:
        line = index.parent().isValid()
        column = self._columns[index.column()]
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        left = _text_left(is_line=line) if index.column() == 0 else 6
        box = area.adjusted(left, 0, -6, 0)
        font = theme.font(bold=not line)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if usable else "muted"))
        words = QFontMetrics(font).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, box.width()
        )
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_box(
    painter: QPainter, left: int, middle: int, tick: Qt.CheckState, theme: Theme
) -> None:
    box = QRectF(left + 0.5, middle - _BOX / 2 + 0.5, _BOX, _BOX)
    filled = tick is not Qt.CheckState.Unchecked
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("accent" if filled else "line_strong"))
    painter.setBrush(theme.colour("accent" if filled else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if tick is Qt.CheckState.PartiallyChecked:
        painter.fillRect(
            QRectF(box.left() + 3.5, round(box.center().y()) - 1, _BOX - 7, 2),
            theme.colour("on_accent"),
        )
    elif filled:
        paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent", theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's signature
