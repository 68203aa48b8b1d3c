"""What the plan itself contradicts: found while a page is drawn, of a long plan later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db import queries
from db.book import PlanBook
from db.errors import NotFound
from desktop.tasks import Task

if TYPE_CHECKING:
    from pathlib import Path

    from db.model.lines import PlanLine
    from db.rules.finding import Finding
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.readings import Readings
    from desktop.tasks import TaskRunner

_JUDGED_AT_ONCE = 300
"""Rows of a plan whose contradictions are found while a page is drawn; more take longer."""

_JUDGED_AFTER = 500
"""Milliseconds after which those of a longer plan are looked for: the page is painted first."""


class PlanFindings(QObject):
    """Finds the contradictions of a plan, those of a long one on the worker thread."""

    found = Signal()
    """What was looked for in the background is known now."""

    def __init__(
        self,
        path: Path,
        readings: Readings,
        notices: Notices,
        runner: TaskRunner | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._readings = readings
        self._notices = notices
        self._runner = runner
        # What was looked for in an older state of the plan is not kept.
        self._age = 0
        self._judging: tuple[str, int] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._judge)

    def of(self, plan: PlanLine) -> tuple[Finding, ...]:
        """Return what a plan contradicts; of a long one none at first: `found` says when."""
        short = plan.indicators + plan.commitments + plan.projects <= _JUDGED_AT_ONCE
        known = self._readings.holds(queries.plan_findings, plan.id)
        if self._runner is None or short or known:
            return self._readings.read(queries.plan_findings, plan.id)
        if self._judging != (plan.id, self._age):
            self._judging = (plan.id, self._age)
            self._soon.start(_JUDGED_AFTER)
        return ()

    def grow_old(self) -> None:
        """The plan is another now: what is being looked for counts no more."""
        self._age += 1

    @Slot()
    def _judge(self) -> None:
        """Look for the contradictions of a long plan on the worker thread."""
        if self._judging is None or self._runner is None:
            return
        plan, age = self._judging
        task = Task(partial(_judged, self._path, plan, age), self, quiet=True)
        task.succeeded.connect(self._on_judged)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    @Slot(object)
    def _on_judged(self, judged: tuple[str, int, tuple[Finding, ...]]) -> None:
        """Remember what was found, unless something else was written meanwhile."""
        plan, age, found = judged
        if age != self._age:
            return
        self._readings.take(found, queries.plan_findings, plan)
        if found:
            self.found.emit()


def _judged(
    path: Path, plan: str, age: int, _ticket: Ticket
) -> tuple[str, int, tuple[Finding, ...]]:
    """Return the contradictions of a plan, with what was asked; a plan that is gone has none."""
    with PlanBook.open(path) as book:
        try:
            return plan, age, book.read(queries.plan_findings, plan)
        except NotFound:
            return plan, age, ()
