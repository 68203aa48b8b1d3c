"""总览: whose plan it is, each year of its indicators, what is missing, what to check."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import queries
from db.model.lines import IndicatorLine, PlanLine
from desktop.actions import Act, ActName
from desktop.delegates.marks import Mark
from desktop.gaps import gap_words, missing_by_category
from desktop.overview.lists import key_indicators, overview_columns
from desktop.overview.todo_card import TodoCard
from desktop.page import Page, Place
from desktop.printed_table import print_table
from desktop.todo import things_to_do
from desktop.widgets.cards import Card, CardLine
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.pane import MarkView
from desktop.widgets.scroll import TallScroll
from desktop.widgets.table import LineTable
from desktop.widgets.tools import Nothing
from desktop.widgets.words import button, demonstration_label, label
from desktop.wording import period_choices, period_words, span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from PySide6.QtGui import QResizeEvent

    from db.rules.finding import Finding
    from desktop.todo import Todo

_SIDE = 340
_SIDE_NARROW = 280
_LEAST_WIDE = 1000
_MOST_FINDINGS = 40
_COUNTED = (
    ("指标", "项", "indicators"),
    ("任务", "项", "task_list"),
    ("项目", "个", "project_list"),
)
"""What is counted under the title, its measure word, and the page that has its rows."""


def _id_of(line: IndicatorLine) -> str:
    return line.id


class OverviewPage(Page):
    """Reads only; each line leads to the row behind it."""

    title = "总览"
    name = "overview"
    icon = "overview"
    watches = frozenset(
        {"plan", "indicator", "series", "baseline", "target", "statement", "actual", "task",
         "project", "measure", "yearly_work", "milestone", "problem", "progress", "explanation",
         "responsibility", "review_event", "setting", "user", "unit"}
    )  # fmt: skip

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.heading = label(size="title")
        self.demonstration = demonstration_label()
        self.about = ElidedLabel(ink="muted", size="secondary")
        self.years = Choice(self.look, "报告期")
        self.table = LineTable(self.look, _id_of, frozen=1, whole_rows=True)
        self.table.setAccessibleName("指标逐年")
        self.nothing = Nothing()
        self.nothing.say("还没有指标。从一览表导入（Ctrl+I）。")
        self.yearly = Card("指标逐年")
        self.counts = tuple(button("", kind="link") for _ in _COUNTED)
        self.gaps = Card("")
        self.todo = TodoCard(self.look)
        self.doubts = Card("规划原文待核")
        self.go_on = button("接着填 F8")
        self._side: QWidget | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading)
        top.addWidget(self.demonstration)
        top.addStretch()
        top.addWidget(self.years)
        self.yearly.add(self.table, 1)
        self.yearly.add(self.nothing, 1)
        self.gaps.add_to_head(self.go_on)
        side = QWidget()
        self._column = QVBoxLayout(side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for card in (self.gaps, self.todo, self.doubts):
            self._column.addWidget(card)
        self._column.addStretch()
        self._scroll = TallScroll()
        self._scroll.setFixedWidth(_SIDE)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.show_content(side)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.yearly, 1)
        middle.addWidget(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 12, 12)
        whole.setSpacing(2)
        whole.addLayout(top)
        whole.addWidget(self._made_papers())
        whole.addSpacing(8)
        whole.addLayout(middle, 1)

    def _made_papers(self) -> QWidget:
        """Return the line under the title: the plan's papers, and counts that lead to the rows."""
        papers = QWidget()
        papers.setObjectName("figures")
        row = QHBoxLayout(papers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.about)
        for count in self.counts:
            row.addWidget(count)
        row.addStretch()
        return papers

    def _connect(self) -> None:
        for count, (_, _, page) in zip(self.counts, _COUNTED, strict=True):
            count.clicked.connect(partial(self._on_count, Place(page)))
        self.years.chosen.connect(self.session.choose_period)
        self.table.row_opened.connect(self._on_row_opened)
        self.go_on.clicked.connect(self._on_go_on)
        self.todo.chosen.connect(self._on_todo)

    def refresh(self) -> None:
        plan, lines = self.session.plan, self.session.indicators
        period = self.session.period
        self.heading.setText(plan.title if plan else "还没有规划")
        self.heading.setToolTip(plan.title if plan else "")
        self.demonstration.setVisible(self.session.is_demonstration)
        self.about.say(_about(plan) if plan else "从一览表导入，或在设置里填写规划名称和年份。")
        self.years.show_choices(period_choices(self.session.years, period), period)
        shown = key_indicators(lines)
        years, today = self.session.years, self.session.today
        self.table.show_columns(overview_columns(shown, years, period, today))
        self.table.show_rows(shown)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.yearly.title.setText("重点指标逐年" if len(shown) < len(lines) else "指标逐年")
        self.yearly.aside.setText(f"{len(shown)} 项，双击看这一项")
        self._show_counts(plan)
        self._show_gaps(lines, period)
        # Not before the first page is painted: much is read for it.
        self.todo.setVisible(self.session.at_leisure)
        if self.session.at_leisure:
            self.todo.show_todos(things_to_do(self.session))
        self._show_doubts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scroll.setFixedWidth(_SIDE if self.width() >= _LEAST_WIDE else _SIDE_NARROW)

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        return {Act.PRINT: partial(print_table, self, self.table, "重点指标逐年")}

    def regions(self) -> tuple[QWidget, ...]:
        beside = (self.go_on, *self.gaps.lines, *self.todo.lines, *self.doubts.lines)
        first = next((part for part in beside if part.isVisibleTo(self)), self.go_on)
        return (self.table, first)

    def hint(self) -> str:
        return "Enter 看这一项 · F8 接着填 · F6 换区域"

    def _show_counts(self, plan: PlanLine | None) -> None:
        numbers = (plan.indicators, plan.tasks, plan.projects) if plan else ()
        for made in self.counts:
            made.setVisible(plan is not None)
        for made, number, (word, unit, _) in zip(self.counts, numbers, _COUNTED, strict=False):
            made.setText(f"{word} {number} {unit}")
            made.setAccessibleName(made.text())

    def _show_gaps(self, lines: tuple[IndicatorLine, ...], period: str) -> None:
        today = self.session.today
        gaps = missing_by_category(lines, period, today)
        self.gaps.title.setText(gap_words(lines, period, today))
        self.gaps.aside.setText(period_words(period))
        self.go_on.setVisible(bool(gaps))
        self.gaps.show_lines(
            CardLine(
                category,
                picture=MarkView(self.look, Mark.BLANK),
                right=f"{len(rows)} 格",
                leads=self._leading(Place("indicators", rows[0].id, period)),
            )
            for category, rows in gaps.items()
        )

    def _show_doubts(self) -> None:
        found = self.session.findings
        self.doubts.setVisible(bool(found))
        self.doubts.aside.setText(f"{len(found)} 处")
        shown = found[:_MOST_FINDINGS]
        pages = self._pages_of({finding.row for finding in shown})
        self.doubts.show_lines(self._doubt(one, pages.get(one.row, "")) for one in shown)

    def _doubt(self, finding: Finding, page: str) -> CardLine:
        places = "；".join(
            f"{anchor.place}“{anchor.quote}”" if anchor.quote else anchor.place
            for anchor in finding.anchors
        )
        return CardLine(
            finding.message,
            picture=MarkView(self.look, Mark.UNEQUAL),
            detail=places,
            leads=self._leading(Place(page, finding.row)) if page else None,
        )

    def _pages_of(self, rows: AbstractSet[str]) -> dict[str, str]:
        """Return the page of each of these rows that has one."""
        plan, read = self.session.plan, self.session.read
        if plan is None or not rows:
            return {}
        pages = {line.id: "indicators" for line in self.session.indicators if line.id in rows}
        if left := rows - pages.keys():
            for task in read(queries.task_lines, plan.id):
                ids = {task.id, *(line.id for line in task.commitments)}
                pages |= dict.fromkeys(left & ids, "task_list")
        for row in rows - pages.keys():
            if read(queries.projects_touched, frozenset({row})):
                pages[row] = "project_list"
        return pages

    def _leading(self, place: Place) -> Callable[[], None]:
        return partial(self.place_requested.emit, place)

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, IndicatorLine):
            self.place_requested.emit(Place("indicators", row.id, self.session.period))

    def _on_count(self, place: Place, *_checked: object) -> None:
        self.place_requested.emit(place)

    @Slot(object)
    def _on_todo(self, todo: Todo) -> None:
        if todo.act is not None:
            self.act_requested.emit(todo.act)
        elif todo.place is not None:
            self.place_requested.emit(todo.place)

    @Slot()
    def _on_go_on(self) -> None:
        session, period = self.session, self.session.period
        for rows in missing_by_category(session.indicators, period, session.today).values():
            self.place_requested.emit(Place("indicators", rows[0].id, period))
            return


def _about(plan: PlanLine) -> str:
    """Return the plan's papers in one line; what is not known is left out."""
    years = span(plan)
    parts = (
        plan.document_number,
        f"{plan.issuer} {plan.issued_on}".strip(),
        f"规划期 {years}" if years else "",
        plan.disclosure,
    )
    return " · ".join(part for part in parts if part)
