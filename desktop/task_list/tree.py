"""The tree of sections, tasks, measures and commitments: filters, folding, what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractItemView

from db.model.lines import TaskHead
from db.model.words import RowKind, TaskStatus
from desktop.progress_telling import STATUS_MARKS
from desktop.table_page import TablePage
from desktop.task_list.columns import Around
from desktop.task_list.content import TaskContent
from desktop.task_list.rows import (
    TaskRow,
    Wanted,
    of_unit,
    passing,
    rows_in_sight,
    section_of,
    task_id_of,
    units_of,
)
from desktop.task_list.tools import TaskTools
from desktop.task_list.words import suspicions
from desktop.widgets.chips import Chip
from desktop.withdrawn import Withdrawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.page import Place

_ALL = "all"


def _id_of(row: TaskRow) -> str:
    return row.id


class TaskTree(TablePage):
    """Shows the tasks of a plan in a tree; what stands beside it is the page's own."""

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(_id_of, "任务表", *context, **named)
        self.content = TaskContent(self.session)
        self.around = Around()
        self._folded: set[str] = set()
        self._staying: set[str] = set()
        self.bar = TaskTools(self.tools, self.look)
        self.gone = Withdrawn(RowKind.TASK, self.session, self.chips, self.look, self)
        self.column.addWidget(self.gone.table, 1)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def _connect_tree(self) -> None:
        self.bar.period_chosen.connect(self._on_period)
        self.bar.unit_chosen.connect(self._on_unit)
        self.bar.blank_toggled.connect(self._on_filter)
        self.chips.chosen.connect(self._on_filter)
        self.table.heading_toggled.connect(self._on_section_toggled)
        self.table.escaped.connect(self._show_all)
        self.keys.open_requested.connect(self._on_open)
        self.keys.close_requested.connect(self._on_close)
        self.gone.cursor_moved.connect(self._on_gone_cursor)
        self.gone.table.escaped.connect(self._show_all)

    # -- what is in sight ------------------------------------------------------------------------

    @property
    def tasks(self) -> tuple[TaskHead, ...]:
        """Return the tasks of the plan being looked at."""
        return self.content.tasks

    @property
    def heads(self) -> Mapping[str, TaskHead]:
        """Return the tasks by their ids."""
        return self.around.heads

    @property
    def rows_meant(self) -> list[TaskHead]:
        """Return the tasks that are chosen, in their order; the one under the cursor at least."""
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        chosen = {task_id_of(self.table.lines.rows[place]) for place in places}
        chosen.add(task_id_of(self.table.current_row))
        return [task for task in self.tasks if task.id in chosen]

    @property
    def tasks_in_sight(self) -> list[TaskHead]:
        """Return the tasks that pass the filters."""
        if self.gone.is_chosen:
            return []
        return passing(self.tasks, self._wanted(), self.around.entries, self._staying)

    def refresh(self) -> None:
        self.tools.demonstration.setVisible(self.session.is_demonstration)
        tasks = self.tasks
        known = units_of(tasks)
        self.content.unit = self.content.unit if self.content.unit in known else ""
        self.bar.show_units(known, self.content.unit)
        self._show_period()
        self.tools.make_room()
        self._read_around()
        self._show_chips()
        shown = self.table.lines.rows
        if self._wanted().narrows:
            # One that was just told of, or changed, does not vanish from under the cursor.
            self._staying |= {row.id for row in shown if isinstance(row, TaskHead)}
        self._show_rows()
        if not shown and tasks:
            # The page opens on its first task, not on the chapter above it.
            self.table.go_to(tasks[0].id)
        self._show_pane()
        self.hint_changed.emit()

    def show_place(self, place: Place) -> None:
        if place.period and place.period != self.content.period:
            self._on_period(place.period)
        task = self.heads.get(place.row) or self._holder(place.row)
        if task is None:
            return
        self._folded.discard(section_of(task))
        if place.row != task.id:
            self.around.opened.add(task.id)
        self._show_all()
        self.table.go_to(place.row)
        self.table.setFocus()

    def open_task(self, task: str) -> None:
        """Show the rows below a task."""
        self.around.opened.add(task)
        self._show_rows()
        self.table.lines.draw_anew([task])

    def keep(self) -> bool:
        """Keep what is being typed beside the tree; False where it was refused."""
        return True

    def _show_pane(self) -> None:
        """Let what stands beside the tree follow the cursor."""

    def _holder(self, row: str) -> TaskHead | None:
        """Return the task that has a measure or commitment of this id."""
        if not row:
            return None
        for task in self.tasks:
            whole = self.content.whole(task.id) if task.measures or task.commitments else None
            if whole is None:
                continue
            ids = {measure.id for measure in whole.measures}
            if row in ids or any(row == promise.id for promise in whole.commitments):
                return task
        return None

    def _show_period(self) -> None:
        self.bar.show_period(self.session.years, self.content.period)
        if self.around.period != self.content.period or not self.table.lines.columns:
            self.around.period = self.content.period
            self.table.show_columns(self.around.columns())

    def _read_around(self) -> None:
        around = self.around
        entries, heads = self.content.entries, {task.id: task for task in self.tasks}
        # Entries stand beside their rows: those that moved on are drawn anew.
        other = entries != around.entries or heads != around.heads
        around.entries, around.heads, around.years = entries, heads, self.content.years
        around.opened &= heads.keys()
        around.doubtful.clear()
        around.doubtful.update(dict.fromkeys(self.content.findings(), ""))
        for task in self.tasks:
            if "疑为" in task.note and task.commitments:
                whole = self.content.whole(task.id)
                around.doubtful.update(suspicions(whole) if whole is not None else {})
        if other:
            self.table.draw_anew()

    def _show_chips(self) -> None:
        mine = of_unit(self.tasks, self.content.unit)
        counts = dict.fromkeys(TaskStatus, 0)
        for task in mine:
            counts[task.status] += 1
        chips = [Chip(_ALL, "全部", len(mine))]
        chips += [Chip(one.name, one, count, STATUS_MARKS[one]) for one, count in counts.items()]
        self.chips.show_chips([*chips, *self.gone.chip()])
        self.bar.show_blank(self.content.period, len(self.content.missing()))

    def _show_rows(self) -> None:
        rows = rows_in_sight(
            self.tasks_in_sight,
            self.around.entries,
            folded=self._folded,
            opened=self.around.opened,
            whole=self.content.whole,
        )
        self.table.show_rows(rows)
        if self.gone.show():
            self.show_or_say("")
            self.table.hide()
        elif not self.tasks:
            self.show_or_say("还没有任务。从一览表导入（Ctrl+I），或按 Ctrl+N 新增。")
        elif not rows:
            self.show_or_say(f"没有符合“{self._wanted_words()}”的任务。清除筛选 Esc。")
        else:
            self.show_or_say("")

    def _wanted_words(self) -> str:
        wanted = self._wanted()
        parts = (
            wanted.status or "",
            self.bar.units.currentText().rsplit(" ", 1)[0] if wanted.unit else "",
            self.bar.blank.text().rsplit(" ", 1)[0] if wanted.blank else "",
        )
        return "、".join(part for part in parts if part)

    def _wanted(self) -> Wanted:
        key = self.chips.key
        status = TaskStatus[key] if key in TaskStatus.__members__ else None
        return Wanted(status, self.content.unit, blank=self.bar.blank.isChecked())

    # -- what happened ---------------------------------------------------------------------------

    @Slot(object)
    def _on_period(self, period: str) -> None:
        if self.keep():
            self.content.period = period
        self._staying.clear()
        self.refresh()

    @Slot(object)
    def _on_unit(self, unit: str) -> None:
        if self.keep():
            self.content.unit = unit
        self._on_filter()

    @Slot()
    def _on_filter(self, *_key: object) -> None:
        self._staying.clear()
        self._read_around()
        self._show_chips()
        self._show_rows()
        self._show_pane()
        self.hint_changed.emit()

    @Slot()
    def _on_gone_cursor(self) -> None:
        self._show_pane()

    @Slot(object)
    def _on_section_toggled(self, section: str) -> None:
        self._folded ^= {section}
        self._show_rows()

    @Slot(object)
    def _on_open(self, row: object) -> None:
        if isinstance(row, TaskHead) and (row.measures or row.commitments):
            self.open_task(row.id)

    @Slot(object)
    def _on_close(self, row: object) -> None:
        """Close a task; from a row below it, or from one that is closed, go up a level."""
        head = self.heads.get(task_id_of(row))
        if head is None:
            return
        if not isinstance(row, TaskHead):
            self.table.go_to(head.id)
        elif head.id in self.around.opened:
            self.around.opened.discard(head.id)
            self._show_rows()
            self.table.lines.draw_anew([head.id])
        else:
            self.table.go_to(f"heading {section_of(head)}")

    @Slot()
    def _show_all(self) -> None:
        """Clear the filters."""
        self._clear_filters(keep_unit=False)
        self._on_filter()

    def _clear_filters(self, *, keep_unit: bool) -> None:
        if not keep_unit:
            self.content.unit = ""
            self.bar.units.setCurrentIndex(0)
        self.bar.blank.setChecked(False)
        self._show_chips()
        self.chips.choose(_ALL)
