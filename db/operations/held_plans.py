"""The plan of a book that a list is held against, with everything the book holds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.matching import HeldPlan
from db.queries import (
    find_plan,
    indicator_lines,
    plan_lines,
    project_lines,
    task_lines,
    unit_lines,
)
from db.rules.names import folded

if TYPE_CHECKING:
    import sqlite3

    from db.exchange.listing import ListReading
    from db.model.lines import PlanLine


def plan_for(
    connection: sqlite3.Connection, plan: str | None, reading: ListReading
) -> PlanLine | None:
    """Return the plan a list belongs to: the named one, its title's, or the book's only one.

    None when the book has no plan at all; NotFound or AmbiguousName when it cannot be told.
    """
    if plan is not None:
        return find_plan(connection, plan)
    plans = plan_lines(connection)
    titled = [line for line in plans if folded(line.title) == folded(reading.title)]
    if len(titled) == 1:
        return titled[0]
    return find_plan(connection) if plans else None


def held_plan(connection: sqlite3.Connection, plan: PlanLine) -> HeldPlan:
    """Return a plan with its rows and the units of the book."""
    return HeldPlan(
        plan,
        indicator_lines(connection, plan.id),
        task_lines(connection, plan.id),
        project_lines(connection, plan.id),
        unit_lines(connection),
    )
