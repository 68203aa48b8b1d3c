"""审核: what waits for a decision, in piles, decided one by one or all that is clean at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from db.model.words import RowKind
from db.model.work_words import ReviewAction
from db.queries.review import events_of
from desktop.actions import Act, ActName
from desktop.columns import Heading
from desktop.entry_boxes import Box, waiting_count
from desktop.page import Page, Place
from desktop.printed_table import print_table
from desktop.review.bar import DecisionBar
from desktop.review.boxes import BoxList
from desktop.review.columns import review_columns
from desktop.review.content import Means, ReviewContent
from desktop.review.deciding import Deciding
from desktop.review.detail import sections
from desktop.review.returning import ReasonForm
from desktop.review.rows import (
    GROUP_WORDS,
    GroupBy,
    ReviewRow,
    group_key,
    in_piles,
    may_tick,
    row_after,
    ticked_at_first,
)
from desktop.review.sheet_desk import SheetDesk
from desktop.review.table import ReviewTable
from desktop.review.words import REASON_WORDS, VERBS
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.pane import Pane, PaneFold
from desktop.widgets.tools import Nothing, PageTools
from desktop.widgets.words import button, label
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from db.model.lines import IndicatorLine
    from desktop.columns import Column
    from desktop.review.signing import SignDialog, Signed


class ReviewPage(Page):
    """Lists the entries of a period by where they lie; each is decided in its place."""

    title = "审核"
    name = "review"
    icon = "review"
    section = "往来"
    watches = frozenset(
        {"plan", "unit", "user", "indicator", "series", "baseline", "target", "actual",
         "explanation", "responsibility", "setting", "review_event", "progress", "milestone",
         "task", "measure", "project"}
    )  # fmt: skip

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.content = ReviewContent(self.session)
        self.deciding = Deciding(self.session, self.notices, self.runner, self)
        self.desk = SheetDesk(self)
        self._ticked: set[str] = set()
        # What came into the list since is ticked like what was there from the start.
        self._seen: set[str] = set()
        self._folded: set[str] = set()
        self._asked: tuple[object, ...] = ()
        self._first: Box | None = None
        self.tools = PageTools(self.title, self.look)
        self.by = ChipRow(self.look)
        self.by.show_chips([Chip(by, words) for by, words in GROUP_WORDS.items()])
        self.by.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.sheet = button("打印审签表", picture="document")
        self.who = label(ink="muted", size="secondary")
        self.boxes = BoxList(self.look)
        self.table = ReviewTable(self.look)
        self.table.show_columns(review_columns(self._ticked))
        self.nothing = Nothing()
        self.bar = DecisionBar()
        self.pane = Pane(self.look)
        self.form = ReasonForm(self)  # The pane only takes it once the page is seen.
        self.form.hide()
        self._fold = PaneFold(self, self.pane, self.preferences)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tools.first.insertWidget(2, self.by)
        self.tools.first.addWidget(self.who)
        self.tools.first.addWidget(self.sheet)
        self.tools.hide_filters()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.nothing, 1)
        middle.addWidget(self.bar)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.boxes)
        below.addLayout(middle, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.tools)
        left.addLayout(below, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.pane)

    def _connect(self) -> None:
        self.tools.years.chosen.connect(self.session.choose_period)
        self.by.chosen.connect(self._on_asked)
        self.boxes.chosen.connect(self._on_asked)
        self.sheet.clicked.connect(self.print_sheet)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.tick_toggled.connect(self._on_ticked)
        self.table.all_requested.connect(self.decide_ticked)
        self.table.one_requested.connect(self.decide_one)
        self.table.back_requested.connect(self.ask_back)
        self.bar.all_requested.connect(self.decide_ticked)
        self.bar.one_requested.connect(self.decide_one)
        self.bar.back_requested.connect(self.ask_back)
        self.form.given.connect(self._on_reason)
        self.form.left.connect(self.table.setFocus)
        self.pane.link_followed.connect(self.desk.follow)

    # -- drawing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.session.begin_checks()
        session = self.session
        self.tools.show_years(session.years, session.period, demonstration=session.is_demonstration)
        self.content.read(session.period)
        self.sheet.setVisible(self.content.alone)
        actor = session.book.actor
        self.who.setText(f"{actor.role} {actor.name}" if actor.role else "")
        self._show_boxes()
        self._show_rows()

    def _show_boxes(self) -> None:
        first = self.content.first_box()
        lines = self.content.groups(self._grouped_by)
        # Somebody else at work begins with what is theirs to do.
        key = self.boxes.key if first is self._first else first
        self._first = first
        self.boxes.show_lines(lines, key)

    @property
    def box(self) -> Box:
        """Return the box that is looked at."""
        key = self.boxes.key.partition(" ")[0]
        return Box(key) if key in set(Box) else self.content.first_box()

    @property
    def means(self) -> Means:
        """Return what can be done here now."""
        return self.content.means(self.box)

    def _in_sight(self) -> list[ReviewRow]:
        group = self.boxes.key.partition(" ")[2]
        rows = self.content.of_box(self.box)
        return [row for row in rows if not group or group_key(row, self._grouped_by) == group]

    @property
    def _grouped_by(self) -> GroupBy:
        return GroupBy(self.by.key or GroupBy.OFFICE)

    def _show_rows(self) -> None:
        rows = self._in_sight()
        # Somebody else at work decides other things: their list begins anew.
        session = self.session
        asked = (self.boxes.key, self.by.key, session.period, session.plan, session.book.actor)
        if asked != self._asked:
            self._asked = asked
            self._ticked.clear()
            self._seen.clear()
        if self.means.together is not None:
            self._ticked |= ticked_at_first(row for row in rows if row.key not in self._seen)
        self._seen = {row.key for row in rows}
        self._ticked &= {row.key for row in rows if may_tick(row)}
        self._draw(rows)

    def _draw(self, rows: Sequence[ReviewRow]) -> None:
        verb = VERBS[self.means.together] if self.means.together else ""
        shown = in_piles(rows, self._ticked, self._folded, verb)
        first = not self.table.lines.rows
        self.table.show_rows(shown)
        self.table.draw_anew()
        if first or isinstance(self.table.current_row, Heading):
            found = next((row for row in shown if isinstance(row, ReviewRow)), None)
            self.table.go_to(found.key if found is not None else "")
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.say("" if shown else self.content.why_nothing(self.box))
        self._show_bar(rows)
        self._show_pane()

    def _show_bar(self, rows: Sequence[ReviewRow]) -> None:
        waits = sum(bool(row.open) for row in rows)
        self.bar.show_means(self.means, len(self._ticked), waits, can_write=self.session.can_write)

    def _show_pane(self) -> None:
        row = self.table.current_row if self.table.isVisibleTo(self) else None
        if not isinstance(row, ReviewRow):
            self.pane.show_sections("没有选中格", "", (), self.form)
            self.form.hide()
            return
        made = sections(row, self._indicator(row), self.session.read(events_of, row.line.id))
        name = f"{row.line.name}（{row.line.unit_name}）" if row.line.unit_name else row.line.name
        self.pane.show_sections(name, period_words(row.line.period), made, self.form)
        back = self.means.back
        self.form.setVisible(back is not None)
        if back is not None:
            self.form.ask(REASON_WORDS[back], VERBS[back])

    def _indicator(self, row: ReviewRow) -> IndicatorLine | None:
        if row.line.kind is not RowKind.ACTUAL:
            return None
        found = (one for one in self.session.rows(row.line.unit) if one.id == row.line.row)
        return next(found, None)

    # -- what the frame asks ---------------------------------------------------------------------

    def badge(self) -> int | None:
        return waiting_count(self.session)

    def hint(self) -> str:
        means = self.means
        keys = ["空格 勾选"] if means.together else []
        if means.together is ReviewAction.APPROVE:
            keys.append("A 通过")
        if means.back is not None:
            keys.append(f"R {VERBS[means.back]}")
        return " · ".join([*keys, "F8 下一个疑问", "Enter 到这一格"])

    def acts(self) -> Mapping[ActName, Callable[[], None]]:
        return {
            Act.DECIDE_TICKED: self.decide_ticked,
            Act.DECIDE_ONE: self.decide_one,
            Act.SEND_BACK: self.ask_back,
            Act.SIGN_SHEET: self.print_sheet,
            Act.NEXT_MISSING: self.go_to_next_doubt,
            Act.PRINT: partial(print_table, self, self.table, "审核清单"),
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        if not self.content.alone:
            return {}
        made: dict[str, Callable[[], QWidget]] = {"sign": partial(self.ask_who_signed, 14)}
        if self.content.rows and self.session.plan is not None:
            shown = self.session.plan, self.content.rows
            made["sheet"] = partial(self.desk.preview_at_once, *shown)
        return made

    def regions(self) -> tuple[QWidget, ...]:
        return (self.table, self.boxes, self.pane)

    def show_place(self, place: Place) -> None:
        if place.period:
            self.session.choose_period(place.period)
        if place.row:
            self.table.go_to(place.row)

    # -- commands --------------------------------------------------------------------------------

    def decide_ticked(self) -> None:
        """Decide all that is ticked, as one step."""
        action = self.means.together
        rows = [row for row in self._in_sight() if row.key in self._ticked]
        if action is None or not rows:
            self.notices.tell("没有勾选的格。空格勾选，再按 Ctrl+Enter。")
        elif action is ReviewAction.SIGN:
            self.ask_who_signed(len(rows))
        else:
            self._decide(action, rows)

    def decide_one(self) -> None:
        """Decide the entry under the cursor, and go on to the next one."""
        row, action = self.table.current_row, self.means.together
        if not isinstance(row, ReviewRow) or action is None:
            self.notices.tell("先把光标放到要定的一格。")
            return
        one_by_one = action is not ReviewAction.SIGN
        self._decide(action, [row]) if one_by_one else self._on_ticked(row)

    def ask_back(self) -> None:
        """Put the cursor where the reason of a return, or of opening again, is written."""
        if self.means.back is None or not isinstance(self.table.current_row, ReviewRow):
            self.notices.tell("这里没有可退回或重开的格。")
            return
        self._fold.unfold()
        self.form.words.setFocus()

    def go_to_next_doubt(self) -> None:
        """Go to the next entry in which something is open or explained, round the list."""
        rows = self.table.lines.rows
        at = self.table.currentIndex().row()
        order = [*rows[at + 1 :], *rows[: at + 1]]
        found = next((row for row in order if isinstance(row, ReviewRow) and row.findings), None)
        if found is None:
            self.notices.tell("没有有疑问的格。")
        else:
            self.table.go_to(found.key)
            self.table.setFocus()

    def ask_who_signed(self, count: int) -> SignDialog:
        """Ask who signed the sheet, and when."""
        dialog = self.desk.ask_who_signed(count)
        dialog.given.connect(self._on_signed)
        return dialog

    def print_sheet(self) -> None:
        """Show the sheet that is signed on paper, ready to be printed."""
        self.desk.preview(self._to_sign())

    def _to_sign(self) -> list[ReviewRow]:
        """Return the entries of a sheet: all that is ticked, else all in sight."""
        rows = self._in_sight()
        return [row for row in rows if row.key in self._ticked] or rows

    # -- what happened ---------------------------------------------------------------------------

    def _decide(self, action: ReviewAction, rows: Sequence[ReviewRow], reason: str = "") -> None:
        gone, at = {row.key for row in rows}, self.table.currentIndex().row()
        after = row_after(self.table.lines.rows, at, gone)
        if self.deciding.decide(action, rows, reason):
            if self.content.reading:
                self.content.leave_out(gone)
                self._show_rows()
            if after:
                self.table.go_to(after)
            self.table.setFocus()

    @Slot(object)
    def _on_reason(self, reason: str) -> None:
        row, action = self.table.current_row, self.means.back
        if not isinstance(row, ReviewRow) or action is None:
            return
        if not reason:
            self.notices.tell("写一句改什么、按什么口径。")
            return
        self._decide(action, [row], reason)

    @Slot(object)
    def _on_signed(self, signed: Signed) -> None:
        self.desk.sign([row for row in self._in_sight() if row.key in self._ticked], signed)

    @Slot(object)
    def _on_ticked(self, row: object) -> None:
        if self.means.together is None:
            return
        rows = self._in_sight()
        if isinstance(row, Heading):
            keys = {one.key for one in rows if one.pile == row.key and may_tick(one)}
            self._ticked = self._ticked - keys if keys <= self._ticked else self._ticked | keys
            self.table.show_columns(review_columns(self._ticked))
        elif isinstance(row, ReviewRow):
            if not may_tick(row):
                self.notices.tell("这一格还有没说明的疑问或错误，先退回或请填报人说明。")
                return
            self._ticked ^= {row.key}
        self._draw(rows)

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._show_pane()

    @Slot(object)
    def _on_asked(self, _key: object) -> None:
        self._show_boxes()
        self._show_rows()
        self.hint_changed.emit()

    @Slot(object)
    def _on_toggled(self, key: str) -> None:
        self._folded ^= {key}
        self._draw(self._in_sight())

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if not isinstance(row, ReviewRow):
            return
        line = row.line
        page = {RowKind.PROGRESS: "task_list", RowKind.MILESTONE: "project_list"}.get(
            line.kind, "indicators"
        )
        self.place_requested.emit(Place(page, line.row, line.period, unit=line.unit or ""))
