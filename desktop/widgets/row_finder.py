"""A field and a list under it: rows found by parts of their names, or by pinyin initials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.name_search import matcher
from desktop.widgets.arrows_walk import ArrowsWalk
from desktop.widgets.composing import ComposingFirst
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT = 26
_MOST = 200
"""Rows that are listed: nobody reads more, and each of them takes its time."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that can be chosen: its id, its name, what stands behind the name."""

    id: str
    name: str
    behind: str = ""

    @property
    def words(self) -> str:
        """Return the name with what stands behind it."""
        return f"{self.name}　{self.behind}" if self.behind else self.name


class RowFinder(QWidget):
    """Finds one of many rows by parts of its words; `chosen` carries its id, "" for none."""

    chosen = Signal(object)

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FoundRow, ...] = ()
        self.words = QLineEdit()
        self.words.setPlaceholderText("写名称中的几个字，或首字母")
        self.words.setAccessibleName(f"{spoken}：按名称找")
        self.found = QListWidget()
        self.found.setAccessibleName(spoken)
        self.found.setObjectName("framed")
        self.found.setUniformItemSizes(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.says = label(ink="muted", size="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.found, 1)
        column.addWidget(self.says)
        self.setFocusProxy(self.words)
        ArrowsWalk(self.words, self.found)
        ComposingFirst(self.words)  # Asked before this.
        self.words.textChanged.connect(self._show_found)
        self.found.currentItemChanged.connect(self._on_current)

    def show_rows(self, rows: Sequence[FoundRow], current: str = "") -> None:
        """Offer these rows, one of them chosen; none where it is not among them."""
        self._rows = tuple(rows)
        self._show_found(self.words.text(), current)

    @property
    def row(self) -> str:
        """Return the id of the chosen row, "" while there is none."""
        at = self.found.currentRow()
        return str(self.found.item(at).data(Qt.ItemDataRole.UserRole)) if at >= 0 else ""

    def _show_found(self, words: str, current: str = "") -> None:
        current = current or self.row
        names = [row.words for row in self._rows]
        wanted = [matcher(part, names) for part in words.split()]
        found = [row for row in self._rows if all(meant(row.words) for meant in wanted)]
        chosen = [row for row in found[_MOST:] if row.id == current]
        with QSignalBlocker(self.found):
            self._fill([*found[:_MOST], *chosen], current)
        self._say_how_many(len(found))
        self.chosen.emit(self.row)

    def _say_how_many(self, found: int) -> None:
        """Say that nothing was found, or more than is listed."""
        words = "" if found else "没有这样的行，换几个字。"
        if found > _MOST:
            words = f"共 {found} 行，列出前 {_MOST} 行，多写几个字再找。"
        self.says.setText(words)
        # Where there is nothing to find, whoever shows the list says so.
        self.says.setVisible(bool(self._rows) and bool(words))

    def _fill(self, rows: Sequence[FoundRow], current: str) -> None:
        self.found.clear()
        for row in rows:
            item = QListWidgetItem(row.words)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(row.words)
            item.setSizeHint(QSize(0, _HEIGHT))
            self.found.addItem(item)
            if row.id == current:
                self.found.setCurrentItem(item)
        if rows and self.found.currentRow() < 0 and self.words.text().strip():
            self.found.setCurrentRow(0)

    def _on_current(self, *_items: object) -> None:
        self.chosen.emit(self.row)
