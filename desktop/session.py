"""The open book as the window sees it: what it reads, what it wishes, what has changed."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db import queries
from db.errors import UserError, ValueRefused
from db.model.words import UserRole
from db.rules.ownership import plan_of_year
from desktop.readings import LARGE, Readings
from desktop.wording import done_words, recorded_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from db.book import PlanBook
    from db.changes import ChangeSet
    from db.model.lines import IndicatorLine, PlanLine
    from db.model.words import TaskStatus
    from db.operations.recording import Entry
    from db.rules.finding import Finding
    from desktop.doubts import DoubtCount
    from desktop.figure_checks import FigureChecks
    from desktop.later import LaterReadings
    from desktop.notices import Notices
    from desktop.replaying import Replaying
    from desktop.tasks import TaskRunner

JUDGED_AT_ONCE = 300
"""Rows of a plan whose contradictions are found while a page is drawn; more take longer."""

_Parted = tuple[tuple["IndicatorLine", ...], tuple["IndicatorLine", ...]]
"""The rows of a plan, and the indicators among them."""

P = ParamSpec("P")
T = TypeVar("T")


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
        *,
        runner: TaskRunner | None = None,
        rows: Mapping[str, tuple[IndicatorLine, ...]] = MappingProxyType({}),
        at_leisure: bool = True,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self._notices = notices
        self._runner = runner
        self._replaying: Replaying | None = None
        self.at_leisure = at_leisure
        """Whether what a person reads second is shown too: not before a first page is painted."""
        self._today = today
        self._readings = Readings(book)
        for plan, lines in rows.items():
            self._readings.take(lines, queries.all_rows, plan, None)
        self._later: LaterReadings | None = None
        self._indicators: dict[str | None, _Parted] = {}
        # What judges the figures, from `begin_checks` on.
        self.checks: FigureChecks | None = None
        self._busy = False
        self._plan = self._plan_before = ""
        self._period = ""
        self._carried = ""
        self.saved_at: datetime | None = None
        self.choose_plan("")

    # -- reading ---------------------------------------------------------------------------------

    def read(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a query of the book finds; asked again without a change, it is remembered."""
        return self._readings.read(query, *args, **kwargs)

    def read_later(
        self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Return what a query that takes long finds; None while it is read in the background.

        `view_changed` says that it is there.
        """
        if self._runner is None:
            return self.read(query, *args, **kwargs)
        if self._later is None:
            # Loaded where it is needed: few books are so large.
            from desktop.later import LaterReadings  # noqa: PLC0415 - as said

            known = self.book.path, self._readings, self._notices, self._runner
            self._later = LaterReadings(*known, self)
            self._later.found.connect(self.view_changed)
        return self._later.read(query, *args, **kwargs)

    def remember(self, found: object, query: Callable[..., object], *args: object) -> None:
        """Keep what a query would find now: a page brought it up to date after a step."""
        self._readings.take(found, query, *args)

    @property
    def plans(self) -> tuple[PlanLine, ...]:
        """Return the plans of the book."""
        return self.read(queries.plan_lines)

    @property
    def plan(self) -> PlanLine | None:
        """Return the plan being looked at, None in an empty book."""
        return next((plan for plan in self.plans if plan.id == self._plan), None)

    def rows(self, unit: str | None = None) -> tuple[IndicatorLine, ...]:
        """Return the indicators and commitments of the plan being looked at.

        Their figures are the whole county's, or with the id of a unit that unit's own.
        """
        if self.plan is None:
            return ()
        before = self._readings.before(queries.all_rows, self._plan, unit)
        if before is None:
            return self.read(queries.all_rows, self._plan, unit)
        return self.read_later(queries.all_rows, self._plan, unit) or before

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """Return the indicators of the plan being looked at."""
        return self.indicators_of(None)

    def indicators_of(self, unit: str | None) -> tuple[IndicatorLine, ...]:
        """Return them with the whole county's figures (None), or those of a unit."""
        rows = self.rows(unit)
        if unit not in self._indicators or self._indicators[unit][0] is not rows:
            self._indicators[unit] = rows, tuple(line for line in rows if line.task is None)
        return self._indicators[unit][1]

    def doubts(self, unit: str | None = None) -> tuple[Finding, ...]:
        """Return what the checks doubt in the county's figures, or in those of a unit.

        None before `begin_checks`, and of a long plan at first: `view_changed` says that they are
        there.
        """
        return self.checks.of(unit) if self.checks is not None else ()

    @property
    def doubt_count(self) -> DoubtCount:
        """Return how many of the county's cells are doubted in the period being filled."""
        from desktop.doubts import doubt_count  # noqa: PLC0415 - loaded when a page is shown

        rows = (line.id for line in self.indicators)
        return doubt_count(self.doubts(), self.period, rows)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the plan itself contradicts.

        None before the first page is painted, and of a long plan none at first: they are looked
        for in the background, and `view_changed` says that they are there.
        """
        plan = self.plan
        if plan is None or not self.at_leisure:
            return ()
        if plan.indicators + plan.commitments + plan.projects <= JUDGED_AT_ONCE:
            return self.read(queries.plan_findings, plan.id)
        return self.read_later(queries.plan_findings, plan.id) or ()

    def setting(self, name: str) -> str:
        """Return a choice that belongs to the book, empty where it was never made."""
        return self.read(queries.setting, name) or ""

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
    def today(self) -> date:
        """Return the day it is."""
        return self._today()

    @property
    def period(self) -> str:
        """Return the period being filled, as it is stored (2024)."""
        return self._period

    def take_leisure(self) -> None:
        """Let the pages show all of it from now on."""
        if not self.at_leisure:
            self.at_leisure = True
            self.view_changed.emit()

    @Slot()
    def begin_checks(self) -> None:
        """Judge the figures from now on; not before the first page is painted."""
        # Loaded when they begin: the checks are many.
        from desktop.figure_checks import FigureChecks  # noqa: PLC0415 - as said

        if self.checks is None:
            self.checks = FigureChecks(self, self._notices, self._runner)
            self.checks.found.connect(self.view_changed)
            if self.doubts():
                self.view_changed.emit()

    # -- looking elsewhere -----------------------------------------------------------------------

    def choose_plan(self, plan: str) -> None:
        """Look at another plan; if it is gone at the one before, else at that of these years."""
        self._carried = self.read(queries.reporting_period)
        year = int(self._carried[:4]) if self._carried else self._today().year
        known = {line.id for line in self.plans}
        plan = next((one for one in (plan, self._plan_before) if one in known), "")
        plan = plan or plan_of_year(self.plans, year)
        if plan != self._plan:
            self._plan, self._plan_before = plan, self._plan
        years = self.years
        self._period = str(min(max(year, years[0]), years[-1]))
        self.view_changed.emit()

    def choose_period(self, period: str) -> None:
        """Fill another period."""
        if period != self._period:
            self._period = period
            self.view_changed.emit()

    def look_anew(self) -> None:
        """Draw everything anew: somebody else is at work."""
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
            self._readings.forget()
            if self.plan is None or self._carried != self.read(queries.reporting_period):
                self.choose_plan(self._plan)
            self.view_changed.emit()

    # -- writing ---------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Tell whether a writing job holds the book."""
        return self._busy

    @property
    def can_write(self) -> bool:
        """Tell whether a wish to write can be carried out now."""
        return not self.why_not

    @property
    def needs_sign_in(self) -> bool:
        """Tell whether the book has users and nobody has signed in."""
        return self.book.actor.role is None and self.book.has_users

    @property
    def why_not(self) -> str:
        """Return why nothing can be written now, empty when it can."""
        if self._busy:
            return "正在写入，完成后再改。"
        if self.book.read_only:
            return "这份台账只读，不能改。要改请另存到能写的文件夹。"
        if self.needs_sign_in:
            return "这份台账要先登录才能改（审核菜单里的“登录或换人”）。"
        if self.book.actor.role is UserRole.READ:
            return f"{self.book.who}是只读用户，不能改。"
        return ""

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
            self._notices.warn(self.why_not)
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
        many = self._runner is not None and len(changes.rows) > LARGE
        if changes.tables <= queries.FIGURES | queries.WORK and not many:
            self._readings.follow(changes)
        else:
            self._readings.forget(step=many)
        if changes:
            self.saved_at = datetime.now().astimezone()
        if self.plan is None or self._carried != self.read(queries.reporting_period):
            self.choose_plan(self._plan)
        self.changed.emit(changes)

    def carry_out(self, operation: Callable[[], ChangeSet]) -> ChangeSet | None:
        """Carry out one operation of the book and say it in the status bar, in the step's words."""
        changes = self.wish(operation)
        if changes:
            self._notices.tell(done_words(changes))
        return changes

    def record(
        self, entries: Sequence[Entry], *, label: str = "", tells: bool = True
    ) -> ChangeSet | None:
        """Record typed figures as one step; empty words clear. `tells`: it is said, too.

        Raises:
            ValueRefused: one of them is no figure; nothing was kept.
        """
        changes = self.wish(lambda: self.book.recording.record(entries, label=label))
        if changes and tells:
            self._notices.tell(recorded_words(entries))
        return changes

    def set_note(self, actual: str, note: str) -> ChangeSet | None:
        """Write the note of a recorded figure."""
        return self.carry_out(lambda: self.book.recording.set_note(actual, note))

    def explain(self, findings: Sequence[Finding], words: str) -> ChangeSet | None:
        """Say why the figures that are queried are right.

        Raises:
            ValueRefused: nothing was said, or one of them is an error.
        """
        return self.carry_out(lambda: self.book.explaining.explain(findings, words))

    def withdraw(self, findings: Sequence[Finding]) -> ChangeSet | None:
        """Take the explanations of queries back."""
        return self.carry_out(lambda: self.book.explaining.withdraw(findings))

    def set_task_status(self, task: str, status: TaskStatus) -> ChangeSet | None:
        """Put a task into another status."""
        return self.carry_out(lambda: self.book.planning.set_task_status(task, status))

    @Slot()
    def undo(self) -> None:
        """Take the last step back; a large one in the background."""
        self._replay(again=False)

    @Slot()
    def redo(self) -> None:
        """Do the step again that was last taken back."""
        self._replay(again=True)

    def _replay(self, *, again: bool) -> None:
        from desktop.replaying import Replaying  # noqa: PLC0415 - the window is painted without

        self._replaying = self._replaying or Replaying(self, self._notices, self._runner)
        self._replaying.carry_out_next(again=again)

    def begin_work(self) -> None:
        """A writing job takes the book: nothing else may write until `end_work`."""
        self._busy = True
        self.busy_changed.emit()

    def end_work(self) -> None:
        """Let others write again once the writing job has ended."""
        if self._busy:
            self._busy = False
            self.busy_changed.emit()
