"""A revision being written: its document above, a grid of old and new values, a bar to write it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import UserError, ValueRefused
from db.model.words import RowKind
from db.queries.revisions import plan_rows
from db.rules.plan_then import only_standing
from desktop.dialog_wishes import opened
from desktop.errors import sentence
from desktop.revisions.choosing import ChooseRowsDialog
from desktop.revisions.draft import Draft, DraftRow, DraftValue, row_of
from desktop.revisions.draft_bar import ALL, DraftBar, DraftTools
from desktop.revisions.draft_columns import AFTER, draft_columns, draft_rows
from desktop.revisions.form import DocumentForm
from desktop.revisions.new_row import NewRowDialog
from desktop.widgets.row_finder import FoundRow
from desktop.widgets.sheet import SheetTable
from desktop.widgets.tools import Nothing
from desktop.widgets.word_menu import Word, ask_word
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from db.changes import RowChange
    from db.model.revised import PlanRows, RevisionEntry
    from desktop.notices import Notices
    from desktop.revisions.draft import Line
    from desktop.session import BookSession
    from desktop.theme import Look

_NOTHING = "选要调整的行，或新增一行；调整后的目标在“调整后”一列逐格写。"


def _key(row: DraftValue) -> str:
    return row.key


class DraftView(QWidget):
    """Writes a revision: nothing is in the book before its main button; Esc leaves it."""

    written = Signal(object)
    """The id of the revision that was written or added to."""
    left = Signal()
    """The draft was given up."""
    cursor_moved = Signal()

    def __init__(
        self, session: BookSession, notices: Notices, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._notices, self._look = session, notices, look
        self.draft = Draft()
        self.plan = ""
        self._entry: RevisionEntry | None = None
        self._folded: set[str] = set()
        self.form = DocumentForm()
        self.added_to = label(bold=True, wraps=True)
        self.tools = DraftTools()
        self.table = SheetTable(look, _key, frozen=1)
        self.table.setAccessibleName("调整后的目标")
        self.nothing = Nothing()
        self.bar = DraftBar(look)
        self._lay_out()
        self.table.lines.show_columns(draft_columns(self._type, self._move))
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 12, 8)
        head.addWidget(self.form)
        head.addWidget(self.added_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tools)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        tools, bar = self.tools, self.bar
        self.form.changed.connect(self._show_state)
        tools.choose.clicked.connect(self.ask_rows)
        tools.new.clicked.connect(partial(self.ask_new_row, None))
        tools.year.clicked.connect(self.ask_year)
        tools.out.clicked.connect(self.take_out)
        tools.replace.clicked.connect(self.ask_replacement)
        tools.let_go.clicked.connect(self.leave_row_out)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.value_refused.connect(self._on_refused)
        self.table.typing_impossible.connect(self._on_impossible)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.escaped.connect(self.left)
        bar.kind_chosen.connect(self._on_chip)
        bar.accepted.connect(self.write_it)
        bar.given_up.connect(self.left)

    # -- what the page asks ----------------------------------------------------------------------

    def begin(self, entry: RevisionEntry | None = None) -> None:
        """Begin a new revision, or go on with one that is written already."""
        plan = self._session.plan
        years = (plan.period_start, plan.period_end) if plan is not None else (None, None)
        self.plan = plan.id if plan is not None else ""
        self.draft, self._entry = Draft(years), entry
        self.form.setVisible(entry is None)
        self.added_to.setVisible(entry is not None)
        if entry is None:
            self.form.begin(self._session.today)
        else:
            self.form.show_entry(entry)
            number = entry.document_number or "待补文号"
            self.added_to.setText(f"补充到：{number}　{entry.title}")
        self._show_rows()

    def take_focus(self) -> None:
        """Put the focus where one begins to write."""
        first = self.form if self.form.isVisibleTo(self) else self.tools.choose
        first.setFocus()

    def take(self, rows: Iterable[Line]) -> None:
        """Take rows of the plan in hand, the cursor on the first of them."""
        taken = [line for line in rows if line.id not in self.draft.rows]
        for line in taken:
            self.draft.take(line)
        self._show_rows()
        if taken:
            self._go_to(taken[0].id)

    def take_row(self, row: str) -> None:
        """Take the row of an id in hand; one that is not in the plan is said to be gone."""
        held = self._plan_rows()
        lines: tuple[Line, ...] = (*held.indicators, *held.tasks, *held.projects)
        found = [line for line in lines if line.id == row]
        if not found:
            self._notices.tell("这一行不在现行规划里，不能调整。")
        self.take(found)

    @property
    def current(self) -> DraftValue | None:
        """Return the value under the cursor."""
        row = self.table.current_row
        return row if isinstance(row, DraftValue) else None

    @property
    def plan_name(self) -> str:
        """Return what the plan is called for which it is written."""
        return next((plan.title for plan in self._session.plans if plan.id == self.plan), "")

    @property
    def is_begun(self) -> bool:
        """Tell whether anything would be lost by leaving."""
        return bool(self.draft.changes())

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def ask_rows(self) -> ChooseRowsDialog:
        """Ask which rows of the plan to adjust."""
        dialog = ChooseRowsDialog(self._look, self._plan_rows(), self.draft.rows, self.window())
        dialog.given.connect(self.take)
        return opened(dialog)

    def ask_new_row(self, replaced: DraftRow | None = None, *_checked: object) -> NewRowDialog:
        """Ask for a row to come into the plan, perhaps in place of another."""
        others = () if replaced is None else tuple(self._others(replaced))
        dialog = NewRowDialog(self._look, replaced, others, self.window())
        dialog.given.connect(self._on_new_row)
        if replaced is not None:
            dialog.held_chosen.connect(partial(self._on_replaced, replaced.id))
        return opened(dialog)

    @Slot()
    def ask_replacement(self) -> NewRowDialog | None:
        """Ask what comes in the place of the row under the cursor."""
        held = self.current
        if held is None or held.row.is_new:
            self._notices.tell("先把光标放到规划里的一行。")
            return None
        return self.ask_new_row(held.row)

    @Slot()
    def ask_year(self) -> QMenu | None:
        """Offer the years of the plan for which a target may be added."""
        held = self.current
        if held is None or held.row.kind is not RowKind.INDICATOR or held.row.out:
            self._notices.tell("先把光标放到一行指标或量化目标上。")
            return None
        known = {value.year for value in self.draft.of_row(held.row.id)}
        years = [year for year in self._session.years if year not in known]
        last = self._session.years[-1]
        words = [Word(str(year), f"{year} 年") for year in (*years, last + 1)]
        below = self.tools.year.mapToGlobal(self.tools.year.rect().bottomLeft())
        return ask_word(
            self.tools.year, self._look, "加哪一年的目标", words, current="", at=below,
            chosen=partial(self._on_year, held.row.id),
        )  # fmt: skip

    @Slot()
    def take_out(self) -> None:
        """Let the row under the cursor leave the plan; once more: let it stay."""
        held = self.current
        if held is None or held.row.is_new:
            self._notices.tell("先把光标放到规划里的一行。")
            return
        self.draft.take_out(held.row.id)
        self._show_rows()

    @Slot()
    def leave_row_out(self) -> None:
        """Take the row under the cursor out of the draft."""
        held = self.current
        if held is not None:
            self.draft.let_go(held.row.id)
            self._show_rows()

    @Slot()
    def write_it(self) -> None:
        """Write the revision; what is refused is said in the bar, and everything stays typed."""
        plan, book = self._session.plan, self._session.book
        changes = self.draft.changes()
        if plan is None or not self.bar.write.isEnabled():
            return
        entry = self._entry
        try:
            if entry is None:
                said = self.form.said()
                done = self._session.carry_out(lambda: book.revising.apply(plan.id, said, changes))
            else:
                done = self._session.carry_out(lambda: book.revising.extend(entry.id, changes))
        except ValueRefused as error:
            self.bar.say(sentence(error), "bad")
            return
        if done is not None:
            self.written.emit(entry.id if entry is not None else _written(done.rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.write_it()
        else:
            super().keyPressEvent(event)

    # -- what happened ---------------------------------------------------------------------------

    def _type(self, value: DraftValue, words: str) -> None:
        self.draft.type(value.key, words)
        self._show_rows()

    def _move(self, value: DraftValue, words: str) -> None:
        self.draft.move(value.key, words)
        self._show_rows()

    @Slot(object)
    def _on_new_row(self, row: DraftRow) -> None:
        made = self.draft.add(row)
        self._show_rows()
        self._go_to(made.id)

    def _on_replaced(self, row: str, by: str) -> None:
        names = {one.id: one.name for one in self._others(self.draft.rows[row])}
        self.draft.take_out(row, by, names.get(by, ""))
        self._show_rows()

    def _on_year(self, row: str, year: str) -> None:
        made = self.draft.add_year(row, int(year))
        self._show_rows()
        if made is not None:
            self.table.go_to(made.key, AFTER)

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: object) -> None:
        self.tools.follow(self.current)
        self.cursor_moved.emit()

    @Slot(object)
    def _on_toggled(self, key: str) -> None:
        self._folded ^= {key}
        self._show_rows()

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        self.bar.say(sentence(error), "bad")

    @Slot(object, object)
    def _on_impossible(self, row: object, _column: object) -> None:
        if isinstance(row, DraftValue) and row.row.out:
            self._notices.tell("这一行要调出，不再写目标。再按“调出”可以留下它。")
        else:
            self._notices.tell("在“调整后”一列写新的目标。")

    @Slot(object)
    def _on_chip(self, key: str) -> None:
        """Go to the next value of which that is done."""
        values = [row for row in self.table.lines.rows if isinstance(row, DraftValue)]
        wanted = [row for row in values if key in {ALL, row.action}]
        here = self.current
        at = values.index(here) if here in values else -1
        later = [row for row in wanted if values.index(row) > at]
        if wanted:
            self.table.go_to((later or wanted)[0].key, AFTER)
        self.bar.chips.choose(ALL)

    # -- drawing ---------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        rows = draft_rows(self.draft, self._folded)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.say(_NOTHING)
        self.tools.follow(self.current if rows else None)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        changes = len(self.draft.changes())
        lacks = self.form.lacks() if self._entry is None else ""
        reason = lacks if changes else "还没有改动。"
        if not self._session.can_write:
            reason = "现在不能写入。"
        self.bar.show_counts(len(self.draft.rows), self.draft.counts(), changes, reason)
        numbered = self._entry is not None or bool(self.form.number.text().strip())
        self.bar.say(reason or ("" if numbered else "没有写文号，列为待补文号。"))

    def _go_to(self, row: str) -> None:
        values = self.draft.of_row(row)
        if values:
            self.table.go_to(values[0].key, AFTER)
            self.table.setFocus()

    # -- inside ----------------------------------------------------------------------------------

    def _plan_rows(self) -> PlanRows:
        plan = self._session.plan
        if plan is None:
            raise RuntimeError("no plan")
        return only_standing(self._session.read(plan_rows, plan.id))

    def _others(self, replaced: DraftRow) -> Iterable[FoundRow]:
        """Yield the rows of the plan that may come in the place of one."""
        held = self._plan_rows()
        lines: tuple[Line, ...] = held.indicators
        if replaced.kind is not RowKind.INDICATOR:
            lines = held.tasks if replaced.kind is RowKind.TASK else held.projects
        for line in lines:
            row = self.draft.rows.get(line.id)
            if line.id != replaced.id and not (row is not None and row.out):
                made = row_of(line)
                yield FoundRow(made.id, made.name, made.group)


def _written(rows: Iterable[RowChange]) -> str:
    """Return the id of the revision that a step put into the book."""
    return next((change.row for change in rows if change.table == "revision"), "")
