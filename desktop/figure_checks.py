"""What the checks doubt in the figures of the plan in sight: judged once, then edit by edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from db import queries
from db.book import PlanBook
from db.errors import NotFound
from db.queries.checks import check_limits, data_findings, explanations
from db.rules.checks.entries import verdict_findings
from db.rules.checks.explained import with_explanations
from db.rules.checks.judging import checks_of, recheck
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from db.model.lines import IndicatorLine
    from db.model.records import Explanation
    from db.rules.checks.entries import Typed
    from db.rules.checks.judging import Checks
    from db.rules.checks.limits import Limits
    from db.rules.finding import Finding
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner

JUDGED_AT_ONCE = 300
"""Rows that are judged while somebody waits for it; more are judged in the background."""

_AFTER = 300
"""Milliseconds after which that begins: what is in sight is painted first."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is judged: a plan's figures, of the county (`unit` None) or of one unit, and how."""

    plan: str
    unit: str | None
    limits: Limits
    today: date


@dataclass(frozen=True, slots=True)
class _Judged:
    """The rows as they were judged, and what was doubted in them; explanations not among it."""

    asked: _Asked
    rows: tuple[IndicatorLine, ...]
    checks: Checks
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Findings with their explanations, and what they were made of."""

    judged: _Judged
    given: tuple[Explanation, ...]
    findings: tuple[Finding, ...]


class FigureChecks(QObject):
    """Tells what is doubted now; after an edit only what the edit can be felt in is judged anew.

    The rows come from the session, which reads them anew when the book has changed.
    """

    found = Signal()
    """What was looked for in the background is known now."""

    def __init__(
        self, session: BookSession, notices: Notices, runner: TaskRunner | None = None
    ) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._runner = runner
        self._judged: dict[str | None, _Judged] = {}
        self._told: dict[str | None, _Told] = {}
        self._looked_for: set[object] = set()
        self._of_units: tuple[object, object, tuple[Finding, ...]] | None = None

    def of(self, unit: str | None = None) -> tuple[Finding, ...]:
        """Return what is doubted in the county's figures, or in those of a unit, in plan order.

        Explained queries are among them. Of a long plan there is none at first: `found` says when
        they are there.
        """
        session = self._session
        if session.plan is None:
            return ()
        limits = session.read(check_limits)
        asked = _Asked(session.plan.id, unit, limits, session.today)
        judged = self._brought_up(asked)
        if judged is None:
            return ()
        given = session.read(explanations)
        told = self._told.get(unit)
        if told is None or told.judged is not judged or told.given is not given:
            told = _Told(judged, given, with_explanations(judged.findings, given))
            self._told[unit] = told
        return told.findings

    def is_looking(self, unit: str | None = None) -> bool:
        """Tell whether the figures of the county, or of a unit, are still judged in background."""
        plan = self._session.plan
        return plan is not None and (plan.id, unit) in self._looked_for

    def of_entries(self, entries: Sequence[Typed], unit: str | None) -> tuple[Finding, ...]:
        """Return what would be doubted once these figures of a unit or the county were written."""
        self.of(unit)
        judged = self._judged.get(unit)
        if judged is None:
            return ()
        given = self._session.read(explanations)
        return with_explanations(verdict_findings(judged.checks, entries), given)

    def of_units(self, period: str) -> tuple[Finding, ...] | None:
        """Return what is doubted in what the units themselves gave for a period.

        None while it is looked for: `found` says when it is there.
        """
        session = self._session
        if session.plan is None:
            return ()
        plan, today = session.plan.id, session.today
        # Both are read anew when the book has changed: then the units' figures may have, too.
        age = (session.rows(), session.read(explanations))
        asked = (plan, period, today, *map(id, age))
        if self._of_units is not None and self._of_units[0] == asked:
            return self._of_units[2]
        rows = len(age[0]) * (1 + len(session.read(queries.unit_lines)))
        if self._runner is not None and rows > JUDGED_AT_ONCE:
            job = partial(_judged_units, session.book.path, plan, period, today)
            self._look_for(asked, job, partial(self._on_units_judged, age))
            return None
        made = _of_the_units(session.book, plan, period, today)
        self._of_units = (asked, age, made)
        return made

    # -- inside ----------------------------------------------------------------------------------

    def _brought_up(self, asked: _Asked) -> _Judged | None:
        """Return the judgement of the rows as they are read now; None while it is looked for.

        Where very many rows are others than were judged, it is that of before for so long.
        """
        rows = self._session.rows(asked.unit)
        held = self._judged.get(asked.unit)
        if held is not None and held.asked != asked:
            held = None
        if held is not None and held.rows is rows:
            return held
        many = self._runner is not None and _moved(held, rows) > JUDGED_AT_ONCE
        if many:
            # Rows are never altered: the worker judges the very ones that are in sight.
            key = (asked.plan, asked.unit)
            self._look_for(key, partial(_made, rows, asked), self._on_judged)
            return held
        if held is not None:
            again = recheck(held.checks, rows)
            held = _Judged(asked, rows, again.checks, again.merged(held.findings))
        else:
            held = _made(rows, asked)
        self._judged[asked.unit] = held
        return held

    def _look_for(
        self, asked: object, job: Callable[[], object], keep: Callable[[Any, Any], None]
    ) -> None:
        """Judge on the worker thread, once for each that is asked."""
        if asked in self._looked_for or self._runner is None:
            return
        self._looked_for.add(asked)
        task = Task(lambda _ticket: job(), self, quiet=True)
        task.succeeded.connect(partial(keep, asked))
        task.failed.connect(partial(self._on_failed, asked))
        task.ended.connect(task.deleteLater)
        QTimer.singleShot(_AFTER, task, partial(self._runner.start, task))

    def _on_failed(self, asked: object, error: Exception) -> None:
        # Whoever asks next has it looked for again.
        self._looked_for.discard(asked)
        self._notices.report(error)

    def _on_judged(self, key: object, made: _Judged) -> None:
        # Where something was written meanwhile, asking anew finds what has changed since.
        self._looked_for.discard(key)
        self._judged[made.asked.unit] = made
        self.found.emit()

    def _on_units_judged(self, age: object, asked: object, made: tuple[Finding, ...]) -> None:
        self._looked_for.discard(asked)
        self._of_units = (asked, age, made)
        self.found.emit()


def _made(rows: tuple[IndicatorLine, ...], asked: _Asked) -> _Judged:
    checks = checks_of(rows, limits=asked.limits, unit=asked.unit, today=asked.today)
    return _Judged(asked, rows, checks, checks.findings())


def _moved(held: _Judged | None, rows: tuple[IndicatorLine, ...]) -> int:
    """Return how many of the rows are not the very ones that were judged."""
    if held is None or len(held.rows) != len(rows):
        return len(rows)
    return sum(one is not other for one, other in zip(held.rows, rows, strict=True))


def _judged_units(path: Path, plan: str, period: str, today: date) -> tuple[Finding, ...]:
    with PlanBook.open(path) as book:
        try:
            return _of_the_units(book, plan, period, today)
        except NotFound:
            return ()


def _of_the_units(book: PlanBook, plan: str, period: str, today: date) -> tuple[Finding, ...]:
    found = book.read(data_findings, plan, period, today=today)
    return tuple(finding for finding in found if finding.unit is not None)
