"""任务: the tree of sections, tasks, measures and commitments; statuses are chosen in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from db import queries
from db.model.lines import IndicatorLine, MeasureLine, ProjectLine, TaskLine
from db.model.words import RowKind, TaskStatus
from desktop.actions import Act
from desktop.page import Rows
from desktop.table_page import TablePage
from desktop.task_list.columns import STATUS, task_columns
from desktop.task_list.detail import sections
from desktop.task_list.rows import (
    TaskRow,
    holder_of,
    passes_unit,
    rows_in_sight,
    section_of,
    task_of,
    units_of,
)
from desktop.task_list.words import STATUS_MARKS, suspicions
from desktop.widgets.chips import Chip
from desktop.widgets.choice import Choice
from desktop.widgets.word_menu import Word, ask_word
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QMenu

    from db.rules.finding import Finding
    from desktop.columns import Column
    from desktop.page import Place

_ALL = "all"


def _id_of(row: TaskRow) -> str:
    return row.id


def _keys(tasks: Iterable[TaskLine]) -> tuple[tuple[RowKind, str], ...]:
    return tuple((RowKind.TASK, task.id) for task in tasks)


class TaskListPage(TablePage):
    """Shows a plan's tasks and lets their statuses be chosen."""

    title = "任务"
    name = "task_list"
    icon = "task_list"
    section = "录入"
    watches = frozenset(
        {"plan", "task", "measure", "indicator", "series", "baseline", "target", "statement",
         "actual", "project", "responsibility", "unit"}
    )  # fmt: skip

    row_menu = (Act.ASSIGN, Act.CONFIRM_LEAD, Act.FORMULA, Act.SHARE_SERIES)

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(_id_of, "任务表", *context, **named)
        self._folded: set[str] = set()
        self._opened: set[str] = set()
        self._doubtful: dict[str, str] = {}
        self.units = Choice(self.look, "责任单位")
        self.tools.first.insertWidget(1, self.units)
        self.assign = button("批量派单位", tip="把这一行、这一章节或列出的任务派给单位（Ctrl+G）")
        self.tools.first.addWidget(self.assign)
        self.table.show_columns(task_columns(self._opened, self._doubtful))
        self._connect()

    def _connect(self) -> None:
        self.units.chosen.connect(self._on_filter)
        self.chips.chosen.connect(self._on_filter)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.heading_toggled.connect(self._on_section_toggled)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.escaped.connect(self._on_escaped)
        self.assign.clicked.connect(self._on_assign)
        self.keys.open_requested.connect(self._on_open)
        self.keys.close_requested.connect(self._on_close)
        self.keys.choice_requested.connect(self._on_row_opened)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def tasks(self) -> tuple[TaskLine, ...]:
        """Return the tasks of the plan being looked at."""
        plan = self.session.plan
        return self.session.read(queries.task_lines, plan.id) if plan else ()

    def refresh(self) -> None:
        self.tools.demonstration.setVisible(self.session.is_demonstration)
        self._doubtful.clear()
        tasks = self.tasks
        self._doubtful.update(dict.fromkeys(self._findings(), ""))
        for task in tasks:
            self._doubtful.update(suspicions(task))
        known = units_of(tasks)
        chosen = str(self.units.currentData() or "")
        self.units.show_choices(
            [("", "全部单位"), *((key, f"{name} {count}") for key, (name, count) in known.items())],
            chosen if chosen in known else "",
        )
        self._show_chips()
        shown = self.table.lines.rows
        self._show_rows(staying={row.id for row in shown if isinstance(row, TaskLine)})
        if not shown and tasks:
            # The page opens on its first task, not on the chapter above it.
            self.table.go_to(tasks[0].id)
        self._show_pane()

    def hint(self) -> str:
        return "Enter 改状态 · → 展开 · ← 收起 · F6 换区域"

    def acts(self) -> Mapping[Act, Callable[[], None]]:
        return {Act.EDIT_CELL: self._on_edit}

    def row_in_hand(self) -> str:
        row = self.table.current_row
        return row.id if isinstance(row, IndicatorLine) else ""

    def row_sets(self) -> tuple[Rows, ...]:
        task = task_of(self.table.current_row, self.tasks)
        shown = [row for row in self.table.lines.rows if isinstance(row, TaskLine)]
        sets = [Rows(f"列出的任务 {len(shown)} 项", _keys(shown))]
        if task is not None:
            here = section_of(task)
            chapter = [one for one in self.tasks if section_of(one) == here]
            sets = [
                Rows(f"任务 {task.number} {task.title}", _keys([task])),
                Rows(f"{here} {len(chapter)} 项", _keys(chapter)),
                *sets,
            ]
        return tuple(sets)

    def show_place(self, place: Place) -> None:
        task = holder_of(place.row, self.tasks)
        if task is None:
            return
        self._folded.discard(section_of(task))
        if place.row != task.id:
            self._opened.add(task.id)
        self._show_all()
        self.table.go_to(place.row)
        self.table.setFocus()

    def _show_chips(self) -> None:
        mine = [task for task in self.tasks if passes_unit(task, self._unit())]
        chips = [Chip(_ALL, "全部", len(mine))]
        for status in TaskStatus:
            count = sum(task.status is status for task in mine)
            chips.append(Chip(status.name, status, count, STATUS_MARKS[status]))
        self.chips.show_chips(chips)

    def _show_rows(self, *, staying: set[str]) -> None:
        tasks, status = self.tasks, self._status()
        rows = rows_in_sight(
            tasks, status, self._unit(), folded=self._folded, opened=self._opened, staying=staying
        )
        self.table.show_rows(rows)
        if not tasks:
            self.show_or_say("还没有任务。从一览表导入（Ctrl+I）。")
        elif not rows:
            words = status or self.units.currentText()
            self.show_or_say(f"没有符合“{words}”的任务。清除筛选 Esc。")
        else:
            self.show_or_say("")

    def _show_pane(self) -> None:
        row = self.table.current_row
        task = task_of(row, self.tasks)
        if task is None or not isinstance(row, (TaskLine, MeasureLine, IndicatorLine)):
            self.pane.show_sections("没有选中任务", "", ())
            return
        made = sections(task, row, self._findings(), self._projects())
        self.pane.show_sections(f"{task.number} {task.title}".strip(), "", made)

    # -- commands --------------------------------------------------------------------------------

    def choose_status(self) -> QMenu | None:
        """Open the choice of statuses at the task under the cursor; None where there is none."""
        task = task_of(self.table.current_row, self.tasks)
        if task is None or not self.session.can_write:
            self.notices.tell("先选中一项任务。" if task is None else "现在不能改。")
            return None
        self.table.go_to(task.id)
        return ask_word(
            self.table,
            self.look,
            "任务状态",
            [Word(status.name, status, STATUS_MARKS[status]) for status in TaskStatus],
            current=task.status.name,
            at=self.below_cell(STATUS),
            chosen=partial(self._on_status, task.id),
        )

    # -- what happened ---------------------------------------------------------------------------

    def _on_status(self, task: str, status: str) -> None:
        held = next((line for line in self.tasks if line.id == task), None)
        if held is not None and held.status.name != status:
            self.session.set_task_status(task, TaskStatus[status])

    @Slot()
    def _on_assign(self) -> None:
        self.act_requested.emit(Act.ASSIGN)

    def _on_edit(self) -> None:
        self.choose_status()

    @Slot(object)
    def _on_filter(self, _key: str) -> None:
        self._show_chips()
        self._show_rows(staying=set())
        self._show_pane()

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._show_pane()

    @Slot(object)
    def _on_section_toggled(self, section: str) -> None:
        self._folded ^= {section}
        self._show_rows(staying=set())

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, TaskLine):
            self.choose_status()

    @Slot(object)
    def _on_open(self, row: object) -> None:
        if isinstance(row, TaskLine) and (row.measures or row.commitments):
            self._opened.add(row.id)
            self._show_rows(staying=set())

    @Slot(object)
    def _on_close(self, row: object) -> None:
        """Close a task; from a row below it, or from one that is closed, go up a level."""
        task = task_of(row, self.tasks)
        if task is None:
            return
        if row is not task and not isinstance(row, TaskLine):
            self.table.go_to(task.id)
        elif task.id in self._opened:
            self._opened.discard(task.id)
            self._show_rows(staying=set())
        else:
            self.table.go_to(f"heading {section_of(task)}")

    @Slot()
    def _on_escaped(self) -> None:
        self._show_all()

    # -- inside ----------------------------------------------------------------------------------

    def _status(self) -> TaskStatus | None:
        key = self.chips.key
        return TaskStatus[key] if key in TaskStatus.__members__ else None

    def _unit(self) -> str:
        return str(self.units.currentData() or "")

    def _show_all(self) -> None:
        """Clear both filters."""
        self.units.setCurrentIndex(0)
        self._show_chips()
        self.chips.choose(_ALL)
        self._show_rows(staying=set())
        self._show_pane()

    def _findings(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self.session.findings:
            found[finding.row] = (*found.get(finding.row, ()), finding)
        return found

    def _projects(self) -> tuple[ProjectLine, ...]:
        plan = self.session.plan
        return self.session.read(queries.project_lines, plan.id) if plan else ()
