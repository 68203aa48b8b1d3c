"""Which columns the project table shows: chosen from a menu, and remembered on this machine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop.project_list.kinds import KIND_WORDS, USUAL, Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from desktop.preferences import Preferences


class ColumnChoice(QObject):
    """Keeps which columns are shown; `chosen` tells that it is others now."""

    chosen = Signal()

    def __init__(self, button: QWidget, preferences: Preferences) -> None:
        super().__init__(button)
        self._button = button
        self._preferences = preferences

    @property
    def kinds(self) -> frozenset[Kind]:
        """Return the columns that are shown."""
        kept = self._preferences.project_columns
        return frozenset(kind for kind in Kind if kind in kept)

    def ask(self, *_checked: object) -> QMenu:
        """Open the menu of the columns that can be shown."""
        menu = QMenu(self._button)
        menu.setAccessibleName("显示哪些列")
        menu.setObjectName("columns_menu")
        shown = self.kinds
        for kind, words in KIND_WORDS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(kind in shown)
            action.triggered.connect(partial(self._choose, shown ^ {kind}))
        menu.addSeparator()
        menu.addAction("恢复常用的列").triggered.connect(partial(self._choose, USUAL))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        return menu

    def _choose(self, kinds: Collection[Kind], *_checked: object) -> None:
        self._preferences.project_columns = tuple(kind for kind in Kind if kind in kinds)
        self.chosen.emit()
