"""The import preview: the sheet with its verdicts, the list beside it, what will be taken in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot

from db.exchange.differences import ImportPreview, NameProposal, Verdict
from desktop.exchange.doubted import KINDS, doubt_remarks, of_sheet
from desktop.exchange.file_preview import FilePreview, cells_of
from desktop.exchange.preview_chips import ALL, Walk, chips_of, kind_of, verdict_of
from desktop.exchange.preview_tools import PreviewTools
from desktop.exchange.remarks import Remark, remarks_of
from desktop.exchange.sheet_model import Shown
from desktop.exchange.sheet_view import SheetView
from desktop.exchange.standing_bar import StandingBar
from desktop.exchange.verdicts import Seen, Spot, next_spot, spot_of
from desktop.widgets.word_menu import Word, ask_word
from desktop.widgets.words import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from desktop.exchange.doubted import Doubts
    from desktop.tasks import Progress
    from desktop.theme import Look

_AS_NEW = "new row"
_OPEN_AGAIN = "open again"
_MOST_CANDIDATES = 12


class PreviewView(FilePreview):
    """Shows an ImportPreview; what the user ticks and decides is kept here until it is taken in."""

    import_requested = Signal()
    next_requested = Signal()
    """The next of several files is wanted, this one is not taken in."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, PreviewTools(look), SheetView(look), parent)
        self.seen: Seen | None = None
        self.doubts: Doubts = {}
        """What the checks would doubt in it; nothing while that is still looked for."""
        self.by_hand: set[tuple[str, str]] = set()
        """Refused cells that are taken in all the same."""
        self._answered: dict[tuple[str, int], NameProposal] = {}
        self._why_not = ""
        self.standing = StandingBar(look)
        self.take_in = button("", kind="main")
        self._set_up(self.standing, self.standing, self.take_in)
        self.tools.following.clicked.connect(self.next_requested)
        self.standing.changed.connect(self.decided)
        self.remarks.choice_requested.connect(self.ask_for_row)
        self.take_in.clicked.connect(self.import_requested)

    # -- showing ---------------------------------------------------------------------------------

    @property
    def preview(self) -> ImportPreview | None:
        """Return what is shown, None when nothing is."""
        return self.seen.preview if self.seen is not None else None

    def allow(self, why_not: str) -> None:
        """Let what is shown be taken in, or say why not: a book that is only read can be seen."""
        if why_not != self._why_not:
            self._why_not = why_not
            self._show_words()

    def show_new(self, seen: Seen) -> None:
        """Show the preview of another file."""
        self.without.clear()
        self.by_hand.clear()
        self.decisions.clear()
        self._answered.clear()
        self.seen = None
        self.tools.reading.setChecked(not seen.preview.reading.tables)
        self.show_again(seen)
        self.chips.choose(ALL)
        first = next_spot(self.view.sheet.shown.verdicts, Verdict.REJECTED, None)
        tables = self.view.sheet.shown.tables
        start = Spot(tables[0].rows[0].row, 1) if tables and tables[0].rows else Spot(1, 1)
        self.view.go_to(first or start)
        self.view.setFocus()

    def show_again(self, seen: Seen) -> None:
        """Show the same file compared anew: cursor, ticks and decisions stay.

        A tick that was taken away from a cell which is no change any more has nothing to say.
        """
        shown = self.view.sheet.shown.sheet.name if self.seen is not None else ""
        self.seen, preview = seen, seen.preview
        self.doubts = {}
        self._answered |= {(one.sheet, one.row): one for one in preview.proposals}
        tables = [table.sheet for table in preview.reading.tables]
        names = [sheet.name for sheet in preview.workbook.sheets]
        first = tables[0] if tables else names[0]
        changed = {(c.sheet, c.address) for c in seen.cells if c.verdict is Verdict.CHANGED}
        units = {(sheet, a) for (sheet, _), all_ in seen.new_units.items() for a in all_}
        self.without &= changed | units
        self.by_hand &= {(c.sheet, c.address) for c in seen.cells if c.by_hand}
        self.tools.show_file(preview, shown if shown in names else first)
        self.show_reading()
        self._show_words()
        if self.view.spot is not None:
            self._on_spot(self.view.spot)

    @Slot(object, object)
    def show_doubts(self, seen: Seen, doubts: Doubts) -> None:
        """Show what the checks would say of the figures, unless another preview came meanwhile."""
        if seen is not self.seen:
            return
        self.doubts = doubts
        self._show_sheet(self.view.sheet.shown.sheet.name)
        self._show_words()
        if self.view.spot is not None:
            self._on_spot(self.view.spot)

    @Slot(object)
    def show_judging(self, progress: Progress) -> None:
        """Say how far the checks of the figures are."""
        if self.seen is not None:
            share = f" {100 * progress.done // progress.total}%" if progress.total else ""
            self.count.setText(f"共认出 {len(self.seen.cells)} 格 · 正在校验{share}")

    def show_reading(self) -> None:
        """Show how the file was read: also after a correction that could not be carried out."""
        if self.preview is not None:
            self.standing.show_options(self.preview)
            self.correcting.show(self.preview)
            self._show_sheet(str(self.sheets.currentData()))

    def next_problem(self) -> None:
        """Go to the next cell of the chosen chip; of all, to the next that needs a person."""
        if self.seen is None:
            return
        walk = Walk(self.seen, self.doubts, self.chips.key)
        if not walk.many:
            self.told.emit(f"没有{walk.word}的格。")
            return
        found = walk.next(self.view.sheet.shown.sheet.name, self.view.spot)
        if found is not None:
            self._go_to(*found)

    def _show_sheet(self, name: str) -> None:
        if self.seen is None:
            return
        preview = self.seen.preview
        sheet, tables, told = self._read(preview, name)
        verdicts = self.seen.verdicts(name)
        doubts = of_sheet(self.doubts, name)
        self.view.show_sheet(
            Shown(sheet, tables, verdicts, self.without, told, preview.items, doubts)
        )
        self.correcting.show_sheet()
        self.standing.show_tables(preview, tables)

    def _show_words(self) -> None:
        """Show counts, the list at the right and the main button."""
        seen = self.seen
        if seen is None:
            return
        self.count.setText(f"共认出 {len(seen.cells)} 格")
        self.target.setText(self._why_not or _target_words(seen.preview))
        self.chips.show_chips(chips_of(seen, self.doubts, self.chips.key))
        self.remarks.remarks.show_remarks(self._remarks(seen))
        self._show_how_many()

    def _remarks(self, seen: Seen) -> list[Remark]:
        kind = kind_of(self.chips.key)
        if kind is not None:
            return doubt_remarks(seen, self.doubts, [kind])
        return remarks_of(
            seen,
            self.without,
            self._answered,
            self.decisions,
            verdict_of(self.chips.key),
            by_hand=self.by_hand,
            doubted=doubt_remarks(seen, self.doubts, KINDS),
        )

    def _show_how_many(self) -> None:
        """Say on the main button what it will do."""
        many = self.seen.accepted(self.without, self.by_hand) if self.seen is not None else 0
        self.take_in.setText(f"导入 {many} 格  Ctrl+Enter" if many else "没有可导入的格")
        self.take_in.setAccessibleName(f"导入 {many} 格" if many else "没有可导入的格")
        self.take_in.setEnabled(many > 0 and not self._why_not)
        nothing = "" if many else "没有新增和勾选的改动。改好文件再导入。"
        self.take_in.setToolTip(self._why_not or nothing)

    # -- what happened ---------------------------------------------------------------------------

    def ask_for_row(self, remark: Remark, at: QPoint) -> QMenu | None:
        """Ask which row of the book a row of the list stands for, or what a column counts."""
        if remark.column:
            self._go_to(remark.sheet, spot_of(remark.address))
            asked: QMenu | None = self.correcting.ask_for_meaning(remark.column, at)
            return asked
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
    def _on_chip(self, _key: str) -> None:
        self._show_words()
        key, seen = self.chips.key, self.seen
        if seen is not None and key != ALL and Walk(seen, self.doubts, key).many:
            self.next_problem()

    @Slot(object)
    def _on_remark_ticked(self, remark: Remark) -> None:
        if remark.verdict is Verdict.REJECTED:
            self._toggle_by_hand(cells_of(remark))
        else:
            self._toggle(cells_of(remark))

    @Slot(object)
    def _on_spot_ticked(self, spot: Spot) -> None:
        cells = self.view.sheet.shown.verdicts.get(spot, ())
        changed = [cell for cell in cells if cell.verdict is Verdict.CHANGED]
        refused = [cell for cell in cells if cell.by_hand]
        sheet = self.view.sheet.shown.sheet.name
        units = self.seen.new_units.items() if self.seen is not None else ()
        unit = next(
            (cells for (on, _), cells in units if on == sheet and spot == spot_of(cells[0])), ()
        )
        if changed:
            self._toggle({(changed[0].sheet, changed[0].address)})
        elif refused:
            self._toggle_by_hand({(refused[0].sheet, refused[0].address)})
        elif unit:
            self._toggle({(sheet, address) for address in unit})
        else:
            self.told.emit("只有改动的格可以勾选。")

    def _toggle_by_hand(self, cells: set[tuple[str, str]]) -> None:
        """Take refused cells in all the same; leave them again where all of them were."""
        if cells <= self.by_hand:
            self.by_hand -= cells
        else:
            self.by_hand |= cells
        self._show_ticks()

    def _show_ticks(self) -> None:
        self.remarks.remarks.tick_anew(self.without, self.by_hand)
        self._show_how_many()
        self.view.viewport().update()


def _target_words(preview: ImportPreview) -> str:
    """Return into which plan the list would go; a new one is announced with its years."""
    if preview.plan is not None:
        return f"导入到“{preview.title}”。台账还没有变；导入是一步，以后也能整块撤销。"
    years = ""
    if preview.period_start is not None and preview.period_end is not None:
        years = f" {preview.period_start}—{preview.period_end} 年"
    later = "" if years else "没有认出规划期，导入后在设置里填。"
    return f"将新建规划“{preview.title}”{years}。{later}台账还没有变；导入是一步，能整块撤销。"
