"""目标调整: what documents changed of a plan, and a new revision on its way into the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import ValueRefused
from db.model.revised import RevisedLine, RevisionEntry
from db.model.words import RowKind
from db.model.work_words import RevisionAction
from db.queries.revisions import revision_entries
from desktop.actions import Act, ActName
from desktop.columns import Heading
from desktop.dialog_wishes import opened, settled
from desktop.page import InHand, Page, Place
from desktop.proof.panel import ProofPanel
from desktop.proof.row_drop import RowDrop
from desktop.revisions.columns import line_columns
from desktop.revisions.detail import (
    CORRECT,
    DROP,
    EXTEND,
    GO,
    REMOVE,
    SEE_BEFORE,
    draft_pane,
    entry_pane,
    line_pane,
    then_pane,
)
from desktop.revisions.draft_view import DraftView
from desktop.revisions.form import CorrectDialog
from desktop.revisions.report import RevisionReport
from desktop.revisions.rows import ACTION_MARKS, ALL, UNNUMBERED, counts, shown_rows
from desktop.revisions.states import LIST, PlanStates
from desktop.revisions.then import ThenRow, first_different
from desktop.table_page import lay_out
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.pane import Pane, PaneFold
from desktop.widgets.table import LineTable
from desktop.widgets.tools import Nothing, PageTools
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from db.operations.adjustment import Document
    from desktop.columns import Column

_PAGES = {
    RowKind.INDICATOR: "indicators",
    RowKind.TASK: "task_list",
    RowKind.PROJECT: "project_list",
}
_NONE = "还没有目标调整。按 Ctrl+Shift+A 新建；在指标、任务、项目的行上右键也可以。"
_NO_PLAN = "还没有规划。先导入一览表（Ctrl+I），再记目标调整。"


def _key(row: ThenRow | RevisedLine) -> str:
    return row.id


class RevisionsPage(Page):
    """Lists what revisions changed, shows the plan as it stood, and writes new ones."""

    title = "目标调整"
    name = "revisions"
    icon = "revisions"
    section = "录入"
    watches = frozenset(
        {"plan", "revision", "revision_line", "indicator", "series", "target", "task", "project"}
    )
    row_menu = (Act.ADD_EVIDENCE,)

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self._folded: set[str] = set()
        self._begun = False
        self.tools = PageTools(self.title, self.look)
        self.tools.years.hide()
        self.states = PlanStates(self.session, self.look)
        self.chips = ChipRow(self.look)
        self.keep = button("导出对照表…", picture="export")
        self.print = button("打印…", picture="print")
        self.begin = button("新建调整…", kind="main")
        self.table = LineTable(self.look, _key, whole_rows=True)
        self.table.setAccessibleName("目标调整清单")
        self.nothing = Nothing(table=self.table)
        self.draft = DraftView(self.session, self.notices, self.look)
        self.report = RevisionReport(self, self.session, self.notices, self.runner)
        self.pane = Pane(self.look)
        self.proof = ProofPanel(self.session, self.notices, self.runner, self.look, self.pane)
        self.pane.keep(self.proof)
        RowDrop(self.table, self.proof)
        self._fold = PaneFold(self, self.pane, self.preferences)
        self._area = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tools = self.tools
        for place, part in enumerate(self.states.parts, start=1):
            tools.first.insertWidget(place, part)
        for part in (self.keep, self.print, self.begin):
            tools.first.addWidget(part)
        tools.second.addWidget(self.chips)
        tools.second.addStretch()
        column = QVBoxLayout(self._area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.draft, 1)
        lay_out(self, (tools, self._area, self.nothing), self.pane)
        self.draft.hide()

    def _connect(self) -> None:
        self.states.chosen.connect(self._on_state)
        self.chips.chosen.connect(self._show_rows)
        self.keep.clicked.connect(self.report.ask_for_target)
        self.print.clicked.connect(self.report.preview)
        self.begin.clicked.connect(self.begin_draft)
        self.table.cursor_moved.connect(self._show_pane)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.escaped.connect(self._show_all)
        self.pane.link_followed.connect(self._on_link)
        self.draft.cursor_moved.connect(self._show_pane)
        self.draft.left.connect(self.leave_draft)
        self.draft.written.connect(self._on_written)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def _drafting(self) -> bool:
        """Whether a revision is being written: it waits while another plan is looked at."""
        plan = self.session.plan
        return self._begun and plan is not None and plan.id == self.draft.plan

    @property
    def entries(self) -> tuple[RevisionEntry, ...]:
        """Return the revisions of the plan being looked at, the oldest first."""
        plan = self.session.plan
        return self.session.read(revision_entries, plan.id) if plan is not None else ()

    def refresh(self) -> None:
        self.tools.demonstration.setVisible(self.session.is_demonstration)
        self.states.offer(self.entries)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        entries, drafting = self.entries, self._drafting
        listing = self.states.state == LIST
        for part in (*self.states.parts, self.keep, self.print, self.begin):
            part.setVisible(not drafting)
        self.states.show_day(visible=not drafting)
        self.begin.setEnabled(self.session.can_write and self.session.plan is not None)
        for part in (self.keep, self.print):
            part.setEnabled(bool(entries))
        self.chips.setVisible(bool(entries))
        self.tools.second.parentWidget().setVisible(listing and not drafting)
        self._show_chips(entries)
        self.table.setVisible(not drafting)
        self.draft.setVisible(drafting)
        self._say("")
        if not drafting and listing:
            self._show_list(entries)
        elif not drafting:
            columns, rows = self.states.rows(entries, self._folded)
            self._show_table(columns, rows)
            self._say("" if rows else self.states.why_nothing())
        self._show_pane()

    def _show_list(self, entries: tuple[RevisionEntry, ...]) -> None:
        rows = shown_rows(entries, self.chips.key, self._folded)
        self._show_table(line_columns(), rows)
        if not entries:
            self._say(_NONE if self.session.plan is not None else _NO_PLAN)
        elif not rows:
            self._say("没有这样的调整。清除筛选 Esc。")

    def _show_table(self, columns: Sequence[Column], rows: Sequence[object]) -> None:
        titles = [column.title for column in columns]
        if [column.title for column in self.table.lines.columns] != titles:
            self.table.show_rows(())
            self.table.show_columns(columns)
        self.table.show_rows(rows)

    def _say(self, words: str) -> None:
        self._area.setVisible(not words)
        self.nothing.setVisible(bool(words))
        self.nothing.say(words)

    def _show_chips(self, entries: tuple[RevisionEntry, ...]) -> None:
        found = counts(entries)
        chips = [Chip(ALL, "全部", found[ALL])]
        chips += [
            Chip(action, action, found[action], ACTION_MARKS[action])
            for action in RevisionAction
            if found.get(action)
        ]
        if found[UNNUMBERED]:
            chips.append(Chip(UNNUMBERED, "待补文号", found[UNNUMBERED]))
        self.chips.show_chips(chips)

    @Slot()
    def _show_pane(self) -> None:
        row = self.table.current_row
        if self._drafting:
            self.pane.show_sections(*draft_pane(self.draft.draft, self.draft.current))
        elif isinstance(row, ThenRow):
            self.pane.show_sections(*then_pane(row))
        elif (entry := self._entry()) is not None:
            line = row if isinstance(row, RevisedLine) else None
            shown = entry_pane(entry) if line is None else line_pane(line, entry, self.entries)
            self.pane.show_sections(*shown)
        else:
            self.pane.show_sections("没有选中调整", "", ())
        self.proof.show_row(self.in_hand())

    # -- what the frame asks ---------------------------------------------------------------------

    def hint(self) -> str:
        if self._drafting:
            return "Enter 向下 · Tab 向右 · Ctrl+Enter 写入 · Esc 放弃"
        if self.states.state != LIST:
            return "只看不改 · Esc 回到调整清单"
        return "Enter 到这一行 · Ctrl+Shift+A 新建调整"

    def in_hand(self) -> InHand | None:
        """Return the revision under the cursor: its papers prove it."""
        entry = None if self._drafting or self.states.state != LIST else self._entry()
        return InHand(RowKind.REVISION, entry.id, entry.title) if entry is not None else None

    def acts(self) -> Mapping[ActName, Callable[[], None]]:
        return {Act.NEW_REVISION: self.begin_draft}

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        made: dict[str, Callable[[], QWidget]] = {}
        if self.session.plan is not None:
            made |= {
                "revised_rows": self.draft.ask_rows,
                "revised_row": self.draft.ask_new_row,
            }
        if self.entries:
            made["revision"] = partial(self.correct, self.entries[-1])
            made["revision_print"] = self.report.preview_at_once
        return made

    def regions(self) -> tuple[QWidget, ...]:
        if self._drafting:
            parts: tuple[QWidget, ...] = (
                self.draft.table if self.draft.table.isVisibleTo(self) else self.draft.tools,
                self.draft.form, self.draft.bar,
            )  # fmt: skip
        else:
            parts = (self.table if self.table.isVisibleTo(self) else self.begin,)
        return (*parts, self.pane) if self.pane.isVisibleTo(self) else parts

    def show_place(self, place: Place) -> None:
        """Go to a revision by its id; any other row is taken into a new revision."""
        if any(entry.id == place.row for entry in self.entries):
            self._go_to(place.row)
        elif place.row:
            self.begin_draft()
            if self._drafting:
                self.draft.take_row(place.row)

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def begin_draft(self, entry: RevisionEntry | None = None) -> None:
        """Begin a new revision, or add to one that is there; one that is begun goes on."""
        if self.session.plan is None or not self.session.can_write:
            self.notices.tell("现在不能写入。" if self.session.plan else "还没有规划。")
            return
        if self._begun and not self._drafting and self.draft.is_begun:
            self.notices.tell(f"“{self.draft.plan_name}”还有一次调整没写完。先回去写入或放弃。")
            return
        if not self._drafting:
            self._begun = True
            self.draft.begin(entry if isinstance(entry, RevisionEntry) else None)
            self._show_rows()
            self.hint_changed.emit()
        self.draft.take_focus()

    @Slot()
    def leave_draft(self) -> None:
        """Give the draft up; what was typed is asked about before it is lost."""
        if self._drafting and self.draft.is_begun:
            self.notices.ask(
                "放弃这次调整？填好的目标没有写入，放弃后要重填。",
                "放弃",
                "继续写",
                self._close_draft,
            )
        else:
            self._close_draft()

    def correct(self, entry: RevisionEntry) -> CorrectDialog:
        """Ask for the document of a revision anew."""
        dialog = CorrectDialog(entry, self.window())
        dialog.given.connect(partial(self._on_corrected, dialog, entry.id))
        return opened(dialog)

    # -- what happened ---------------------------------------------------------------------------

    def _close_draft(self) -> None:
        self._begun = False
        self._show_rows()
        self.hint_changed.emit()
        self.table.setFocus()

    @Slot(object)
    def _on_written(self, revision: str) -> None:
        self._close_draft()
        self.states.choose(LIST)
        self._go_to(revision)

    def _on_corrected(self, dialog: CorrectDialog, revision: str, said: Document) -> None:
        correcting = partial(self.session.book.revising.correct, revision, said)
        settled(dialog, lambda: self.session.carry_out(correcting))

    @Slot(object)
    def _on_link(self, key: str) -> None:
        entry, row = self._entry(), self.table.current_row
        line = row if isinstance(row, RevisedLine) else None
        if entry is None:
            return
        book = self.session.book
        if key == CORRECT:
            self.correct(entry)
        elif key == EXTEND:
            self.begin_draft(entry)
        elif key == SEE_BEFORE:
            self.states.choose(entry.id)
            self._on_state()
        elif key == REMOVE:
            self._undo_revision(lambda: book.revising.remove(entry.id))
        elif key == DROP and line is not None:
            self._undo_revision(lambda: book.revising.drop(entry.id, [line.id]))
        elif key == GO and line is not None:
            row_id = line.replaced_by or line.row
            page = "task_list" if line.is_commitment else _PAGES[line.kind]
            self.place_requested.emit(Place(page, row_id))

    def _undo_revision(self, operation: Callable[[], Any]) -> None:
        try:
            self.session.carry_out(operation)
        except ValueRefused as error:
            self.notices.report(error)

    @Slot()
    def _on_state(self) -> None:
        self._show_rows()
        if different := first_different(self.table.lines.rows):
            self.table.go_to(different)
        self.hint_changed.emit()

    @Slot(object)
    def _on_toggled(self, key: str) -> None:
        self._folded ^= {key}
        self._show_rows()

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, RevisedLine):
            self._on_link(GO)

    @Slot()
    def _show_all(self) -> None:
        """Clear the filter, and come back from an older state to the list."""
        self.chips.choose(ALL)
        self.states.choose(LIST)
        self._on_state()

    # -- inside ----------------------------------------------------------------------------------

    def _entry(self) -> RevisionEntry | None:
        """Return the revision under the cursor."""
        row = self.table.current_row
        wanted = row.revision if isinstance(row, RevisedLine) else ""
        if isinstance(row, Heading):
            wanted = row.key
        return next((entry for entry in self.entries if entry.id == wanted), None)

    def _go_to(self, revision: str) -> None:
        self._folded.discard(revision)
        self._show_rows()
        self.table.go_to(f"heading {revision}")
        self.table.setFocus()
