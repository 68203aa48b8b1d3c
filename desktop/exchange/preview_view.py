"""The import preview: the sheet with its verdicts, the list beside it, what will be taken in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from db.exchange.differences import ImportPreview, NameProposal, Verdict
from db.exchange.sheets import Visibility
from desktop.exchange.remark_list import RemarkList
from desktop.exchange.remarks import Remark, remarks_of
from desktop.exchange.sheet_model import Shown
from desktop.exchange.sheet_view import SheetView
from desktop.exchange.verdicts import (
    VERDICT_MARKS,
    VERDICT_WORDS,
    Spot,
    accepted,
    by_spot,
    next_spot,
    rows_in_words,
    spot_of,
)
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.word_menu import Word, ask_word
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.listing import TableReading
    from desktop.theme import Look

_ALL = "all"
_AS_NEW = "new row"
_OPEN_AGAIN = "open again"
_MOST_CANDIDATES = 12


class PreviewView(QWidget):
    """Shows an ImportPreview; what the user ticks and decides is kept here until it is taken in."""

    import_requested = Signal()
    given_up = Signal()
    file_requested = Signal()
    """Another file is wanted in place of this one."""
    decided = Signal()
    """`decisions` is another: the list must be compared again."""
    told = Signal(object)
    """A sentence for the status bar."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.preview: ImportPreview | None = None
        self.without: set[tuple[str, str]] = set()
        self.decisions: dict[tuple[str, int], str | None] = {}
        self._answered: dict[tuple[str, int], NameProposal] = {}
        self.file = ElidedLabel(bold=True)
        self.sheets = Choice(look, "工作表")
        self.another = button("换一个文件", picture="folder")
        self.rows = ElidedLabel(ink="muted", size="secondary")
        self.view = SheetView(look)
        self.where = ElidedLabel(size="secondary")
        self.count = label(size="heading")
        self.target = label(ink="muted", size="secondary", wraps=True)
        self.remarks = RemarkList(look)
        self.chips = ChipRow(look)
        self.take_in = button("", kind="main")
        self.give_up = button("放弃  Esc")
        self._lay_out()
        self._connect()

    # -- laying out ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._made_tools())
        left.addWidget(self.view, 1)
        foot = QFrame()
        foot.setObjectName("sheet_foot")
        foot.setFixedHeight(26)
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(self.where, 1)
        left.addWidget(foot)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addLayout(left, 1)
        upper.addWidget(self._made_pane())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self._made_bar())

    def _made_tools(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("page_tools")
        first = QHBoxLayout()
        first.setContentsMargins(16, 0, 12, 0)
        first.setSpacing(12)
        first.addWidget(label("导入预览", size="title"))
        first.addWidget(self.file)
        first.addWidget(self.sheets)
        first.addStretch(1)
        first.addWidget(self.another)
        second = QHBoxLayout()
        second.setContentsMargins(16, 0, 12, 0)
        second.addWidget(self.rows, 1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 8, 0, 6)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        return frame

    def _made_pane(self) -> QWidget:
        pane = QFrame()
        pane.setObjectName("pane")
        pane.setFixedWidth(self._look.theme.sizes.pane_width)
        head = QFrame()
        head.setObjectName("pane_section")
        words = QVBoxLayout(head)
        words.setContentsMargins(12, 10, 12, 8)
        words.setSpacing(3)
        words.addWidget(self.count)
        words.addWidget(self.target)
        column = QVBoxLayout(pane)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.remarks, 1)
        return pane

    def _made_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("import_bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.chips)
        row.addStretch(1)
        row.addWidget(self.take_in)
        row.addWidget(self.give_up)
        return bar

    def _connect(self) -> None:
        self.sheets.chosen.connect(self._on_sheet)
        self.another.clicked.connect(self.file_requested)
        self.view.spot_moved.connect(self._on_spot)
        self.view.tick_requested.connect(self._on_spot_ticked)
        self.remarks.place_requested.connect(self._on_place)
        self.remarks.tick_requested.connect(self._on_remark_ticked)
        self.remarks.choice_requested.connect(self.ask_for_row)
        self.chips.chosen.connect(self._on_chip)
        self.take_in.clicked.connect(self.import_requested)
        self.give_up.clicked.connect(self.given_up)
        for keys, press in (
            ("Ctrl+Return", self.take_in.click),
            ("Ctrl+Enter", self.take_in.click),
            ("Esc", self.give_up.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)

    # -- showing ---------------------------------------------------------------------------------

    def show_new(self, preview: ImportPreview) -> None:
        """Show the preview of another file."""
        self.without.clear()
        self.decisions.clear()
        self._answered.clear()
        self.preview = None
        self.show_again(preview)
        self.chips.choose(_ALL)
        first = next_spot(self.view.sheet.shown.verdicts, Verdict.REJECTED, None)
        tables = self.view.sheet.shown.tables
        start = Spot(tables[0].rows[0].row, 1) if tables and tables[0].rows else Spot(1, 1)
        self.view.go_to(first or start)
        self.view.setFocus()

    def show_again(self, preview: ImportPreview) -> None:
        """Show the same file compared anew: cursor, ticks and decisions stay."""
        shown = self.view.sheet.shown.sheet.name if self.preview is not None else ""
        self.preview = preview
        self._answered |= {(one.sheet, one.row): one for one in preview.proposals}
        tables = [table.sheet for table in preview.reading.tables]
        names = [sheet.name for sheet in preview.workbook.sheets]
        first = tables[0] if tables else names[0]
        self.sheets.show_choices(_sheet_choices(preview), shown if shown in names else first)
        self.file.say(preview.workbook.name)
        self._show_sheet(str(self.sheets.currentData()))
        self._show_words()

    def next_problem(self) -> None:
        """Go to the next cell of the chosen chip's verdict, what cannot be taken in by default."""
        verdict, preview = self._verdict() or Verdict.REJECTED, self.preview
        if preview is None:
            return
        if not preview.count(verdict):
            self.told.emit(f"没有{VERDICT_WORDS[verdict]}的格。")
            return
        names = [sheet.name for sheet in preview.workbook.sheets]
        here = self.view.sheet.shown.sheet.name
        at = names.index(here)
        spot = next_spot(self.view.sheet.shown.verdicts, verdict, self.view.spot)
        # The rest of this sheet first, then the others, then this one from its top.
        for name in (*names[at + 1 :], *names[: at + 1]) if spot is None else (here,):
            found = spot or next_spot(by_spot(preview, name), verdict, None)
            if found is not None:
                self._go_to(name, found)
                return

    def _show_sheet(self, name: str) -> None:
        preview = self.preview
        if preview is None:
            return
        sheet = next(one for one in preview.workbook.sheets if one.name == name)
        tables = tuple(table for table in preview.reading.tables if table.sheet == name)
        self.view.show_sheet(Shown(sheet, tables, by_spot(preview, name), self.without))
        self.rows.say(_about_rows(tables, sorted(sheet.rows)))

    def _show_words(self) -> None:
        """Show counts, the list at the right and the main button."""
        preview = self.preview
        if preview is None:
            return
        self.count.setText(f"共认出 {len(preview.cells)} 格")
        self.target.setText(_target_words(preview))
        chips = [Chip(_ALL, "全部", len(preview.cells))]
        chips += [
            Chip(verdict, VERDICT_WORDS[verdict], preview.count(verdict), VERDICT_MARKS[verdict])
            for verdict in Verdict
        ]
        self.chips.show_chips(chips)
        self.remarks.remarks.show_remarks(
            remarks_of(preview, self.without, self._answered, self.decisions, self._verdict())
        )
        many = accepted(preview, self.without)
        self.take_in.setText(f"导入 {many} 格  Ctrl+Enter" if many else "没有可导入的格")
        self.take_in.setAccessibleName(f"导入 {many} 格" if many else "没有可导入的格")
        self.take_in.setEnabled(many > 0)
        self.take_in.setToolTip("" if many else "没有新增和勾选的改动。改好文件再导入。")

    # -- what happened ---------------------------------------------------------------------------

    def ask_for_row(self, remark: Remark, at: QPoint) -> QMenu | None:
        """Ask which row of the book a row of the list stands for."""
        proposal = remark.proposal
        if proposal is None:
            return None
        words = [
            Word(f"id {row}", f"对应到“{name}”")
            for row, name in proposal.candidates[:_MOST_CANDIDATES]
        ]
        words.append(Word(_AS_NEW, "作为新的一行"))
        key = (proposal.sheet, proposal.row)
        current = ""
        if key in self.decisions:
            words.append(Word(_OPEN_AGAIN, "先不指明"))
            chosen = self.decisions[key]
            current = _AS_NEW if chosen is None else f"id {chosen}"
        choose = partial(self._on_decided, key)
        return ask_word(
            self.remarks, self._look, "对应到哪一行", words, current=current, at=at, chosen=choose
        )

    def _on_decided(self, key: tuple[str, int], chosen: str) -> None:
        if chosen == _OPEN_AGAIN:
            self.decisions.pop(key, None)
        else:
            self.decisions[key] = None if chosen == _AS_NEW else chosen.removeprefix("id ")
        self.decided.emit()

    @Slot(object)
    def _on_sheet(self, name: str) -> None:
        self._show_sheet(name)
        first = next(iter(self.view.sheet.shown.verdicts), Spot(1, 1))
        self.view.go_to(first)

    @Slot(object)
    def _on_spot(self, spot: Spot) -> None:
        self.where.say(self.view.sheet.spoken(spot))

    @Slot(object)
    def _on_chip(self, _key: str) -> None:
        self._show_words()
        verdict = self._verdict()
        if verdict is not None and self.preview is not None and self.preview.count(verdict):
            self.next_problem()

    @Slot(object)
    def _on_place(self, remark: Remark) -> None:
        if remark.address:
            self._go_to(remark.sheet, spot_of(remark.address))

    @Slot(object)
    def _on_remark_ticked(self, remark: Remark) -> None:
        self._toggle(remark.sheet, remark.address)

    @Slot(object)
    def _on_spot_ticked(self, spot: Spot) -> None:
        cells = self.view.sheet.shown.verdicts.get(spot, ())
        changed = [cell for cell in cells if cell.verdict is Verdict.CHANGED]
        if changed:
            self._toggle(changed[0].sheet, changed[0].address)
        else:
            self.told.emit("只有改动的格可以勾选。")

    def _toggle(self, sheet: str, address: str) -> None:
        self.without ^= {(sheet, address)}
        self._show_words()
        self.view.viewport().update()

    # -- inside ----------------------------------------------------------------------------------

    def _verdict(self) -> Verdict | None:
        """Return the verdict of the chosen chip, None for all."""
        return None if self.chips.key in {"", _ALL} else Verdict(self.chips.key)

    def _go_to(self, sheet: str, spot: Spot) -> None:
        if sheet != self.view.sheet.shown.sheet.name:
            self.sheets.setCurrentIndex(self.sheets.findData(sheet))
            self._show_sheet(sheet)
        self.view.go_to(spot)


def _sheet_choices(preview: ImportPreview) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    read = {table.sheet for table in preview.reading.tables}
    for place, sheet in enumerate(preview.workbook.sheets, start=1):
        words = f"{sheet.name}（第 {place} 张）"
        if sheet.visibility is not Visibility.VISIBLE:
            words += "，隐藏，没有读"
        elif sheet.name not in read:
            words += "，不导入"
        made.append((sheet.name, words))
    return made


def _about_rows(tables: Sequence[TableReading], filled: Sequence[int]) -> str:
    """Return where the headers stand and which rows are not imported."""
    if not tables:
        return "这张表里没有认出一览表，不导入。"
    heads = {row for table in tables for row in range(table.header[0], table.header[1] + 1)}
    taken = {row.row for table in tables for row in table.rows} | heads
    parts = [f"表头 第 {rows_in_words(heads)} 行"]
    left = [row for row in filled if row not in taken]
    if left:
        parts.append(f"第 {rows_in_words(left)} 行不导入")
    return " · ".join(parts)


def _target_words(preview: ImportPreview) -> str:
    """Return into which plan the list would go; a new one is announced with its years."""
    if preview.plan is not None:
        return f"导入到“{preview.title}”。台账还没有变；导入是一步，以后也能整块撤销。"
    years = ""
    if preview.period_start is not None and preview.period_end is not None:
        years = f" {preview.period_start}—{preview.period_end} 年"
    later = "" if years else "没有认出规划期，导入后在设置里填。"
    return f"将新建规划“{preview.title}”{years}。{later}台账还没有变；导入是一步，能整块撤销。"
