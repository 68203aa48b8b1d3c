"""The preview of a filling: the form with what each cell will hold, the list beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from db.exchange.corrections import is_read
from db.exchange.filling.across import COUNTY
from db.exchange.listing import TableKind
from desktop.dialog_wishes import opened
from desktop.exchange.fates import (
    SORT_MARKS,
    SORT_WORDS,
    TO_DECIDE,
    TO_WRITE,
    FillSeen,
    Sort,
    next_place,
)
from desktop.exchange.file_preview import FilePreview, cells_of
from desktop.exchange.filling_model import FillSheetModel, FillShown
from desktop.exchange.filling_remarks import fill_remarks
from desktop.exchange.found_rows import COUNTY_WORDS, FoundRows
from desktop.exchange.preview_tools import PreviewTools
from desktop.exchange.row_search import RowSearch
from desktop.exchange.sheet_view import SheetView
from desktop.exchange.table_bar import OF_FORMS, TableBar
from desktop.exchange.verdicts import Spot, spot_of
from desktop.widgets.chips import Chip
from desktop.widgets.word_menu import Word, ask_word
from desktop.widgets.words import button

if TYPE_CHECKING:
    from db.exchange.differences import NameProposal
    from desktop.exchange.remarks import Remark
    from desktop.theme import Look

_ALL = "all"
_SEARCH, _NOT_OURS, _OPEN_AGAIN = "search", "not ours", "open again"
_MOST_CANDIDATES = 8


class FillingView(FilePreview):
    """Shows a FillSeen; what the user ticks and decides is kept here until it is written."""

    write_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        tools = PreviewTools(look, title="回填预览", unused="不填")
        super().__init__(look, tools, SheetView(look, FillSheetModel()), parent)
        self.seen: FillSeen | None = None
        self._rows = FoundRows()
        self.table = TableBar(look, OF_FORMS)
        self.view.setAccessibleName("要填的表")
        self.write = button("", kind="main")
        self._set_up(self.table, self._bar(), self.write)
        self.view.activated.connect(self._on_activated)
        self.remarks.choice_requested.connect(self._on_choice)
        self.write.clicked.connect(self.write_requested)

    def _bar(self) -> QWidget:
        below = QFrame()
        below.setObjectName("page_tools")
        row = QHBoxLayout(below)
        row.setContentsMargins(16, 0, 12, 6)
        row.addWidget(self.table)
        return below

    # -- showing ---------------------------------------------------------------------------------

    def put_away(self) -> None:
        """Forget what is shown, and what was decided about it."""
        self.without.clear()
        self.decisions.clear()
        self.seen = None

    def show_new(self, seen: FillSeen, rows: FoundRows) -> None:
        """Show another form; `rows` are those of the book that its rows may stand for."""
        self.put_away()
        self.tools.reading.setChecked(not seen.preview.reading.tables)
        self.show_again(seen, rows)
        self.chips.choose(_ALL)
        fills = self._model.shown
        start = Spot(1, 1)
        if isinstance(fills, FillShown):
            wanted = ({Sort.WAITING}, TO_DECIDE, TO_WRITE)
            known = (next_place(fills.fills, sorts, None) for sorts in wanted)
            start = next((spot for spot in known if spot is not None), start)
        self.view.go_to(start)
        self.view.setFocus()

    def show_again(self, seen: FillSeen, rows: FoundRows) -> None:
        """Show the same form held against the book anew: cursor, ticks and decisions stay."""
        shown = self._model.shown.sheet.name if self.seen is not None else ""
        self.seen, self._rows = seen, rows
        preview = seen.preview
        self.without &= {(cell.sheet, cell.address) for cell in preview.to_write}
        names = [sheet.name for sheet in preview.workbook.sheets]
        self.tools.show_file(preview, shown if shown in names else _first_sheet(seen))
        self.correcting.show(preview)
        self._show_sheet(str(self.sheets.currentData()))
        self._show_words()
        if self.view.spot is not None:
            self._on_spot(self.view.spot)

    def next_problem(self) -> None:
        """Go to the next cell of the chosen chip's sort, what a person must decide by default."""
        seen, chosen = self.seen, self._sort()
        if seen is None:
            return
        sorts = TO_DECIDE if chosen is None else {chosen}
        if not any(seen.counts[sort] for sort in sorts):
            words = "要指明和不能写" if chosen is None else SORT_WORDS[chosen]
            self.told.emit(f"没有{words}的格。")
            return
        names = [sheet.name for sheet in seen.preview.workbook.sheets]
        at = names.index(self._model.shown.sheet.name)
        here = next_place(seen.fills(names[at]), sorts, self.view.spot)
        # The rest of this sheet first, then the others, then this one from its top.
        for name in (*names[at + 1 :], *names[: at + 1]) if here is None else (names[at],):
            found = here or next_place(seen.fills(name), sorts, None)
            if found is not None:
                self._go_to(name, found)
                return

    def _show_sheet(self, name: str) -> None:
        if self.seen is None:
            return
        preview = self.seen.preview
        sheet, tables, told = self._read(preview, name)
        self.table.show_tables(preview, tables, told.kind)
        self.view.show_sheet(
            FillShown(
                sheet,
                tables,
                without=self.without,
                corrections=told,
                items=preview.items,
                fills=self.seen.fills(name),
                absent=frozenset(row for where, row in self.seen.absent if where == name),
            )
        )
        self.correcting.show_sheet()

    def _show_words(self) -> None:
        """Show counts, the list at the right and the main button."""
        seen = self.seen
        if seen is None:
            return
        self.target.setText(
            f"用“{seen.preview.title}”的数。原表不动，另存为新文件；指明过的，下次同样的表会记住。"
        )
        chips = [Chip(_ALL, "全部", len(seen.spots))]
        chips += [
            Chip(sort, SORT_WORDS[sort], count, SORT_MARKS[sort])
            for sort, count in seen.counts.items()
            if count or sort in TO_WRITE
        ]
        self.chips.show_chips(chips)
        lines = fill_remarks(seen, self.without, self._rows.names, self._sort())
        self.remarks.remarks.show_remarks(lines)
        self._show_how_many()

    def _show_how_many(self) -> None:
        """Say on the main button what it will do."""
        many = self.seen.written(self.without) if self.seen is not None else 0
        self.count.setText(f"要写入 {many} 格" if many else "没有要写入的格")
        self.write.setText(f"写入 {many} 格，另存为…  Ctrl+Enter" if many else "没有要写入的格")
        self.write.setAccessibleName(f"写入 {many} 格，另存为" if many else "没有要写入的格")
        self.write.setEnabled(many > 0)
        self.write.setToolTip("" if many else "没有勾选的格。指明行和列，或换一个文件。")

    # -- rows ------------------------------------------------------------------------------------

    def ask_for_row(self, question: NameProposal, at: QPoint) -> QMenu | None:
        """Ask which row of the book a row of the form stands for."""
        if self.seen is None:
            return None
        key = (question.sheet, question.row)
        decided = self.seen.preview.decisions
        current = f"id {self.seen.preview.matched.get(key, '')}"
        words = [
            Word(f"id {row}", f"对应到“{name}”")
            for row, name in question.candidates[:_MOST_CANDIDATES]
        ]
        of_units = self.seen.kind_of(*key) is TableKind.UNITS
        if of_units:
            words.append(Word(f"id {COUNTY}", f"对应到“{COUNTY_WORDS}”"))
        others = "对应到其他单位…" if of_units else "对应到其他行…"
        words += [Word(_SEARCH, others), Word(_NOT_OURS, "不是台账里的")]
        if key in self.decisions:
            words.append(Word(_OPEN_AGAIN, "先不指明"))
        if key in decided and decided[key] is None:
            current = _NOT_OURS
        choose = partial(self._on_decided, question)
        return ask_word(
            self.remarks, self._look, "对应到哪一行", words, current=current, at=at, chosen=choose
        )

    def search_row(self, question: NameProposal) -> RowSearch:
        """Ask for any row of the book."""
        key = (question.sheet, question.row)
        matched = self.seen.preview.matched if self.seen is not None else {}
        nearest = question.candidates[0][0] if question.candidates else ""
        current = matched.get(key, nearest)
        kind = self.seen.kind_of(*key) if self.seen is not None else TableKind.INDICATORS
        dialog = RowSearch(question.name, self._rows.of(kind), current, self)
        dialog.given.connect(partial(self._decide, key))
        return opened(dialog)

    def _on_decided(self, question: NameProposal, chosen: str) -> None:
        key = (question.sheet, question.row)
        if chosen == _SEARCH:
            self.search_row(question)
        elif chosen == _OPEN_AGAIN:
            self.decisions.pop(key, None)
            self.decided.emit()
        else:
            self._decide(key, None if chosen == _NOT_OURS else chosen.removeprefix("id "))

    def _decide(self, key: tuple[str, int], row: str | None) -> None:
        self.decisions[key] = row
        self.decided.emit()

    @Slot(object, object)
    def _on_choice(self, remark: Remark, at: QPoint) -> None:
        if remark.column:
            self._go_to(remark.sheet, spot_of(remark.address))
            self.correcting.ask_for_meaning(remark.column, at)
        elif remark.proposal is not None:
            self.ask_for_row(remark.proposal, at)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        """Ask for the row under the cursor, also where its name was found by itself."""
        sheet, row = self._model.shown.sheet.name, index.row() + 1
        question = self.seen.question(sheet, row) if self.seen is not None else None
        if question is None:
            self.told.emit("这一行没有要指明的。表没有认对时，先选表头，再点列顶说明各列。")
            return
        at = self.view.visualRect(index).bottomLeft()
        self.ask_for_row(question, self.view.viewport().mapToGlobal(at))

    # -- what happened ---------------------------------------------------------------------------

    @Slot(object)
    def _on_sheet(self, name: str) -> None:
        self._show_sheet(name)
        fills = self.seen.fills(name) if self.seen is not None else {}
        self.view.go_to(next(iter(fills), Spot(1, 1)))

    @Slot(object)
    def _on_chip(self, _key: str) -> None:
        self._show_words()
        sort = self._sort()
        if sort is not None and self.seen is not None and self.seen.counts[sort]:
            self.next_problem()

    @Slot(object)
    def _on_remark_ticked(self, remark: Remark) -> None:
        self._toggle(cells_of(remark))

    @Slot(object)
    def _on_spot_ticked(self, spot: Spot) -> None:
        """Tick the cell under the cursor; beside the cells that are written, all of its row."""
        if self.seen is None:
            return
        sheet = self._model.shown.sheet.name
        found = {
            place: fill
            for place, fill in self.seen.fills(sheet).items()
            if place.row == spot.row and fill.sort in TO_WRITE
        }
        chosen = [found[spot]] if spot in found else list(found.values())
        if chosen:
            self._toggle({(sheet, fill.cell.address) for fill in chosen})
        else:
            self.told.emit("这一行没有要写的格，不用勾选。")

    def _show_ticks(self) -> None:
        self.remarks.remarks.tick_anew(self.without)
        self._show_how_many()
        self.view.viewport().update()
        if self.view.spot is not None:
            self._on_spot(self.view.spot)

    # -- inside ----------------------------------------------------------------------------------

    @property
    def _model(self) -> FillSheetModel:
        model = self.view.sheet
        if not isinstance(model, FillSheetModel):
            raise TypeError(type(model))
        return model

    def _sort(self) -> Sort | None:
        """Return the sort of the chosen chip, None for all."""
        return None if self.chips.key in {"", _ALL} else Sort(self.chips.key)


def _first_sheet(seen: FillSeen) -> str:
    """Return the sheet to begin with: the first with a table, else the first that is in sight."""
    preview = seen.preview
    tabled = (table.sheet for table in preview.reading.tables)
    visible = (sheet.name for sheet in preview.workbook.sheets if is_read(sheet))
    return next(tabled, None) or next(visible, preview.workbook.sheets[0].name)
