"""What the project page reads of the book: all at first, then only what a step has touched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db import queries
from db.rules.stage_dates import first_day, last_day
from desktop.project_list.content import ProjectContent
from desktop.readings import LARGE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from db.changes import ChangeSet, RowChange
    from db.model.project_lines import MilestoneLine, ProjectRow
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
        self.reading = 0
        """How many projects are read in the background; of the same plan what was read stands."""
        self._of = ""

    def forget(self) -> None:
        """Let everything be read anew when it is next asked for."""
        self.is_read = False

    def read(self) -> ProjectContent:
        """Return the projects as the book has them now; of very many, once they are read."""
        plan = self._session.plan
        rows = self._rows() if not self.is_read else None
        if rows is not None:
            self.is_read = True
            if rows is not self.content.rows or self.content.today != self._session.today:
                self.content = ProjectContent(rows, self._session.today, self._milestones)
        elif not self.is_read and plan is not None and self._of != plan.id:
            self.content = ProjectContent((), self._session.today)
        self._of = plan.id if plan is not None else ""
        return self.content

    def _milestones(self, projects: Collection[str]) -> Mapping[str, tuple[MilestoneLine, ...]]:
        """Return the milestones of some projects."""
        return self._session.book.read(queries.milestones_of, projects)

    def read_ahead(self) -> None:
        """Let the book be asked before the page is gone to: ten thousand rows take a while."""
        if not self.is_read:
            self._rows()

    def _rows(self) -> tuple[ProjectRow, ...] | None:
        """Return the rows of the plan looked at, None while they are read in the background."""
        plan = self._session.plan
        if plan is None:
            return ()
        many = plan.projects > LARGE
        read = self._session.read_later if many else self._session.read
        rows = read(queries.project_rows, plan.id)
        self.reading = plan.projects if rows is None else 0
        return rows

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
        self._session.remember(self.content.rows, queries.project_rows, plan.id)

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
