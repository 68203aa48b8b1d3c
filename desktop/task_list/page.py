"""任务: the tree of a plan's tasks with a period's form beside it, and the commands on both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication

from db.model.lines import IndicatorLine, MeasureLine, TaskHead
from db.model.words import RowKind, TaskStatus
from desktop.actions import PROOF_ACTS, Act, ActName
from desktop.doubts import DoubtCount
from desktop.page import InHand, Place, Rows, Standing
from desktop.printed_table import print_table
from desktop.progress_telling import STATUS_WORDS, column_words
from desktop.proof.panel import ProofPanel
from desktop.proof.row_drop import RowDrop
from desktop.task_list.columns import STATUS
from desktop.task_list.content import told_kind
from desktop.task_list.deeds import TaskDeeds
from desktop.task_list.detail import Beside, sections
from desktop.task_list.pane import TaskSide
from desktop.task_list.rows import of_unit, section_of, task_id_of
from desktop.task_list.telling import About, Telling
from desktop.task_list.tree import TaskTree
from desktop.task_list.yearly_desk import YearlyDesk
from desktop.widgets.pane import PaneFold
from desktop.widgets.row_drag import RowDrag
from desktop.widgets.word_menu import ask_word
from desktop.withdrawn import TO_REVISION, gone_sections
from desktop.wording import part_words, period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from db.model.lines import TaskLine
    from desktop.columns import Column
    from desktop.task_list.dialogs.yearly import YearlyDialog

_NO_DOUBTS = DoubtCount(0, 0)


class TaskListPage(TaskTree):
    """Shows a plan's tasks, lets statuses be chosen and a period's progress be told."""

    title = "任务"
    name = "task_list"
    icon = "task_list"
    section = "录入"
    watches = frozenset(
        {"plan", "task", "measure", "indicator", "series", "baseline", "target", "statement",
         "actual", "project", "responsibility", "unit", "progress", "problem", "revision"}
    )  # fmt: skip

    row_menu = (
        Act.EDIT_TASK, Act.ADD_TASK, Act.ADD_MEASURE, Act.ADD_COMMITMENT, Act.REMOVE_TASK,
        Act.MOVE_ROW_UP, Act.MOVE_ROW_DOWN, Act.SPLIT_TASK, Act.MERGE_TASKS, Act.EDIT_TASKS,
        Act.PROBLEMS, Act.ASSIGN, Act.CONFIRM_LEAD, Act.FORMULA, Act.AVAILABILITY,
        Act.SHARE_SERIES, Act.ADJUST, *PROOF_ACTS, Act.ROW_HISTORY,
    )  # fmt: skip

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.drag = RowDrag(self.table, self.look)
        self.side = TaskSide(self.look)
        self.exchange_side(self.side)
        self.pane = self.side.pane
        self.form = self.side.pane.form
        self.proof = ProofPanel(self.session, self.notices, self.runner, self.look, self.pane)
        self.pane.keep(self.proof)
        RowDrop(self.table, self.proof)
        self.fold = PaneFold(self, self.side, self.preferences)
        self.telling = Telling(self.session, self.notices, self.form)
        self.yearly = YearlyDesk(self, self.session, self.notices, self.runner, self.look)
        self.deeds = TaskDeeds(self)
        self._connect()

    def _connect(self) -> None:
        self._connect_tree()
        self.bar.table_requested.connect(self.show_yearly)
        self.bar.assign_requested.connect(self._on_assign)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.row_opened.connect(self._on_row_opened)
        self.keys.choice_requested.connect(self._on_choice)
        self.drag.dropped.connect(self._on_dropped)
        self.form.save_requested.connect(self._on_save)
        self.form.left.connect(self._on_form_left)
        self.side.foot.step_requested.connect(self.form.ask_to_save)
        self.pane.link_followed.connect(self._on_link)

    # -- what is said ----------------------------------------------------------------------------

    def badge(self) -> int | None:
        return len(self.content.missing())

    def hint(self) -> str:
        doubted = len(self.around.doubtful)
        first = f"原文待核 {doubted} · " if doubted else ""
        return f"{first}Enter 填进展 · Ctrl+↓ 存并下一项 · Alt+↓ 改状态 · → 展开 · F6 换区域"

    def standing(self) -> Standing | None:
        if not self.tasks:
            return Standing("还没有任务", can_go=False, doubts=_NO_DOUBTS)
        missing, period = len(self.content.missing()), self.content.period
        words = f"还差 {missing} 项进展" if missing else "进展已填齐"
        presumed = sum(task.presumed for task in of_unit(self.tasks, self.content.unit))
        return Standing(
            f"{part_words(period) if '-' in period else period_words(period)}：{words}",
            can_go=bool(missing),
            doubts=_NO_DOUBTS,
            step="下一项",
            aside=f"牵头“推定”{presumed} 项，取自第一个责任单位，请确认" if presumed else "",
            link="去确认",
            place=Place("units") if presumed else None,
        )

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        own: dict[ActName, Callable[[], object]] = {
            Act.EDIT_CELL: self.choose_status,
            Act.NEXT_MISSING: self.next_missing,
            Act.PRINT: self.print_table,
        }
        return own | dict(self.deeds.acts())

    def print_table(self) -> None:
        """Show the tasks as they will be printed: of the month in hand, every unit by name."""
        narrowed = self._wanted_words()
        print_table(
            self,
            self.table,
            "任务进展情况",
            f"只列“{narrowed}”" if narrowed else "",
            signed=True,
            period=self.content.period,
            in_full={"配合单位": self.around.co_units_in_full},
        )

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        return self.deeds.dialogs()

    def regions(self) -> tuple[QWidget, ...]:
        table = self.table if self.table.isVisibleTo(self) else self.chips
        table = self.gone.table if self.gone.is_chosen else table
        return (table, self.pane) if self.side.isVisibleTo(self) else (table,)

    @property
    def period(self) -> str:
        """Return the month, quarter or year that is told of."""
        return self.content.period

    def in_hand(self) -> InHand | None:
        row = self.table.current_row
        if isinstance(row, TaskHead):
            return InHand(RowKind.TASK, row.id, f"{row.number} {row.title}".strip())
        if isinstance(row, MeasureLine):
            return InHand(RowKind.MEASURE, row.id, row.title)
        if isinstance(row, IndicatorLine):
            return InHand(RowKind.INDICATOR, row.id, row.name)
        return None

    def row_sets(self) -> tuple[Rows, ...]:
        meant, shown = self.rows_meant, self.tasks_in_sight
        sets = [Rows(f"列出的任务 {len(shown)} 项", _keys(shown))]
        head = self.heads.get(task_id_of(self.table.current_row))
        if head is not None:
            here = section_of(head)
            chapter = [one for one in self.tasks if section_of(one) == here]
            sets.insert(0, Rows(f"{here} {len(chapter)} 项", _keys(chapter)))
            sets.insert(0, Rows(f"任务 {head.number} {head.title}", _keys([head])))
        if len(meant) > 1:
            sets.insert(0, Rows(f"选中的任务 {len(meant)} 项", _keys(meant)))
        return tuple(sets)

    # -- the pane --------------------------------------------------------------------------------

    def _show_pane(self) -> None:
        self.proof.show_row(self.in_hand())
        row = self.table.current_row
        head = self.heads.get(task_id_of(row))
        task = self.content.whole(head.id) if head is not None else None
        for part in (self.form, self.side.foot):
            part.setVisible(task is not None)
        if (gone := self.gone.row) is not None:
            self.telling.forget()
            self.side.pane.show_task(gone.name, gone.label, gone.group, gone_sections(gone))
            return
        if task is None or head is None:
            self.telling.forget()
            self.side.pane.show_task("没有选中任务", "", "", ())
            return
        told, title, teller = task.id, f"{task.number} {task.title}", self.teller(head)
        if isinstance(row, MeasureLine):
            told, title, teller = row.id, row.title, None
        about = About(told_kind(row), told, self.content.period, teller)
        self.telling.show(about, self.content.form_of(task, row, teller))
        period = column_words(self.content.period)
        made = sections(task, row, self._beside(task, told))
        self.side.pane.show_task(title.strip(), period, _who(head), made)

    def teller(self, head: TaskHead) -> str | None:
        """Return who tells of a task here: None for its lead unit, else the unit looked at."""
        return self.around.entries.teller(head)

    def _beside(self, task: TaskLine, told: str) -> Beside:
        findings = self.content.findings()
        names = {share.unit: share.name for share in task.units}
        told_now = [one for one in self.content.told(told) if one.period == self.content.period]
        why = self.content.why_back(told)
        found = [*findings.get(told, ()), *(findings.get(task.id, ()) if told != task.id else ())]
        return Beside(
            findings=tuple(found),
            projects=self.content.projects(task.id),
            problems=self.content.problems(told),
            others=tuple(
                (names.get(line.unit, ""), line) for line in told_now if line.unit is not None
            ),
            review=tuple(
                (names.get(line.unit or "", "进展"), line.state, why.get(line.id, ""))
                for line in told_now
            ),
        )

    # -- commands --------------------------------------------------------------------------------

    def choose_status(self) -> QMenu | None:
        """Open the choice of statuses at the task or measure under the cursor."""
        row = self.table.current_row
        head = self.heads.get(task_id_of(row))
        if head is None or not self.session.can_write:
            self.notices.tell("先选中一项任务。" if head is None else self.session.why_not)
            return None
        meant = row if isinstance(row, MeasureLine) else head
        self.table.go_to(meant.id)
        return ask_word(
            self.table,
            self.look,
            "任务状态",
            STATUS_WORDS,
            current=(meant.status or head.status).name,
            at=self.below_cell(STATUS),
            chosen=partial(self._on_status, meant),
        )

    def next_missing(self) -> None:
        """Go to the next task whose entry is blank, and into its form.

        For who comes from the bar, where rows are chosen, it is the one under the cursor.
        """
        if not self.keep():
            return
        missing = self.content.missing()
        if not missing:
            self.notices.tell(f"{column_words(self.content.period)}已填齐。")
            return
        order = {task.id: at for at, task in enumerate(self.tasks)}
        here = order.get(task_id_of(self.table.current_row), -1)
        focus = QApplication.focusWidget()
        here -= focus is not None and self.tools.isAncestorOf(focus)
        target = next((task for task in missing if order[task.id] > here), missing[0])
        if target not in self.tasks_in_sight:
            self._clear_filters(keep_unit=True)
            self._on_filter()
        if section_of(target) in self._folded:
            self._on_section_toggled(section_of(target))
        self.table.go_to(target.id)
        self.begin_form()

    def begin_form(self) -> None:
        """Put the cursor into the form, the pane unfolded."""
        if self.telling.about is not None:
            self.fold.unfold()
            self.form.begin()

    def keep(self) -> bool:
        return self.telling.keep()

    def show_yearly(self) -> YearlyDialog | None:
        """Show the 年度任务分解表 of the year of the period being told."""
        return self.yearly.show_table(int(self.content.period[:4]))

    # -- what happened ---------------------------------------------------------------------------

    def _on_status(self, row: TaskHead | MeasureLine, status: str) -> None:
        if row.status is not None and row.status.name == status:
            return
        if isinstance(row, TaskHead):
            self.session.set_task_status(row.id, TaskStatus[status])
        else:
            change = self.session.book.tasks.change_measure
            self.session.carry_out(partial(change, row.id, status=TaskStatus[status]))

    @Slot(object)
    def _on_save(self, step: int) -> None:
        """Keep what was told, then go a row on or back; the cursor stays in the form."""
        if not self.keep() or not step:
            return
        on_measure = isinstance(self.table.current_row, MeasureLine)
        kinds = (TaskHead, MeasureLine) if on_measure else (TaskHead,)
        rows = self.table.lines.rows
        place = self.table.currentIndex().row() + step
        while 0 <= place < len(rows) and not isinstance(rows[place], kinds):
            place += step
        if 0 <= place < len(rows):
            self.table.go_to(rows[place].id)
            self.begin_form()
        else:
            self.notices.tell("已到最后一项。" if step > 0 else "已到第一项。")

    @Slot()
    def _on_assign(self) -> None:
        self.act_requested.emit(Act.ASSIGN)

    @Slot()
    def _on_form_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_link(self, key: str) -> None:
        if key.startswith(TO_REVISION):
            self.place_requested.emit(Place("revisions", key.removeprefix(TO_REVISION)))
        else:
            self.deeds.show_problems()

    @Slot(object, object)
    def _on_dropped(self, row: object, before: object) -> None:
        if self.session.can_write:
            self.deeds.moves.drop(row, before)

    @Slot(object, object)
    def _on_cursor(self, row: object, _column: Column | None) -> None:
        told = row.id if isinstance(row, MeasureLine) else task_id_of(row)
        about = self.telling.about
        if about is not None and about.row != told and not self.keep():
            # The words that were refused stay in sight until they are mended or given up.
            self.table.go_to(about.row)
            return
        self._show_pane()

    @Slot(object)
    def _on_row_opened(self, _row: object) -> None:
        self.begin_form()

    @Slot(object)
    def _on_choice(self, _row: object) -> None:
        self.choose_status()

    def look_anew(self) -> None:
        self.keep()
        super().look_anew()

    def _fold_pane(self) -> None:
        """The pane is folded together with the buttons below it, by its own fold."""

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)


def _who(head: TaskHead) -> str:
    leads = [f"{name}（牵头）" for name in head.leads]
    return "、".join((*leads, *head.co_units)) or "规划没有写明责任单位"


def _keys(tasks: Iterable[TaskHead]) -> tuple[tuple[RowKind, str], ...]:
    return tuple((RowKind.TASK, task.id) for task in tasks)
