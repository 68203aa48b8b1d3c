"""A table where values are typed: the editor waits in the cell, keys as in a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from desktop.columns import Column, Heading
from desktop.delegates.editor import ValueEditor
from desktop.delegates.values import Move, ValueDelegate
from desktop.widgets.fill_handle import FillHandle
from desktop.widgets.sheet_keys import (
    ACTION_KEYS,
    CURSOR_ACTIONS,
    corner,
    edge_of_data,
    neighbour,
    next_chosen,
    next_to_type,
    off_headings,
    page_across,
    page_down,
)
from desktop.widgets.stretch import Stretch
from desktop.widgets.table import LineTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from desktop.theme import Look

_ALONG = {Qt.Key.Key_Tab: Move.NEXT, Qt.Key.Key_Backtab: Move.PREVIOUS}
_MOST_GONE_ROUND = 5000
"""More selected cells than this are not gone round by Enter."""


class SheetTable(LineTable):
    """Lets values be typed into a LineModel; frozen columns hold the names of its rows."""

    value_refused = Signal(object)
    """The ValueRefused of what stands in the open editor."""
    typing_impossible = Signal(object, object)
    """The row and Column where somebody began to type, and nothing can be typed."""
    choice_requested = Signal()
    """Alt+Down: the words that a cell may hold should be offered."""
    fill_requested = Signal(object)
    """The words that every selected cell should have (Ctrl+Enter)."""

    values: ValueDelegate

    def __init__(
        self, look: Look, key: Callable[[Any], str], parent: QWidget | None = None, *, frozen: int
    ) -> None:
        super().__init__(look, key, parent, frozen=frozen, values=ValueDelegate(look))
        self.values.setParent(self)
        trigger = QAbstractItemView.EditTrigger
        self._triggers = trigger.AnyKeyPressed | trigger.DoubleClicked
        self.setEditTriggers(self._triggers)
        self._stretch = Stretch(self)
        if self._frozen is not None:
            self._frozen.stretch = self._stretch
        self._run_from: tuple[QPersistentModelIndex, int] | None = None
        self.editor = ValueEditor(self.viewport(), self)
        self.values.editor = self.editor
        # The first key must find the editor in place, with the focus.
        self.setFocusProxy(self.editor)
        self.values.moved.connect(self._on_moved)
        self.values.refused.connect(self.value_refused)
        self.values.fill_requested.connect(self._on_fill)
        self.editor.begun.connect(self._on_begun)
        self.editor.block_pasted.connect(self._on_block_pasted)
        self.editor.focus_moved.connect(self._on_focus_moved)
        self._comes_after = QTimer(self, singleShot=True)
        self._comes_after.timeout.connect(self._place_editor)
        self.handle = FillHandle(self, look)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)

    def allow_typing(self, *, allowed: bool) -> None:
        """Let values be typed, or let no key and no double click open the editor."""
        nothing = QAbstractItemView.EditTrigger.NoEditTriggers
        self.setEditTriggers(self._triggers if allowed else nothing)

    @property
    def takes_typing(self) -> bool:
        """Tell whether values can be typed now."""
        return self.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.handle.paint(painter)
        painter.end()

    def show_columns(self, columns: Sequence[Column]) -> None:
        self._laid_out(partial(super().show_columns, columns))

    def show_rows(self, rows: Sequence[Any]) -> None:
        self._laid_out(partial(super().show_rows, rows))

    def _laid_out(self, lay_out: Callable[[], None]) -> None:
        """Show other columns or rows; what is being typed stays in its cell."""
        editor = self.values.open_editor
        if editor is None:
            lay_out()
            return
        # Loaded when it happens: a window seldom changes while somebody types.
        from desktop.widgets.typed_on import type_on, typed_in  # noqa: PLC0415 - as said

        typed = typed_in(self, editor)
        lay_out()
        type_on(self, typed)

    def show_block(self, block: tuple[int, int, int, int] | None) -> None:
        """Frame a block: its first row and column, its last row and column; None: no frame."""
        self.values.block = self._names.block = block
        for view in self._views():
            view.viewport().update()

    def edit_current(self) -> None:
        """Open the editor on the current cell, the caret after what stands there (F2).

        While something is typed, arrows walk in the words from then on, or leave the cell again.
        """
        index, open_editor = self.currentIndex(), self.values.open_editor
        if open_editor is not None:
            open_editor.replacing = not open_editor.replacing
            return
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.scrollTo(index)
            self.edit(index)
            self.editor.deselect()
            self.editor.end(False)  # noqa: FBT003 - Qt's signature
        else:
            self._on_begun()

    def choose(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Select a block from its first row and column to its last, the cursor on its first."""
        self.setCurrentIndex(self.lines.index(*first))
        self._stretch.to(self.lines.index(*last))

    @property
    def chosen_count(self) -> int:
        """Return how many cells are selected, headings counted."""
        return sum(area.width() * area.height() for area in self._areas())

    def chosen_places(self) -> list[tuple[int, int]]:
        """Return the selected cells in reading order, headings left out."""
        places = {
            (row, column)
            for area in self._areas()
            for row in range(area.top(), area.bottom() + 1)
            if not isinstance(self.lines.rows[row], Heading)
            for column in range(area.left(), area.right() + 1)
        }
        return sorted(places)

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        heading = isinstance(self.current_row, Heading)
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and self.handle.dragging:
            self.handle.give_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not heading:
            if not control:
                self._on_moved(Move.UP if back else Move.DOWN)
        elif key in _ALONG:
            self._on_moved(_ALONG[key])
        elif key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.choice_requested.emit()
        elif key == Qt.Key.Key_Backspace and control:
            self.scrollTo(self.currentIndex())
        elif key == Qt.Key.Key_Space and (control or back):
            self._stretch.to_whole_lines(columns=control)
        elif key in CURSOR_ACTIONS and back:
            self._stretch.to(self._led_to(self._stretch.end, CURSOR_ACTIONS[key], modifiers))
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if key in CURSOR_ACTIONS and self.currentIndex() == before:
                # At the edge the cursor stays, and what was selected is let go all the same.
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().select(before, flags.ClearAndSelect)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        return self._led_to(self.currentIndex(), action, modifiers)

    def _led_to(
        self,
        index: QModelIndex,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Return the cell that a key leads to from another."""
        ways = QAbstractItemView.CursorAction
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        place, first = (index.row(), index.column()), self._frozen_columns
        corners = {ways.MoveHome: Qt.Key.Key_Home, ways.MoveEnd: Qt.Key.Key_End}
        if not index.isValid() or action not in ACTION_KEYS:
            return super().moveCursor(action, modifiers)
        if action in corners:
            place = corner(self.lines, place, corners[action], first, whole=control)
        elif action in {ways.MovePageUp, ways.MovePageDown}:
            up = action == ways.MovePageUp
            if modifiers & Qt.KeyboardModifier.AltModifier:
                place = (place[0], page_across(self, index, first, back=up))
            else:
                place = off_headings(self.lines, (page_down(self, index, up=up), place[1]), up=up)
        elif control:
            place = edge_of_data(self.lines, place, ACTION_KEYS[action], min(first, place[1]))
        else:
            place = neighbour(self.lines, place, ACTION_KEYS[action])
        return self.lines.index(*place)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        # Where the program moves the cursor, a key that is held down means nothing; and Ctrl with
        # an arrow takes the selection along, which Qt would leave behind.
        moves = isinstance(event, QKeyEvent) and event.key() in CURSOR_ACTIONS
        if event is None or moves:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._stretch.takes_press(self, event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.state() is QAbstractItemView.State.DragSelectingState
        super().mouseReleaseEvent(event)
        if dragged:
            self._stretch.settle()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        # Tab belongs to the cells where values are typed; F6 leads out.
        del next
        return False

    @Slot(object)
    def _on_moved(self, move: Move) -> None:
        """Go to the next cell that can be typed into, down the column or along the row."""
        index = self.currentIndex()
        place = (index.row(), index.column())
        chosen = self._typed_and_chosen()
        if len(chosen) > 1 and (found := next_chosen(chosen, place, move)) is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.lines.index(*found), flags.NoUpdate)
            return
        run = self._run_from
        from_here = run is not None and run[0] == index
        if move is Move.DOWN and from_here and run is not None:
            # After Tab, Tab, Enter the next row begins where this one began.
            place = (place[0], run[1])
        found = next_to_type(self.lines, place, move)
        if found is not None:
            self.setCurrentIndex(self.lines.index(*found))
        if move is Move.NEXT:
            start = run[1] if from_here and run is not None else index.column()
            self._run_from = (QPersistentModelIndex(self.currentIndex()), start)
        else:
            self._run_from = None

    def _areas(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.count())]

    def _typed_and_chosen(self) -> list[tuple[int, int]]:
        """Return the cells that Enter goes round: those selected where a value can be typed."""
        if not 1 < self.chosen_count <= _MOST_GONE_ROUND:
            return []
        return [place for place in self.chosen_places() if self.lines.is_editable(*place)]

    # -- the editor ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_editor()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        # A refused value is not thrown away by a click elsewhere: it stays until mended or Esc.
        revert = QAbstractItemDelegate.EndEditHint.RevertModelCache
        if isinstance(editor, ValueEditor) and editor.refused and hint is not revert:
            editor.setFocus()
            return
        super().closeEditor(editor, hint)
        self._comes_after.start()

    @Slot()
    def _on_scrolled(self) -> None:
        """Take the editor along with its cell; one that waits, once all is where it is to be."""
        if self.editor.waiting:
            self._comes_after.start()
        else:
            self.updateEditorGeometries()

    @Slot()
    def _on_begun(self) -> None:
        """Open the editor on the current cell, or tell that nothing can be typed there."""
        index = self.currentIndex()
        if not self.editTriggers() & QAbstractItemView.EditTrigger.AnyKeyPressed:
            return
        # The cursor's cell may have been scrolled out of sight: what is typed is seen.
        self.scrollTo(index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif index.isValid():
            self.typing_impossible.emit(self.current_row, self.current_column)

    @Slot()
    def _on_block_pasted(self) -> None:
        from db.errors import ValueRefused  # noqa: PLC0415 - few blocks are pasted so
        from db.faults import ValueFault  # noqa: PLC0415 - as above

        self.value_refused.emit(ValueRefused(ValueFault.SEVERAL_CELLS, ""))

    @Slot(object)
    def _on_fill(self, words: str) -> None:
        """Close the editor without a value of its own: its words go into every selected cell."""
        self.closeEditor(self.editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self.fill_requested.emit(words)

    @Slot()
    def _on_focus_moved(self) -> None:
        for view in self._views():
            view.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, before: QModelIndex) -> None:
        super()._on_current_changed(index, before)
        self._stretch.let_go()
        editor = self.values.open_editor
        if editor is None:
            # Where nothing can be typed, no input method begins to compose.
            self.editor.setReadOnly(not index.flags() & Qt.ItemFlag.ItemIsEditable)
            self._comes_after.start()
        elif editor.refused and index != self.values.open_index:
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

    @Slot()
    def _place_editor(self) -> None:
        """Let the waiting editor lie over the current cell: candidates appear beside it."""
        if not self.editor.waiting:
            return
        index = self.currentIndex()
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
        self.editor.lie_over(self.visualRect(index), spoken)
        # Where nothing can be typed, no input method begins to compose.
        self.editor.setReadOnly(not index.flags() & Qt.ItemFlag.ItemIsEditable)

    def _first_place(self) -> tuple[int, int]:
        columns = [at for at, column in enumerate(self.lines.columns) if column.edit is not None]
        places = ((row, at) for row in range(len(self.lines.rows)) for at in columns)
        return next((place for place in places if self.lines.is_editable(*place)), (0, 0))
