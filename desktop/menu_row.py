"""The row at the top of the window: the menus, then undo and redo with their words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.actions import SPECS, Act, ActName, bare_words
from desktop.icons import icon
from desktop.widgets.words import key_label, upright

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desktop.commands import Commands
    from desktop.preferences import Preferences

_FINDER, _FINDER_FOLDED = 256, 44
_AROUND = 40
"""Pixels of the row that are neither menus nor buttons."""


class RecentMenu(QMenu):
    """The books that were opened last, the newest first."""

    chosen = Signal(object)
    """The path of one of them."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("最近打开", parent)
        self._preferences = preferences
        self.aboutToShow.connect(self._fill)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for name in self._preferences.recent_books:
            entry = self.addAction(Path(name).name)
            entry.setToolTip(name)
            entry.triggered.connect(partial(self._on_triggered, Path(name)))
        if not self._preferences.recent_books:
            self.addAction("还没有打开过台账").setEnabled(False)

    def _on_triggered(self, path: Path, *_checked: object) -> None:
        self.chosen.emit(path)


class MenuRow(QFrame):
    """Every command by menus, the `recent` books among them, and the two buttons of the steps."""

    def __init__(self, commands: Commands, recent: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setObjectName("menu_row")
        self.setFixedHeight(36)
        bar = self._bar = QMenuBar(self)
        commands.fill(bar, {Act.IMPORT_LIST: recent})
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 8, 0)
        line.setSpacing(6)
        line.addWidget(bar)
        line.addWidget(upright())
        self._undo, self._redo = map(self._made_step_button, (Act.UNDO, Act.REDO))
        self._finder = self._made_finder()
        line.addWidget(self._undo)
        line.addWidget(self._redo)
        line.addStretch(1)
        line.addWidget(self._finder)
        bar.setSizePolicy(bar.sizePolicy().Policy.Maximum, bar.sizePolicy().verticalPolicy())
        commands.action(Act.UNDO).changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the menus stand whole: first the finder gives way, then the words of the step."""
        if not self.isVisible():
            return
        style = Qt.ToolButtonStyle
        room = self.width() - self._bar.sizeHint().width() - self._redo.sizeHint().width() - _AROUND
        for worded, wide in ((True, True), (True, False), (False, False)):
            self._undo.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if worded else style.ToolButtonIconOnly
            )
            needed = self._undo.sizeHint().width() + (_FINDER if wide else _FINDER_FOLDED)
            if needed <= room:
                break
        self._finder.setFixedWidth(_FINDER if wide else _FINDER_FOLDED)
        self._finder.setText(bare_words(Act.FIND_ANYTHING) if wide else "")
        self._finder_key.setVisible(wide)

    def _made_finder(self) -> QPushButton:
        """Return what looks like the field of the finder, and opens it."""
        words, key = bare_words(Act.FIND_ANYTHING), SPECS[Act.FIND_ANYTHING].shortcut
        press = QPushButton(icon("find", "muted"), words)
        press.setObjectName("finder_field")
        press.setAccessibleName(f"{words}（{key}）")
        press.setToolTip(f"{words}（{key}）")
        press.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        press.setFixedWidth(_FINDER)
        inside = QHBoxLayout(press)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addStretch()
        self._finder_key = key_label(key)
        inside.addWidget(self._finder_key)
        press.clicked.connect(self._commands.action(Act.FIND_ANYTHING).trigger)
        return press

    def _made_step_button(self, act: ActName) -> QToolButton:
        press = QToolButton()
        action = self._commands.action(act)
        action.setIcon(icon(SPECS[act].icon))
        press.setDefaultAction(action)
        press.setIconSize(QSize(16, 16))
        press.setAccessibleName(SPECS[act].words)
        press.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        press.setMaximumWidth(420)
        return press
