"""What the previews of an import and of a filling have alike: parts, ticks, ways to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from db.exchange.corrections import SheetCorrections
from desktop.exchange.correcting import Correcting
from desktop.exchange.low_page import Parts
from desktop.exchange.preview_frame import (
    decision_bar,
    lay_out_preview,
    sheet_foot,
    side_pane,
)
from desktop.exchange.remark_list import RemarkList
from desktop.exchange.verdicts import spot_of
from desktop.widgets.answer_keys import answer_keys
from desktop.widgets.chips import ChipRow
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QPushButton

    from db.exchange.differences import ImportPreview
    from db.exchange.filling.preview import FillPreview
    from db.exchange.listing import TableReading
    from db.exchange.sheets import Sheet
    from desktop.exchange.preview_tools import PreviewTools
    from desktop.exchange.remarks import Remark
    from desktop.exchange.sheet_view import SheetView
    from desktop.exchange.standing_bar import StandingBar
    from desktop.exchange.table_bar import TableBar
    from desktop.exchange.verdicts import Spot
    from desktop.theme import Look


class SheetRead(NamedTuple):
    """A sheet of a file, the tables that were read in it, and what a person said of it."""

    sheet: Sheet
    tables: tuple[TableReading, ...]
    told: SheetCorrections


class FilePreview(QWidget):
    """Shows a file as it was read; ticks and decisions are kept here until they are used."""

    given_up = Signal()
    file_requested = Signal()
    """Another file is wanted in place of this one."""
    decided = Signal()
    """What was decided or corrected is another: the file must be compared again."""
    told = Signal(object)
    """A sentence for the status bar."""

    def __init__(
        self, look: Look, tools: PreviewTools, view: SheetView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.without: set[tuple[str, str]] = set()
        """The cells, (sheet, address), that are left alone."""
        self.decisions: dict[tuple[str, int], str | None] = {}
        """Which row of the book a row, (sheet, number), is; None for none of them."""
        self.tools, self.sheets = tools, tools.sheets
        self.view = view
        self.correcting = Correcting(look, view, tools)
        self.where = ElidedLabel(size="secondary")
        self.count = label(size="heading")
        self.target = label(ink="muted", size="secondary", wraps=True)
        self.remarks = RemarkList(look)
        self.chips = ChipRow(look)
        self.give_up = button("放弃  Esc")

    def _set_up(self, bar: TableBar | StandingBar, over: QWidget, main: QPushButton) -> None:
        """Lay the parts out, `over` with the bar above the sheet, and connect them."""
        width = self._look.theme.sizes.pane_width
        pane = side_pane(width, (self.count, self.target), self.remarks, self.told)
        decision = decision_bar(self.chips, main, self.give_up)
        foot = sheet_foot(self.where)
        lay_out_preview(self, Parts(self.view, self.tools, (over,), pane, foot, decision))
        bar.kind_chosen.connect(self.correcting.give_kind)
        bar.period_chosen.connect(self.correcting.give_period)
        self.sheets.chosen.connect(self._on_sheet)
        self.tools.another.clicked.connect(self.file_requested)
        self.correcting.said.connect(self.decided)
        self.view.spot_moved.connect(self._on_spot)
        self.view.tick_requested.connect(self._on_spot_ticked)
        self.remarks.place_requested.connect(self._on_place)
        self.remarks.tick_requested.connect(self._on_remark_ticked)
        self.chips.chosen.connect(self._on_chip)
        self.give_up.clicked.connect(self.given_up)
        answer_keys(self, main, self.give_up)

    # -- what each preview does in its own way ---------------------------------------------------

    def _show_sheet(self, name: str) -> None:
        """Show a sheet of the file with what is said of its cells."""
        raise NotImplementedError

    def _show_ticks(self) -> None:
        """Show other ticks, and what the main button will do with them."""
        raise NotImplementedError

    @Slot(object)
    def _on_sheet(self, name: str) -> None:
        raise NotImplementedError

    @Slot(object)
    def _on_chip(self, key: str) -> None:
        raise NotImplementedError

    @Slot(object)
    def _on_spot_ticked(self, spot: Spot) -> None:
        raise NotImplementedError

    @Slot(object)
    def _on_remark_ticked(self, remark: Remark) -> None:
        raise NotImplementedError

    # -- what they do alike ----------------------------------------------------------------------

    @staticmethod
    def _read(preview: ImportPreview | FillPreview, name: str) -> SheetRead:
        """Return what was read of a sheet."""
        sheet = next(one for one in preview.workbook.sheets if one.name == name)
        tables = tuple(table for table in preview.reading.tables if table.sheet == name)
        return SheetRead(sheet, tables, preview.corrections.get(name, SheetCorrections()))

    def _toggle(self, cells: Collection[tuple[str, str]]) -> None:
        """Untick cells that are all ticked; else tick them all."""
        if self.without.intersection(cells):
            self.without.difference_update(cells)
        else:
            self.without.update(cells)
        self._show_ticks()

    @Slot(object)
    def _on_spot(self, spot: Spot) -> None:
        self.where.say(self.view.sheet.spoken(spot))

    @Slot(object)
    def _on_place(self, remark: Remark) -> None:
        addresses = remark.addresses or (remark.address,)
        if addresses[0]:
            self._go_to(remark.sheet, spot_of(addresses[0]))

    def _go_to(self, sheet: str, spot: Spot) -> None:
        if sheet != self.view.sheet.shown.sheet.name:
            self.sheets.setCurrentIndex(self.sheets.findData(sheet))
            self._show_sheet(sheet)
        self.view.go_to(spot)


def cells_of(remark: Remark) -> set[tuple[str, str]]:
    """Return the cells, (sheet, address), that a remark speaks of."""
    return {(remark.sheet, address) for address in remark.addresses or (remark.address,)}
