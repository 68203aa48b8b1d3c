"""The dialog that shows every command with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import SPECS, Menu, arrowed, bare_words
from desktop.widgets.room import resize_within, room_for
from desktop.widgets.scroll import FormScroll
from desktop.widgets.words import button, key_label, label

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_TABLES = (
    ("Enter", "写入并到下一行"),
    ("Tab", "写入并到右边一格"),
    ("Ctrl+Enter", "写入所有选中的格"),
    ("Ctrl+方向键", "到一段数的头或尾"),
    ("Shift+方向键", "扩大所选"),
    ("Esc", "放弃正在键入的内容"),
    ("空格 ← →", "收起、展开一组"),
)
_Column = tuple[Menu | None, ...]
"""What stands under each other: the keys of menus; None: the tables' own."""
_COLUMNS: tuple[_Column, ...] = (
    (Menu.FILE, Menu.EDIT),
    (Menu.VIEW, Menu.OUTPUT, Menu.HELP),
    (Menu.ENTRY, None),
)
_FEW: tuple[_Column, ...] = (
    (Menu.FILE, Menu.EDIT, None),
    (Menu.VIEW, Menu.OUTPUT, Menu.HELP, Menu.ENTRY),
)
"""The columns where three have no room beside each other."""
_AROUND = QSize(60, 90)
"""What stands around the keys: margins, a bar, the row of the button."""


class KeysDialog(QDialog):
    """All keys, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle("快捷键")
        keys = _keys(_COLUMNS)
        if keys.sizeHint().width() + _AROUND.width() > room_for(self, keys.sizeHint() * 2).width():
            keys = _keys(_FEW)
        self.keys = FormScroll(keys)
        # Nothing in it can have the focus: the arrows scroll it.
        self.keys.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys.setAccessibleName("快捷键")
        close = button("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(20, 16, 16, 14)
        column_of_all.setSpacing(12)
        column_of_all.addWidget(self.keys, 1)
        column_of_all.addLayout(foot)
        resize_within(self, keys.sizeHint() + _AROUND)
        close.setFocus()


def _keys(columns: tuple[_Column, ...]) -> QWidget:
    """Return the keys of the menus, some of them under each other."""
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(32)
    for menus in columns:
        across.addLayout(_column(menus))
    return made


def _column(menus: _Column) -> QGridLayout:
    """Return the keys of some menus under each other."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for menu in menus:
        if menu is None:
            _add_lines(grid, "表格里", _IN_TABLES)
            continue
        keyed = [
            (arrowed(spec.shortcut), bare_words(act))
            for act, spec in SPECS.items()
            if spec.menu is menu and spec.shortcut
        ]
        _add_lines(grid, menu.split("(")[0], keyed)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _add_lines(grid: QGridLayout, title: str, lines: Sequence[tuple[str, str]]) -> None:
    start = grid.rowCount()
    grid.addWidget(label(title, bold=True), start, 0, 1, 2)
    for place, (keys, words) in enumerate(lines, start=start + 1):
        grid.addWidget(label(words), place, 0)
        grid.addWidget(key_label(keys), place, 1)
