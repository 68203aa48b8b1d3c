"""A plan's official list as a file: all that is read of a book for it, and its writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.queries.revisions import revision_entries

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.book import PlanBook
    from db.model.lines import PlanLine
    from db.ticket import Ticket


def write_list_of(
    book: PlanBook,
    plan: str | None,
    target: Path,
    *,
    today: date,
    replace: bool,
    ticket: Ticket | None = None,
) -> PlanLine:
    """Write the list of a plan (the only one if None), and return the plan.

    Raises NotFound, AmbiguousName, TargetRefused, Cancelled.
    """
    # Loaded when it is needed: nothing else needs the writer of workbooks.
    from db.exchange.list_writer import write_list  # noqa: PLC0415 - as said

    line = book.read(queries.find_plan, plan)
    write_list(
        target,
        line,
        book.read(queries.indicator_lines, line.id),
        book.read(queries.task_lines, line.id),
        book.read(queries.project_lines, line.id),
        revisions=book.read(revision_entries, line.id),
        work=book.read(queries.work_by_project, line.id),
        replace=replace,
        today=today,
        ticket=ticket,
    )
    return line
