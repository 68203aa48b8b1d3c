"""指标: the table with periods across where values are typed, and the pane beside it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot

from db.changes import StepKind
from db.model.lines import IndicatorLine
from db.queries.renewing import FIGURES
from desktop.actions import Act, ActName
from desktop.gaps import missing
from desktop.indicators.area import TableArea
from desktop.indicators.chosen import KEYS, KEYS_PASTING, ChosenFigures
from desktop.indicators.content import GridContent
from desktop.indicators.entry import EntryWishes
from desktop.indicators.filters import Wanted
from desktop.indicators.grid import Writers
from desktop.indicators.rows import first_figure
from desktop.indicators.tools import COUNTY, GridTools
from desktop.page import InHand, Page, Place, Standing, figure_in_hand
from desktop.table_page import lay_out
from desktop.widgets.pane import Pane, PaneFold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from db.changes import ChangeSet
    from desktop.columns import Column
    from desktop.indicators.adding import RowWishes
    from desktop.indicators.beside import Kind
    from desktop.indicators.pane.cell import CellPane
    from desktop.indicators.paste import PasteDecision
    from desktop.widgets.fill_handle import Drag

_PANE_AFTER = 30
"""Milliseconds after a value was typed: it is painted, and the next cell, before the pane is."""


class IndicatorsPage(Page):
    """Types, pastes, clears and explains the actual values of a plan's indicators."""

    title = "指标"
    name = "indicators"
    icon = "indicators"
    section = "录入"
    watches = frozenset(
        {"plan", "unit", "indicator", "series", "baseline", "target", "statement", "actual"}
        | {"explanation", "setting", "revision", "responsibility"}
    )

    row_menu = (
        *(Act.EDIT_CELL, Act.EDIT_NOTE, Act.CHOOSE_ANSWER, Act.FILL_SUM, Act.CUT, Act.COPY),
        *(Act.COPY_WITH_HEADS, Act.PASTE, Act.CLEAR, Act.ADD_ROW, Act.REMOVE_ROW),
        *(Act.FORMULA, Act.AVAILABILITY, Act.SHARE_SERIES, Act.ADJUST),
        *(Act.ADD_EVIDENCE, Act.ROW_HISTORY),
    )

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.is_typed_on = self._drawing = self._just_shown = False
        self._paste: PasteDecision | None = None
        self._typed: tuple[IndicatorLine, str] | None = None
        # In the order in which Tab goes round.
        self.tools = GridTools(self.title, self.look, self)
        self.chips = self.tools.chips
        self.area = TableArea(self, self.tools)
        self.table = self.area.table
        self.nothing = self.area.nothing
        self._chosen = ChosenFigures(self.table)
        self.entry = EntryWishes(self, self.table, self.session, self.notices, self.look)
        writers = Writers(self._write, self.entry.write_day, self.entry.write_note)
        self.content = GridContent(self.session, self.preferences, self.table, self.tools, writers)
        self.pane = Pane(self.look, self)
        self._fold = PaneFold(self, self.pane, self.preferences)
        self._rest_follows = QTimer(self, singleShot=True)
        self._pane_follows = QTimer(self, singleShot=True, interval=_PANE_AFTER)
        lay_out(self, (self.tools, self.area, self.nothing), self.pane)
        self._connect()

    def _connect(self) -> None:
        self.tools.period_chosen.connect(self.session.choose_period)
        self.tools.unit_chosen.connect(self._on_unit)
        self.tools.wanted_changed.connect(self._on_wanted)
        self.tools.kinds_chosen.connect(self._on_kinds)
        self.tools.check_requested.connect(self._on_check)
        self.tools.print_it.clicked.connect(partial(self.act_requested.emit, Act.PRINT))
        self.tools.search.left.connect(self.table.setFocus)
        self.table.cursor_moved.connect(self._on_cursor)
        self._chosen.changed.connect(self.hint_changed)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.sort_requested.connect(self._on_sort)
        self.table.room_changed.connect(self._on_room_changed)
        self.table.value_refused.connect(self.entry.say_why_refused)
        self.table.typing_impossible.connect(self._on_impossible)
        self.table.fill_requested.connect(self.entry.fill)
        self.table.handle.dragged.connect(self._on_dragged)
        self.table.escaped.connect(partial(self.tools.choose, Wanted()))
        self._rest_follows.timeout.connect(self._show_table)
        self._pane_follows.timeout.connect(partial(self._on_cursor, None, None))
        self.pane.link_followed.connect(self.area.follow)

    # -- drawing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._show_table()
        self._show_pane()

    @Slot()
    def _show_table(self) -> None:
        """Show the table, its bars and what is held over it."""
        self._stale = False
        # The cursor may move more than once meanwhile: the pane is drawn where it ends.
        self._drawing = True
        try:
            why = self.content.show()
            self.entry.unit = self.content.unit
            self.area.say(why)
        finally:
            self._drawing = False
        if self._paste is not None:
            self._paste.refresh()
        self._chosen.tell()

    def _show_rows(self) -> None:
        self.area.say(self.content.show_rows())

    @cached_property
    def _cell_pane(self) -> CellPane:
        """Return what fills the pane; loaded when it is first shown."""
        from desktop.indicators.pane.cell import CellPane  # noqa: PLC0415 - as said

        return CellPane(self, self.pane, self.content, self.entry)

    @Slot()
    def _show_pane(self) -> None:
        if self._drawing or not self.session.at_leisure:
            return
        if self.is_typed_on:
            # The cursor is about to step on: the pane is drawn once, where it arrives.
            self._pane_follows.start()
            return
        self._pane_follows.stop()
        if self._paste is not None and self._paste.pending:
            self._cell_pane.rest()
            self.pane.show_sections(*self._paste.sections())
            return
        if self.area.show_gone(self.pane):
            self._cell_pane.rest()
            return
        self._cell_pane.show(*self.cell_in_hand())

    # -- what the frame asks ---------------------------------------------------------------------

    def badge(self) -> int | None:
        return len(missing(self.session.indicators, self.session.period, self.session.today))

    def hint(self) -> str:
        return KEYS_PASTING if self._pasting else KEYS

    def counted(self) -> str:
        return "" if self._pasting else self._chosen.words

    def standing(self) -> Standing | None:
        return self.content.standing()

    @cached_property
    def _rows(self) -> RowWishes:
        """Return what adds and takes out rows, loaded when the page's commands are asked for."""
        from desktop.indicators.adding import RowWishes  # noqa: PLC0415 - as said

        return RowWishes(self)

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        always: dict[ActName, Callable[[], object]] = {
            Act.COPY: self.copy,
            Act.COPY_WITH_HEADS: partial(self.copy, heads=True),
            Act.PASTE: self.paste,
            Act.NEXT_MISSING: self.go_to_next_missing,
        }
        if self._pasting:
            return always
        return always | {
            **self.entry.acts(),
            Act.TODAY: self.put_today,
            Act.EDIT_CELL: self.table.edit_current,
            Act.EDIT_NOTE: self.edit_note,
            Act.CHOOSE_ANSWER: partial(self._in_cell, self.entry.ask_answer),
            Act.FILL_SUM: partial(self._in_cell, self.entry.fill_sum),
            Act.FIND_ROWS: self.tools.search.setFocus,
            Act.CHOOSE_COLUMNS: self.tools.ask_columns,
            Act.PRINT: partial(self.area.print_rows, self.content),
            Act.ADD_ROW: self._rows.add,
            Act.REMOVE_ROW: self._rows.remove,
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        first = first_figure(self.session.indicators)
        made: dict[str, Callable[[], QWidget]] = {}
        if self.session.plan is not None:
            made["new_row"] = self._rows.ask_for_row
        if first is not None:
            made["note"] = partial(self.entry.ask_note, *first)
            # Drawn only: what is answered is said.
            made["reason"] = partial(self.entry.keeping.ask, first[0].name, self.notices.tell)
        return made

    def regions(self) -> tuple[QWidget, ...]:
        bar = () if self._paste is None else (self._paste.bar,)
        return (self.area.front, *bar, *((self.pane,) if self.pane.isVisibleTo(self) else ()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._just_shown = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.content.remember()

    def in_hand(self) -> InHand | None:
        return figure_in_hand(*self.cell_in_hand(), self.content.unit)

    def show_place(self, place: Place) -> None:
        self._just_shown = False
        if place.period:
            self.session.choose_period(place.filling or place.period)
            if (self.content.unit or COUNTY) != place.unit:
                self._on_unit(place.unit)
        if place.period or self.row_in_hand() != place.row:  # else in the cell it was left in
            self._go_to(place.row, place.period or self.session.period)

    # -- commands --------------------------------------------------------------------------------

    @property
    def _pasting(self) -> bool:
        return self._paste is not None and self._paste.pending

    def copy(self, *, heads: bool = False) -> None:
        """Copy the selected cells, as every office takes them; with the heads of their columns."""
        from desktop.indicators.copying import copy_selected  # noqa: PLC0415 - loaded when asked for

        copy_selected(self.table, heads=heads)

    def paste(self) -> None:
        """Hold the copied block over the table, to be looked at first; one value goes in at once.

        The pane and a bar say what it would do; nothing is written before Enter.
        """
        from desktop.indicators.pasting import begin_paste  # noqa: PLC0415 - as above

        self._paste = begin_paste(self, self._paste)

    def take_paste(self, paste: PasteDecision) -> None:
        """Know who holds the block that is pasted."""
        self._paste = paste

    @Slot()
    def show_pasted(self) -> None:
        """Say in the pane what the block would do now."""
        self._show_pane()

    @Slot()
    def show_pasting(self) -> None:
        """Bring columns, bars, pane and commands in line with a block that is held, or was."""
        paste = self._paste
        self.tools.show_paste(paste.about if paste is not None else "")
        why = self.content.hold(paste.periods, paste.new_rows) if paste is not None else None
        if why is not None:
            self.area.say(why)
        if self._pasting:
            # Where there were no rows, nothing in the table had the focus.
            self.table.setFocus()
        self._show_pane()
        self.hint_changed.emit()

    def put_today(self) -> None:
        """Let the selected figures speak of today (Ctrl+;)."""
        cells = self.entry.chosen()
        line, period = self.cell_in_hand()
        self.entry.beside.set_day(cells or ([(line, period)] if line else []), self.session.today)

    def go_to_next_missing(self) -> None:
        """Go to the next row with nothing in the period, else to a doubted one, round the end."""
        if self._paste is not None and self._paste.pending:
            self._paste.go_on()
            return
        from desktop.indicators.walking import go_on  # noqa: PLC0415 - loaded when asked for

        arrived, self._just_shown = self._just_shown, False
        go_on(self, arrived=arrived)

    def edit_note(self) -> None:
        """Explain the queried cells that are selected, or write the note of a figure."""
        line, period = self.cell_in_hand()
        if line is None:
            self.notices.tell("先填数，再写说明。")
        else:
            self.entry.ask_words(line, period)

    # -- what happened ---------------------------------------------------------------------------

    def follow(self, changes: ChangeSet) -> None:
        if self._typed and self.is_typed_on and self.isVisible() and changes.tables <= FIGURES:
            # What follows from the value that was typed is drawn once that is painted.
            self.content.show_typed(*self._typed)
            self._stale = True
            self._rest_follows.start()
        else:
            super().follow(changes)
            if changes.kind is not StepKind.DO and self.isVisible():
                from desktop.indicators.replayed import go_to_replayed  # noqa: PLC0415 - as above

                go_to_replayed(self, changes)

    def _write(self, line: IndicatorLine, period: str, words: str) -> None:
        self.is_typed_on, self._typed = True, (line, period)
        self._pane_follows.start()  # in the last row no cursor moves on and asks for it
        self.entry.write_figure(line, period, words)

    @Slot()
    def _on_check(self) -> None:
        self.place_requested.emit(Place("findings", period=self.session.period))

    @Slot()
    def _on_wanted(self) -> None:
        self._show_rows()
        self._show_pane()

    @Slot(object)
    def _on_kinds(self, kinds: frozenset[Kind]) -> None:
        self.content.kinds = kinds
        self.content.show_columns()

    @Slot(object)
    def _on_unit(self, unit: str) -> None:
        self.content.unit = unit or None
        self.refresh()
        self.hint_changed.emit()

    @Slot()
    def _on_room_changed(self) -> None:
        if self.table.lines.columns:
            self.content.show_columns()

    @Slot(object)
    def _on_sort(self, column: Column) -> None:
        self.content.sort_by(column)
        self._show_rows()

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._just_shown = False
        self._show_pane()
        self.is_typed_on = False

    @Slot(object)
    def _on_toggled(self, category: str) -> None:
        self.content.toggle(category)
        self._show_rows()

    @Slot(object, object)
    def _on_impossible(self, row: object, column: Column | None) -> None:
        if isinstance(row, IndicatorLine):
            self.entry.say_why_not(row, self.cell_in_hand()[1], column)

    @Slot(object)
    def _on_dragged(self, drag: Drag) -> None:
        from desktop.indicators.dragging import begin_fill  # noqa: PLC0415 - loaded when asked for

        self._paste = begin_fill(self, self._paste, drag)

    # -- inside ----------------------------------------------------------------------------------

    def cell_in_hand(self) -> tuple[IndicatorLine | None, str]:
        """Return the indicator under the cursor, and the period its column speaks of."""
        row, column = self.table.current_row, self.table.current_column
        period = column.name if column is not None and column.name else self.session.period
        return (row if isinstance(row, IndicatorLine) else None), period

    def _in_cell(self, carry_out: Callable[[IndicatorLine, str], object]) -> None:
        line, period = self.cell_in_hand()
        if line is not None:
            carry_out(line, period)

    def _go_to(self, row: str, period: str) -> None:
        """Put the cursor on a cell, unfolding and showing all where it is hidden."""
        if not row:
            return
        line = next((line for line in self.content.lines if line.id == row), None)
        if line and not self.content.waits_for_checks and self.table.lines.row_of(row) is None:
            self.content.unfold(line)
            self.tools.choose(Wanted())
            self._show_rows()
        self.table.go_to(row, period)
        self.table.setFocus()
