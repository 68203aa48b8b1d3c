"""The open book as the window sees it: what it reads, what it wishes, what has changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db import queries
from db.errors import UserError, ValueRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.book import PlanBook
    from db.changes import ChangeSet
    from db.model.lines import IndicatorLine, PlanLine
    from db.model.words import TaskStatus
    from db.operations.recording import Entry
    from desktop.notices import Notices

P = ParamSpec("P")
T = TypeVar("T")


_FIGURES = frozenset({"actual", "source"})
_OF_THE_PLAN = (
    queries.plan_lines,
    queries.plan_findings,
    queries.statement_lines,
    queries.project_lines,
    queries.unit_lines,
)
"""What these say does not depend on the figures recorded."""


class BookSession(QObject):
    """An open book, the plan and the period being looked at; one signal tells every change."""

    changed = Signal(object)
    """A ChangeSet: a step was made, taken back or done again, or came from elsewhere."""
    view_changed = Signal()
    """Another plan or another period is looked at, or everything must be read anew."""
    busy_changed = Signal()
    """A writing job began or ended."""

    def __init__(
        self,
        book: PlanBook,
        notices: Notices,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self._notices = notices
        self._today = today
        self._known: dict[tuple[Any, ...], Any] = {}
        self._busy = False
        self._plan = ""
        self._period = ""
        self.saved_at: datetime | None = None
        self.choose_plan("")

    # -- reading ---------------------------------------------------------------------------------

    def read(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a query of the book finds; asked again without a change, it is remembered."""
        asked = (query, args, tuple(sorted(kwargs.items())))
        if asked not in self._known:
            self._known[asked] = self.book.read(query, *args, **kwargs)
        found: T = self._known[asked]
        return found

    @property
    def plans(self) -> tuple[PlanLine, ...]:
        """Return the plans of the book."""
        return self.read(queries.plan_lines)

    @property
    def plan(self) -> PlanLine | None:
        """Return the plan being looked at, None in an empty book."""
        return next((plan for plan in self.plans if plan.id == self._plan), None)

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """Return the indicators of the plan being looked at."""
        return self.read(queries.indicator_lines, self._plan) if self.plan else ()

    @property
    def is_demonstration(self) -> bool:
        """Tell whether the plan holds made-up figures."""
        plan = self.plan
        return plan is not None and plan.demonstration

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years of the plan, or this year when it names none."""
        plan = self.plan
        if plan is None or plan.period_start is None or plan.period_end is None:
            return (self._today().year,)
        return tuple(range(plan.period_start, plan.period_end + 1))

    @property
    def period(self) -> str:
        """Return the period being filled, as it is stored (2024)."""
        return self._period

    # -- looking elsewhere -----------------------------------------------------------------------

    def choose_plan(self, plan: str) -> None:
        """Look at another plan, the first one when there is none of that id."""
        known = [line.id for line in self.plans]
        self._plan = plan if plan in known else next(iter(known), "")
        years = self.years
        self._period = str(min(max(self._today().year, years[0]), years[-1]))
        self.view_changed.emit()

    def choose_period(self, period: str) -> None:
        """Fill another period."""
        if period != self._period:
            self._period = period
            self.view_changed.emit()

    @Slot()
    def look_again(self) -> None:
        """Read everything anew when another program or window has written to the book."""
        try:
            moved = self.book.moved_elsewhere
        except UserError as error:
            self._notices.report(error)
            return
        if moved:
            self._known.clear()
            if self.plan is None:
                self.choose_plan("")
            self.view_changed.emit()

    # -- writing ---------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Tell whether a writing job holds the book."""
        return self._busy

    @property
    def can_write(self) -> bool:
        """Tell whether a wish to write can be carried out now."""
        return not (self._busy or self.book.read_only)

    @property
    def undo_label(self) -> str | None:
        """Return the words of the step that would be taken back."""
        return self.book.undo_label

    @property
    def redo_label(self) -> str | None:
        """Return the words of the step that would be done again."""
        return self.book.redo_label

    def wish(self, operation: Callable[[], ChangeSet]) -> ChangeSet | None:
        """Carry out one operation of the book and announce it; None when the book refused."""
        if not self.can_write:
            self._notices.warn("正在写入，完成后再改。" if self._busy else "这份台账只读，不能改。")
            return None
        try:
            changes = operation()
        except ValueRefused:
            raise
        except UserError as error:
            self._notices.report(error)
            self.look_again()
            return None
        self.keep(changes)
        return changes

    def keep(self, changes: ChangeSet) -> None:
        """Announce a change set that is already in the book, its own or a finished job's."""
        if changes.tables <= _FIGURES:
            self._known = {
                asked: found for asked, found in self._known.items() if asked[0] in _OF_THE_PLAN
            }
        else:
            self._known.clear()
        if changes:
            self.saved_at = datetime.now().astimezone()
        if self.plan is None:
            self.choose_plan(self._plan)
        self.changed.emit(changes)

    def record(self, entries: Sequence[Entry], *, label: str = "") -> ChangeSet | None:
        """Record typed figures as one step; empty words clear.

        Raises:
            ValueRefused: one of them is no figure; nothing was kept.
        """
        changes = self.wish(lambda: self.book.recording.record(entries, label=label))
        if changes:
            cleared = all(not entry.words for entry in entries)
            done = "已清除" if cleared else "已录入"
            self._notices.tell(f"{done} {len(entries)} 格，Ctrl+Z 撤销。")
        return changes

    def set_note(self, actual: str, note: str) -> ChangeSet | None:
        """Write the note of a recorded figure."""
        return self._said(lambda: self.book.recording.set_note(actual, note))

    def set_task_status(self, task: str, status: TaskStatus) -> ChangeSet | None:
        """Put a task into another status."""
        return self._said(lambda: self.book.planning.set_task_status(task, status))

    def set_project_stage(self, project: str, stage: str) -> ChangeSet | None:
        """Put a project into another stage."""
        return self._said(lambda: self.book.planning.set_project_stage(project, stage))

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        words = self.undo_label
        if words is not None and self.wish(self.book.undo) is not None:
            self._notices.tell(f"已撤销：{words}。")

    @Slot()
    def redo(self) -> None:
        """Do the step again that was last taken back."""
        words = self.redo_label
        if words is not None and self.wish(self.book.redo) is not None:
            self._notices.tell(f"已重做：{words}。")

    def begin_work(self) -> None:
        """A writing job takes the book: nothing else may write until `end_work`."""
        self._busy = True
        self.busy_changed.emit()

    def end_work(self) -> None:
        """Let others write again once the writing job has ended."""
        self._busy = False
        self.busy_changed.emit()

    def _said(self, operation: Callable[[], ChangeSet]) -> ChangeSet | None:
        """Carry out a wish and say it in the status bar, in the step's own words."""
        changes = self.wish(operation)
        if changes:
            self._notices.tell(f"已{changes.label}，Ctrl+Z 撤销。")
        return changes
