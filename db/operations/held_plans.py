"""The plan of a book that a list is held against, with everything the book holds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.differences import Item
from db.exchange.listing import TableKind
from db.exchange.matching import HeldPlan
from db.exchange.unit_table.matching import HeldUnits
from db.queries import (
    data_items,
    find_plan,
    indicator_lines,
    name_decisions,
    plan_lines,
    project_lines,
    recorded_figures,
    task_lines,
    unit_lines,
)
from db.queries.projects import work_by_project
from db.queries.revisions import revision_entries, withdrawn_rows
from db.rules.names import folded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

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


def held_units(
    connection: sqlite3.Connection,
    held: HeldPlan,
    reading: ListReading,
    in_rows: Collection[str] = (),
) -> HeldUnits:
    """Return what the book holds that the tables of units of a reading are compared with.

    `in_rows` are the periods that stand in their rows, beside those of the columns.
    """
    promises = (promise for task in held.tasks for promise in task.commitments)
    items = {
        line.series: Item(line.series, line.name, line.unit, line.category)
        for line in (*promises, *held.indicators)
    }
    items |= {one.id: Item(one.id, one.name, one.unit) for one in data_items(connection)}
    periods = {
        column.period
        for table in reading.tables
        if table.kind is TableKind.UNITS
        for column in table.columns
        if column.period
    } | set(in_rows)
    figures = recorded_figures(connection, items.keys(), periods)
    for line in held.indicators:
        for period in periods & line.actuals.keys():
            figures[line.series, period, None] = line.actuals[period]
    return HeldUnits(tuple(items.values()), held.units, figures)


def held_plan(connection: sqlite3.Connection, plan: PlanLine) -> HeldPlan:
    """Return a plan with its rows and the units of the book."""
    return HeldPlan(
        plan,
        indicator_lines(connection, plan.id),
        task_lines(connection, plan.id),
        project_lines(connection, plan.id),
        unit_lines(connection),
        name_decisions(connection).split_names,
        _withdrawn(connection, plan.id),
        work_by_project(connection, plan.id),
    )


def _withdrawn(connection: sqlite3.Connection, plan: str) -> dict[tuple[TableKind, str], str]:
    """Return what target revisions took out of a plan, with the document that did."""
    entries = revision_entries(connection, plan)
    if not entries:
        return {}
    told = {entry.id: entry.document_number or entry.title for entry in entries}
    rows = withdrawn_rows(connection, plan)
    named = [
        (TableKind.TASKS if line.task else TableKind.INDICATORS, line.name, line.withdrawn_by)
        for line in rows.indicators
    ]
    named += [(TableKind.TASKS, task.title, task.withdrawn_by) for task in rows.tasks]
    named += [(TableKind.PROJECTS, line.name, line.withdrawn_by) for line in rows.projects]
    return {(kind, folded(name)): told.get(by or "", "") for kind, name, by in named}
