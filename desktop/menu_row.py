"""The row at the top of the window: the menus, then undo and redo with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.actions import SPECS, Act, Menu
from desktop.icons import icon
from desktop.widgets.words import key_label, upright

if TYPE_CHECKING:
    from desktop.commands import Commands


class MenuRow(QFrame):
    """Every command by menus, the `recent` books among them, and the two buttons of the steps."""

    def __init__(self, commands: Commands, recent: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setObjectName("menu_row")
        self.setFixedHeight(36)
        bar = QMenuBar()
        menus = commands.fill(bar)
        menus[Menu.FILE].insertMenu(commands.actions[Act.IMPORT_LIST], recent)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 8, 0)
        line.setSpacing(6)
        line.addWidget(bar)
        line.addWidget(upright())
        for act in (Act.UNDO, Act.REDO):
            line.addWidget(self._made_step_button(act))
        line.addStretch(1)
        line.addWidget(self._made_finder())
        bar.setSizePolicy(bar.sizePolicy().Policy.Maximum, bar.sizePolicy().verticalPolicy())

    def _made_finder(self) -> QPushButton:
        """Return what looks like the field of the finder, and opens it."""
        spec = SPECS[Act.FIND_ANYTHING]
        press = QPushButton(icon("find", "muted"), spec.words.rstrip("…"))
        press.setObjectName("finder_field")
        press.setAccessibleName(f"{spec.words.rstrip('…')}（{spec.shortcut}）")
        press.setToolTip(f"{spec.words.rstrip('…')}（{spec.shortcut}）")
        press.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        press.setFixedWidth(256)
        inside = QHBoxLayout(press)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addStretch()
        inside.addWidget(key_label(spec.shortcut))
        press.clicked.connect(self._commands.actions[Act.FIND_ANYTHING].trigger)
        return press

    def _made_step_button(self, act: Act) -> QToolButton:
        press = QToolButton()
        press.setDefaultAction(self._commands.actions[act])
        press.setIconSize(QSize(16, 16))
        press.setAccessibleName(SPECS[act].words)
        words = act is Act.UNDO
        style = Qt.ToolButtonStyle
        press.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        press.setMaximumWidth(420)
        return press
