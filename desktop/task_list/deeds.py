"""What a person does to tasks beside telling of them: the commands, their dialogs, dragging."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from db import queries
from db.errors import ValueRefused
from db.model.lines import IndicatorLine, MeasureLine, TaskHead
from db.model.words import Counting, RowKind, TaskStatus
from db.operations.commitments import ChangedCommitment, NewCommitment
from db.operations.tasks import NewTask
from desktop.actions import Act, ActName
from desktop.columns import Heading
from desktop.dialog_wishes import opened, settled
from desktop.task_list.dialogs.fields import (
    DEADLINE_HINT,
    Field,
    FieldsDialog,
    commitment_fields,
)
from desktop.task_list.dialogs.many import EditTasksDialog
from desktop.task_list.dialogs.merging import MergeDialog
from desktop.task_list.dialogs.problems import NEW, ProblemsDialog
from desktop.task_list.dialogs.splitting import SplitDialog
from desktop.task_list.moving import TaskMoves
from desktop.task_list.rows import NO_SECTION, task_id_of
from desktop.task_list.words import due, target_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QDialog, QWidget

    from db.changes import ChangeSet
    from db.model.work_words import ProblemKind
    from db.operations.task_joining import TaskSplit
    from db.rules.task_edits import TaskEdit
    from desktop.task_list.page import TaskListPage
    from desktop.widgets.plan_dialog import PlanDialog

D = TypeVar("D", FieldsDialog, SplitDialog, EditTasksDialog)

_AS_TASK = (("", "随任务"), *((status.name, status.value) for status in TaskStatus))


class TaskDeeds:
    """Carries out the commands of the task page on the rows that are meant."""

    def __init__(self, page: TaskListPage) -> None:
        self._page = page
        self._session = page.session
        self._notices = page.notices
        self.moves = TaskMoves(page)

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands, each with what carries it out."""
        return {
            Act.ADD_ROW: self.add_task,
            Act.ADD_TASK: self.add_task,
            Act.ADD_MEASURE: self.add_measure,
            Act.ADD_COMMITMENT: self.add_commitment,
            Act.EDIT_TASK: self.edit,
            Act.REMOVE_TASK: self.remove,
            Act.MOVE_ROW_UP: partial(self.moves.move, -1),
            Act.MOVE_ROW_DOWN: partial(self.moves.move, 1),
            Act.SPLIT_TASK: self.split,
            Act.MERGE_TASKS: self.merge,
            Act.EDIT_TASKS: self.edit_many,
            Act.PROBLEMS: self.show_problems,
            Act.YEARLY_TABLE: self._page.show_yearly,
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        """Return what opens the dialogs, for pictures."""
        if not self._page.tasks:
            return {}
        asking: dict[str, Callable[[], QDialog | None]] = {
            "add_task": self.add_task,
            "add_commitment": self.add_commitment,
            "edit_task": self.edit,
            "split_task": self.split,
            "merge_tasks": self.merge,
            "edit_tasks": self.edit_many,
            "problems": self.show_problems,
            "yearly_tasks": self._page.show_yearly,
        }
        return {name: partial(self._asked, ask) for name, ask in asking.items()}

    def _asked(self, ask: Callable[[], QDialog | None]) -> QWidget:
        self._page.catch_up()
        if self._head() is None:
            self._page.table.go_to(self._page.tasks[0].id)
        dialog = ask()
        if dialog is None:
            raise RuntimeError("no task in hand")
        return dialog

    # -- one row ---------------------------------------------------------------------------------

    def add_task(self) -> FieldsDialog | None:
        """Ask for a new task, to stand behind the one under the cursor."""
        plan = self._session.plan
        if plan is None:
            self._notices.tell("还没有规划。先导入一览表，或新建一份规划。")
            return None
        head = self._head()
        section = head.section if head is not None else self._heading()
        fields = (
            Field("title", "名称", hint="任务叫什么"),
            Field("number", "序号", hint="没有就空着"),
            Field("section", "章节", section, "选现有的，或写新的", self._sections()),
            Field("deadline", "完成时限", hint=DEADLINE_HINT),
        )
        dialog = self._ask(("add_task_dialog", "新增任务", "新增这一项"), fields, everything=True)

        def given(said: Mapping[str, str]) -> None:
            behind = head.id if head is not None and said["section"] == head.section else None
            new = NewTask(**said, after=behind)
            known = {task.id for task in self._page.tasks}
            if self._done(dialog, partial(self._session.book.tasks.add_task, plan.id, new)):
                self._go_to_new(known)

        return _opened(dialog, given)

    def add_measure(self) -> FieldsDialog | None:
        """Ask for a new measure of the task under the cursor."""
        head = self._head()
        if head is None:
            self._notices.tell("先把光标放到一项任务上。")
            return None
        row = self._page.table.current_row
        after = row.id if isinstance(row, MeasureLine) else None
        words = ("add_measure_dialog", f"新增举措：{head.title}", "新增这一条")
        dialog = self._ask(words, (Field("title", "举措"),), everything=True)

        def given(said: Mapping[str, str]) -> None:
            whole = self._page.content.whole(head.id)
            last = whole.measures[-1].id if whole is not None and whole.measures else None
            add = self._session.book.tasks.add_measure
            if self._done(dialog, partial(add, head.id, said["title"], after=after or last)):
                self._page.open_task(head.id)

        return _opened(dialog, given)

    def add_commitment(self) -> FieldsDialog | None:
        """Ask for a new 量化目标 of the task under the cursor, or of its measure there."""
        head = self._head()
        if head is None:
            self._notices.tell("先把光标放到一项任务上。")
            return None
        row = self._page.table.current_row
        measure = row.id if isinstance(row, MeasureLine) else None
        fields = commitment_fields(deadline=head.deadline)
        words = ("add_commitment_dialog", f"新增量化目标：{head.title}", "新增这一条")
        dialog = self._ask(words, fields, everything=True)

        def given(said: Mapping[str, str]) -> None:
            new = NewCommitment(
                name=said["title"],
                unit=said["unit"],
                target=said["target"],
                deadline=said["deadline"],
                counting=Counting(said["counting"]),
                measure=measure,
            )
            if self._done(dialog, partial(self._session.book.commitments.add, head.id, new)):
                self._page.open_task(head.id)

        return _opened(dialog, given)

    def edit(self) -> FieldsDialog | None:
        """Ask for other words of the task, measure or 量化目标 under the cursor."""
        row, head = self._page.table.current_row, self._head()
        if head is None:
            self._notices.tell("先把光标放到一项任务、举措或量化目标上。")
            return None
        if isinstance(row, MeasureLine):
            return self._edit_measure(row)
        if isinstance(row, IndicatorLine):
            return self._edit_commitment(row)
        fields = (
            Field("title", "名称", head.title),
            Field("number", "序号", head.number),
            Field("section", "章节", head.section, known=self._sections()),
            Field("kind", "类型", head.kind),
            Field("deadline", "完成时限", head.deadline, DEADLINE_HINT),
            Field("note", "备注", head.note),
        )
        dialog = self._ask(("edit_task_dialog", "改任务", "保存改动"), fields)
        change = self._session.book.tasks.change_task
        return _opened(dialog, lambda said: self._done(dialog, partial(change, head.id, **said)))

    def _edit_commitment(self, row: IndicatorLine) -> FieldsDialog:
        fields = commitment_fields(
            name=row.name,
            unit=row.unit,
            target=target_words(row),
            deadline=row.recurring or due(row),
            counting=row.counting,
        )
        dialog = self._ask(("edit_commitment_dialog", "改量化目标", "保存改动"), fields)

        def given(said: Mapping[str, str]) -> None:
            asked = ChangedCommitment(
                name=said.get("title"),
                unit=said.get("unit"),
                target=said.get("target"),
                deadline=said.get("deadline"),
                counting=Counting(said["counting"]) if "counting" in said else None,
            )
            self._done(dialog, partial(self._session.book.commitments.change, row.id, asked))

        return _opened(dialog, given)

    def _edit_measure(self, row: MeasureLine) -> FieldsDialog:
        status = row.status.name if row.status is not None else ""
        fields = (
            Field("title", "举措", row.title),
            Field("status", "状态", status, choices=_AS_TASK),
            Field("deadline", "完成时限", row.deadline or "", f"空着随任务；{DEADLINE_HINT}"),
        )
        dialog = self._ask(("edit_measure_dialog", "改举措", "保存改动"), fields)

        def given(said: Mapping[str, str]) -> None:
            changed: dict[str, Any] = dict(said)
            if "status" in said:
                changed["status"] = TaskStatus[said["status"]] if said["status"] else None
            if "deadline" in said:
                changed["deadline"] = said["deadline"] or None
            self._done(dialog, partial(self._session.book.tasks.change_measure, row.id, **changed))

        return _opened(dialog, given)

    def remove(self) -> None:
        """Take out the row under the cursor, while nothing stands on it."""
        row = self._page.table.current_row
        tasks = self._session.book.tasks
        if isinstance(row, MeasureLine):
            self._wish(partial(tasks.remove_measure, row.id))
        elif isinstance(row, TaskHead):
            self._wish(partial(tasks.remove_task, row.id))
        elif isinstance(row, IndicatorLine):
            self._wish(partial(self._session.book.commitments.remove, row.id))
        else:
            self._notices.tell("先把光标放到一项任务、举措或量化目标上。")

    # -- several ---------------------------------------------------------------------------------

    def split(self) -> SplitDialog | None:
        """Ask what of the task under the cursor becomes a second one."""
        head = self._head()
        task = self._page.content.whole(head.id) if head is not None else None
        if task is None:
            self._notices.tell("先把光标放到一项任务上。")
            return None
        projects = self._page.content.projects(task.id)
        dialog = SplitDialog(self._page.look, task, projects, self._page.window())

        def given(split: TaskSplit) -> None:
            known = {one.id for one in self._page.tasks}
            splitting = partial(self._session.book.tasks.split_task, task.id, split)
            if self._done(dialog, splitting):
                self._go_to_new(known)

        return _opened(dialog, given)

    def merge(self) -> MergeDialog | None:
        """Ask which tasks become one; those that are chosen are ticked."""
        chosen = {task.id for task in self._page.rows_meant}
        if not self._page.tasks:
            self._notices.tell("还没有任务。")
            return None
        tasks = self._page.tasks_in_sight if len(chosen) < 2 else self._page.tasks  # noqa: PLR2004
        dialog = MergeDialog(self._page.look, tasks, chosen, self._page.window())

        def given(into: str, others: Sequence[str], title: str) -> None:
            merging = self._session.book.tasks.merge_tasks
            if self._done(dialog, partial(merging, into, others, title=title)):
                self._page.table.go_to(into)

        dialog.given.connect(given)
        return opened(dialog)

    def edit_many(self) -> EditTasksDialog | None:
        """Ask what to set on the chosen tasks, or on all in sight where one is chosen."""
        plan, meant = self._session.plan, self._page.rows_meant
        tasks = meant if len(meant) > 1 else self._page.tasks_in_sight
        if plan is None or not tasks:
            self._notices.tell("没有可改的任务。")
            return None
        ids = {task.id for task in tasks}
        preview = partial(self._session.book.tasks.preview_edits, plan.id, ids)
        dialog = EditTasksDialog(
            self._page.look, len(ids), self._sections(), preview, self._page.window()
        )

        def given(edits: Sequence[TaskEdit]) -> None:
            self._done(dialog, partial(self._session.book.tasks.edit, edits))

        return _opened(dialog, given)

    # -- problems --------------------------------------------------------------------------------

    def show_problems(self) -> ProblemsDialog | None:
        """Show the problems of the task or measure under the cursor."""
        row, head = self._page.table.current_row, self._head()
        if head is None:
            self._notices.tell("先把光标放到一项任务上。")
            return None
        on_measure = isinstance(row, MeasureLine)
        kind = RowKind.MEASURE if on_measure else RowKind.TASK
        told, name = (row.id, row.title) if isinstance(row, MeasureLine) else (head.id, head.title)
        units = [(unit.id, unit.name) for unit in self._session.read(queries.unit_lines)]
        dialog = ProblemsDialog(self._page.look, name, units, self._page.window())
        dialog.show_problems(self._page.content.problems(told))
        reporting = self._session.book.reporting
        period = self._page.content.period

        def given(key: str, problem: ProblemKind, fields: dict[str, Any]) -> None:
            if key == NEW:
                said = {name: value for name, value in fields.items() if name != "words"}
                wish = partial(
                    reporting.follow_problem, problem, kind, told, fields["words"],
                    period=period, **said,
                )  # fmt: skip
            else:
                wish = partial(reporting.change_problem, key, **fields)
            if self._done(dialog, wish, closes=False):
                dialog.show_problems(self._page.content.problems(told))

        def dropped(key: str) -> None:
            if self._done(dialog, partial(reporting.drop_problem, key), closes=False):
                dialog.show_problems(self._page.content.problems(told))

        dialog.dropped.connect(dropped)
        dialog.given.connect(given)
        return opened(dialog)

    # -- inside ----------------------------------------------------------------------------------

    def _head(self) -> TaskHead | None:
        return self._page.heads.get(task_id_of(self._page.table.current_row))

    def _heading(self) -> str:
        row = self._page.table.current_row
        key = row.key if isinstance(row, Heading) else ""
        return "" if key == NO_SECTION else key

    def _sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(task.section for task in self._page.tasks if task.section))

    def _ask(
        self,
        words: tuple[str, str, str],
        fields: Sequence[Field],
        *,
        everything: bool = False,
    ) -> FieldsDialog:
        page = self._page
        return FieldsDialog(page.look, words, fields, page.window(), everything=everything)

    def _wish(self, operation: Callable[[], ChangeSet]) -> bool:
        try:
            return self._session.carry_out(operation) is not None
        except ValueRefused as error:
            self._notices.report(error)
            return False

    def _done(
        self, dialog: PlanDialog, operation: Callable[[], ChangeSet], *, closes: bool = True
    ) -> bool:
        return settled(dialog, lambda: self._session.carry_out(operation), closes=closes)

    def _go_to_new(self, known: set[str]) -> None:
        made = next((task.id for task in self._page.tasks if task.id not in known), "")
        self._page.table.go_to(made)


def _opened(dialog: D, given: Callable[[Any], object]) -> D:
    dialog.given.connect(given)
    return opened(dialog)
