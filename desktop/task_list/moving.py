"""Moving tasks and measures to other places: a row at a time by key, anywhere by the mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.model.lines import MeasureLine, TaskHead
from desktop.task_list.rows import section_of, task_id_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.changes import ChangeSet
    from desktop.task_list.page import TaskListPage


class TaskMoves:
    """Asks the book to move the rows of the task page."""

    def __init__(self, page: TaskListPage) -> None:
        self._page = page
        self._session = page.session
        self._notices = page.notices

    def move(self, step: int) -> None:
        """Move the task or measure under the cursor a row up or down."""
        row = self._page.table.current_row
        if isinstance(row, MeasureLine):
            self._move_measure(row, step)
            return
        if not isinstance(row, TaskHead):
            self._notices.tell("先把光标放到一项任务或举措上。")
            return
        order = [task for task in self._page.tasks_in_sight if section_of(task) == section_of(row)]
        at = next(place for place, task in enumerate(order) if task.id == row.id)
        behind = at + (2 if step > 0 else -1)
        if not 0 <= at + step < len(order):
            self._notices.tell("已到这一章的头上。" if step < 0 else "已到这一章的末尾。")
            return
        before = order[behind].id if behind < len(order) else self._after(order[-1])
        self._wish(partial(self._session.book.tasks.move_tasks, [row.id], before=before))

    def _move_measure(self, row: MeasureLine, step: int) -> None:
        whole = self._page.content.whole(row.task)
        order = [one.id for one in whole.measures] if whole is not None else []
        at = order.index(row.id)
        if not 0 <= at + step < len(order):
            self._notices.tell("已到这项任务的头上。" if step < 0 else "已到这项任务的末尾。")
            return
        behind = at + (2 if step > 0 else -1)
        before = order[behind] if behind < len(order) else None
        self._wish(partial(self._session.book.tasks.move_measure, row.id, before=before))

    def _after(self, task: TaskHead) -> str | None:
        """Return the task that stands behind one in the plan's order."""
        order = [one.id for one in self._page.tasks]
        at = order.index(task.id) + 1
        return order[at] if at < len(order) else None

    def drop(self, row: object, before: object) -> None:
        """Put a dragged task or measure where it was let go."""
        tasks = self._session.book.tasks
        if isinstance(row, MeasureLine):
            onto = task_id_of(before)
            if isinstance(before, MeasureLine):
                move = partial(tasks.move_measure, row.id, before=before.id, task=onto)
            else:
                # Below the last line of a task: it goes to the end of the one above the line.
                above = self._task_above(before) or row.task
                move = partial(tasks.move_measure, row.id, before=None, task=above)
            self._wish(move)
        elif isinstance(row, TaskHead) and before is not row:
            self._drop_task(row, before)

    def _drop_task(self, row: TaskHead, before: object) -> None:
        above = self._page.heads.get(self._task_above(before))
        target = before if isinstance(before, TaskHead) else None
        if target is None and task_id_of(before):
            # Onto the lines of an open task: before the task behind it.
            owner = self._page.heads.get(task_id_of(before))
            behind = self._after(owner) if owner is not None else None
            target = self._page.heads.get(behind or "")
            section = owner.section if owner is not None else row.section
        elif target is not None:
            section = target.section
        else:
            section = above.section if above is not None else row.section
        place = target.id if target is not None else (self._after(above) if above else None)
        if place == row.id:
            place = self._after(row)
        chosen = [task.id for task in self._page.rows_meant]
        moved = chosen if row.id in chosen else [row.id]
        changed = (
            section if any(self._page.heads[one].section != section for one in moved) else None
        )
        self._wish(
            partial(self._session.book.tasks.move_tasks, moved, before=place, section=changed)
        )

    def _task_above(self, before: object) -> str:
        """Return the task whose lines stand over a row of the table, "" where none does."""
        rows = self._page.table.lines.rows
        at = next((place for place, one in enumerate(rows) if one is before), len(rows))
        return next((key for one in reversed(rows[:at]) if (key := task_id_of(one))), "")

    def _wish(self, operation: Callable[[], ChangeSet]) -> None:
        try:
            self._session.carry_out(operation)
        except ValueRefused as error:
            self._notices.report(error)
