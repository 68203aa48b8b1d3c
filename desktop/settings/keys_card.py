"""The card of keys: a command, the key it is to have besides its own, and those given so far."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.actions import SPECS, Act, ActName, act_named, arrowed, bare_words, menu_path
from desktop.settings.fields import Field
from desktop.widgets.cards import Card, CardLine
from desktop.widgets.choice import Choice
from desktop.widgets.words import button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.shortcuts import Shortcuts
    from desktop.theme import Look

_ALONE = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)
_LEAVING = frozenset(
    {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)


class KeyField(QLineEdit):
    """Shows the keys that were pressed in it; Tab and Esc leave it as everywhere."""

    pressed = Signal(object)
    """The keys, as a text: Ctrl+Shift+K."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.setReadOnly(True)
        self.setPlaceholderText("光标放在这里，按下要用的键")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVING and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif event.key() not in _ALONE:
            self.pressed.emit(QKeySequence(event.keyCombination()).toString())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Keys of commands are told here, not carried out.
            event.accept()
            return True
        return super().event(event)


class KeysCard(Card):
    """Gives commands keys of one's own; a conflict is refused at the field."""

    told = Signal(object)

    def __init__(self, shortcuts: Shortcuts, look: Look) -> None:
        super().__init__("快捷键")
        self._shortcuts = shortcuts
        self.command = Choice(look, "命令")
        self.command.show_choices(_commands(), "")
        self.command.setCurrentIndex(0)
        self.keys = KeyField("快捷键")
        self.back = button("全部恢复")
        self.add_to_head(self.back)
        self.add(Field("命令", "选一条命令，看它现在的键。", self.command))
        self.field = Field(
            "快捷键", "另加一组键，原来的键照旧有用；只在这台电脑上。撤销、复制、粘贴这些键不改。",
            self.keys,
        )  # fmt: skip
        self.add(self.field)
        self.command.chosen.connect(self._on_command)
        self.keys.pressed.connect(self._on_pressed)
        self.back.clicked.connect(self._on_back)
        shortcuts.changed.connect(self.refresh)

    @property
    def act(self) -> ActName:
        """Return the command that is chosen."""
        return act_named(str(self.command.currentData()))

    @Slot()
    def refresh(self) -> None:
        """Show the keys of the chosen command, and every command that was given some."""
        own = self._shortcuts.own()
        self.keys.setText("、".join(map(arrowed, self._shortcuts.of(self.act))))
        self.aside.setText(f"另加 {len(own)} 组" if own else "都是原来的键")
        self.back.setEnabled(bool(own))
        self.back.setToolTip("" if own else "没有另加的键。")
        self.show_lines([self._line(act, keys) for act, keys in own.items()])

    def _line(self, act: ActName, keys: str) -> QWidget:
        return CardLine(
            bare_words(act), right=f"{arrowed(keys)}　恢复", leads=partial(self._take_back, act)
        )

    def _take_back(self, act: ActName) -> None:
        self._shortcuts.take_back(act)
        self.told.emit(f"“{bare_words(act)}”恢复原来的键。")

    @Slot(object)
    def _on_command(self, _key: object) -> None:
        self.field.accept()
        self.refresh()

    @Slot(object)
    def _on_pressed(self, keys: str) -> None:
        why = self._shortcuts.give(self.act, keys)
        if why:
            self.field.refuse(why)
            self.keys.setText(keys)
            return
        self.field.accept()
        self.refresh()
        self.told.emit(f"“{bare_words(self.act)}”另加了 {keys}。")

    @Slot()
    def _on_back(self) -> None:
        self._shortcuts.take_all_back()
        self.field.accept()
        self.told.emit("所有命令恢复原来的键。")


def _commands() -> list[tuple[str, str]]:
    """Return the commands that may have keys; those of Excel keep theirs."""
    fixed = {Act.UNDO, Act.REDO, Act.CUT, Act.COPY, Act.PASTE, Act.CLEAR}
    return [
        (str(act), " · ".join((*menu_path(act), bare_words(act))))
        for act in SPECS
        if act not in fixed
    ]
