"""A pasted block awaiting its decision: a verdict on each cell, nothing written before Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from db.model.lines import IndicatorLine
from desktop.columns import Cell
from desktop.delegates.marks import Mark
from desktop.indicators.entry import PASTING
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
    from desktop.indicators.named import Destinations, NewRow
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

    accepted = Signal(object, object, str)
    """The PastedCells that are to be written, the NewRows that are to be made, what that is."""
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
        self._rows_left_out: set[str] = set()
        self._pending: tuple[Block, str, str] | None = None
        self._named: Destinations | None = None
        self.verb = PASTING
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

    def hold(
        self,
        block: Block,
        row: str,
        period: str,
        named: Destinations | None = None,
        *,
        verb: str = PASTING,
    ) -> None:
        """Hold a block, its upper left corner on a row's cell of a period; `refresh` shows it.

        A block that is `named` goes to the rows of its names instead. `verb` says what is done.
        """
        self.verb = verb
        self._pending, self._named = (block, row, period), named
        self._left_out.clear()
        self._rows_left_out.clear()
        self._table.allow_typing(allowed=False)
        self.bar.show()

    def refresh(self) -> None:
        """Judge anew what the table shows now; where the corner is gone, the block is given up."""
        if self._pending is None:
            return
        block, row, period = self._pending
        named = self._named
        if named is not None:
            spots = spots_at(self._table, named)
            self.cells = judge(block, spots, named.reasons)
        else:
            spots = spots_from(self._table, row, period)
            self.cells = judge(block, spots)
        if spots:
            self._show()
        else:
            self.give_up()

    def sections(self) -> tuple[str, str, tuple[PaneSection, ...]]:
        """Return what the pane shows: title, word beside it, sections."""
        block = self._pending[0] if self._pending is not None else None
        doubts = self._doubts([cell for _, cell in self._taken()])
        new = [(one.line, one.line.id not in self._rows_left_out) for one in self.new_rows]
        made = paste_sections(self.cells, self._left_out, doubts, new)
        origin = f"来自 {block.origin}" if block is not None and block.origin else ""
        return f"{self.verb}的 {sum(counts(self.cells).values())} 格", origin, made

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the periods the block is held over, none while there is no block."""
        if self._pending is None:
            return ()
        if self._named is not None:
            return self._named.periods
        block, _, period = self._pending
        known = [column.name for column in self._table.lines.columns if column.name]
        start = known.index(period) if period in known else 0
        return tuple(known[start : start + block.across])

    @property
    def new_rows(self) -> tuple[NewRow, ...]:
        """Return the rows that the block would make, those left out among them."""
        return () if self._named is None else self._named.new

    @property
    def about(self) -> str:
        """Return what is done with a block of which size, empty where none awaits its decision."""
        if self._pending is None:
            return ""
        block = self._pending[0]
        size = f"{len(block.rows)} 行 × {block.across} 列"
        return f"{self.verb} {size}，先看后收，框外一格不动"

    @Slot()
    def accept(self) -> None:
        """Write what is to be written."""
        taken = [cell for _, cell in self._taken()]
        new = [one for one in self.new_rows if one.line.id not in self._rows_left_out]
        if taken or new:
            corners = self._corners()
            self._end()
            self.accepted.emit(taken, new, self.verb)
            self.ended.emit()
            self._choose(corners)

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
        if kind in {ALL, Verdict.NEW}:
            places = sorted((*places, *((row, 0) for row in self._places_of_new().values())))
        if not places:
            return
        index = self._table.currentIndex()
        here = (index.row(), index.column())
        row, column = next((place for place in places if place > here), places[0])
        self._table.setCurrentIndex(self._table.lines.index(row, column))

    # -- keys ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.pending and isinstance(event, QKeyEvent) and _takes_back(event):
            # What is to be taken back is the block; the step before it stays.
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.give_up()
            return True
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
        """Leave the cell under the cursor as it is, or take its new value after all.

        On the name of a new row, the whole row is left out, or made after all.
        """
        index = self._table.currentIndex()
        here = (index.row(), index.column())
        for place, cell in enumerate(self.cells):
            spot = cell.spot
            if spot is not None and (spot.row, spot.column) == here and cell.verdict in WRITTEN:
                self._left_out ^= {place}
                self._show()
                return
        row = next((row for row, at in self._places_of_new().items() if at == here[0]), None)
        if row is not None:
            self._rows_left_out ^= {row}
            self._show()

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
            if cell.verdict in WRITTEN and not self._is_left_out(place)
        ]

    def _is_left_out(self, place: int) -> bool:
        spot = self.cells[place].spot
        row_is = spot is not None and spot.line.id in self._rows_left_out
        return row_is or place in self._left_out

    def _places_of_new(self) -> dict[str, int]:
        """Return where the rows that would be made stand in the table, by their ids."""
        places = {one.line.id: self._table.lines.row_of(one.line.id) for one in self.new_rows}
        return {row: at for row, at in places.items() if at is not None}

    def _show(self) -> None:
        over = {
            (cell.spot.row, cell.spot.column): _cell_of(cell, left_out=self._is_left_out(place))
            for place, cell in enumerate(self.cells)
            if cell.spot is not None and cell.verdict is not Verdict.EMPTY
        }
        names = {one.line.id: one.line.name for one in self.new_rows}
        for row, at in self._places_of_new().items():
            over[at, 0] = _name_of_new(names[row], left_out=row in self._rows_left_out)
        self._table.lines.show_over(over)
        self._table.show_block(self._frame())
        new = len(self.new_rows) - len(self._rows_left_out)
        self.bar.show_counts(counts(self.cells), len(self._taken()), new)
        self.moved.emit()

    def bring_in_sight(self) -> None:
        """Scroll so that as much of the block as there is room for is seen, its beginning first."""
        frame, area = self._frame(), self.bar.parentWidget()
        layout = area.layout() if area is not None else None
        if frame is None or layout is None:
            return
        layout.activate()
        for place in (frame[2:], frame[:2]):
            self._table.scrollTo(self._table.lines.index(*place))

    def _frame(self) -> tuple[int, int, int, int] | None:
        """Return the block's first row and column, last row and column; None where it has gaps."""
        spots = [cell.spot for cell in self.cells if cell.spot is not None]
        rows, columns = {spot.row for spot in spots}, [spot.column for spot in spots]
        if not rows or (self._named is not None and len(rows) <= max(rows) - min(rows)):
            return None
        return min(rows), min(columns), max(rows), max(columns)

    def _corners(self) -> list[tuple[str, str]]:
        """Return the rows and periods of the block's first and last cell, none where it has gaps.

        The columns that made room for it are others afterwards.
        """
        frame, lines = self._frame(), self._table.lines
        places = () if frame is None else (frame[:2], frame[2:])
        return [(lines.key_of(lines.rows[row]), lines.columns[at].name) for row, at in places]

    def _choose(self, corners: Sequence[tuple[str, str]]) -> None:
        """Select what was written, the cursor on its first cell, as a spreadsheet does."""
        lines = self._table.lines
        columns = {column.name: at for at, column in enumerate(lines.columns) if column.name}
        places = [(lines.row_of(row), columns.get(period)) for row, period in corners]
        known = [(row, at) for row, at in places if row is not None and at is not None]
        if len(known) == len(corners) > 0:
            self._table.choose(known[0], known[-1])

    def _end(self) -> None:
        self._pending = self._named = None
        self.cells = ()
        self.bar.hide()
        self._table.lines.show_over({})
        self._table.show_block(None)
        self._table.allow_typing(allowed=True)
        self._table.setFocus()


def _takes_back(event: QKeyEvent) -> bool:
    """Tell whether Ctrl+Z is pressed, or asked for before a command takes it."""
    asked = event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
    return asked and event.matches(QKeySequence.StandardKey.Undo)


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


def spots_at(table: SheetTable, named: Destinations) -> list[list[Spot]]:
    """Return the actual cells of the rows a block names, line by line; none of a row not there."""
    lines = table.lines
    columns = {column.name: at for at, column in enumerate(lines.columns) if column.name}
    made: list[list[Spot]] = []
    for row in named.rows:
        at = lines.row_of(row)
        known = [] if at is None else [one for one in named.periods if one in columns]
        made.append(
            [Spot(lines.rows[at], one, at, columns[one]) for one in known if at is not None]
        )
    return made


def _name_of_new(name: str, *, left_out: bool) -> Cell:
    """Return how the name of a row that would be made looks."""
    if left_out:
        return Cell("", "verdict_same_text", "verdict_same", struck=name, hint="这一行不收")
    return Cell(name, "verdict_new_text", "verdict_new", Mark.NEW, bold=True, hint="新增行")


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
