"""The keys of commands: those they are declared with, and the ones a person gives them besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence

from desktop.actions import ALSO, SPECS, ActName, bare_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.preferences import Preferences

_EXCELS = ("Ctrl+Z", "Ctrl+Y", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+S")
"""Keys that mean the same everywhere: nobody else gets them."""
_TABLES = frozenset(
    {
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
        Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    }
)  # fmt: skip
"""Keys that move and edit in tables, whatever is held with them."""
_FUNCTIONS = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F35) + 1)


class Shortcuts(QObject):
    """Which keys carry a command out; `changed` says that some are others now.

    A key a person gives comes besides the declared one: what the pages say of keys stays true.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        preferences.changed.connect(self._on_preference)

    def own(self) -> dict[ActName, str]:
        """Return the keys that were given, by command; of a newer program's commands none."""
        told = (kept.partition(" ") for kept in self._preferences.own_keys)
        return {ActName(name): keys for name, _, keys in told if name in SPECS and keys}

    def of(self, act: ActName) -> list[str]:
        """Return the keys of a command: the given one first, then those it is declared with."""
        return _keys(act, self.own())

    def all(self) -> dict[ActName, list[str]]:
        """Return the keys of every command."""
        own = self.own()
        return {act: _keys(act, own) for act in SPECS}

    def why_not(self, act: ActName, keys: str) -> str:
        """Return why a command cannot have these keys, empty when it can."""
        made = QKeySequence(keys)
        if made.count() != 1:
            return "按下一组键，例如 Ctrl+Shift+K。"
        pressed = made[0]  # type: ignore[index]  # PySide's stubs leave it out
        shown = made.toString()
        if shown in _EXCELS:
            return f"{shown} 和在 Excel 里一样用，不能改给别的命令。"
        if pressed.key() in _TABLES:
            return f"{shown} 在表格里移动和录入用，不能改给命令。"
        if not _is_command_key(pressed):
            return f"{shown} 会妨碍打字。加上 Ctrl 或 Alt，或用功能键。"
        for other in SPECS:
            if other != act and shown in map(_plain, self.of(other)):
                return f"{shown} 已是“{bare_words(other)}”的键。换一组，或先改那一条。"
        return ""

    def give(self, act: ActName, keys: str) -> str:
        """Give a command keys besides its own; return why not, empty when it has them now."""
        why = self.why_not(act, keys)
        if not why:
            shown = _plain(keys)
            self._keep(self.own() | {act: "" if shown == _plain(SPECS[act].shortcut) else shown})
        return why

    def take_back(self, act: ActName) -> None:
        """Leave a command with its declared keys only."""
        self._keep(self.own() | {act: ""})

    def take_all_back(self) -> None:
        """Leave every command with its declared keys only."""
        self._keep({})

    def _keep(self, own: dict[ActName, str]) -> None:
        self._preferences.own_keys = tuple(f"{act} {keys}" for act, keys in own.items() if keys)

    @Slot(str)
    def _on_preference(self, key: str) -> None:
        if key == "keys/own":
            self.changed.emit()


def _keys(act: ActName, own: Mapping[ActName, str]) -> list[str]:
    keys = (own.get(act, ""), SPECS[act].shortcut, ALSO.get(act, ""))
    return [one for one in dict.fromkeys(keys) if one]


def _plain(keys: str) -> str:
    return QKeySequence(keys).toString()


def _is_command_key(pressed: QKeyCombination) -> bool:
    """Tell whether a key writes nothing: one of functions, or with Ctrl or Alt."""
    held = pressed.keyboardModifiers()
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return int(pressed.key()) in _FUNCTIONS or bool(held & strong)
