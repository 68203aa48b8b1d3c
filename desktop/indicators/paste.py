"""A pasted block awaiting its decision: a verdict on each cell, nothing written before Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent

from db.model.lines import IndicatorLine
from desktop.columns import Cell
from desktop.indicators.paste_bar import ALL, VERDICT_MARKS, PasteBar
from desktop.indicators.paste_verdicts import (
    WRITTEN,
    PastedCell,
    Spot,
    Verdict,
    counts,
    judge,
)
from desktop.indicators.paste_words import paste_sections, refused_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.rules.finding import Finding
    from desktop.indicators.block import Block
    from desktop.theme import Look
    from desktop.widgets.pane import PaneSection
    from desktop.widgets.sheet import SheetTable

Doubts = Callable[["Sequence[PastedCell]"], "Sequence[Finding]"]
"""Tells what the checks would doubt once these cells were written."""

_GROUNDS = {
    Verdict.NEW: "verdict_new",
    Verdict.CHANGED: "verdict_changed",
    Verdict.SAME: "verdict_same",
    Verdict.REFUSED: "verdict_bad",
    Verdict.SKIPPED: "computed",
}


class PasteDecision(QObject):
    """Holds a block over the table until it is written or given up.

    Enter writes, Esc gives up, Space leaves one cell out or takes it back in.
    """

    accepted = Signal(object)
    """The PastedCells that are to be written."""
    ended = Signal()
    """The block was written, or given up."""
    moved = Signal()
    """What the pane says is another now."""

    def __init__(self, table: SheetTable, look: Look, doubts: Doubts, parent: QObject) -> None:
        super().__init__(parent)
        self._doubts = doubts
        self.bar = PasteBar(look)
        self.cells: tuple[PastedCell, ...] = ()
        self._table = table
        self._left_out: set[int] = set()
        self._pending: tuple[Block, str, str] | None = None
        self.bar.accepted.connect(self.accept)
        self.bar.given_up.connect(self.give_up)
        self.bar.list_wanted.connect(self._on_list_wanted)
        self.bar.kind_chosen.connect(self._on_kind)
        for watched in (table, table.editor):
            watched.installEventFilter(self)

    @property
    def pending(self) -> bool:
        """Tell whether a block awaits its decision."""
        return self._pending is not None

    def hold(self, block: Block, row: str, period: str) -> None:
        """Hold a block, its upper left corner on a row's cell of a period; `refresh` shows it."""
        self._pending = (block, row, period)
        self._left_out.clear()
        self._table.allow_typing(allowed=False)
        self.bar.show()

    def refresh(self) -> None:
        """Judge anew what the table shows now; where the corner is gone, the block is given up."""
        if self._pending is None:
            return
        block, row, period = self._pending
        spots = spots_from(self._table, row, period)
        if not spots:
            self.give_up()
            return
        self.cells = judge(block, spots)
        self._show()

    def sections(self) -> tuple[str, str, tuple[PaneSection, ...]]:
        """Return what the pane shows: title, word beside it, sections."""
        block = self._pending[0] if self._pending is not None else None
        doubts = self._doubts([cell for _, cell in self._taken()])
        made = paste_sections(self.cells, self._left_out, doubts)
        origin = f"来自 {block.origin}" if block is not None and block.origin else ""
        return f"粘贴的 {sum(counts(self.cells).values())} 格", origin, made

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the periods the block is held over, none while there is no block."""
        if self._pending is None:
            return ()
        block, _, period = self._pending
        known = [column.name for column in self._table.lines.columns if column.name]
        start = known.index(period) if period in known else 0
        return tuple(known[start : start + block.across])

    @property
    def where(self) -> str:
        """Return the size of the block in words."""
        if self._pending is None:
            return ""
        block = self._pending[0]
        return f"{len(block.rows)} 行 × {block.across} 列"

    @Slot()
    def accept(self) -> None:
        """Write what is to be written."""
        taken = [cell for _, cell in self._taken()]
        if taken:
            self._end()
            self.accepted.emit(taken)
            self.ended.emit()

    @Slot()
    def give_up(self) -> None:
        """Take the block away; the table is as it was."""
        if self.pending:
            self._end()
            self.ended.emit()

    def go_on(self) -> None:
        """Put the cursor on the next cell of the chosen kind, round the end (F8)."""
        kind = self.bar.chips.key or ALL
        wanted = {Verdict.CHANGED, Verdict.REFUSED} if kind == ALL else {Verdict(kind)}
        places = [
            (cell.spot.row, cell.spot.column)
            for cell in self.cells
            if cell.spot is not None and cell.verdict in wanted
        ]
        if not places:
            return
        index = self._table.currentIndex()
        here = (index.row(), index.column())
        row, column = next((place for place in places if place > here), places[0])
        self._table.setCurrentIndex(self._table.lines.index(row, column))

    # -- keys ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.pending and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.accept()
            elif key == Qt.Key.Key_Escape:
                self.give_up()
            elif key == Qt.Key.Key_Space:
                self._toggle()
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        """Leave the cell under the cursor as it is, or take its new value after all."""
        index = self._table.currentIndex()
        here = (index.row(), index.column())
        for place, cell in enumerate(self.cells):
            spot = cell.spot
            if spot is not None and (spot.row, spot.column) == here and cell.verdict in WRITTEN:
                self._left_out ^= {place}
                self._show()
                return

    @Slot()
    def _on_list_wanted(self) -> None:
        QGuiApplication.clipboard().setText(refused_list(self.cells))

    @Slot(object)
    def _on_kind(self, _kind: object) -> None:
        self.go_on()

    # -- inside ----------------------------------------------------------------------------------

    def _taken(self) -> list[tuple[int, PastedCell]]:
        return [
            (place, cell)
            for place, cell in enumerate(self.cells)
            if cell.verdict in WRITTEN and place not in self._left_out
        ]

    def _show(self) -> None:
        spots = [cell.spot for cell in self.cells if cell.spot is not None]
        over = {
            (cell.spot.row, cell.spot.column): _cell_of(cell, left_out=place in self._left_out)
            for place, cell in enumerate(self.cells)
            if cell.spot is not None and cell.verdict is not Verdict.EMPTY
        }
        rows, columns = [spot.row for spot in spots], [spot.column for spot in spots]
        self._table.lines.show_over(over)
        self._table.show_block((min(rows), min(columns), max(rows), max(columns)))
        self.bar.show_counts(counts(self.cells), len(self._taken()))
        self.moved.emit()

    def _end(self) -> None:
        self._pending = None
        self.cells = ()
        self.bar.hide()
        self._table.lines.show_over({})
        self._table.show_block(None)
        self._table.allow_typing(allowed=True)
        self._table.setFocus()


def spots_from(table: SheetTable, row: str, period: str) -> list[list[Spot]]:
    """Return the actual cells from a row's cell on, line by line, headings left out."""
    lines = table.lines
    top = lines.row_of(row)
    periods = [(at, column.name) for at, column in enumerate(lines.columns) if column.name]
    known = [name for _, name in periods]
    if top is None or period not in known:
        return []
    across = periods[known.index(period) :]
    return [
        [Spot(line, name, at, column) for column, name in across]
        for at, line in enumerate(lines.rows[top:], start=top)
        if isinstance(line, IndicatorLine)
    ]


def _cell_of(cell: PastedCell, *, left_out: bool) -> Cell:
    """Return how a verdict looks in its cell: what goes is crossed out, what comes is bold."""
    verdict = cell.verdict
    if left_out:
        return Cell(
            cell.held, "verdict_same_text", "verdict_same", struck=cell.shown, hint="这一格不收"
        )
    ink = "computed_text" if verdict is Verdict.SKIPPED else f"{_GROUNDS[verdict]}_text"
    ground, mark = _GROUNDS[verdict], VERDICT_MARKS[verdict]
    if verdict in WRITTEN:
        return Cell(cell.shown, ink, ground, mark, bold=True, struck=cell.held, hint=cell.reason)
    if verdict is Verdict.REFUSED:
        struck = cell.shown if cell.held else ""
        return Cell(cell.held or cell.shown, ink, ground, mark, struck=struck, hint=cell.reason)
    return Cell(cell.held, ink, ground, mark, hint=cell.reason)
