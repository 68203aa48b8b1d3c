"""Where the indicator table stands: the bars under it, and what is shown in its place."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.indicators.filters import Filter, Wanted, narrowed_words
from desktop.page import Page, Place
from desktop.widgets.sheet import SheetTable
from desktop.widgets.tools import Nothing

if TYPE_CHECKING:
    from desktop.indicators.content import GridContent
    from desktop.indicators.tools import GridTools
    from desktop.widgets.pane import Pane
    from desktop.widgets.table import LineTable
    from desktop.withdrawn import Withdrawn


class TableArea(QWidget):
    """Holds the table; words where it has no rows, and the rows that revisions took out."""

    def __init__(self, page: Page, tools: GridTools) -> None:
        super().__init__(page)
        self._page = page
        self._tools = tools
        self._gone: Withdrawn | None = None
        self._table = SheetTable(page.look, attrgetter("id"), self, frozen=4)
        self._table.setAccessibleName("指标表")
        self._table.handle.offered = True
        for head in self._table.heads():
            head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            head.customContextMenuRequested.connect(partial(self._on_head, head))
        self.nothing = Nothing(page, table=self._table)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._table, 1)

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar under the table."""
        self._column.addWidget(bar)

    def _on_head(self, head: QWidget, place: QPoint) -> None:
        """Offer the columns where a head was clicked with the right button."""
        if not self._tools.pasting.isVisibleTo(self._tools):
            self._tools.ask_columns(at=head.mapToGlobal(place))

    def say(self, why: str) -> None:
        """Show what is asked for, or why there is nothing of it (empty: there is)."""
        gone = not why and self._tools.wanted.chip is Filter.GONE
        if gone or self._gone is not None:
            self.gone.show()
        self._table.setVisible(not gone)
        self.setVisible(not why)
        self.nothing.setVisible(bool(why))
        self.nothing.say(why)

    @property
    def table(self) -> SheetTable:
        """Return the table of the figures."""
        return self._table

    @property
    def front(self) -> LineTable:
        """Return the table that is in sight: the figures, or what was taken out."""
        shown = self._gone is not None and self._gone.is_chosen
        return self.gone.table if shown else self._table

    @property
    def gone(self) -> Withdrawn:
        """Return the rows that were taken out; loaded when they are first looked at."""
        if self._gone is None:
            from db.model.words import RowKind  # noqa: PLC0415 - as said
            from desktop.withdrawn import Withdrawn  # noqa: PLC0415 - as said

            session, look = self._page.session, self._page.look
            made = Withdrawn(RowKind.INDICATOR, session, self._tools.chips, look, self)
            made.table.escaped.connect(partial(self._tools.choose, Wanted()))
            self._column.insertWidget(0, made.table, 1)
            self._gone = made
        return self._gone

    def print_rows(self, content: GridContent) -> None:
        """Show the table in sight as it will be printed (Ctrl+P)."""
        from desktop.indicators.cells import share_cell_in_full  # noqa: PLC0415 - as below
        from desktop.printed_table import print_table  # noqa: PLC0415 - loaded when asked for

        narrowed = narrowed_words(self._tools.wanted, self._tools.shares.currentText())
        whose = f"{content.whose}（只列{narrowed}）" if narrowed else content.whose
        in_full = {"责任单位": share_cell_in_full}
        print_table(self._page, self.front, "指标完成情况", whose, signed=True, in_full=in_full)

    def show_gone(self, pane: Pane) -> bool:
        """Show in the pane what was taken out and is in hand; tell whether anything is."""
        row = self._gone.row if self._gone is not None else None
        if row is None:
            return False
        from desktop.withdrawn import gone_sections  # noqa: PLC0415 - loaded by then

        pane.show_sections(row.name, row.group, gone_sections(row))
        return True

    @Slot(object)
    def follow(self, key: str) -> None:
        """Go to the revision that a link in the pane names."""
        from desktop.withdrawn import TO_REVISION  # noqa: PLC0415 - loaded when one is followed

        if key.startswith(TO_REVISION):
            self._page.place_requested.emit(Place("revisions", key.removeprefix(TO_REVISION)))
