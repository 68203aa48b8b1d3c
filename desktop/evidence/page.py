"""佐证: what proves the plan and what is missing, and the closures that wait for somebody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.rules.signing_off import steps_of
from desktop.actions import PROOF_ACTS, Act, ActName
from desktop.evidence.card import EvidenceCard
from desktop.evidence.columns import closure_columns, evidence_columns, missing_columns
from desktop.evidence.packing import Packing, PackingBar
from desktop.evidence.rows import (
    STATES,
    ClosureRow,
    EvidenceRow,
    Listed,
    MissingRow,
    Pile,
    Row,
    View,
    key_of,
    searched,
    waiting,
)
from desktop.evidence.thumbnails import Thumbnails
from desktop.evidence.wall import PhotoWall
from desktop.evidence.wishes import EvidenceWishes, in_hand_of
from desktop.page import InHand, Page, Place
from desktop.printed_table import print_table
from desktop.proof.adding import dropped_files
from desktop.proof.panel import ProofPanel
from desktop.proof.words import STATE_MARKS
from desktop.table_page import lay_out
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.pane import Pane, PaneFold
from desktop.widgets.search_field import SearchField
from desktop.widgets.table import LineTable
from desktop.widgets.tools import Nothing, PageTools
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop.evidence.packing import PackDialog

_ALL = "all"


class EvidencePage(Page):
    """Lists evidence or closures; the pane says what stands behind the one under the cursor."""

    title = "佐证"
    name = "evidence"
    icon = "evidence"
    section = "往来"
    watches = frozenset(
        {"evidence", "evidence_link", "requirement", "sign_off", "plan", "task", "measure",
         "project", "indicator", "series", "unit", "problem", "progress"}
    )  # fmt: skip
    row_menu = PROOF_ACTS

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self._listed: Listed | None = None
        self._columns = ""
        self.thumbnails = Thumbnails(self.session, self.runner, self)
        self.tools = PageTools(self.title, self.look)
        self.tools.years.hide()
        self.views = ChipRow(self.look)
        self.search = SearchField("佐证", "键入名称、证明的行、文号中的字，或拼音首字母")
        self.add = button("添加佐证…", picture="paperclip")
        self.pack = button("迎检材料包…", kind="main")
        self.chips = ChipRow(self.look)
        self.bar = PackingBar()
        self.packing = Packing(self.bar, self.session, self.notices, self.runner, self.look)
        self.table = LineTable(self.look, key_of, whole_rows=True)
        self.table.setAccessibleName("佐证和销号")
        self.wall = PhotoWall(self.thumbnails)
        self._area = QWidget()
        self.nothing = Nothing(table=self.table)
        self.pane = Pane(self.look)
        self.card = EvidenceCard(self.thumbnails, self.pane)
        self.panel = ProofPanel(self.session, self.notices, self.runner, self.look, self.pane)
        self.wishes = EvidenceWishes(self, self.card)
        self.pane.keep(self.card, self.panel)
        self._fold = PaneFold(self, self.pane, self.preferences)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        # The row's room is for the search: the chips stay beside what follows them.
        self.views.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tools.first.insertWidget(1, self.views)
        for part in (self.search, self.add, self.pack):
            self.tools.first.addWidget(part)
        self.tools.second.addWidget(self.chips)
        self.tools.second.addStretch()
        tools = self.tools.layout()
        if tools is not None:
            tools.addWidget(self.bar)
        column = QVBoxLayout(self._area)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self.wall)
        lay_out(self, (self.tools, self._area, self.nothing), self.pane)

    def _connect(self) -> None:
        self.views.chosen.connect(self._on_view)
        self.chips.chosen.connect(self._on_filter)
        self.search.textChanged.connect(self._on_filter)
        self.search.left.connect(self._focus_rows)
        self.add.clicked.connect(self._on_add)
        self.pack.clicked.connect(self.ask_pack)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.escaped.connect(self._show_all)
        self.wall.cursor_moved.connect(self._show_pane)
        self.wall.row_opened.connect(self._on_row_opened)
        self.wall.escaped.connect(self._show_all)
        self.session.busy_changed.connect(self._on_busy)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def listed(self) -> Listed:
        """Return all rows of the plan being looked at."""
        if self._listed is None:
            self._listed = Listed(self.session)
        return self._listed

    @property
    def view(self) -> View:
        """Return which list is shown."""
        return View(self.views.key or View.EVIDENCE)

    def refresh(self) -> None:
        self._listed = Listed(self.session)
        self.tools.demonstration.setVisible(self.session.is_demonstration)
        self.views.show_chips(
            [
                Chip(View.EVIDENCE, View.EVIDENCE, len(self._listed.evidence)),
                Chip(View.CLOSURES, View.CLOSURES, len(self._listed.closures)),
            ]
        )
        self._on_busy()
        self._show_chips()
        self._show_rows()

    def badge(self) -> int | None:
        return waiting(self.session)

    def hint(self) -> str:
        if self.view is View.CLOSURES:
            return "Enter 去这一行 · 右键办下一步 · F6 换区域"
        return "Enter 打开只读副本 · 拖文件到这里添加 · Ctrl+F 筛选"

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        return {
            Act.INSPECTION_PACK: self.ask_pack,
            Act.FIND_ROWS: self.search.setFocus,
            Act.PRINT: partial(print_table, self, self.table, "佐证和销号"),
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        if self.session.plan is None:
            return {}
        listed, desk = Listed(self.session), self.wishes.desk
        asked: dict[str, Callable[[], QWidget | None]] = {"inspection_pack": self.ask_pack}
        if listed.evidence:
            line = listed.evidence[0].line
            asked["edit_evidence"] = partial(desk.ask_change, line)
            asked["link_evidence"] = partial(desk.ask_link, line)
        if listed.closures:
            # Those that wait for somebody come first.
            first = listed.closures[0]
            hand = in_hand_of(first)
            step = steps_of(first.record)[0]
            asked["add_evidence"] = partial(desk.ask_evidence, hand)
            asked["sign_off_pieces"] = partial(desk.ask_pieces, hand)
            asked["sign_off"] = partial(desk.ask_step, step, hand)
        return {name: partial(_made, ask) for name, ask in asked.items()}

    def regions(self) -> tuple[QWidget, ...]:
        return (self.table, self.wall, self.chips, self.pane)

    def stops(self) -> tuple[QWidget, ...]:
        stops = super().stops()
        rows = [part for part in stops if part in {self.table, self.wall}]
        # Where there is nothing to list, the chips are what can be chosen.
        return tuple(part for part in stops if part is not self.chips or not rows)

    def in_hand(self) -> InHand | None:
        return in_hand_of(self._current())

    def show_place(self, place: Place) -> None:
        if place.row:
            self._show_all()
            self.table.go_to(place.row)

    def _show_chips(self) -> None:
        listed = self.listed
        if self.view is View.CLOSURES:
            chips = [Chip(_ALL, "全部", len(listed.closures))]
            chips += [
                Chip(state, state, len(listed.closed(state)), STATE_MARKS[state])
                for state in STATES
            ]
        else:
            chips = [Chip(pile, pile, count) for pile, count in listed.counts().items()]
        self.chips.show_chips(chips)

    def _rows(self) -> tuple[Row, ...]:
        """Return the rows that chips and words let pass."""
        key = self.chips.key
        rows: Sequence[Row]
        if self.view is View.CLOSURES:
            rows = self.listed.closed("" if key == _ALL else key)
        else:
            rows = self.listed.of(Pile(key or Pile.ALL))
        return searched(rows, self.search.text())

    def _show_rows(self) -> None:
        rows = self._rows()
        photos = self.view is View.EVIDENCE and self.chips.key == Pile.PHOTOS
        self._show_columns()
        self.table.show_rows(() if photos else rows)
        self.wall.show_rows([row for row in rows if isinstance(row, EvidenceRow)] if photos else ())
        sentence = "" if rows else self._why_nothing()
        self.table.setVisible(not photos)
        self.wall.setVisible(photos)
        self.nothing.setVisible(bool(sentence))
        self.nothing.say(sentence)
        self._area.setVisible(not sentence)
        self._show_pane()

    def _show_columns(self) -> None:
        missing = self.chips.key == Pile.MISSING
        wanted = self.view if self.view is View.CLOSURES else ("缺件" if missing else self.view)
        if wanted == self._columns:
            return
        self._columns = wanted
        # The rows in sight are none of the new columns.
        self.table.show_rows(())
        made = missing_columns if missing else evidence_columns
        self.table.show_columns(closure_columns() if self.view is View.CLOSURES else made())

    def _why_nothing(self) -> str:
        key, listed = self.chips.key, self.listed
        if self.session.plan is None:
            return "还没有规划。先导入一览表，或新建一份规划。"
        if self.search.text().strip():
            return f"没有符合“{self.search.text().strip()}”的行。清除筛选 Esc。"
        if self.view is View.CLOSURES:
            if not listed.closures:
                return "还没有申请销号的行。在任务、项目页把光标放到一行上，再用“录入”菜单申请。"
            return f"没有“{key}”的行。看全部按 Esc。"
        if key == Pile.MISSING:
            return "没有缺件：列了销号要件的行都已备齐。"
        if not listed.evidence:
            return "还没有佐证。把文件拖到这里，或在指标、任务、项目的右侧窗格里添加。"
        return f"没有“{key}”的佐证。看全部按 Esc。"

    def _current(self) -> Row | None:
        if self._area.isHidden():
            return None
        row = self.table.current_row if self.wall.isHidden() else self.wall.current_row
        return row if isinstance(row, EvidenceRow | MissingRow | ClosureRow) else None

    @Slot()
    def _show_pane(self) -> None:
        row = self._current()
        hand = self.in_hand()
        evidence = row if isinstance(row, EvidenceRow) else None
        if evidence is not None:
            self.pane.show_sections(evidence.line.title, "", ())
        elif hand is not None:
            self.pane.show_sections(hand.name, "", ())
        else:
            self.pane.show_sections("没有选中佐证", "", ())
        self.card.show_row(evidence, can_write=self.session.can_write)
        self.panel.show_row(hand)

    # -- commands --------------------------------------------------------------------------------

    def ask_pack(self) -> PackDialog | None:
        """Ask what the 迎检材料包 shall be."""
        return self.packing.ask()

    # -- what happened ---------------------------------------------------------------------------

    @Slot()
    def _on_view(self, *_key: object) -> None:
        self._show_chips()
        self._show_rows()
        self.hint_changed.emit()

    @Slot()
    def _on_filter(self, *_key: object) -> None:
        self._show_rows()

    @Slot()
    def _show_all(self) -> None:
        """Clear the filters."""
        self.search.clear()
        self.chips.choose(_ALL if self.view is View.CLOSURES else Pile.ALL)
        self._focus_rows()

    @Slot()
    def _focus_rows(self) -> None:
        (*self.stops(), self)[0].setFocus()

    @Slot()
    def _on_busy(self) -> None:
        can = self.session.can_write
        self.add.setEnabled(can)
        self.add.setToolTip("" if can else "这份台账现在不能写。")

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: object) -> None:
        self._show_pane()

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, EvidenceRow | MissingRow | ClosureRow):
            self.wishes.open_row(row)

    @Slot()
    def _on_add(self) -> None:
        self.wishes.add(self._current())

    # -- dropped files ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event) and self.session.can_write:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.wishes.take_files(files, self._current())


def _made(ask: Callable[[], QWidget | None]) -> QWidget:
    dialog = ask()
    if dialog is None:
        raise RuntimeError("there is nothing to ask")
    return dialog
