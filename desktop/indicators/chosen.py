"""What the status bar says at its right: the keys, or what the selected figures come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db.model.lines import IndicatorLine
from desktop.indicators.cells import row_decimals
from desktop.wording import value_words

if TYPE_CHECKING:
    from desktop.widgets.sheet import SheetTable

KEYS = "Enter 向下 · Tab 向右 · Alt+↓ 无此项 · Shift+F2 说明 · Esc 放弃"
KEYS_PASTING = "先收下或放弃，才能继续录入 · 空格 单格不收 · F8 下一个改动"

_MOST = 5000
"""More selected cells than this are not added up while the mouse is still moving."""


class ChosenFigures(QObject):
    """Follows what is selected in a table; `words` say what it comes to."""

    changed = Signal()
    """The words are others now."""

    def __init__(self, table: SheetTable) -> None:
        super().__init__(table)
        self._table = table
        self.words = ""
        table.selectionModel().selectionChanged.connect(self.tell)

    @Slot()
    def tell(self) -> None:
        """Say anew what the selected figures come to; nothing of a single one."""
        words = chosen_words(self._table) if 1 < self._table.chosen_count <= _MOST else ""
        if words != self.words:
            self.words = words
            self.changed.emit()


def chosen_words(table: SheetTable) -> str:
    """Return how many numbers are selected, their mean and their sum; empty for fewer than two."""
    # Loaded when several are selected: the page is shown before.
    from db.rules.selected import summary  # noqa: PLC0415

    lines = table.lines
    places = ((lines.rows[row], lines.columns[at].name) for row, at in table.chosen_places())
    found = [
        (line, line.actuals[period].amount)
        for line, period in places
        if period and isinstance(line, IndicatorLine) and period in line.actuals
    ]
    told = summary(found)
    if told.numbers <= 1:
        return ""
    decimals = max(row_decimals(line) for line, _ in found)
    words = [f"选中 {told.numbers} 个数"]
    if told.mean is not None:
        words.append(f"平均 {value_words(told.mean, max(decimals, 2))}")
    if told.total is not None:
        words.append(f"合计 {value_words(told.total, decimals)}")
    return " · ".join(words)
