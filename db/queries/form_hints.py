"""What a form that the book has never seen is recognised by: names of rows, the last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_NAMES = "select distinct name from indicator where :plan is null or plan = :plan order by name"

_NEWEST = "select max(period) from actual where unit is null and length(period) = 4"


def names_of_rows(connection: sqlite3.Connection, plan: str | None) -> tuple[str, ...]:
    """Return the names of indicators and 量化目标, of one plan if it is named."""
    return tuple(name for (name,) in connection.execute(_NAMES, {"plan": plan}))


def last_recorded_year(connection: sqlite3.Connection) -> str:
    """Return the last year that a figure of the whole county is recorded of; empty for none."""
    (found,) = connection.execute(_NEWEST).fetchone()
    return found or ""
