"""历史: the whole life of the book by day; any step that still can be is taken back from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot

from db.changes import StepKind
from db.model.records import RECORDS
from db.model.work_words import StepTopic
from db.queries.damages import damage_lines
from db.queries.step_changes import step_changes
from db.queries.steps import people_at_work, row_title
from desktop.actions import Act, ActName
from desktop.columns import Heading
from desktop.dialog_wishes import opened
from desktop.history.columns import history_columns, step_words
from desktop.history.detail import SHOWN, TO_ROW, cell_sections, doubt_sections, step_sections
from desktop.history.export import HistoryExport
from desktop.history.reading import Asked, Reader
from desktop.history.rows import CellRow, DoubtRow, MoreRow, StepRow, listed
from desktop.history.step_bar import StepBar
from desktop.history.table import HistoryTable
from desktop.history.taking_back import TakingBack
from desktop.page import Opening, Place
from desktop.printed_table import print_table
from desktop.table_page import TablePage
from desktop.widgets.chips import Chip
from desktop.widgets.choice import Choice
from desktop.widgets.search_field import SearchField
from desktop.widgets.words import button
from desktop.wording import minute, period_words, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from db.model.history_lines import ChangeLine, HistoryStep
    from desktop.history.day import DayDialog

_ALL = "all"
_LONGEST_NAME = 24


def _key(row: Any) -> str:
    return str(row.key)


class HistoryPage(TablePage):
    """Lists steps, newest first, each of which opens into its cells."""

    title = "历史"
    name = "history"
    icon = "clock"
    section = "成果"
    watches = frozenset(kind.table for kind in RECORDS)
    table_kind = HistoryTable

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(_key, "历史表", *context, **named)
        self.reader = Reader(self.session.book)
        self.taking_back = TakingBack(self.session, self.notices, self.runner, self)
        self.export = HistoryExport(self, self.session, self.notices, self.runner)
        self._folded: set[str] = set()
        self._doubts: tuple[DoubtRow, ...] = ()
        self._place = Place(self.name)
        self.people = Choice(self.look, "何人")
        self.search = SearchField("步骤", "步骤里的字，或首字母")
        self.past = button("看那时的台账…", picture="clock")
        self.out = button("导出历史…", picture="export")
        self.stop = button("停下")
        self.only = button("", kind="chip", tip="不再只看这一行（Esc）")
        # Ours from the start: the pane only takes it once the page is seen.
        self.bar = StepBar(self)
        self.bar.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for place, widget in enumerate((self.people, self.search), start=1):
            self.tools.first.insertWidget(place, widget)
        for widget in (self.stop, self.past, self.out):
            self.tools.first.addWidget(widget)
        self.tools.second.insertWidget(1, self.only)
        self.only.hide()
        self.stop.hide()
        self.pane.keep(self.bar)
        self.table.show_columns(history_columns())
        self.chips.show_chips([Chip(_ALL, "全部"), *(Chip(topic, topic) for topic in StepTopic)])

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_filter)
        self.people.chosen.connect(self._on_filter)
        self.search.textChanged.connect(self._on_filter)
        self.search.left.connect(self.table.setFocus)
        self.only.clicked.connect(self._leave_row)
        self.past.clicked.connect(self.ask_day)
        self.out.clicked.connect(self.export_all)
        self.stop.clicked.connect(self.export.desk.stop)
        self.export.desk.running.connect(self._on_exporting)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.heading_toggled.connect(self._on_heading)
        self.table.row_opened.connect(self._on_enter)
        self.table.escaped.connect(self._show_all)
        self.table.verticalScrollBar().valueChanged.connect(self._read_on_soon)
        self._soon.timeout.connect(self._read_on)
        self.keys.open_requested.connect(partial(self._open, opens=True))
        self.keys.close_requested.connect(partial(self._open, opens=False))
        self.pane.link_followed.connect(self._on_link)
        self.taking_back.judged.connect(self._on_judged)
        self.bar.deed_requested.connect(self.take_back)
        self.bar.past_requested.connect(self._look_back)
        if isinstance(self.table, HistoryTable):
            self.table.open_toggled.connect(self._toggle)

    # -- drawing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        people = self.session.read(people_at_work)
        chosen = str(self.people.currentData() or "")
        offered = [("", "所有人"), *((who, who) for who in people)]
        self.people.show_choices(offered, chosen if chosen in people else "")
        self.taking_back.forget()
        book = self.session.book
        told = book.read(damage_lines, book.doubts)
        self._doubts = tuple(DoubtRow(line, place) for place, line in enumerate(told))
        self.reader.begin(self._asked())
        self._show_rows()

    def showEvent(self, event: QShowEvent) -> None:
        # What the check of the whole file found came without a step.
        if len(self._doubts) != len(self.session.book.doubts):
            self._stale = True
        super().showEvent(event)

    def _asked(self) -> Asked:
        chip = self.chips.key
        topic = StepTopic(chip) if chip not in {"", _ALL} else None
        asked = Asked(str(self.people.currentData() or ""), topic, self.search.text())
        return asked.on(self._place)

    def _show_rows(self) -> None:
        reader = self.reader
        more = not reader.done
        rows = listed(reader.steps, reader.opened, self._folded, self._doubts, more=more)
        at_first = not self.table.lines.rows
        self.table.show_rows(rows)
        if at_first and rows:
            first = next((row for row in rows if not isinstance(row, Heading)), None)
            self.table.go_to(first.key if first is not None else "")
        nothing = not reader.steps and not more and not self._doubts
        self.show_or_say(self._why_nothing() if nothing else "")
        self.only.setVisible(bool(self._place.row))
        self.out.setEnabled(not nothing)
        self._show_pane()
        self._soon.start()

    def _why_nothing(self) -> str:
        if self.reader.asked.narrows:
            return "没有这样的步骤。清除筛选 Esc。"
        return "还没有历史。录入或导入以后，每一步都记在这里。"

    def _show_pane(self) -> None:
        row = self.table.current_row
        self.bar.setVisible(isinstance(row, StepRow))
        if isinstance(row, StepRow):
            step, reason = row.step, self._reason(row.step)
            self.bar.show_step(step, can_do=self.session.can_write and not reason)
            made = step_sections(step, self._lines(step), reason, whole=step.rows <= SHOWN)
            self.pane.show_sections(step_words(row), "", made)
        elif isinstance(row, CellRow):
            self.pane.show_sections(row.line.name, "", cell_sections(row.line))
        elif isinstance(row, DoubtRow):
            self.pane.show_sections(row.line.name, "", doubt_sections(row.line))
        else:
            self.pane.show_sections("没有选中步骤", "", ())

    def _lines(self, step: HistoryStep) -> Sequence[ChangeLine]:
        held = self.reader.opened.get(step.id)
        if held is not None:
            return held.lines
        return self.session.read(step_changes, step.id, 0, SHOWN)

    def _reason(self, step: HistoryStep) -> str:
        if step.kind != StepKind.DO:
            return ""
        return self.session.why_not or self.taking_back.reason(step)

    # -- what the frame asks ---------------------------------------------------------------------

    def hint(self) -> str:
        row = self.table.current_row
        deed = []
        if isinstance(row, StepRow) and row.step.kind == StepKind.DO:
            deed = ["Enter 重做这一步" if row.step.undone else "Enter 撤销这一步"]
        return " · ".join([*deed, "→ 展开 ← 收起", "Esc 清除筛选"])

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        return {
            Act.FIND_ROWS: self.search.setFocus,
            Act.SEE_PAST: self.ask_day,
            Act.EXPORT_HISTORY: self.export_all,
            Act.PRINT: partial(print_table, self, self.table, "修改历史", period=""),
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        return {"past": self.ask_day}

    def show_place(self, place: Place) -> None:
        if place.row:
            self._place = place
            name = self.session.book.read(row_title, place.row)
            words = f"{name} {period_words(place.period)}" if place.period else name
            self.only.setText(f"只看：{shortened(words, _LONGEST_NAME)}  ×")
            self.only.setAccessibleName(f"只看：{words}，不再只看")
            self._on_filter()
            self.table.setFocus()

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def take_back(self) -> None:
        """Take the step under the cursor back; one that was taken back is done again."""
        row = self.table.current_row
        if not isinstance(row, StepRow) or row.step.kind != StepKind.DO:
            self.notices.tell("先把光标放到一步上。撤销和重做本身不能再撤销。")
        elif reason := self._reason(row.step):
            self.notices.warn(reason)
        else:
            self.taking_back.carry_out(row.step)

    @Slot()
    def ask_day(self) -> DayDialog:
        """Ask for the day of which the book shall be seen."""
        from desktop.history.day import DayDialog  # noqa: PLC0415 - loaded when it is asked for

        row = self.table.current_row
        day = row.step.day if isinstance(row, StepRow) else self.session.today.isoformat()
        dialog = DayDialog(self.session.book, day, self.window())
        dialog.given.connect(self.book_requested)
        return opened(dialog)

    @Slot()
    def export_all(self) -> None:
        """Give out the steps that are asked for, with their cells."""
        self.export.ask_target(self._asked())

    @Slot()
    def _look_back(self) -> None:
        row = self.table.current_row
        if isinstance(row, StepRow):
            words = minute(row.step.made_at)
            self.book_requested.emit(Opening(step=row.step.id, words=words))

    # -- what happened ---------------------------------------------------------------------------

    @Slot(object)
    def _on_filter(self, _key: object = None) -> None:
        self.reader.begin(self._asked())
        self._show_rows()

    @Slot()
    def _leave_row(self) -> None:
        self._place = Place(self.name)
        self._on_filter()
        self.table.setFocus()

    @Slot()
    def _show_all(self) -> None:
        """Clear the filters."""
        self._place = Place(self.name)
        self.people.setCurrentIndex(0)
        self.search.clear()
        self.chips.choose(_ALL)
        self._on_filter()

    @Slot(object, object)
    def _on_cursor(self, row: object, _column: object) -> None:
        if isinstance(row, StepRow) and row.step.kind == StepKind.DO:
            self.taking_back.judge(row.step)
        self._show_pane()
        self.hint_changed.emit()

    @Slot(object)
    def _on_heading(self, key: str) -> None:
        self._folded ^= {key}
        self._show_rows()

    @Slot(object)
    def _on_enter(self, row: object) -> None:
        if isinstance(row, StepRow):
            self.take_back()
        elif isinstance(row, MoreRow):
            self._read_more(row)

    @Slot(object)
    def _toggle(self, row: object) -> None:
        if isinstance(row, StepRow):
            self._open(row, opens=not row.opened)
        elif isinstance(row, MoreRow):
            self._read_more(row)

    def _open(self, row: object, *, opens: bool) -> None:
        """Open a step or close it; from one of its cells, go up to it."""
        if isinstance(row, StepRow) and row.opened is not opens:
            self.reader.toggle(row.step)
            self._show_rows()
        elif isinstance(row, CellRow) and not opens:
            self.table.go_to(row.step)

    @Slot(object)
    def _on_link(self, key: str) -> None:
        row = self.table.current_row
        if key == TO_ROW and isinstance(row, CellRow):
            self.show_place(Place(self.name, row.line.row))

    @Slot(object)
    def _on_judged(self, _step: object) -> None:
        # The book may be closed by then.
        if self.isVisible():
            self._show_pane()

    @Slot()
    def _read_on_soon(self, *_place: object) -> None:
        self._soon.start()

    @Slot()
    def _read_on(self) -> None:
        """Read on where the place that more waits at has come in sight."""
        last = self.table.rowAt(self.table.viewport().height() - 1)
        rows = self.table.lines.rows
        first = max(self.table.rowAt(0), 0)
        in_sight = rows[first : (last if last >= 0 else len(rows) - 1) + 1]
        more = next((row for row in in_sight if isinstance(row, MoreRow)), None)
        if more is not None and self.isVisible():
            self._read_more(more)

    def _read_more(self, row: MoreRow) -> None:
        if row.step:
            self.reader.more_cells(row.step)
        else:
            self.reader.more()
        self._show_rows()

    @Slot(object)
    def _on_exporting(self, running: object) -> None:
        self.stop.setVisible(bool(running))
        self.out.setEnabled(not running)
