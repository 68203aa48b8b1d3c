"""Plans as lines, and what belongs to the whole book: choices, kept files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import AmbiguousName, NotFound
from db.model.lines import KeptFile, PlanLine
from db.queries.reading import rows

if TYPE_CHECKING:
    import sqlite3

_PLANS = """
    select plan.*,
        (select count(*) from indicator where plan = plan.id and withdrawn_by is null
            and task is null) as indicators,
        (select count(*) from indicator where plan = plan.id and withdrawn_by is null
            and task is not null) as commitments,
        (select count(*) from task where plan = plan.id and withdrawn_by is null) as tasks,
        (select count(*) from project where plan = plan.id and withdrawn_by is null) as projects,
        exists (select 1 from source where kind = 'demonstration')
            and exists (select 1 from indicator join actual on actual.series = indicator.series
                join source on source.id = actual.source
                where indicator.plan = plan.id and source.kind = 'demonstration') as demonstration
    from plan order by position, id
"""

_KEPT_FILES = """
    select sha256, name, received_at, length(content) as size from kept_file
    where :plan is null or (select count(*) from plan) = 1 or sha256 in (
        select source.sha256 from source where source.id in (
            select actual.source from actual join indicator on indicator.series = actual.series
                where indicator.plan = :plan
            union select baseline.source from baseline
                join indicator on indicator.id = baseline.indicator where indicator.plan = :plan
            union select target.source from target
                join indicator on indicator.id = target.indicator where indicator.plan = :plan
        )
    )
    order by received_at desc, rowid desc
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


def kept_files(connection: sqlite3.Connection, plan: str | None = None) -> tuple[KeptFile, ...]:
    """Return the imported files that stay in the book, newest first; of one plan if it is named.

    A file belongs to the plans that hold a figure from it, and to a book's only plan.
    """
    return tuple(
        KeptFile(row["sha256"], row["name"], row["received_at"], row["size"])
        for row in rows(connection, _KEPT_FILES, plan=plan)
    )


def kept_content(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return the bytes of a file that stays in the book, None when it does not."""
    found = connection.execute(
        "select content from kept_file where sha256 = ?", (sha256,)
    ).fetchone()
    return bytes(found[0]) if found else None
