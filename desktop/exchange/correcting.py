"""Correcting how a sheet was read: the menu of a column, the header rows, the percentages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from db.exchange.corrections import NONE, Corrections, SheetCorrections
from db.exchange.differences import ImportPreview
from db.exchange.listing import ColumnReading, Meaning, TableKind
from db.exchange.sheets import column_letters
from db.rules.measures import is_unit
from desktop.exchange.asking import HeaderDialog, WordDialog
from desktop.exchange.item_menu import add_items, match_of
from desktop.exchange.meanings import (
    OFFERED,
    PERIODIC,
    ShareChoice,
    as_read,
    corrected,
    meant,
    period_typed,
    share_choice,
    share_correction,
    with_column,
    with_header,
    with_item,
    with_kind,
    with_period,
    with_unit,
    years_offered,
)
from desktop.exchange.verdicts import FIGURES, meaning_words
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtGui import QAction

    from db.exchange.corrections import ColumnCorrection
    from db.exchange.filling.preview import FillPreview
    from desktop.exchange.preview_tools import PreviewTools
    from desktop.exchange.sheet_view import SheetView
    from desktop.theme import Look

_HEAD_ROWS = 15
"""So many first rows of a sheet may head its table."""
_SHOWN_WORDS = 12

_Asks = TypeVar("_Asks", WordDialog, HeaderDialog)


class Correcting(QObject):
    """Keeps what a person says of the reading in `told`, and asks for it.

    `told` begins as what the preview was read with; another is announced by `said`.
    """

    said = Signal()
    """`told` is another: the list must be read again."""

    def __init__(self, look: Look, view: SheetView, tools: PreviewTools) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._tools = tools
        self._preview: ImportPreview | FillPreview | None = None
        self._shares: ShareChoice | None = None
        self.told: Corrections = NONE
        view.heads.meaning_requested.connect(self.ask_for_meaning)
        tools.header.asked.connect(self.ask_for_header)
        tools.shares.chosen.connect(self._on_shares)

    def show(self, preview: ImportPreview | FillPreview) -> None:
        """Take over how the file was read, and show it of the sheet in sight."""
        self._preview, self.told = preview, preview.corrections
        self.show_sheet()

    def show_sheet(self) -> None:
        """Show how the sheet in sight was read."""
        if self._preview is None:
            return
        shown, here = self._view.sheet.shown, self._here()
        self._shares = share_choice(shown.sheet, self._preview.reading.complaints, here)
        self._tools.show_reading(shown.tables, sorted(shown.sheet.rows), here.header, self._shares)

    # -- columns ---------------------------------------------------------------------------------

    @Slot(int, object)
    def ask_for_meaning(self, column: int, at: QPoint) -> QMenu | None:
        """Ask what a column (1-based) of the sheet in sight is; None where there is no table."""
        model = self._view.sheet
        kind, reading = model.kind, model.reading(column)
        if kind is None:
            return None
        # Of a table whose halves stand side by side, the first half speaks for all.
        column = reading.column if reading is not None else column
        menu = QMenu(self._view)
        menu.setObjectName("meaning_menu")
        menu.setAccessibleName(f"{column_letters(column)} 列的含义")
        current = meant(reading)
        for meaning in OFFERED[kind]:
            words = meaning_words(ColumnReading(column, meaning), kind, model.unused)
            if kind is TableKind.UNITS and meaning is Meaning.ACTUAL:
                self._add_items(menu, column)
                continue
            if meaning in PERIODIC:
                periods = QMenu(f"{words}…", menu)
                self._add_periods(periods, column, meaning)
                action = menu.addMenu(periods)
            else:
                choose = partial(self._give, column, meaning, "")
                action = _add(menu, words, choose, chosen=meaning is current)
            if meaning is current:
                menu.setActiveAction(action)
        menu.addSeparator()
        if current in FIGURES:
            _add(menu, "这一列的单位…", partial(self.ask_for_unit, column))
        again = _add(menu, "恢复自动", partial(self._put, column, None))
        again.setEnabled(column in self._here().columns)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu

    def _add_items(self, menu: QMenu, column: int) -> None:
        """Offer what a column of a table of units may count."""
        preview = self._preview
        offered = preview.offered if preview is not None else ()
        match = match_of(self._view.sheet.shown.items, self._sheet(), column)
        may_be_new = isinstance(preview, ImportPreview)
        give = partial(self._give_item, column)
        add_items(menu, match, offered, give, may_be_new=may_be_new)
        menu.addSeparator()

    def _give_item(self, column: int, item: str) -> None:
        before = self._here().columns.get(column)
        self._put(column, with_item(as_read(self._view.sheet.reading(column), before), item))

    def give_kind(self, kind: str) -> None:
        """Read the sheet in sight as a table of another kind."""
        self._say(with_kind(self.told, self._sheet(), kind))

    def give_period(self, period: str) -> None:
        """Take the table of units in sight for one of that period."""
        self._say(with_period(self.told, self._sheet(), period))

    def _add_periods(self, menu: QMenu, column: int, meaning: Meaning) -> None:
        """Offer a meaning with each of the years it may be of."""
        reading = self._view.sheet.reading(column)
        now = reading.period if reading is not None and reading.meaning is meaning else None
        for period in self._periods(meaning):
            choose = partial(self._give, column, meaning, period)
            action = _add(menu, period_words(period), choose, chosen=period == now)
            if period == now:
                menu.setActiveAction(action)
        if menu.actions():
            menu.addSeparator()
        _add(menu, "其他时期…", partial(self.ask_for_period, column, meaning))

    def _periods(self, meaning: Meaning) -> Collection[str]:
        preview, model = self._preview, self._view.sheet
        known = {
            column.period
            for table in model.shown.tables
            for column in table.columns
            if column.meaning is meaning
        }
        start = preview.period_start if preview is not None else None
        end = preview.period_end if preview is not None else None
        return years_offered(meaning, start, end, known)

    def ask_for_period(self, column: int, meaning: Meaning) -> WordDialog:
        """Ask for a period that is not offered."""
        dialog = WordDialog(
            f"{column_letters(column)} 列是什么时期",
            "写年份、半年或季度，如 2024 年、2024 年上半年、2024 年第二季度。",
            "没有看懂。写成 2024 年、2024 年上半年或 2024 年第二季度。",
            period_typed,
            self._view,
        )
        return _opened(dialog, partial(self._give, column, meaning))

    def ask_for_unit(self, column: int) -> WordDialog:
        """Ask for the unit of a column's figures."""
        dialog = WordDialog(
            f"{column_letters(column)} 列的单位",
            "这一列没有另写单位的数都按它读，如 %、万人、所、万元。",
            "不认识这个单位。写成 %、万人、所、万元这样的单位。",
            lambda word: word if word and is_unit(word) else "",
            self._view,
        )
        before = self._here().columns.get(column)
        dialog.word.setText(before.unit if before is not None else "")
        return _opened(dialog, partial(self._give_unit, column))

    def _give(self, column: int, meaning: Meaning, period: str) -> None:
        before = self._here().columns.get(column)
        self._put(column, corrected(self._view.sheet.reading(column), before, meaning, period))

    def _give_unit(self, column: int, unit: str) -> None:
        before = self._here().columns.get(column)
        self._put(column, with_unit(as_read(self._view.sheet.reading(column), before), unit))

    def _put(self, column: int, correction: ColumnCorrection | None) -> None:
        self._say(with_column(self.told, self._sheet(), [(column, correction)]))

    # -- header and percentages ------------------------------------------------------------------

    @Slot()
    def ask_for_header(self) -> HeaderDialog:
        """Ask in which rows the header of the sheet in sight stands."""
        shown, here = self._view.sheet.shown, self._here()
        header = here.header or (shown.tables[0].header if shown.tables else (1, 1))
        numbers = sorted({*range(1, _HEAD_ROWS + 1), *header})
        rows = [(row, self._begins(row)) for row in numbers]
        dialog = HeaderDialog(
            self._look, rows, header, self._view, corrected=here.header is not None
        )
        return _opened(dialog, self._give_header)

    def _begins(self, row: int) -> str:
        """Return the first words of a row."""
        cells = self._view.sheet.shown.sheet.rows.get(row, ())
        words = "  ".join("".join(cell.text.split()) for cell in cells)
        return words if len(words) <= _SHOWN_WORDS else f"{words[:_SHOWN_WORDS]}…"

    def _give_header(self, header: tuple[int, int] | None) -> None:
        self._say(with_header(self.told, self._sheet(), header))

    @Slot(object)
    def _on_shares(self, chosen: str) -> None:
        if self._shares is None:
            return
        here, reading = self._here().columns, self._view.sheet.reading
        columns = [
            (column, share_correction(reading(column), here.get(column), chosen))
            for column in self._shares.columns
        ]
        self._say(with_column(self.told, self._sheet(), columns))

    # -- inside ----------------------------------------------------------------------------------

    def _sheet(self) -> str:
        return self._view.sheet.shown.sheet.name

    def _here(self) -> SheetCorrections:
        return self.told.get(self._sheet(), SheetCorrections())

    def _say(self, told: Corrections) -> None:
        self.told = told
        self.said.emit()


def _add(menu: QMenu, words: str, press: Callable[[], object], *, chosen: bool = False) -> QAction:
    action = menu.addAction(words)
    if chosen:
        font = action.font()
        font.setBold(True)
        action.setFont(font)
    action.triggered.connect(partial(_tell, press))
    return action


def _tell(press: Callable[[], object], *_checked: object) -> None:
    press()


def _opened(dialog: _Asks, given: Callable[[Any], None]) -> _Asks:
    dialog.given.connect(given)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
