"""The table of every screen: frozen first columns, headings that fold, a cursor that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.columns import Column, Heading, LineModel
from desktop.delegates.cells import CellDelegate
from desktop.widgets.cell_view import CellView
from desktop.widgets.frozen import FrozenView, prepare
from desktop.widgets.headers import GroupedHeader
from desktop.widgets.kept_cursor import Kept, KeptCursor, kept_of, place_of
from desktop.widgets.whole_columns import WholeColumns
from desktop.widgets.widths import ColumnWidths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from desktop.theme import Look


class LineTable(CellView):
    """Shows a LineModel. With `whole_rows` the cursor is a row, else a cell."""

    cursor_moved = Signal(object, object)
    """The row under the cursor (None, a Heading or a line), and its Column (None)."""
    heading_toggled = Signal(object)
    """The key of a Heading that should fold or unfold."""
    row_opened = Signal(object)
    """A row was double-clicked, or Enter pressed on it, where nothing can be typed."""
    sort_requested = Signal(object)
    """The head of a Column that sorts was clicked."""
    room_changed = Signal()
    """There is more or less room across than there was."""
    escaped = Signal()
    """Esc was pressed while nothing was being typed."""

    filling = False
    """Whether cells are being filled with the mouse."""
    # While the program itself moves the cursor, or gives columns their widths.
    _led = _setting_widths = False
    # Qt asks for the views before the constructor is through.
    _frozen: FrozenView | None = None

    def __init__(
        self,
        look: Look,
        key: Callable[[Any], str],
        parent: QWidget | None = None,
        *,
        frozen: int = 0,
        whole_rows: bool = False,
        values: CellDelegate | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._frozen_columns, self._whole = frozen, WholeColumns(self, frozen, lambda: self.is_held)
        self.chosen_widths: dict[str, int] = {}
        """Pixels a person gave columns, by their keys."""
        self.lines = LineModel(key, self)
        self.values = values or CellDelegate(look, self)
        self.values.whole = whole_rows
        self.values.named = self.values.covered = frozen
        prepare(self, look)
        self._widths = ColumnWidths(self.lines, self.values, self)
        self.setModel(self.lines)
        self.setItemDelegate(self.values)
        self.setTabKeyNavigation(False)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows if whole_rows else behaviour.SelectItems)
        if whole_rows:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # The frozen part has its own: a delegate that edits belongs to one view.
        self._names = CellDelegate(look, self)
        self._names.whole, self._names.named, self._names.runs_on = whole_rows, frozen, True
        if frozen:
            self._frozen = FrozenView(self)
            prepare(self._frozen, look)
            self._frozen.setModel(self.lines)
            self._frozen.setItemDelegate(self._names)
            self._frozen.setSelectionModel(self.selectionModel())
            self._frozen.setSelectionBehavior(self.selectionBehavior())
        self._kept = KeptCursor(self)
        self._connect()

    def _connect(self) -> None:
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._widths.grown.connect(self._set_widths)
        self.horizontalScrollBar().valueChanged.connect(self.horizontalHeader().viewport().update)
        for view in self._views():
            view.clicked.connect(self._on_clicked)
            view.doubleClicked.connect(self._on_double_clicked)
            view.horizontalHeader().sectionResized.connect(self._on_resized)
            view.horizontalHeader().sectionClicked.connect(self._on_head_clicked)
            view.horizontalHeader().sectionHandleDoubleClicked.connect(self._on_edge_opened)
        if self._frozen is not None:
            self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
            self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
            self._frozen.verticalScrollBar().rangeChanged.connect(self._scroll_names)

    # -- what is shown ---------------------------------------------------------------------------

    def freeze(self, count: int) -> None:
        """Keep another number of first columns in place; for a table made with `frozen`."""
        self._frozen_columns = self._whole.frozen = self._names.named = count
        self.values.named = self.values.covered = count

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; where names and titles are the same, nothing but them changes."""
        kept = kept_of(self.lines, self.currentIndex())
        self.lines.show_columns(columns)
        for header in self.heads():
            header.show_groups(self.lines.columns)
        # A column that is shown again has its old width back: nobody chose that.
        self._setting_widths = True
        for place in range(len(columns)):
            if self._frozen is not None:
                self._frozen.setColumnHidden(place, place >= self._frozen_columns)
        self._setting_widths = False
        # The cursor's cell is brought in sight where it will stand.
        self._set_widths()
        self._put_cursor(kept)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; cursor and scroll place stay where they are as far as possible."""
        kept = self._kept.begin()
        scrolled = self.verticalScrollBar().value()
        before, at = self.lines.rows, self.currentIndex().row()
        self.lines.show_rows(rows)
        if len(before) != len(self.lines.rows) or not self._kept.is_there:
            self._put_cursor(kept)
            self.verticalScrollBar().setValue(scrolled)
        if self.currentIndex().row() < 0 and self.lines.rows:
            place = self.lines.beside(before, at, kept[2]) or self._first_place()
            self.setCurrentIndex(self.lines.index(*place))
        self._set_widths()
        if self._kept.end():
            self.scrollTo(self.currentIndex())

    def draw_anew(self) -> None:
        """Draw every cell anew: something that stands beside all rows has changed."""
        self.lines.forget_cells()
        for view in self._views():
            view.viewport().update()

    def show_sorted(self, column: str, *, down: bool) -> None:
        """Mark the head of the column of that key as the one rows are sorted by; empty: none."""
        for header in self.heads():
            header.show_sorted(column, down=down)

    def show_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns the widths that were chosen for them, by their keys."""
        self.chosen_widths = dict(widths)
        self._set_widths()

    @property
    def is_held(self) -> bool:
        """Tell whether the mouse drags something here: nothing moves away under it."""
        dragged = self.state() is QAbstractItemView.State.DragSelectingState
        return self.filling or dragged or any(head.held for head in self.heads())

    @property
    def is_cramped(self) -> bool:
        """Tell whether the columns need more room across than there is."""
        return sum(self._widths.needed()) > self.viewport().width()

    def needed_within(self, most: int) -> int:
        """Return the pixels of as many whole columns from the left as go into so many pixels."""
        width, around = 0, 2 * self.frameWidth() + 2
        for needed in self._widths.needed():
            if width and around + width + needed > most:
                break
            width += needed
        return min(around + width, most)

    @property
    def current_row(self) -> Any:
        """Return the row under the cursor: None, a Heading, or a line."""
        place = self.currentIndex().row()
        return self.lines.rows[place] if 0 <= place < len(self.lines.rows) else None

    @property
    def current_column(self) -> Column | None:
        """Return the column under the cursor."""
        place = self.currentIndex().column()
        return self.lines.columns[place] if 0 <= place < len(self.lines.columns) else None

    def go_to(self, key: str, name: str = "") -> bool:
        """Put the cursor on a row, in the column of that name; False when it is not shown."""
        row = self.lines.row_of(key)
        if row is None:
            return False
        column = next(
            (at for at, column in enumerate(self.lines.columns) if name and column.name == name),
            max(self.currentIndex().column(), 0),
        )
        self._kept.settle()
        self._led = True
        self.setCurrentIndex(self.lines.index(row, column))
        self._led = False
        self.scrollTo(self.currentIndex())
        return True

    # -- keys and mouse --------------------------------------------------------------------------

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Select what the program goes to alone, whatever key is held; so Ctrl+Home, Ctrl+End."""
        flags = QItemSelectionModel.SelectionFlag
        several = self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        way = flags.ClearAndSelect if self._led else _way_to_an_end(event) if several else None
        if way is None:
            return super().selectionCommand(index, event)
        rows = self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
        return way | flags.Rows if rows else way

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.current_row
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(row, Heading) and self.key_folds(key, row) and not event.modifiers():
            self.heading_toggled.emit(row.key)
        elif enter and row is not None:
            self.row_opened.emit(row)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def key_folds(key: int, row: Heading) -> bool:
        """Tell whether a key folds or unfolds a heading."""
        either = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        return key in either or key == (Qt.Key.Key_Left if row.open else Qt.Key.Key_Right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()
        if event.size().width() != event.oldSize().width():
            self.room_changed.emit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def scrollContentsBy(self, across: int, down: int) -> None:  # noqa: N802 - Qt's
        if across or self._frozen is None:
            super().scrollContentsBy(across, down)
            return
        # Qt lets go of what it meant to bring in sight, and moves nothing.
        super().scrollContentsBy(0, 0)
        self._frozen.scroll_beside(down)

    def scrollTo(  # noqa: N802 - Qt's
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        if bar.maximum() < self.horizontalHeader().length() - self.viewport().width():
            # Widths were changed just now: until the bar knows them, it would stop short.
            self.updateGeometries()
        across = bar.value()
        beside = self.lines.last_in_group(index.column())
        if beside != index.column():
            # What stands beside a figure under one heading is seen with it.
            super().scrollTo(self.lines.index(index.row(), beside), hint)
        if index.row() > 0 and isinstance(self.lines.rows[index.row() - 1], Heading):
            # The first row under a heading is seen with it.
            super().scrollTo(self.lines.index(index.row() - 1, index.column()), hint)
        super().scrollTo(index, hint)
        if index.column() < self._frozen_columns:
            self.horizontalScrollBar().setValue(across)
            return
        hidden = self._frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)
        else:
            self._whole.show_whole()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's
        bar = self.horizontalScrollBar()
        across = bar.value()
        super().updateGeometries()
        if bar.maximum():
            self._whole.reach()
            bar.setValue(across)
            self._whole.show_whole()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.lines.rows[index.row()]
        if isinstance(row, Heading):
            self.heading_toggled.emit(row.key)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self.lines.rows[index.row()]
        if not isinstance(row, Heading) and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_opened.emit(row)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, before: QModelIndex) -> None:
        for delegate in (self.values, self._names):
            delegate.cursor_row, delegate.cursor_column = index.row(), index.column()
        for row in {index.row(), before.row()} - {-1}:
            self._draw_tint(row)
        self.cursor_moved.emit(self.current_row, self.current_column)

    @Slot(int, int, int)
    def _on_resized(self, place: int, _before: int, width: int) -> None:
        """Remember the width a person gave a column."""
        if self._setting_widths or place >= len(self.lines.columns) or not width:
            return
        column = self.lines.columns[place]
        if column.key:
            self.chosen_widths[column.key] = width
            self._set_widths()

    @Slot()
    def _scroll_names(self) -> None:
        """Scroll the names to their rows: before there was room for them, they could not."""
        if self._frozen is not None:
            self._frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())

    @Slot(int)
    def _on_edge_opened(self, place: int) -> None:
        """Give a column the width of its longest words: its edge was double-clicked."""
        column = self.lines.columns[place]
        if column.key:
            needed = self._widths.needed()[place]
            self.chosen_widths[column.key] = max(needed, self._widths.fitting(place))
            self._set_widths()

    @Slot(int)
    def _on_head_clicked(self, place: int) -> None:
        column = self.lines.columns[place]
        if column.sort is not None:
            self.sort_requested.emit(column)

    # -- inside ----------------------------------------------------------------------------------

    def _draw_tint(self, row: int) -> None:
        """Draw anew what of a row is tinted with its cell; the cell itself Qt sees to."""
        line = self.lines.rows[row] if row < len(self.lines.rows) else None
        if self._frozen is not None and not self.values.whole and not isinstance(line, Heading):
            self._frozen.draw_soon(row)
            return
        for view in self._views():
            room, height = view.viewport(), view.rowHeight(row)
            room.update(0, view.rowViewportPosition(row), room.width(), height)

    def _views(self) -> tuple[QTableView, ...]:
        return (self,) if self._frozen is None else (self, self._frozen)

    def heads(self) -> tuple[GroupedHeader, ...]:
        """Return the heads of the columns: the table's, and those of what stays in place."""
        heads = (view.horizontalHeader() for view in self._views())
        return tuple(head for head in heads if isinstance(head, GroupedHeader))

    def _first_place(self) -> tuple[int, int]:
        """Return where the cursor stands at first."""
        return (0, 0)

    def _put_cursor(self, kept: Kept) -> None:
        place = place_of(self.lines, kept)
        if place is not None:
            self.selectionModel().setCurrentIndex(
                self.lines.index(*place), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    @Slot()
    def _set_widths(self) -> None:
        """Give each column its width, and what is left over to the one that stretches."""
        widths = self._widths.within(self.viewport().width(), self.chosen_widths)
        self._setting_widths = True
        for place, width in enumerate(widths):
            for view in self._views():
                view.setColumnWidth(place, width)
        self._setting_widths = False
        self._whole.show_whole()
        if self._frozen is not None:
            self.heads()[0].covered = self._frozen_width()
            self._frozen.lie_over(self._frozen_width())

    def _frozen_width(self) -> int:
        return sum(self.columnWidth(place) for place in range(self._frozen_columns))


def _way_to_an_end(event: QEvent | None) -> QItemSelectionModel.SelectionFlag | None:
    """Return how Home and End select: with Ctrl, Qt would leave behind what is selected."""
    if not isinstance(event, QKeyEvent) or event.key() not in {Qt.Key.Key_Home, Qt.Key.Key_End}:
        return None
    flags, shift = QItemSelectionModel.SelectionFlag, Qt.KeyboardModifier.ShiftModifier
    return flags.SelectCurrent if event.modifiers() & shift else flags.ClearAndSelect
