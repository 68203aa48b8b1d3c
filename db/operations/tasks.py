"""Tasks and measures by hand: added, changed, removed, set in order, many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import (
    Indicator,
    Measure,
    Plan,
    Project,
    Responsibility,
    Task,
    YearlyWork,
)
from db.model.words import TaskStatus
from db.operations.kept_words import kept_deadline, kept_name
from db.operations.standing_on import is_spoken_of
from db.operations.task_joining import TaskMerge, TaskSplit
from db.queries import task_lines
from db.rules.names import one_line
from db.rules.ordering import moved, places
from db.rules.task_edits import TaskEdit, TaskField, edits_of, read_value
from db.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction

FIELD_WORDS = {
    TaskField.STATUS: "状态",
    TaskField.DEADLINE: "完成时限",
    TaskField.SECTION: "章节",
    TaskField.KIND: "类型",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task to be added: behind the task `after`, else at the end of its section.

    `deadline` is in the words a person types.
    """

    title: str
    number: str = ""
    section: str = ""
    kind: str = "主要任务"
    deadline: str = ""
    after: str | None = None


class Tasks:
    """What a person does to the tasks of a plan, and to what is done for them."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    # -- one row ---------------------------------------------------------------------------------

    def add_task(self, plan: str, new: NewTask) -> ChangeSet:
        """Add a task; NotFound, ValueRefused(EMPTY_NAME, NOT_A_DEADLINE)."""
        title = kept_name(new.title)
        with self._steps.begin(f"新增任务“{title}”") as step:
            transaction = step.transaction
            transaction.require(Plan, plan)
            tasks = _in_order(transaction.find(Task, plan=plan))
            order = [task.id for task in tasks]
            made = Task(
                id=new_id(),
                plan=plan,
                section=one_line(new.section),
                number=new.number.strip(),
                title=title,
                kind=new.kind.strip(),
                deadline=kept_deadline(new.deadline),
            )
            order.insert(_place_behind(tasks, new.after, made.section), made.id)
            given = places(order, {task.id: task.position for task in tasks})
            transaction.put([replace(made, position=given.pop(made.id))])
            _set_places(transaction, tasks, given)
        return step.done()

    def add_measure(self, task: str, title: str, *, after: str | None = None) -> ChangeSet:
        """Add a measure behind another, or as the first; NotFound, ValueRefused(EMPTY_NAME)."""
        words = kept_name(title)
        with self._steps.begin(f"新增举措“{words[:20]}”") as step:
            transaction = step.transaction
            transaction.require(Task, task)
            measures = _in_order(transaction.find(Measure, task=task))
            order = [measure.id for measure in measures]
            if after is not None and after not in order:
                raise NotFound("measure", after)
            made = Measure(id=new_id(), task=task, title=words)
            order.insert(order.index(after) + 1 if after is not None else len(order), made.id)
            given = places(order, {one.id: one.position for one in measures})
            transaction.put([replace(made, position=given.pop(made.id))])
            _set_places(transaction, measures, given)
        return step.done()

    def change_task(self, task: str, **fields: Any) -> ChangeSet:
        """Change fields of a task; a deadline is in typed words. Raises as `add_task` does."""
        with self._steps.begin("改任务") as step:
            held = step.transaction.require(Task, task)
            step.transaction.label = _label_of_change("任务", held.number or held.title, fields)
            step.transaction.change(replace(held, **_checked(held, fields)))
        return step.done()

    def change_measure(self, measure: str, **fields: Any) -> ChangeSet:
        """Change fields of a measure; a status or deadline of None is again that of its task."""
        with self._steps.begin("改举措") as step:
            held = step.transaction.require(Measure, measure)
            step.transaction.label = _label_of_change("举措", held.title[:20], fields)
            step.transaction.change(replace(held, **_checked(held, fields)))
        return step.done()

    def remove_task(self, task: str) -> ChangeSet:
        """Take out a task with its measures and units, while nothing else stands on it.

        Raises NotFound; ValueRefused(ROW_IN_USE) where it has 量化目标, projects, yearly work,
        progress, problems, evidence or a target revision.
        """
        with self._steps.begin("删除任务") as step:
            transaction = step.transaction
            held = transaction.require(Task, task)
            transaction.label = f"删除任务“{held.title}”"
            measures = transaction.find(Measure, task=task)
            owned = (Indicator, Project, YearlyWork)
            in_use = any(transaction.find(kind, task=task) for kind in owned)
            if in_use or any(is_spoken_of(transaction, row.id) for row in (held, *measures)):
                raise ValueRefused(ValueFault.ROW_IN_USE, held.title)
            for row in (*transaction.find(Responsibility, row=task), *measures, held):
                transaction.remove(row)
        return step.done()

    def remove_measure(self, measure: str) -> ChangeSet:
        """Take out a measure on which nothing stands; raises as `remove_task` does."""
        with self._steps.begin("删除举措") as step:
            transaction = step.transaction
            held = transaction.require(Measure, measure)
            transaction.label = f"删除举措“{held.title[:20]}”"
            owned = (Indicator, YearlyWork)
            in_use = any(transaction.find(kind, measure=measure) for kind in owned)
            if in_use or is_spoken_of(transaction, measure):
                raise ValueRefused(ValueFault.ROW_IN_USE, held.title)
            transaction.remove(held)
        return step.done()

    # -- the order -------------------------------------------------------------------------------

    def move_tasks(
        self, tasks: Collection[str], *, before: str | None, section: str | None = None
    ) -> ChangeSet:
        """Put tasks of one plan before another task (None: at the end), as one step.

        With a `section` they go into it. Raises NotFound for one that is gone.
        """
        with self._steps.begin(f"移动 {len(tasks)} 项任务") as step:
            transaction = step.transaction
            chosen = [transaction.require(Task, task) for task in tasks]
            held = _in_order(transaction.find(Task, plan=chosen[0].plan)) if chosen else []
            order = _moved([task.id for task in held], list(tasks), before, "task")
            if len(chosen) == 1:
                transaction.label = f"移动任务“{chosen[0].title}”"
            given = places(order, {task.id: task.position for task in held})
            _set_places(transaction, held, given)
            if section is not None:
                for task in chosen:
                    changed = replace(task, section=section, position=given[task.id])
                    transaction.change(changed)
        return step.done()

    def move_measure(
        self, measure: str, *, before: str | None, task: str | None = None
    ) -> ChangeSet:
        """Put a measure before another (None: last), of its own task or of `task`.

        Its 量化目标 and yearly work go with it. Raises NotFound.
        """
        with self._steps.begin("移动举措") as step:
            transaction = step.transaction
            held = transaction.require(Measure, measure)
            transaction.label = f"移动举措“{held.title[:20]}”"
            if task is not None and task != held.task:
                transaction.require(Task, task)
                held = replace(held, task=task)
                transaction.change(held)
                for promise in transaction.find(Indicator, measure=measure):
                    transaction.change(replace(promise, task=task))
                for work in transaction.find(YearlyWork, measure=measure):
                    transaction.change(replace(work, task=task))
            measures = _in_order(transaction.find(Measure, task=held.task))
            order = _moved([one.id for one in measures], [measure], before, "measure")
            given = places(order, {one.id: one.position for one in measures})
            _set_places(transaction, measures, given)
        return step.done()

    # -- many at once ----------------------------------------------------------------------------

    def preview_edits(
        self, plan: str, tasks: Collection[str], field: TaskField, words: str
    ) -> tuple[TaskEdit, ...]:
        """Return what setting a field of many tasks would change; nothing is kept.

        Raises ValueRefused(NOT_A_DEADLINE) for words that are no deadline, (NOT_A_VALUE) for a
        status that is none.
        """
        with self._steps.reading():
            lines = task_lines(self._connection, plan)
        fault = ValueFault.NOT_A_DEADLINE if field is TaskField.DEADLINE else ValueFault.NOT_A_VALUE
        try:
            return edits_of(lines, tasks, field, words)
        except ValueError as error:
            raise ValueRefused(fault, words) from error

    def edit(self, edits: Sequence[TaskEdit]) -> ChangeSet:
        """Write changes that were looked at, as one step; StaleRow where one says another now."""
        fields = list(dict.fromkeys(FIELD_WORDS[edit.field] for edit in edits))
        with self._steps.begin(f"改 {len(edits)} 项任务的{'、'.join(fields)}") as step:
            for edit in edits:
                held = step.transaction.require(Task, edit.task)
                if str(getattr(held, edit.field.value)) != edit.old:
                    raise StaleRow("task", edit.title)
                new: Any = read_value(edit.field, edit.new)
                if edit.field is TaskField.STATUS:
                    new = TaskStatus(new)
                step.transaction.change(replace(held, **{edit.field.value: new}))
        return step.done()

    # -- one becomes two, two become one ---------------------------------------------------------

    def split_task(self, task: str, split: TaskSplit) -> ChangeSet:
        """Make a second task of some measures and 量化目标 of one, behind it, as one step.

        It has the same section, kind, deadline, status and units. Raises NotFound for a row that
        is not the task's, ValueRefused(EMPTY_NAME).
        """
        title = kept_name(split.title)
        with self._steps.begin("拆分任务") as step:
            transaction = step.transaction
            held = transaction.require(Task, task)
            transaction.label = f"拆分任务“{held.title}”"
            tasks = _in_order(transaction.find(Task, plan=held.plan))
            order = [one.id for one in tasks]
            made = new_id()
            order.insert(order.index(task) + 1, made)
            given = places(order, {one.id: one.position for one in tasks})
            split.carry_out(
                transaction,
                held,
                replace(
                    held,
                    id=made,
                    title=title,
                    number=split.number.strip(),
                    note="",
                    position=given.pop(made),
                ),
            )
            _set_places(transaction, tasks, given)
        return step.done()

    def merge_tasks(self, into: str, others: Sequence[str], *, title: str = "") -> ChangeSet:
        """Let one task take over others whole, as one step; the others are gone then.

        Measures, 量化目标, projects, yearly work, units, evidence, problems, sign-offs and
        progress follow; where both told of one period, the words are joined. Raises NotFound,
        ValueRefused(SAME_PARTS) for a task merged into itself.
        """
        with self._steps.begin("合并任务") as step:
            held = step.transaction.require(Task, into)
            if into in others:
                raise ValueRefused(ValueFault.SAME_PARTS, held.title)
            taken = [step.transaction.require(Task, other) for other in others]
            names = "、".join(f"“{task.title}”" for task in taken[:2])
            step.transaction.label = f"把{names}并入任务“{held.title}”"
            TaskMerge(step.transaction, held).take(taken, one_line(title))
        return step.done()


def _checked(held: Task | Measure, fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields as they are kept; a deadline that is left as it was need not be one of ours."""
    checked = dict(fields)
    if "title" in fields:
        checked["title"] = kept_name(fields["title"])
    if "section" in fields:
        checked["section"] = one_line(fields["section"])
    words = fields.get("deadline")
    if words is not None and words != held.deadline:
        checked["deadline"] = kept_deadline(words)
    return checked


def _label_of_change(kind: str, name: str, fields: dict[str, Any]) -> str:
    words = {"status": "状态", "deadline": "完成时限", "title": "名称", "section": "章节"}
    if len(fields) == 1:
        ((field, value),) = fields.items()
        said = "随任务" if value is None else str(value)
        return f"改{kind}{name}{words.get(field, '')}：{said[:20]}"
    return f"改{kind}{name}"


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.position, row.id))


def _moved(
    order: Sequence[str], rows: Sequence[str], before: str | None, kind: str
) -> tuple[str, ...]:
    try:
        return moved(order, rows, before=before)
    except ValueError as error:
        raise NotFound(kind, before or "") from error


def _place_behind(tasks: Sequence[Task], after: str | None, section: str) -> int:
    if after is not None:
        known = [task.id for task in tasks]
        if after not in known:
            raise NotFound("task", after)
        return known.index(after) + 1
    alike = [at for at, task in enumerate(tasks) if task.section == section]
    return alike[-1] + 1 if alike else len(tasks)


def _set_places(
    transaction: Transaction, rows: Iterable[Task | Measure], given: dict[str, int]
) -> None:
    for row in rows:
        if given[row.id] != row.position:
            transaction.change(replace(row, position=given[row.id]))
