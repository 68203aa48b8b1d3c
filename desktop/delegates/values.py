"""The delegate that lets a value be typed into a cell, as in a spreadsheet."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent

from db.errors import StaleRow, ValueRefused
from desktop.columns import Align, Column, Role
from desktop.delegates.cells import CellDelegate
from desktop.delegates.editor import ValueEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget


class Move(StrEnum):
    """Where the cursor goes when a value was taken in."""

    DOWN = "down"
    UP = "up"
    NEXT = "next"
    PREVIOUS = "previous"
    RIGHT = "right"
    LEFT = "left"


_MOVES = {
    Qt.Key.Key_Return: Move.DOWN,
    Qt.Key.Key_Enter: Move.DOWN,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Tab: Move.NEXT,
    Qt.Key.Key_Backtab: Move.PREVIOUS,
}
_ARROWS = {Qt.Key.Key_Right: Move.RIGHT, Qt.Key.Key_Left: Move.LEFT}
_ENDS = {Qt.Key.Key_Up: ValueEditor.home, Qt.Key.Key_Down: ValueEditor.end}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OF_THE_INPUT_METHOD = frozenset({*_MOVES, *_ARROWS, Qt.Key.Key_Escape, Qt.Key.Key_Space})


class ValueDelegate(CellDelegate):
    """Opens the editor on a cell, hands its words to the model, and says where to go next."""

    moved = Signal(object)
    """A Move, after a value was taken in."""
    refused = Signal(object)
    """The ValueRefused, or the StaleRow of a cell that changed meanwhile: the editor stays."""
    fill_requested = Signal(object)
    """The words that every selected cell should have (Ctrl+Enter)."""

    editor: ValueEditor | None = None
    """The one editor of the table; None where nothing can be typed."""
    least_width = 80
    """Pixels of an open editor; it reaches over the cells before it where its own is narrower."""
    open_index = QPersistentModelIndex()

    @property
    def open_editor(self) -> ValueEditor | None:
        """Return the editor while it is open on a cell."""
        return None if self.editor is None or self.editor.waiting else self.editor

    def createEditor(
        self,
        _parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = self.editor
        if editor is None:
            # Qt takes "no editor" here; the stubs do not say so.
            return None  # type: ignore[return-value]
        self.open_index = QPersistentModelIndex(index)
        column = index.model().headerData(index.column(), Qt.Orientation.Horizontal, Role.COLUMN)
        left = isinstance(column, Column) and column.align is Align.LEFT
        align = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        editor.setFont(self._look.theme.font())
        editor.open(str(index.data(Qt.ItemDataRole.EditRole) or ""), align)
        return editor

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802 - Qt's
        if isinstance(editor, ValueEditor):
            editor.park()
        else:
            super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the editor alone: rows that change while someone types do not take words away."""

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if not isinstance(editor, ValueEditor) or editor.text() == editor.held:
            return
        words, now = editor.text(), str(index.data(Qt.ItemDataRole.EditRole) or "")
        if now != editor.held:
            # It became another while someone typed: they see what they would replace.
            editor.held = now
            editor.refuse()
            self.refused.emit(StaleRow("cell", now))
            return
        try:
            model.setData(index, words)
        except ValueRefused as error:
            editor.refuse()
            self.refused.emit(error)
        else:
            editor.held = words
            editor.take_back_refusal()

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = option.rect  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        wider = max(0, self.least_width - area.width())
        editor.setGeometry(area.adjusted(-wider, 0, 0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, ValueEditor):
            return super().eventFilter(watched, event)
        if watched.waiting:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            away = event.reason() in {
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.PopupFocusReason,
            }
            if not away:
                self._finish(watched, None)
            return False
        return super().eventFilter(watched, event)

    def _on_key(self, editor: ValueEditor, event: QKeyEvent) -> bool:
        """Take the keys that end typing; the input method's own are not ours."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if editor.composing:
            return key in _OF_THE_INPUT_METHOD
        if key == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
            return True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENDS and not editor.replacing:
            # Opened by F2 or a double click: as in Excel, no arrow leaves the words.
            _ENDS[key](editor, shift)
            return True
        if key in _ENDS and (control or shift):
            # Taken in; then the table goes on with the key.
            self._finish(editor, None)
            return not editor.waiting
        if control:
            if key in _ENTER:
                self.fill_requested.emit(editor.text())
            return key in _MOVES
        moves = {**_MOVES, **_ARROWS} if editor.replacing else _MOVES
        if key not in moves or (key in _ARROWS and event.modifiers()):
            return False
        self._finish(editor, Move.UP if key in _ENTER and shift else moves[key])
        return True

    def _finish(self, editor: ValueEditor, move: Move | None) -> None:
        """Hand the words over; close and move on unless they were refused."""
        if editor.refused and move is None:
            return
        self.commitData.emit(editor)
        if editor.refused:
            return
        if not editor.waiting:
            # Other columns after the writing have let go of it already.
            self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        if move is not None:
            self.moved.emit(move)
