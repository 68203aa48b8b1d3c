"""The view of a sheet: merged cells as spans, row numbers, letters with their meanings above."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from desktop.exchange.sheet_drawing import CHANGE_GAP, MARK_ROOM, PAD, SheetDelegate
from desktop.exchange.sheet_header import SheetHeader, room_of
from desktop.exchange.sheet_model import SheetModel, Shown
from desktop.exchange.verdicts import Spot
from desktop.widgets.whole_columns import WholeColumns

if TYPE_CHECKING:
    from db.exchange.sheets import Sheet
    from desktop.theme import Look

_ROW, _LOW_ROW = 25, 22
_LINE = 17
_MOST_LINES = 4
_NARROWEST, _WIDEST = 44, 300
_WIDEST_UNREAD = 180
_LEAST_WIDEST = 170
"""So narrow may the widest column become where the sheet then fits."""
_MOST_LOOSE = 400
"""In so many first rows words outside the tables reach over empty cells."""
_MEASURED = 120
"""So many rows say how wide the columns are."""
_MOST_SPANNED = 100_000

AnyIndex = QModelIndex | QPersistentModelIndex


class SheetView(QTableView):
    """Shows a SheetModel; nothing can be typed into it."""

    spot_moved = Signal(object)
    """The Spot under the cursor."""
    tick_requested = Signal(object)
    """Space was pressed on this Spot."""

    def __init__(
        self, look: Look, model: SheetModel | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._natural: list[int] = []
        self.sheet = model or SheetModel(self)
        self.setModel(self.sheet)
        self.setItemDelegate(SheetDelegate(look, self))
        self.heads = SheetHeader(look, self)
        self.setHorizontalHeader(self.heads)
        self.setAccessibleName("原表")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        numbers = self.verticalHeader()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultSectionSize(_ROW)
        numbers.setMinimumSectionSize(_ROW)
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        numbers.setAccessibleName("行号")
        self._whole = WholeColumns(self, 0, self._is_held, names=False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_sheet(self, shown: Shown) -> None:
        """Show a sheet; where it is the one that is shown, cursor and scroll place stay."""
        before = self.sheet.shown
        self.sheet.show_sheet(shown)
        if shown.sheet is not before.sheet:
            self._set_spans(shown.sheet)
            self._set_sizes(shown.sheet)
            self.scrollToTop()
        elif (shown.tables, shown.corrections) != (before.tables, before.corrections):
            self._read_anew(shown.sheet)
        elif shown.doubts != before.doubts:
            self._natural = natural_widths(self.sheet, self._look)
            self._fit()
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _read_anew(self, sheet: Sheet) -> None:
        """Let widths and spans follow another reading of the same sheet, which does not move."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        places = [bar.value() for bar in bars]
        if self.spot is not None:
            self.sheet.look_at(self.spot.row)
        self._set_spans(sheet)
        self._natural = natural_widths(self.sheet, self._look)
        self._fit()
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        self._whole.show_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def spot(self) -> Spot | None:
        """Return the place under the cursor."""
        index = self.currentIndex()
        return Spot(index.row() + 1, index.column() + 1) if index.isValid() else None

    def show_low(self, *, low: bool) -> None:
        """Show more rows of the sheet where the page is low."""
        self.heads.show_low(low=low)
        height, numbers = _LOW_ROW if low else _ROW, self.verticalHeader()
        if numbers.defaultSectionSize() != height:
            numbers.setMinimumSectionSize(height)
            numbers.setDefaultSectionSize(height)
        self.updateGeometries()

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a place and bring it in sight."""
        index = self.sheet.index(spot.row - 1, spot.column - 1)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def scrollTo(  # noqa: N802 - Qt's
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        self._whole.show_whole()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's
        bar = self.horizontalScrollBar()
        across = bar.value()
        super().updateGeometries()
        if bar.maximum():
            self._whole.reach()
            bar.setValue(across)
            self._whole.show_whole()

    def _is_held(self) -> bool:
        return self.state() is QAbstractItemView.State.DragSelectingState

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.spot is not None:
            self.tick_requested.emit(self.spot)
            return
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt and self.spot is not None:
            self.heads.ask(self.spot.column)
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.sheet.look_at(index.row() + 1)
            self.heads.column = index.column() + 1
            self.spot_moved.emit(self.spot)

    def _set_spans(self, sheet: Sheet) -> None:
        self.clearSpans()
        for merge in sheet.merges:
            down, across = merge.bottom - merge.top + 1, merge.right - merge.left + 1
            if 1 < down * across <= _MOST_SPANNED:
                self.setSpan(merge.top - 1, merge.left - 1, down, across)
        merged = {row for m in sheet.merges for row in range(m.top, min(m.bottom, _MOST_LOOSE) + 1)}
        for row in islice(sorted(sheet.rows), _MOST_LOOSE):
            loose = not self.sheet.is_taken(row) and not self.sheet.head_ground(Spot(row, 1))
            if loose and row not in merged:
                self._let_flow(row, sheet)

    def _let_flow(self, row: int, sheet: Sheet) -> None:
        """Let words outside a table reach over the empty cells at their right, as in the office.

        Numbers stay in their columns: they may be the table's sums.
        """
        cells = sheet.rows[row]
        places = (*(cell.column for cell in cells[1:]), self.sheet.columnCount() + 1)
        for cell, following in zip(cells, places, strict=True):
            if cell.number is None and following - cell.column > 1:
                self.setSpan(row - 1, cell.column - 1, 1, following - cell.column)

    def _set_sizes(self, sheet: Sheet) -> None:
        """Give the columns their widths, and rows with line breaks their room."""
        self._natural = natural_widths(self.sheet, self._look)
        self._fit()
        tall = {(merge.top, merge.left) for merge in sheet.merges if merge.bottom > merge.top}
        for row, cells in sheet.rows.items():
            lines = max(
                (cell.text.count("\n") + 1 for cell in cells if (row, cell.column) not in tall),
                default=1,
            )
            if lines > 1:
                self.setRowHeight(row - 1, _LINE * min(lines, _MOST_LINES) + _ROW - _LINE)

    def _fit(self) -> None:
        """Give the columns their widths; what little is too much is taken from the widest."""
        widths = list(self._natural)
        spare = self.viewport().width() - sum(widths)
        if widths and spare < 0:
            widest = widths.index(max(widths))
            if widths[widest] + spare >= _LEAST_WIDEST:
                widths[widest] += spare
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)


_SHORT_WORDS = 6
"""So few characters are never cut, wherever they stand: 单位：人."""


def natural_widths(model: SheetModel, look: Look) -> list[int]:
    """Return how wide each column is by the words of its table's first rows and its meaning.

    Of a sheet in which no table was found all rows count but those of a single cell, up to a
    width: a person has to see what the columns are.
    """
    sheet, theme = model.shown.sheet, look.theme
    spread = {(merge.top, merge.left) for merge in sheet.merges if merge.right > merge.left}
    plain, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(bold=True))
    small = QFontMetrics(theme.font(theme.sizes.secondary))
    widths = [
        max(_NARROWEST, room_of(model, column + 1, small)) for column in range(model.columnCount())
    ]
    measured = tuple(islice(sorted(sheet.rows), _MEASURED))
    unread = not any(map(model.is_taken, measured))
    widest = _WIDEST_UNREAD if unread else _WIDEST
    for row in measured:
        cells = tuple(model.words_in(row))
        for column, words in cells:
            spot = Spot(row, column)
            head = bool(model.head_ground(spot))
            counts = len(cells) > 1 if unread else head or model.is_taken(row)
            counts = counts or len(words) <= _SHORT_WORDS
            if (row, column) in spread or not counts:
                continue
            drawn = model.look(spot)
            metrics = bold if (head if drawn is None else drawn.loud) else plain
            line = max(words.split("\n"), key=len)
            wide = metrics.horizontalAdvance(line) + 2 * PAD + (MARK_ROOM if drawn else 2)
            if drawn is not None and drawn.doubt is not None:
                wide += MARK_ROOM
            if drawn is not None and drawn.new and words != drawn.new:
                wide += bold.horizontalAdvance(drawn.new) + CHANGE_GAP
            widths[column - 1] = max(widths[column - 1], min(wide, widest))
    return widths
