"""Putting the facts of a project that a list brings into the book: dates, money, years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.project_facts import Fact, with_fact
from db.model.project_lines import FundingLine, MilestoneLine, ProjectWork, ProjectYearLine
from db.model.records import Funding, Milestone, ProjectYear
from db.operations.milestones import keep_milestone
from db.operations.projects import keep_funding, keep_years
from db.rules.schedule import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.store.writing import Transaction


def put_facts(
    transaction: Transaction, project: str, facts: Iterable[Fact], *, reason: str
) -> None:
    """Write facts of a project; what the list does not name stays as it is.

    `reason` is why a stage that was approved is altered; raises ValueRefused(LOCKED) for one that
    is locked.
    """
    held = _held(transaction, project)
    work = held
    for fact in facts:
        work = with_fact(work, fact)
    if work.milestones != held.milestones:
        for one in work.milestones:
            keep_milestone(transaction, project, one, reason=reason)
    if work.funding != held.funding:
        keep_funding(transaction, project, work.funding)
    if work.years != held.years:
        keep_years(transaction, project, work.years)


def _held(transaction: Transaction, project: str) -> ProjectWork:
    """Return what the open transaction holds of a project's work."""
    milestones = in_order(
        MilestoneLine(one.stage, one.planned, one.actual, one.note)
        for one in transaction.find(Milestone, project=project)
    )
    return ProjectWork(
        tuple(milestones),
        tuple(
            FundingLine(
                one.year, one.origin, one.planned, one.arrived, one.done, one.paid, one.note
            )
            for one in transaction.find(Funding, project=project)
        ),
        tuple(
            ProjectYearLine(one.year, one.year_class, one.planned, one.delivered, one.note)
            for one in transaction.find(ProjectYear, project=project)
        ),
    )
