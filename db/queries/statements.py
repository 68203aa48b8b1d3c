"""Every printing of a plan's values, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.statement_lines import StatementLine
from db.model.work_words import StatementRole
from db.queries.reading import Grouped, Words, amount, rows

if TYPE_CHECKING:
    import sqlite3

# What the plan prints is the target no longer once a revision has changed it.
_STATEMENTS = """
    select statement.*,
        statement.id in (
            select statement from baseline where indicator = statement.indicator
            union select statement from target
            where indicator = statement.indicator and not exists (
                select 1 from revision_line where row = target.indicator and field = 'target'
                    and role = target.role and ifnull(after_year, year) is target.year)
        ) as chosen
    from statement
    where indicator in (select id from indicator where id = :indicator or plan = :plan)
    order by statement.role, ifnull(statement.year, 9999), statement.id
"""

_ROLES = Words(StatementRole)


def statement_lines(connection: sqlite3.Connection, indicator: str) -> tuple[StatementLine, ...]:
    """Return every printing of an indicator's values; baselines first, by year."""
    found = rows(connection, _STATEMENTS, indicator=indicator, plan=None)
    return tuple(_statement(row) for row in found)


def plan_statements(connection: sqlite3.Connection, plan: str) -> dict[str, list[StatementLine]]:
    """Return every printing of every value of a plan, by indicator."""
    statements = Grouped[StatementLine]()
    for row in rows(connection, _STATEMENTS, indicator=None, plan=plan):
        statements[row["indicator"]].append(_statement(row))
    return dict(statements)


def _statement(row: sqlite3.Row) -> StatementLine:
    return StatementLine(
        id=row["id"],
        indicator=row["indicator"],
        role=_ROLES[row["role"]],
        year=row["year"],
        amount=amount(row),
        name=row["name"],
        place=row["place"],
        chosen=bool(row["chosen"]),
    )
