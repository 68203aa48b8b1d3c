"""A page of one table of whole rows: filters above, the pane beside, words where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.page import Page
from desktop.widgets.chips import ChipRow
from desktop.widgets.pane import Pane
from desktop.widgets.table import LineTable
from desktop.widgets.tools import Nothing, PageTools
from desktop.widgets.tree_keys import TreeKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

_LEAST_WITH_PANE = 960


def lay_out(page: QWidget, shown: tuple[QWidget, QWidget, QWidget], pane: QWidget) -> QVBoxLayout:
    """Lay out a working page: tools, table and empty words from top to bottom, the pane beside.

    What is returned is the column of them: another table may come to stand in it.
    """
    tools, table, nothing = shown
    left = QVBoxLayout()
    left.setSpacing(0)
    left.addWidget(tools)
    left.addWidget(table, 1)
    left.addWidget(nothing, 1)
    whole = QHBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addLayout(left, 1)
    whole.addWidget(pane)
    return left


class TablePage(Page):
    """Lays out tools, table and pane; the pages say what stands in them."""

    table_kind: ClassVar[type[LineTable]] = LineTable

    def __init__(self, key: Callable[[Any], str], spoken: str, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.tools = PageTools(self.title, self.look)
        self.tools.years.hide()
        self.chips = ChipRow(self.look)
        self.table = self.table_kind(self.look, key, whole_rows=True)
        self.table.setAccessibleName(spoken)
        self.keys = TreeKeys(self.table)
        self.nothing = Nothing(table=self.table)
        self.pane = Pane(self.look)
        self.tools.second.addWidget(self.chips)
        self.tools.second.addStretch()
        self.column = lay_out(self, (self.tools, self.table, self.nothing), self.pane)
        self.preferences.changed.connect(self._on_preference)

    def exchange_side(self, side: QWidget) -> None:
        """Let another widget stand at the right in place of the pane."""
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(self.pane, side)
        self.pane.hide()
        self.pane.deleteLater()

    def regions(self) -> tuple[QWidget, ...]:
        table = self.table if self.table.isVisibleTo(self) else self.chips
        return (table, self.pane) if self.pane.isVisibleTo(self) else (table,)

    def put_stops_in_order(self) -> None:
        # Loaded when Tab is first pressed; pages put their own parts into the bar before that.
        from desktop.widgets.reading_order import lead_through  # noqa: PLC0415 - as said

        lead_through(self.tools, (part for part in self.stops() if part is not self.chips))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_pane()

    def below_cell(self, name: str) -> QPoint:
        """Return where a menu opens for the current row's cell in the column of that name."""
        columns = [column.name for column in self.table.lines.columns]
        index = self.table.currentIndex().siblingAtColumn(columns.index(name))
        return self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft())

    def show_or_say(self, sentence: str) -> None:
        """Show the table, or the sentence where there is nothing to show (empty: there is)."""
        self.table.setVisible(not sentence)
        self.nothing.setVisible(bool(sentence))
        self.nothing.say(sentence)

    @Slot(str)
    def _on_preference(self, _key: str) -> None:
        self._fold_pane()

    def _fold_pane(self) -> None:
        self.pane.setVisible(self.width() >= _LEAST_WITH_PANE and self.preferences.pane_shown)
