"""项目: names, stages and a timeline; the dates of the one in hand are typed in the pane."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot

from db.model.project_lines import ProjectRow
from db.model.words import RowKind
from desktop.actions import PROOF_ACTS, Act, ActName
from desktop.columns import Heading
from desktop.errors import sentence
from desktop.page import InHand, Page, Place, Rows, Standing
from desktop.project_list.board import Board
from desktop.project_list.choosing import ColumnChoice
from desktop.project_list.columns import Around, project_columns
from desktop.project_list.detail import EDIT, OPEN_LUMP
from desktop.project_list.late import next_late, standing_of
from desktop.project_list.pane import ProjectPane
from desktop.project_list.pane_content import show_gone, show_in_pane
from desktop.project_list.reading import ProjectReader
from desktop.project_list.rows import InSight, Unnamed, in_sight, why_nothing
from desktop.project_list.scale import STEPS, Zoom
from desktop.project_list.stage_choice import StageChoice
from desktop.project_list.stage_dates import StageDates
from desktop.project_list.tools import ProjectTools
from desktop.project_list.words import place_words
from desktop.proof.panel import ProofPanel
from desktop.proof.row_drop import RowDrop
from desktop.table_page import lay_out
from desktop.widgets.pane import PaneFold
from desktop.widgets.tools import Nothing
from desktop.withdrawn import TO_REVISION, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenu, QWidget

    from db.changes import ChangeSet
    from db.errors import ValueRefused
    from desktop.project_list.content import ProjectContent
    from desktop.project_list.desk import ProjectDesk


class ProjectListPage(Page):
    """Shows a plan's projects beside a timeline, and lets their dates be typed."""

    title = "项目"
    name = "project_list"
    icon = "project_list"
    section = "录入"
    watches = frozenset(
        {"plan", "project", "milestone", "funding", "project_year", "progress", "problem", "task",
         "responsibility", "unit", "revision"}
    )  # fmt: skip
    row_menu = (
        Act.EDIT_PROJECT, Act.OPEN_LUMP, Act.ADD_PROJECT, Act.REMOVE_ROW, Act.ASSIGN, Act.ADJUST,
        *PROOF_ACTS, Act.ROW_HISTORY,
    )  # fmt: skip

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self._folded: set[str] = set()
        self._shown = InSight((), ())
        # Where to go once the projects are read.
        self._awaited: Place | None = None
        self._reader = ProjectReader(self.session)
        self._around = Around(self._reader.content)
        self.dates = StageDates(self.session, self)
        self.tools = ProjectTools(self.title, self.look)
        self.columns = ColumnChoice(self.tools.columns, self.preferences)
        self.board = Board(self.look, attrgetter("id"))
        self.table = self.board.table
        self.stage_choice = StageChoice(self.table, self.session, self.notices, self.look)
        self.nothing = Nothing(table=self.table)
        self.pane = ProjectPane(self.look, self.dates.write_planned, self.dates.write_actual)
        column = lay_out(self, (self.tools, self.board, self.nothing), self.pane)
        chips = self.tools.chips
        self.gone = Withdrawn(RowKind.PROJECT, self.session, chips, self.look, self)
        column.addWidget(self.gone.table, 1)
        self._fold = PaneFold(self, self.pane, self.preferences)
        self.proof = ProofPanel(self.session, self.notices, self.runner, self.look, self.pane)
        self.pane.keep(self.proof)
        RowDrop(self.table, self.proof)
        self._show_columns()
        self._connect()

    def _connect(self) -> None:
        self.tools.wanted_changed.connect(self._on_filter)
        self.tools.zoom_chosen.connect(self._on_zoom)
        self.tools.print_it.clicked.connect(self.choose_paper)
        self.tools.columns.clicked.connect(self.columns.ask)
        self.columns.chosen.connect(self._show_columns)
        self.tools.search.left.connect(self.table.setFocus)
        self.gone.cursor_moved.connect(self._show_pane)
        self.gone.table.escaped.connect(self._show_all)
        self.board.zoom_changed.connect(self._show_zoom)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.escaped.connect(self._show_all)
        self.board.keys.choice_requested.connect(self._on_edit)
        self.dates.reason_wanted.connect(self.pane.ask_reason)
        self.pane.reason_given.connect(self._on_reason)
        self.pane.left.connect(self.table.setFocus)
        self.pane.link_followed.connect(self._on_link)
        self.pane.stages.value_refused.connect(self._on_refused)
        self.pane.form.save_requested.connect(self._on_progress)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def content(self) -> ProjectContent:
        """Return the projects of the plan being looked at, as they stand today."""
        return self._reader.content

    @property
    def rows_in_sight(self) -> InSight:
        """Return the rows of the table, and the works among them."""
        return self._shown

    def refresh(self) -> None:
        content = self._reader.read()
        if self._reader.reading and content.rows:
            # They are drawn once, when what they are now has been read.
            return
        self.tools.demonstration.setVisible(self.session.is_demonstration)
        self._around.content = content
        self._around.doubtful = frozenset(self._reader.findings())
        self.tools.show_choices(content)
        self.tools.show_counts(content, self.gone.chip())
        self.board.show_span(*self._reader.span(), self.session.today)
        self._show_rows(staying={row.id for row in self._shown.works})
        self._show_pane()
        if self._awaited is not None and not self._reader.reading:
            self.show_place(self._awaited)

    def read_ahead(self) -> None:
        self._reader.read_ahead()

    def hint(self) -> str:
        words = place_words(self.content.lumps.place_sums())
        return " · ".join(part for part in (words, "Enter 填日期", "Alt+↓ 改阶段") if part)

    def standing(self) -> Standing | None:
        return standing_of(self.content)

    def badge(self) -> int | None:
        content = self._reader.read()
        known = self._reader.is_read or (self._reader.reading and content.rows)
        return len(content.late) if known else None

    def acts(self) -> Mapping[ActName, Callable[[], None]]:
        return {
            Act.EDIT_CELL: self._on_edit,
            Act.CHOOSE_ANSWER: self._on_edit,
            Act.NEXT_MISSING: self.go_to_next_late,
            Act.FIND_ROWS: self.tools.begin_search,
            Act.CHOOSE_COLUMNS: self.columns.ask,
            Act.ADD_ROW: self.add_project,
            Act.ADD_PROJECT: self.add_project,
            Act.EDIT_PROJECT: self.edit_project,
            Act.OPEN_LUMP: self.open_lump,
            Act.CHANGE_PROJECTS: self.change_many,
            Act.REMOVE_ROW: self.remove_project,
            Act.PRINT: self.print_timeline,
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        return self.desk.dialogs() if self.content.rows else {}

    def regions(self) -> tuple[QWidget, ...]:
        first = self.table if self.board.isVisibleTo(self) else self.tools.chips
        return (first, self.pane.stages, self.pane.rest, self.pane)

    def in_hand(self) -> InHand | None:
        row = self.project_in_hand
        return None if row is None else InHand(RowKind.PROJECT, row.id, row.name)

    def row_sets(self) -> tuple[Rows, ...]:
        row = self.project_in_hand
        seen = (one.key if isinstance(one, Heading) else one.id for one in self._shown.rows)
        keys = tuple((RowKind.PROJECT, key) for key in seen if self.content.row(key))
        hand = () if row is None else (Rows(f"项目 {row.name}", ((RowKind.PROJECT, row.id),)),)
        return (*hand, Rows(f"列出的项目 {len(keys)} 个", keys))

    @property
    def project_in_hand(self) -> ProjectRow | None:
        """Return the project under the cursor: of a heading its lump, None where there is none."""
        row = self.table.current_row
        if isinstance(row, ProjectRow):
            return row
        if isinstance(row, Unnamed):
            return self.content.row(row.lump)
        return self.content.row(row.key) if isinstance(row, Heading) else None

    def show_place(self, place: Place) -> None:
        self.catch_up()
        self._awaited = place if self._reader.reading else None
        row = self.content.row(place.row)
        if row is None:
            return
        key, above = row.id, row
        while above.parent is not None and (found := self.content.row(above.parent)):
            self._folded.discard(found.id)
            above = found
        self._folded -= {key for key in self._folded if key.startswith("kind ")}
        self._show_all()
        self.table.go_to(key if not self.content.lumps.is_lump(row) else f"heading {key}")
        self.table.setFocus()

    def _show_rows(self, *, staying: set[str]) -> None:
        wanted = self.tools.wanted
        self._shown = (
            InSight((), ())
            if self.gone.is_chosen
            else in_sight(self.content, wanted, self._folded, staying, self.columns.kinds)
        )
        self.board.show_rows(self._shown.rows, self.content)
        if self.gone.show():
            self._say("")
            self.board.hide()
        else:
            self._say(why_nothing(self.content, self._shown, wanted, self._reader.reading))
        self.hint_changed.emit()

    @Slot()
    def _show_columns(self) -> None:
        self.board.show_columns(project_columns(self._around, self.columns.kinds))
        if self._shown.rows:
            self._show_rows(staying={row.id for row in self._shown.works})

    def _say(self, words: str) -> None:
        """Show the board, or why there is nothing to show."""
        self.board.setVisible(not words)
        self.nothing.setVisible(bool(words))
        self.nothing.say(words)

    @Slot()
    def _show_pane(self) -> None:
        row = self.project_in_hand
        self.dates.milestones = self.content.milestones(row) if row is not None else ()
        findings = self._reader.findings().get(row.id, ()) if row is not None else ()
        show_in_pane(self.pane, row, self.content, self.session, findings)
        if (gone := self.gone.row) is not None:
            show_gone(self.pane, gone)
        self.proof.show_row(self.in_hand())

    @Slot()
    def _show_zoom(self) -> None:
        scale = self.board.timeline.scale
        if scale is not None:
            self.tools.show_zoom(scale.zoom)

    # -- commands --------------------------------------------------------------------------------

    @cached_property
    def desk(self) -> ProjectDesk:
        """Return what asks before it changes, and prints; loaded when it is first asked for."""
        from desktop.project_list.desk import ProjectDesk  # noqa: PLC0415 - as said

        return ProjectDesk(self, self.session, self.notices, self.runner)

    @Slot()
    def print_timeline(self) -> None:
        """Show the timeline as it will be printed."""
        self.desk.preview(self._shown, self.content)

    @Slot()
    def choose_paper(self) -> QMenu:
        """Offer the sizes of paper that the timeline can be printed on."""
        return self.desk.choose_paper(self.tools.print_it, self._shown, self.content)

    def add_project(self) -> None:
        """Ask for a new project, in the lump in hand."""
        self.desk.ask_new(self.project_in_hand, self.content)

    def edit_project(self) -> None:
        """Ask for the facts of the project in hand."""
        if (row := self._hand_or_say()) is not None:
            self.desk.ask_facts(row)

    def open_lump(self) -> None:
        """Ask for the names of the works of the lump in hand."""
        if (row := self._hand_or_say()) is not None:
            self.desk.ask_names(row, self.content)

    def _hand_or_say(self) -> ProjectRow | None:
        if (row := self.project_in_hand) is None:
            self.notices.tell("先选中一个项目。")
        return row

    def change_many(self) -> None:
        """Ask which field of the projects in sight shall change."""
        self.desk.ask_many(self._shown.works)

    def remove_project(self) -> None:
        """Take out the project in hand."""
        if (row := self.project_in_hand) is not None:
            self.desk.remove(row)

    def go_to_next_late(self) -> None:
        """Go to the next project that is overdue, the cursor in the date it waits for."""
        found = next_late(self._shown, self.content, self.table)
        if found is None and self.content.late:
            # It is filtered or folded away.
            self._folded.clear()
            self._show_all()
            found = next_late(self._shown, self.content, self.table)
        if found is None:
            self.notices.tell("没有过期的项目。")
            return
        self.table.go_to(found)
        self._begin_typing()

    def choose_stage(self) -> QMenu | None:
        """Open the choice of stages at the project under the cursor; None where there is none."""
        return self.stage_choice.ask(self.project_in_hand)

    def _begin_typing(self) -> None:
        """Put the cursor into the next date of the project in hand."""
        if not self.pane.isVisibleTo(self):
            self._fold.unfold()
        self.pane.stages.go_to_next()
        self.pane.stages.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what happened ---------------------------------------------------------------------------

    def follow(self, changes: ChangeSet) -> None:
        if changes.tables & self.watches:
            self._reader.take(changes)
            super().look_anew()
            if not self.isVisible():
                self.hint_changed.emit()

    def look_anew(self) -> None:
        self._reader.forget()
        super().look_anew()

    @Slot()
    def _on_edit(self, *_row: object) -> None:
        self.choose_stage()

    @Slot()
    def _on_filter(self) -> None:
        self.tools.show_counts(self.content, self.gone.chip())
        self._show_rows(staying=set())
        self._show_pane()

    @Slot(object)
    def _on_zoom(self, zoom: Zoom) -> None:
        self.board.zoom_to(STEPS[zoom])

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: object) -> None:
        if self.pane.asks_reason:
            self._on_reason("")
        self._show_pane()

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, Unnamed):
            self.open_lump()
        elif isinstance(row, ProjectRow):
            self._begin_typing()

    @Slot(object)
    def _on_toggled(self, key: str) -> None:
        self._folded ^= {key}
        self._show_rows(staying=set())

    @Slot(object)
    def _on_reason(self, words: str) -> None:
        self.pane.end_reason()
        self.dates.give_reason(words)
        self.pane.stages.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_refused(self, error: ValueRefused) -> None:
        self.notices.tell(sentence(error))

    @Slot(object)
    def _on_link(self, key: str) -> None:
        if key.startswith(TO_REVISION):
            self.place_requested.emit(Place("revisions", key.removeprefix(TO_REVISION)))
        {EDIT: self.edit_project, OPEN_LUMP: self.open_lump}.get(key, lambda: None)()

    @Slot(object)
    def _on_progress(self, _step: int) -> None:
        self.desk.keep_progress(self.pane.form)

    @Slot()
    def _show_all(self) -> None:
        """Clear the filters."""
        self.tools.clear()
        self._on_filter()
