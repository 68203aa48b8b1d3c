"""A dialog that finds one of the book's rows by part of its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.rules.names import folded
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = (460, 420)
_WALKING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of the book to choose: its id, its name, the group it stands in."""

    id: str
    name: str
    group: str = ""

    @property
    def words(self) -> str:
        """Return group and name in one line."""
        return f"{self.group}·{self.name}" if self.group else self.name


class RowSearch(QDialog):
    """Shows the rows whose words have every part that was typed; `given` carries the id of one."""

    given = Signal(object)

    def __init__(
        self, wanted: str, rows: Sequence[BookRow], current: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("row_search")
        self.setWindowTitle("对应到哪一行")
        self.resize(*_SIZE)
        self._rows = tuple(rows)
        self._current = current
        self.words = QLineEdit()
        self.words.setPlaceholderText("写名称中的几个字，空格隔开")
        self.words.setAccessibleName("找台账里的行")
        self.found = QListWidget()
        self.found.setAccessibleName("台账里的行")
        self.found.setUniformItemSizes(True)
        self.count = label(ink="muted", size="secondary")
        self.take = button("对应到这一行", kind="main")
        self.take.setDefault(True)
        self._lay_out(wanted)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._show_found)
        self.found.itemActivated.connect(self._on_take)
        self.take.clicked.connect(self._on_take)
        self._show_found("")

    def _lay_out(self, wanted: str) -> None:
        leave = button("不指明")
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(f"表里的“{wanted}”是台账里的哪一行", bold=True, wraps=True))
        column.addWidget(self.words)
        column.addWidget(self.found, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.take)
        foot.addWidget(leave)
        column.addLayout(foot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Arrows walk the list while the words are typed.
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _WALKING:
            self.found.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _show_found(self, words: str) -> None:
        parts = [folded(part) for part in words.split()]
        found = [row for row in self._rows if all(part in folded(row.words) for part in parts)]
        self.found.clear()
        for row in found:
            item = QListWidgetItem(row.words)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(row.words)
            self.found.addItem(item)
            if row.id == self._current:
                self.found.setCurrentItem(item)
        if found and self.found.currentRow() < 0:
            self.found.setCurrentRow(0)
        self.count.setText(f"{len(found)} 行" if found else "没有这样的行。")
        self.take.setEnabled(bool(found))
        self.take.setToolTip("" if found else "没有这样的行，换几个字。")

    def _on_take(self, *_item: object) -> None:
        chosen = self.found.currentItem()
        if chosen is not None:
            self.given.emit(chosen.data(Qt.ItemDataRole.UserRole))
            self.accept()
