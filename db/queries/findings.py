"""A plan's own contradictions, judged by the rules over one reading of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.indicators import all_rows
from db.queries.plans import find_plan, plan_lines
from db.queries.statements import plan_statements

if TYPE_CHECKING:
    import sqlite3

    from db.rules.finding import Finding


def plan_findings(connection: sqlite3.Connection, plan: str | None = None) -> tuple[Finding, ...]:
    """Return what contradicts itself in one plan, or in every plan of the book; NotFound."""
    # Loaded when asked for: a page is shown before the plan is judged.
    from db.queries.projects import years_by_project  # noqa: PLC0415
    from db.queries.works import project_lines  # noqa: PLC0415
    from db.rules.contradictions import indicator_findings  # noqa: PLC0415
    from db.rules.lumps import lump_findings, piece_findings  # noqa: PLC0415

    plans = plan_lines(connection) if plan is None else (find_plan(connection, plan),)
    found: list[Finding] = []
    for line in plans:
        found += indicator_findings(
            all_rows(connection, line.id),
            plan_statements(connection, line.id),
            period_start=line.period_start,
            period_end=line.period_end,
        )
        projects = project_lines(connection, line.id)
        found += lump_findings(projects)
        found += piece_findings(projects, years_by_project(connection, line.id))
    return tuple(found)
