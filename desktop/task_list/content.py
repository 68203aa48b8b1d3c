"""What the task page reads of the book: tasks, the period being told, entries, last words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db import queries
from db.model.lines import IndicatorLine, MeasureLine, TaskHead
from db.model.period import Period
from db.model.words import RowKind
from db.queries.review import reasons_of_returns
from db.rules.commitments import newest, reached
from db.rules.periods import month_to_tell, previous
from desktop.progress_telling import STATUS_WORDS, form_content
from desktop.task_list.rows import Entries, of_unit
from desktop.task_list.words import named, promised, promised_figure
from desktop.widgets.figure_grid import FormFigure
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.model.lines import ProblemLine, ProgressLine, TaskLine, TaskProject
    from db.rules.finding import Finding
    from db.rules.progress import Told
    from desktop.session import BookSession
    from desktop.widgets.progress_form import FormContent


_NOBODY: Mapping[str, Told] = {}


class _Missed(NamedTuple):
    """The tasks that were found to be missing among these, with these entries."""

    tasks: tuple[TaskHead, ...]
    entries: Entries
    found: list[TaskHead]

    def is_of(self, tasks: tuple[TaskHead, ...], entries: Entries) -> bool:
        """Tell whether they were found in just these readings."""
        held = self.entries
        same = held.lead is entries.lead and held.own is entries.own and held.unit == entries.unit
        return same and tasks is self.tasks


class TaskContent:
    """The tasks of the plan being looked at, in the period the page tells of."""

    def __init__(self, session: BookSession) -> None:
        self._session = session
        self._plan = ""
        self._period = ""
        # The year the book was carried on to when the period was chosen.
        self._carried: str | None = None
        self.unit = ""
        """The unit whose tasks are looked at, empty for all."""
        self._missed: _Missed | None = None

    @property
    def plan(self) -> str:
        """Return the id of the plan, empty without one."""
        plan = self._session.plan
        return plan.id if plan is not None else ""

    @property
    def period(self) -> str:
        """Return the period being told: a month at first, of the year the book is filled for.

        A new year begins with a month of its own.
        """
        carried = self._session.read(queries.reporting_period)
        if self._plan != self.plan or self._carried != carried or not self._period:
            self._plan, self._carried = self.plan, carried
            year = int(self._session.period[:4])
            self._period = str(month_to_tell(self._session.today, year))
        return self._period

    @period.setter
    def period(self, period: str) -> None:
        self._plan, self._period = self.plan, period
        self._carried = self._session.read(queries.reporting_period)

    @property
    def years(self) -> tuple[int | None, int | None]:
        """Return the plan's first and last year."""
        plan = self._session.plan
        return (plan.period_start, plan.period_end) if plan is not None else (None, None)

    @property
    def tasks(self) -> tuple[TaskHead, ...]:
        """Return the tasks of the plan in order."""
        return self._session.read(queries.task_heads, self.plan) if self.plan else ()

    @property
    def entries(self) -> Entries:
        """Return how far the entries of the period have come."""
        if not self.plan:
            return Entries(_NOBODY, _NOBODY)
        read = self._session.read
        lead = read(queries.told_in_period, self.plan, self.period)
        own = (
            read(queries.told_in_period, self.plan, self.period, self.unit)
            if self.unit
            else _NOBODY
        )
        return Entries(lead, own, self.unit)

    def missing(self) -> list[TaskHead]:
        """Return the tasks of the unit looked at whose entry is asked for and blank."""
        entries, tasks = self.entries, self.tasks
        held = self._missed
        # The rail asks after every step, mostly with nothing read anew.
        if held is None or not held.is_of(tasks, entries):
            found = [task for task in of_unit(tasks, self.unit) if entries.is_missing(task)]
            held = self._missed = _Missed(tasks, entries, found)
        return held.found

    def whole(self, task: str) -> TaskLine | None:
        """Return one task with its measures and commitments."""
        return self._session.read(queries.whole_task, task)

    def told(self, row: str) -> tuple[ProgressLine, ...]:
        """Return what was told of a row, the newest period first."""
        return self._session.read(queries.row_progress, row)

    def why_back(self, row: str) -> Mapping[str, str]:
        """Return why what was told of a row came back, by the id of what was told."""
        return self._session.read(reasons_of_returns, row)

    def problems(self, row: str) -> tuple[ProblemLine, ...]:
        """Return the problems of a row that are still open, then those settled."""
        return self._session.read(queries.row_problems, row)

    def projects(self, task: str) -> tuple[TaskProject, ...]:
        """Return the projects that belong to a task, without the named works of a lump."""
        return self._session.read(queries.task_projects, task)

    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return what the plan itself contradicts, by the id of the row."""
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self._session.findings:
            found[finding.row] = (*found.get(finding.row, ()), finding)
        return found

    # -- the form --------------------------------------------------------------------------------

    def form_of(self, task: TaskLine, row: object, teller: str | None) -> FormContent:
        """Return what the form shows of a task, or of the measure under the cursor."""
        measure = row if isinstance(row, MeasureLine) else None
        held = measure.id if measure is not None else task.id
        own = measure.status if measure is not None else task.status
        return form_content(
            held,
            self.period,
            self.told(held),
            # A unit that takes part tells what it did; how the task stands the lead unit says.
            choices=STATUS_WORDS if teller is None else (),
            choice=(own or task.status).name if teller is None else "",
            figures=self._figures(task, measure) if teller is None else (),
            unit=teller,
            why_not=self._session.why_not,
        )

    def _figures(self, task: TaskLine, measure: MeasureLine | None) -> tuple[FormFigure, ...]:
        lines: Sequence[IndicatorLine] = task.commitments
        if measure is not None:
            lines = [line for line in lines if line.measure == measure.id]
        period = Period.read(self.period)
        return tuple(self._figure(line, period) for line in lines)

    def _figure(self, line: IndicatorLine, period: Period) -> FormFigure:
        now = line.actuals.get(str(period))
        last = newest(line, previous(period))
        sofar = reached(line, period, first_year=self.years[0])
        running = f"\n累计 {sofar.words}" if sofar is not None and sofar.running else ""
        before = f"\n{period_words(last.period)}：{last.amount.text}" if last is not None else ""
        return FormFigure(
            key=line.id,
            name=named(line),
            last=last.amount.text if last is not None else "",
            now=now.amount.text if now is not None else "",
            target=promised_figure(line),
            computed=now.computed if now is not None else line.aggregation is not None,
            tip=f"{line.name}：目标 {promised(line)}{before}{running}",
        )


def told_kind(row: object) -> RowKind:
    """Return as what a row is told of: a measure for itself, anything else as its task."""
    return RowKind.MEASURE if isinstance(row, MeasureLine) else RowKind.TASK
