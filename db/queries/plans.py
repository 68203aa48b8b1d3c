"""Plans as lines, and what belongs to the whole book: choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import AmbiguousName, NotFound
from db.model.lines import PlanLine
from db.queries.reading import rows

if TYPE_CHECKING:
    import sqlite3

# Counted plan by plan: rows grouped by way of a damaged index could bring a plan twice.
_PLANS = """
    select plan.*,
        (select count(*) from indicator where plan = plan.id and withdrawn_by is null
            and task is null) as indicators,
        (select count(*) from indicator where plan = plan.id and withdrawn_by is null
            and task is not null) as commitments,
        (select count(*) from task where plan = plan.id and withdrawn_by is null) as tasks,
        (select count(*) from project where plan = plan.id and withdrawn_by is null) as projects,
        case when exists (select 1 from source where kind = 'demonstration')
            then exists (select 1 from indicator join actual on actual.series = indicator.series
                join source on source.id = actual.source
                where indicator.plan = plan.id and source.kind = 'demonstration')
            else 0 end as demonstration
    from plan order by position, id
"""

REPORTING_PERIOD = "reporting_period"
"""The setting that holds the period the book is being filled for, as it is stored (2024)."""


def plan_lines(connection: sqlite3.Connection) -> tuple[PlanLine, ...]:
    """Return the plans of a book in order."""
    return tuple(
        PlanLine(
            id=row["id"],
            title=row["title"],
            document_number=row["document_number"],
            issuer=row["issuer"],
            issued_on=row["issued_on"],
            period_start=row["period_start"],
            period_end=row["period_end"],
            county=row["county"],
            disclosure=row["disclosure"],
            indicators=row["indicators"],
            commitments=row["commitments"],
            tasks=row["tasks"],
            projects=row["projects"],
            demonstration=bool(row["demonstration"]),
        )
        for row in rows(connection, _PLANS)
    )


def find_plan(connection: sqlite3.Connection, plan: str | None = None) -> PlanLine:
    """Return a plan by id or title, or the only one; NotFound or AmbiguousName otherwise."""
    plans = plan_lines(connection)
    if plan is not None:
        plans = tuple(line for line in plans if plan in {line.id, line.title})
    if not plans:
        raise NotFound("plan", plan or "")
    if len(plans) > 1:
        raise AmbiguousName("plan", plan or "", tuple(line.id for line in plans))
    return plans[0]


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    """Return a choice that belongs to the book, or None when it was never made."""
    found = connection.execute("select value from setting where id = ?", (name,)).fetchone()
    return found[0] if found else None


def reporting_period(connection: sqlite3.Connection) -> str:
    """Return the period the book was carried on to, empty while it never was."""
    return setting(connection, REPORTING_PERIOD) or ""
