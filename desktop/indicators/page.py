"""指标: the table with years across where values are typed, and the pane beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication

from db import queries
from db.errors import ValueRefused
from db.model.lines import ActualValue, IndicatorLine
from db.model.words import EntryState
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.errors import sentence
from desktop.gaps import gap_words, missing
from desktop.indicators.block import BlockRefused, Spot, entries_of, read_block, seen_words
from desktop.indicators.detail import sections
from desktop.indicators.grid import grid_columns
from desktop.indicators.note import NoteDialog
from desktop.indicators.rows import FILTER_WORDS, Filter, passes, rows_in_sight
from desktop.page import Page, Place
from desktop.table_page import lay_out
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.pane import Pane, PaneFold
from desktop.widgets.table import LineTable
from desktop.widgets.tools import Legend, Nothing, PageTools
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from db.rules.finding import Finding
    from desktop.columns import Column


def _id_of(line: IndicatorLine) -> str:
    return line.id


class IndicatorsPage(Page):
    """Types, pastes, clears and explains the actual values of a plan's indicators."""

    title = "指标"
    name = "indicators"
    icon = "indicators"
    section = "录入"
    watches = frozenset(
        {"plan", "indicator", "series", "baseline", "target", "statement", "actual"}
    )

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self._folded: set[str] = set()
        self._writing = False
        self._just_shown = False
        self._layout_of_columns: tuple[object, ...] = ()
        self.tools = PageTools(self.title, self.look)
        self.chips = ChipRow(self.look)
        self.table = LineTable(self.look, _id_of, frozen=4)
        self.table.setAccessibleName("指标表")
        self.nothing = Nothing()
        self.pane = Pane(self.look)
        self._fold = PaneFold(self, self.pane, self.preferences)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tools.second.addWidget(self.chips)
        self.tools.second.addStretch()
        marks = (Mark.BLANK, Mark.DRAFT, Mark.APPROVED, Mark.UNEQUAL)
        self.tools.second.addWidget(Legend(self.look, marks))
        lay_out(self, (self.tools, self.table, self.nothing), self.pane)

    def _connect(self) -> None:
        self.tools.years.chosen.connect(self.session.choose_period)
        self.chips.chosen.connect(self._on_filter)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.value_refused.connect(self._on_refused)
        self.table.escaped.connect(self._on_escaped)

    # -- drawing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        lines, period = self.session.indicators, self.session.period
        self.tools.show_years(
            self.session.years, period, demonstration=self.session.is_demonstration
        )
        self._show_columns()
        counts = {kind: sum(passes(line, kind, period) for line in lines) for kind in Filter}
        marks = {Filter.MISSING: Mark.BLANK}
        self.chips.show_chips(
            [Chip(kind, FILTER_WORDS[kind], counts[kind], marks.get(kind)) for kind in Filter]
        )
        first = self.table.current_row is None
        self._show_rows(staying={self.table.lines.key_of(row) for row in self.table.lines.rows})
        if first and lines:
            gaps = missing(self._in_table_order(), period)
            self.table.go_to((gaps or lines)[0].id, period)
        self._show_pane()

    def badge(self) -> int | None:
        return len(missing(self.session.indicators, self.session.period))

    def hint(self) -> str:
        return "Enter 向下 · Tab 向右 · F2 改 · Shift+F2 说明 · Esc 放弃"

    def acts(self) -> Mapping[Act, Callable[[], None]]:
        return {
            Act.COPY: self.copy,
            Act.PASTE: self.paste,
            Act.CLEAR: self.clear,
            Act.NEXT_MISSING: self.go_to_next_missing,
            Act.EDIT_CELL: self.table.edit_current,
            Act.EDIT_NOTE: self.edit_note,
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        known = (
            (line, period, actual)
            for line in self.session.indicators
            for period, actual in line.actuals.items()
        )
        first = next(known, None)
        return {} if first is None else {"note": partial(self.ask_for_note, *first)}

    def regions(self) -> tuple[QWidget, ...]:
        return (self.table, self.pane) if self.pane.isVisibleTo(self) else (self.table,)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._just_shown = True

    def show_place(self, place: Place) -> None:
        self._just_shown = False
        if place.period:
            self.session.choose_period(place.period)
        self._go_to(place.row, place.period or self.session.period)

    def _show_columns(self) -> None:
        """Show the columns anew when something in their heads or their reach is another."""
        lines = self.session.indicators
        columns, frozen = grid_columns(
            lines, self.session.years, self.session.period, frozenset(self._findings()), self._write
        )
        heads = tuple((column.title, column.group, column.tinted) for column in columns)
        layout = (heads, frozen, frozenset(self._findings()))
        if layout != self._layout_of_columns:
            self._layout_of_columns = layout
            self.table.freeze(frozen)
            self.table.show_columns(columns)

    def _show_rows(self, *, staying: set[str]) -> None:
        lines = self.session.indicators
        chosen = Filter(self.chips.key or Filter.ALL)
        rows = rows_in_sight(lines, self.session.period, chosen, self._folded, staying)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if not lines:
            self.nothing.say("还没有指标。从一览表导入（Ctrl+I）。")
        elif chosen is Filter.MISSING:
            self.nothing.say(f"{period_words(self.session.period)}没有要填的格。")
        else:
            self.nothing.say(f"没有符合“{FILTER_WORDS[chosen]}”的行。清除筛选 Esc。")

    @Slot()
    def _show_pane(self) -> None:
        if self._writing:
            # The cursor is about to move on: the pane is drawn once, where it arrives.
            QTimer.singleShot(0, self._show_pane)
            return
        line, period = self._cursor()
        if line is None:
            self.pane.show_sections("没有选中指标", "", ())
            return
        statements = self.session.read(queries.statement_lines, line.id)
        history = self.session.read(queries.cell_history, line.series, period)
        findings = self._findings().get(line.id, ())
        made = sections(line, period, statements, history, findings)
        name = f"{line.number} {line.name}".strip()
        self.pane.show_sections(name, period_words(period), made)

    # -- commands --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected cells as tab-separated lines."""
        QGuiApplication.clipboard().setText(self.table.chosen_block())

    def paste(self) -> None:
        """Record a copied block into the actual cells from the cursor on, as one step."""
        block = read_block(QGuiApplication.clipboard().text())
        if not block:
            self.notices.tell("剪贴板里没有可粘贴的内容。")
            return
        try:
            entries = entries_of(block, self._spots())
            self.session.record(entries, label=f"粘贴 {len(entries)} 格")
        except BlockRefused as refusal:
            self.notices.warn(refusal.sentence)
        except ValueRefused as error:
            self.notices.report(error)
        else:
            self.notices.quiet()

    def clear(self) -> None:
        """Clear the selected figures, as one step."""
        entries = [
            Entry(line.id, column.name, "", seen=seen_words(line, column.name))
            for line, column in self.table.chosen_cells()
            if column.name in line.actuals
        ]
        if entries:
            self.session.record(entries, label=f"清除 {len(entries)} 格" * (len(entries) > 1))

    def go_to_next_missing(self) -> None:
        """Go to the next row with nothing in the period, round the end of the table."""
        lines, period = self.session.indicators, self.session.period
        gaps = missing(lines, period)
        if not gaps:
            self.notices.tell(f"{period_words(period)}{gap_words(lines, period)}。")
            return
        order = {line.id: place for place, line in enumerate(self._in_table_order())}
        here, asked = self._cursor()
        arrived, self._just_shown = self._just_shown, False
        if arrived and here in gaps and asked == period:
            return  # F8 on another page: the cursor already waits in a gap here.
        at = order[here.id] if here is not None and here.id in order else -1
        if asked != period:
            at -= 1
        gaps = tuple(sorted(gaps, key=lambda line: order[line.id]))
        found = next((line for line in gaps if order[line.id] > at), gaps[0])
        self._go_to(found.id, period)

    def edit_note(self) -> None:
        """Write the explanation of the figure under the cursor."""
        line, period = self._cursor()
        actual = line.actuals.get(period) if line is not None else None
        if line is None or actual is None:
            self.notices.tell("先填数，再写说明。")
            return
        self.ask_for_note(line, period, actual)

    def ask_for_note(self, line: IndicatorLine, period: str, actual: ActualValue) -> NoteDialog:
        """Open the dialog for the note of one figure."""

        def keep(note: str) -> None:
            if note != actual.note:
                self.session.set_note(actual.id, note)

        dialog = NoteDialog(f"{line.name} {period_words(period)}", actual.note, self)
        dialog.given.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    # -- what happened ---------------------------------------------------------------------------

    def _write(self, line: IndicatorLine, period: str, words: str) -> None:
        self._writing = True
        try:
            seen = seen_words(line, period)
            self.session.record([Entry(line.id, period, words, seen=seen)])
        finally:
            self._writing = False

    @Slot(object)
    def _on_filter(self, _key: str) -> None:
        self._show_rows(staying=set())
        self._show_pane()

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._just_shown = False
        self._show_pane()

    @Slot(object)
    def _on_toggled(self, category: str) -> None:
        self._folded ^= {category}
        self._show_rows(staying=set())

    @Slot(object)
    def _on_refused(self, error: ValueRefused) -> None:
        self.notices.tell(sentence(error))

    @Slot()
    def _on_escaped(self) -> None:
        self.chips.choose(Filter.ALL)

    # -- inside ----------------------------------------------------------------------------------

    def _findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return what the plan itself contradicts, by row."""
        plan = self.session.plan
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self.session.read(queries.plan_findings, plan.id) if plan else ():
            found[finding.row] = (*found.get(finding.row, ()), finding)
        return found

    def _cursor(self) -> tuple[IndicatorLine | None, str]:
        """Return the indicator under the cursor, and the period its column speaks of."""
        row, column = self.table.current_row, self.table.current_column
        period = column.name if column is not None and column.name else self.session.period
        return (row if isinstance(row, IndicatorLine) else None), period

    def _in_table_order(self) -> list[IndicatorLine]:
        """Return all indicators in the order of the table, whatever is folded or filtered."""
        rows = rows_in_sight(self.session.indicators, self.session.period, Filter.ALL, ())
        return [row for row in rows if isinstance(row, IndicatorLine)]

    def _go_to(self, row: str, period: str) -> None:
        """Put the cursor on a cell, unfolding and showing all where it is hidden."""
        if not row:
            return
        line = next((line for line in self.session.indicators if line.id == row), None)
        if line is not None and self.table.lines.row_of(row) is None:
            self._folded.discard(line.category or "未分类")
            self.chips.choose(Filter.ALL)
            self._show_rows(staying=set())
        self.table.go_to(row, period)
        self.table.setFocus()

    def _spots(self) -> list[list[Spot]]:
        """Return the actual cells from the cursor on, line by line, headings left out."""
        index = self.table.currentIndex()
        columns = [
            column for column in self.table.lines.columns[max(index.column(), 0) :] if column.name
        ]
        rows = [
            row
            for row in self.table.lines.rows[max(index.row(), 0) :]
            if isinstance(row, IndicatorLine)
        ]
        return [[_spot(row, column.name) for column in columns] for row in rows]


def _spot(line: IndicatorLine, period: str) -> Spot:
    actual = line.actuals.get(period)
    return Spot(line, period, locked=actual is not None and actual.state is EntryState.LOCKED)
