"""The table of every screen: frozen first columns, headings that fold, keys as in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from desktop.columns import Cell, Column, Heading, LineModel
from desktop.delegates.cells import CellDelegate
from desktop.delegates.marks import Mark
from desktop.delegates.values import Move, ValueDelegate, ValueEditor
from desktop.widgets.frozen import FrozenView, prepare
from desktop.widgets.headers import GroupedHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.theme import Look

_SLACK = 2
"""Pixels more than a column's widest cell needs, so that words do not touch the next column."""


def _copied(cell: Cell) -> str:
    """Return a cell as other programs understand it: a blank is empty, a minus is theirs."""
    return "" if cell.mark is Mark.BLANK else cell.text.replace("−", "-")


class LineTable(QTableView):
    """Shows a LineModel. With `whole_rows` the cursor is a row, else a cell."""

    cursor_moved = Signal(object, object)
    """The row under the cursor (None, a Heading or a line), and its Column (None)."""
    heading_toggled = Signal(object)
    """The key of a Heading that should fold or unfold."""
    row_opened = Signal(object)
    """A row was double-clicked, or Enter pressed on it, where nothing can be typed."""
    value_refused = Signal(object)
    """The ValueRefused of what stands in the open editor."""
    escaped = Signal()
    """Esc was pressed while nothing was being typed."""

    def __init__(
        self,
        look: Look,
        key: Callable[[Any], str],
        parent: QWidget | None = None,
        *,
        frozen: int = 0,
        whole_rows: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._frozen_columns = frozen
        # What each column needs, until its rows change.
        self._needed: list[int] | None = None
        self.lines = LineModel(key, self)
        self.values = ValueDelegate(look, self)
        self.values.whole = whole_rows
        self.values.named = frozen
        prepare(self, look)
        self.setModel(self.lines)
        self.setItemDelegate(self.values)
        self.setTabKeyNavigation(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows if whole_rows else behaviour.SelectItems)
        if whole_rows:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # The frozen part has its own: a delegate that edits belongs to one view.
        self._names = CellDelegate(look, self)
        self._names.whole, self._names.named = whole_rows, frozen
        self._frozen = FrozenView(self) if frozen else None
        if self._frozen is not None:
            prepare(self._frozen, look)
            self._frozen.setModel(self.lines)
            self._frozen.setItemDelegate(self._names)
            self._frozen.setSelectionModel(self.selectionModel())
            self._frozen.setSelectionBehavior(self.selectionBehavior())
        self._connect()

    def _connect(self) -> None:
        self.values.moved.connect(self._on_moved)
        self.values.refused.connect(self.value_refused)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.lines.modelReset.connect(self._on_reset)
        if self._frozen is not None:
            self._frozen.clicked.connect(self._on_clicked)
            self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
            self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)

    # -- what is shown ---------------------------------------------------------------------------

    def freeze(self, count: int) -> None:
        """Keep another number of first columns in place; for a table made with `frozen`."""
        self._frozen_columns = self.values.named = self._names.named = count

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; where names and titles are the same, nothing but them changes."""
        kept = self._cursor_key()
        self.lines.show_columns(columns)
        for view in self._views():
            header = view.horizontalHeader()
            if isinstance(header, GroupedHeader):
                header.show_groups(self.lines.columns)
        for place in range(len(columns)):
            if self._frozen is not None:
                self._frozen.setColumnHidden(place, place >= self._frozen_columns)
        self._put_cursor(*kept)
        self._needed = None
        self._set_widths()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; cursor and scroll place stay where they are as far as possible."""
        kept = self._cursor_key()
        scrolled = self.verticalScrollBar().value()
        before = self.lines.rows
        self.lines.show_rows(rows)
        if len(before) != len(self.lines.rows) or self.currentIndex().row() < 0:
            self._put_cursor(*kept)
            self.verticalScrollBar().setValue(scrolled)
        if self.currentIndex().row() < 0 and self.lines.rows:
            first = next(self._cells_to_type(), None)
            row, column = first or (0, 0)
            self.setCurrentIndex(self.lines.index(row, column))
        self._set_widths()

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
        self.setCurrentIndex(self.lines.index(row, column))
        self.scrollTo(self.currentIndex())
        return True

    def edit_current(self) -> None:
        """Open the editor on the current cell, the caret after what stands there (F2)."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            editor = self.values.open_editor
            if editor is not None:
                editor.deselect()
                editor.end(False)  # noqa: FBT003 - Qt's signature

    def chosen_cells(self) -> list[tuple[Any, Column]]:
        """Return the selected cells that a value can be typed into, in reading order."""
        places = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        return [
            (self.lines.rows[row], self.lines.columns[column])
            for row, column in places
            if self.lines.is_editable(row, column)
        ]

    def chosen_block(self) -> str:
        """Return the selected cells as lines of tab-separated words, headings left out."""
        places = {(index.row(), index.column()) for index in self.selectedIndexes()}
        columns = sorted({column for _, column in places})
        lines = [
            "\t".join(
                _copied(self.lines.cell(row, column)) if (row, column) in places else ""
                for column in columns
            )
            for row in sorted({row for row, _ in places})
            if not isinstance(self.lines.rows[row], Heading)
        ]
        return "\n".join(lines)

    # -- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.current_row
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(row, Heading) and self._key_folds(key, row):
            self.heading_toggled.emit(row.key)
        elif enter and self._has_editable():
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_moved(Move.UP if back else Move.DOWN)
        elif enter and row is not None:
            self.row_opened.emit(row)
        elif key == Qt.Key.Key_Tab and self._has_editable():
            self._on_moved(Move.NEXT)
        elif key == Qt.Key.Key_Backtab and self._has_editable():
            self._on_moved(Move.PREVIOUS)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _key_folds(key: int, row: Heading) -> bool:
        either = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        return key in either or key == (Qt.Key.Key_Left if row.open else Qt.Key.Key_Right)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        # Tab belongs to the cells where values are typed; F6 leads out.
        return False if self._has_editable() else super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def scrollTo(  # noqa: N802 - Qt's
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.column() < self._frozen_columns:
            self.horizontalScrollBar().setValue(across)
            return
        hidden = self._frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        # A refused value is not thrown away by a click elsewhere: it stays until mended or Esc.
        revert = QAbstractItemDelegate.EndEditHint.RevertModelCache
        if isinstance(editor, ValueEditor) and editor.refused and hint is not revert:
            editor.setFocus()
            return
        super().closeEditor(editor, hint)
        self.setFocus()

    @Slot(object)
    def _on_moved(self, move: Move) -> None:
        """Go to the next cell that can be typed into, down the column or along the row."""
        index = self.currentIndex()
        place = (index.row(), index.column())
        if move in {Move.DOWN, Move.UP}:
            cells = [cell for cell in self._cells_to_type() if cell[1] == place[1]]
        else:
            cells = list(self._cells_to_type())
        if move in {Move.DOWN, Move.NEXT}:
            found = next((cell for cell in cells if cell > place), None)
        else:
            found = next((cell for cell in reversed(cells) if cell < place), None)
        if found is not None:
            self.setCurrentIndex(self.lines.index(*found))

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
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        for delegate in (self.values, self._names):
            delegate.cursor_row, delegate.cursor_column = index.row(), index.column()
        for view in self._views():
            view.viewport().update()
        self.cursor_moved.emit(self.current_row, self.current_column)
        editor = self.values.open_editor
        if editor is not None and editor.refused and index != self.values.open_index:
            # Qt is in the middle of moving the cursor: it goes back when that is done.
            QTimer.singleShot(0, self._back_to_refused)

    @Slot()
    def _back_to_refused(self) -> None:
        """Put the cursor back to the value that is still to be mended."""
        editor = self.values.open_editor
        if editor is not None and editor.refused:
            place = self.values.open_index
            self.setCurrentIndex(self.lines.index(place.row(), place.column()))
            editor.setFocus()

    # -- inside ----------------------------------------------------------------------------------

    def _views(self) -> tuple[QTableView, ...]:
        return (self,) if self._frozen is None else (self, self._frozen)

    def _has_editable(self) -> bool:
        return any(column.edit is not None for column in self.lines.columns)

    def _cells_to_type(self) -> Iterator[tuple[int, int]]:
        """Yield the cells a value can be typed into, in reading order."""
        columns = [at for at, column in enumerate(self.lines.columns) if column.edit is not None]
        for row in range(len(self.lines.rows)):
            for column in columns:
                if self.lines.is_editable(row, column):
                    yield row, column

    def _cursor_key(self) -> tuple[str, int]:
        """Return what the cursor stands on, in words that outlive other rows."""
        row, column = self.current_row, self.currentIndex().column()
        return ("" if row is None else self.lines.key_of(row)), column

    def _put_cursor(self, key: str, column: int) -> None:
        row = self.lines.row_of(key) if key else None
        if row is not None and column < len(self.lines.columns):
            index = self.lines.index(row, column)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    @Slot()
    def _on_reset(self) -> None:
        """Let headings reach across the table."""
        self._needed = None
        across = len(self.lines.columns)
        for view in self._views():
            view.clearSpans()
            width = self._frozen_columns if view is self._frozen else across
            if width < 2:  # noqa: PLR2004 - a span of one is none
                continue
            for place, row in enumerate(self.lines.rows):
                if isinstance(row, Heading):
                    view.setSpan(place, 0, 1, width)

    def _set_widths(self) -> None:
        """Give each column its width, and what is left over to the one that stretches."""
        if self._needed is None:
            self._needed = [self._width_of(place) for place in range(len(self.lines.columns))]
        widths = list(self._needed)
        spare = self.viewport().width() - sum(widths)
        stretching = [at for at, column in enumerate(self.lines.columns) if column.stretches]
        if spare > 0 and stretching:
            for place in stretching:
                widths[place] += spare // len(stretching)
        for place, width in enumerate(widths):
            for view in self._views():
                view.setColumnWidth(place, width)
        if self._frozen is not None:
            rows = min(self.viewport().height(), self.verticalHeader().length())
            height = rows + self.horizontalHeader().height()
            self._frozen.horizontalHeader().setFixedHeight(self.horizontalHeader().height())
            self._frozen.setGeometry(
                self.frameWidth(), self.frameWidth(), self._frozen_width() + 1, height
            )

    def _width_of(self, place: int) -> int:
        """Return a column's width; one that may grow is measured over its rows."""
        column = self.lines.columns[place]
        if not column.widest:
            return column.width
        widest = column.width
        for row, line in enumerate(self.lines.rows):
            if isinstance(line, Heading):
                continue
            cell = self.lines.cell(row, place)
            if self.values.most_width_of(cell) + _SLACK > widest:
                widest = max(widest, self.values.width_of(cell) + _SLACK)
            if widest >= column.widest:
                return column.widest
        return widest

    def _frozen_width(self) -> int:
        return sum(self.columnWidth(place) for place in range(self._frozen_columns))
