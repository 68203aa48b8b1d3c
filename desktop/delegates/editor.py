"""The one-line editor of a table: it waits unseen over the current cell, focus and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QPaintEvent

_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

_SPOKEN = "键入数值"

_ENDS_TYPING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape})


class ValueEditor(QLineEdit):
    """Types a value; while it waits, all keys but those that type go to its table.

    It has the focus before the first key, and keeps it from cell to cell: an input method that
    begins to compose is never interrupted, so that the first letter of a pinyin word stays. A
    refused value keeps it open, framed in red.
    """

    begun = Signal()
    """Something is about to be typed: whoever can, opens the editor on the current cell."""
    focus_moved = Signal()
    """The focus came here, or left."""
    block_pasted = Signal()
    """Several cells were to be pasted into the words of one; nothing was."""

    # Qt asks for events before the constructor is through.
    waiting = True
    refused = False
    composing = False
    replacing = False
    """The words replace what stood there: an arrow then leaves the cell, as in Excel."""

    def __init__(self, viewport: QWidget, table: QWidget) -> None:
        super().__init__(viewport)
        self._viewport, self._table = viewport, table
        self.setProperty("kind", "cell")
        self.setAccessibleName(_SPOKEN)
        self.held: str | None = None
        self.textEdited.connect(self.take_back_refusal)
        self.park()

    def park(self) -> None:
        """Wait, unseen, for the first key."""
        self.waiting = True
        self.held = None
        self.composing = self.replacing = False
        if self.refused:
            self._show_refusal(refused=False)
        # What it lay over is drawn by the view: drawn by both, it would be drawn twice.
        self.setUpdatesEnabled(False)
        self._viewport.update(self.geometry())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def lie_over(self, cell: QRect, spoken: str) -> None:
        """Wait over a cell, without the words that were typed last; it is `spoken` as that."""
        if self.text():
            self.clear()
        self.setGeometry(cell)
        self.setAccessibleName(spoken or _SPOKEN)

    def open(self, words: str, align: Qt.AlignmentFlag) -> None:
        """Stop waiting: show these words, all of them chosen, so that the first key replaces."""
        self.waiting = False
        self.setReadOnly(False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # noqa: FBT003
        self.setAlignment(align)
        self.held = words
        self.setText(words)
        self.selectAll()
        self.setUpdatesEnabled(True)

    def refuse(self) -> None:
        """Show that what stands here is not understood."""
        self._show_refusal(refused=True)

    def take_back_refusal(self) -> None:
        """Show no more that something was refused: it was changed, or taken in after all."""
        if self.refused:
            self._show_refusal(refused=False)

    # -- what Qt asks ----------------------------------------------------------------------------

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's signature
        # A view hides an editor it is done with; hidden, it would lose focus and input method.
        del visible
        super().setVisible(True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self.waiting:
                # A line edit keeps Ctrl+C, Ctrl+V, Ctrl+Z and Del; here they are commands.
                event.ignore()
                return False
            if event.key() in _ENDS_TYPING and not event.modifiers():
                # What is typed is taken in by it: nobody else is asked for it first.
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.waiting and event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif not self.waiting:
            super().keyPressEvent(event)
        elif _types(event):
            self._begin()
            if not self.waiting:
                super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            # As in a spreadsheet: the cell is emptied, and typed into from there.
            self._begin()
            if not self.waiting:
                self.clear()
        else:
            QCoreApplication.sendEvent(self._table, event)
            # Qt would offer an ignored key to the table once more: we lie in it.
            event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.waiting and (event.preeditString() or event.commitString()):
            self._begin()
            if self.waiting:
                return
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.waiting:
            # The menu key asks for what can be done with the row, not with words that are not here.
            event.ignore()
            return
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (paste := menu.findChild(QAction, "edit-paste")) is not None:
            # Its own would put several cells in as they are, tabs and all.
            paste.triggered.disconnect()
            paste.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.waiting:
            super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        # Tab belongs to the cells; F6 leads out.
        del next
        return False

    def _paste(self) -> None:
        """Put in what was copied; of several cells none, where a figure is typed."""
        # A cell that was copied in a spreadsheet ends with the end of its line.
        words = QGuiApplication.clipboard().text().strip("\r\n")
        is_text = bool(self.alignment() & Qt.AlignmentFlag.AlignLeft)
        if is_text or not {"\t", "\n", "\r"} & {*words}:
            self.insert(words)
        else:
            self.block_pasted.emit()

    def _begin(self) -> None:
        self.replacing = True
        self.begun.emit()
        self.replacing = not self.waiting

    def _show_refusal(self, *, refused: bool) -> None:
        self.refused = refused
        self.setProperty("refused", refused)
        self.style().unpolish(self)
        self.style().polish(self)


def _types(event: QKeyEvent) -> bool:
    """Tell whether a key puts a sign: what Qt's own views begin to edit with."""
    words = event.text()
    if words == " " and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return False  # It selects the row.
    return bool(words) and words.isprintable() and not event.modifiers() & _COMMAND_KEYS
