"""The delegate that lets a value be typed into a cell, as in a spreadsheet."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from db.errors import ValueRefused
from desktop.delegates.cells import CellDelegate


class Move(StrEnum):
    """Where the cursor goes when a value was taken in."""

    DOWN = "down"
    UP = "up"
    NEXT = "next"
    PREVIOUS = "previous"


_MOVES = {
    Qt.Key.Key_Return: Move.DOWN,
    Qt.Key.Key_Enter: Move.DOWN,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Tab: Move.NEXT,
    Qt.Key.Key_Backtab: Move.PREVIOUS,
}


class ValueEditor(QLineEdit):
    """The one-line editor in a cell; a refused value keeps it open, framed in red."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setProperty("kind", "cell")
        self.setAccessibleName("键入数值")
        self.held: str | None = None
        self.refused = False
        self.composing = False
        self.textEdited.connect(self._take_back_refusal)

    def refuse(self) -> None:
        """Show that what stands here is not understood."""
        self._show_refusal(refused=True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _take_back_refusal(self) -> None:
        if self.refused:
            self._show_refusal(refused=False)

    def _show_refusal(self, *, refused: bool) -> None:
        self.refused = refused
        self.setProperty("refused", refused)
        self.style().unpolish(self)
        self.style().polish(self)


class ValueDelegate(CellDelegate):
    """Opens an editor on a cell, hands its words to the model, and says where to go next."""

    moved = Signal(object)
    """A Move, after a value was taken in."""
    refused = Signal(object)
    """The ValueRefused that keeps the editor open."""

    open_editor: ValueEditor | None = None
    open_index = QPersistentModelIndex()

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        self.open_editor = ValueEditor(parent)
        self.open_index = QPersistentModelIndex(index)
        self.open_editor.setFont(self._look.theme.font())
        return self.open_editor

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802 - Qt's
        if editor is self.open_editor:
            self.open_editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        # Only once: rows that change while someone types must not take the words away.
        if isinstance(editor, ValueEditor) and editor.held is None:
            editor.held = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setText(editor.held)

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if not isinstance(editor, ValueEditor) or editor.text() == editor.held:
            return
        try:
            model.setData(index, editor.text())
        except ValueRefused as error:
            editor.refuse()
            self.refused.emit(error)
        else:
            editor.held = editor.text()

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = option.rect  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        least = 80
        wider = max(0, least - area.width())
        editor.setGeometry(area.adjusted(-wider, 0, 0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, ValueEditor):
            return super().eventFilter(watched, event)
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
        if editor.composing:
            return key in _MOVES or key in {Qt.Key.Key_Escape, Qt.Key.Key_Space}
        if key == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
            return True
        if key in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish(editor, _MOVES[key])
            return True
        return False

    def _finish(self, editor: ValueEditor, move: Move | None) -> None:
        """Hand the words over; close and move on unless they were refused."""
        if editor.refused and move is None:
            return
        self.commitData.emit(editor)
        if editor.refused:
            return
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        if move is not None:
            self.moved.emit(move)
