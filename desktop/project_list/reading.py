"""What the project page reads of the book: all at first, then only what a step has touched."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from db import queries
from db.rules.stage_dates import first_day, last_day
from desktop.project_list.content import ProjectContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.changes import ChangeSet, RowChange
    from db.rules.finding import Finding
    from desktop.session import BookSession

_FEW = 60
"""Rows of a step that are read anew one by one; of more, everything is."""
_YEARS_AFTER = 2
_ROWS = frozenset(
    {"project", "milestone", "funding", "project_year", "progress", "problem", "source"}
)
"""The tables whose rows belong to single projects."""


class ProjectReader:
    """Holds the projects of the plan being looked at."""

    def __init__(self, session: BookSession) -> None:
        self._session = session
        self.content = ProjectContent((), session.today)
        self.is_read = False

    def forget(self) -> None:
        """Let everything be read anew when it is next asked for."""
        self.is_read = False

    def read(self) -> ProjectContent:
        """Return the projects as the book has them now."""
        if not self.is_read:
            self.is_read = True
            plan = self._session.plan
            rows = self._session.read(queries.project_rows, plan.id) if plan else ()
            read = partial(self._session.book.read, queries.milestones_of)
            self.content = ProjectContent(rows, self._session.today, read)
        return self.content

    def read_ahead(self) -> None:
        """Let the book be asked before the page is gone to: ten thousand rows take a while."""
        plan = self._session.plan
        if plan is not None and not self.is_read:
            self._session.read(queries.project_rows, plan.id)

    def take(self, changes: ChangeSet) -> None:
        """Read what a step touched: of a few projects only those, else everything, later."""
        plan = self._session.plan
        if not self.is_read or plan is None or not _is_small(changes):
            self.forget()
            return
        touched = frozenset(change.row for change in changes.rows)
        ids = self._session.read(queries.projects_touched, touched)
        found = self._session.read(queries.project_rows, plan.id, ids)
        self.content = self.content.with_rows(found)

    def span(self) -> tuple[date, date]:
        """Return the first and the last day of the timeline: the plan's years and all dates."""
        earliest, latest = self._session.read(queries.span_of_dates)
        years, today = self._session.years, self._session.today
        days = [date(years[0], 1, 1), date(years[-1], 12, 31)]
        days += [first_day(earliest)] if earliest else []
        days += [last_day(latest)] if latest else []
        # Years after a plan has ended its days say nothing any more.
        days += [today] if today.year - years[-1] <= _YEARS_AFTER else []
        return min(days), max(days)

    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return what the plan contradicts, by the row."""
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self._session.findings:
            found[finding.row] = (*found.get(finding.row, ()), finding)
        return found


def _is_small(changes: ChangeSet) -> bool:
    """Tell whether a step only changed what stands in a few rows that stay where they are."""
    few = changes.tables <= _ROWS and len(changes.rows) <= _FEW
    return few and not any(map(_moves, changes.rows))


def _moves(change: RowChange) -> bool:
    """Tell whether a project came, went, stands elsewhere, or was taken out by a revision."""
    if change.table != "project":
        return False
    if change.before is None or change.after is None:
        return True
    return bool({"position", "parent", "plan", "withdrawn_by"} & set(change.after))
