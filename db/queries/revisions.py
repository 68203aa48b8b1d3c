"""Target revisions as lines, the rows they took out, and the plan as it stood before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import NotFound
from db.model.amount import Amount
from db.model.revised import PlanRows, RevisedLine, RevisionEntry
from db.model.words import Op, RowKind, TargetRole
from db.model.work_words import RevisedField, RevisionAction
from db.queries.indicators import all_rows
from db.queries.reading import Grouped, Words, figure, rows
from db.queries.works import project_lines, task_lines
from db.rules.plan_then import before_revision, on_day, only_withdrawn
from db.rules.revising import SCALE_UNITS

if TYPE_CHECKING:
    import sqlite3

    from db.model.lines import YearValue

_ENTRIES = """
    select id, plan, title, document_number, decided_on, reason, evidence from revision
    where plan = :plan order by decided_on, position, id
"""

_LINES = """
    select revision_line.*,
        coalesce(indicator.name, task.title, project.name, '') as name,
        coalesce(indicator.number, task.number, '') as number,
        coalesce(owner.title, indicator.category, task.section, lump.name, '') as grouped,
        coalesce(series.unit, '') as unit,
        coalesce(newer.name, newer_task.title, newer_project.name, '') as successor,
        indicator.task is not null as is_commitment
    from revision_line join revision on revision.id = revision_line.revision
        left join indicator on indicator.id = revision_line.row
        left join series on series.id = indicator.series
        left join task as owner on owner.id = indicator.task
        left join task on task.id = revision_line.row
        left join project on project.id = revision_line.row
        left join project as lump on lump.id = project.parent
        left join indicator as newer on newer.id = revision_line.replaced_by
        left join task as newer_task on newer_task.id = revision_line.replaced_by
        left join project as newer_project on newer_project.id = revision_line.replaced_by
    where revision.plan = :plan
    order by revision_line.revision, revision_line.position, revision_line.id
"""

_WITHDRAWN = """
    select (select count(*) from indicator where plan = :plan and withdrawn_by is not null)
        + (select count(*) from task where plan = :plan and withdrawn_by is not null)
        + (select count(*) from project where plan = :plan and withdrawn_by is not null)
"""

_WITHDRAWN_KINDS = """
    select case when task is null then 'indicator' else 'task' end as kind, count(*)
    from indicator where plan = :plan and withdrawn_by is not null group by kind
    union all select 'task', count(*) from task where plan = :plan and withdrawn_by is not null
    union all
    select 'project', count(*) from project where plan = :plan and withdrawn_by is not null
"""

_PLAN_OF = "select plan from indicator where id = :row"

_FIELDS, _ACTIONS, _KINDS = Words(RevisedField), Words(RevisionAction), Words(RowKind)
_ROLES, _OPS = Words(TargetRole), Words(Op)


def revision_entries(connection: sqlite3.Connection, plan: str) -> tuple[RevisionEntry, ...]:
    """Return the target revisions of a plan with all they did, the oldest first."""
    lines = Grouped[RevisedLine]()
    for row in rows(connection, _LINES, plan=plan):
        lines[row["revision"]].append(_line(row))
    return tuple(
        RevisionEntry(
            id=row["id"],
            plan=row["plan"],
            title=row["title"],
            document_number=row["document_number"],
            decided_on=row["decided_on"],
            reason=row["reason"],
            evidence=row["evidence"],
            lines=lines.of(row["id"]),
        )
        for row in rows(connection, _ENTRIES, plan=plan)
    )


def _line(row: sqlite3.Row) -> RevisedLine:
    field = _FIELDS[row["field"]]
    return RevisedLine(
        id=row["id"],
        revision=row["revision"],
        kind=_KINDS[row["row_kind"]],
        row=row["row"],
        action=_ACTIONS[row["action"]],
        field=field,
        role=_ROLES[row["role"]] if row["role"] else None,
        year=row["year"],
        to_year=row["after_year"],
        before=_amount(row, "before"),
        after=_amount(row, "after"),
        replaced_by=row["replaced_by"] or "",
        note=row["note"],
        name=row["name"],
        number=row["number"],
        group=row["grouped"],
        unit=SCALE_UNITS.get(field, row["unit"]),
        successor=row["successor"],
        is_commitment=bool(row["is_commitment"]),
    )


def _amount(row: sqlite3.Row, when: str) -> Amount:
    op = row[f"{when}_op"]
    return Amount(
        row[f"{when}_words"],
        figure(row[f"{when}_value"]),
        figure(row[f"{when}_high"]),
        _OPS[op] if op else Op.EQUAL,
    )


def plan_rows(connection: sqlite3.Connection, plan: str) -> PlanRows:
    """Return every row of a plan as it stands, those that were taken out among them."""
    return PlanRows(
        all_rows(connection, plan, withdrawn=True),
        task_lines(connection, plan, withdrawn=True),
        project_lines(connection, plan, withdrawn=True),
    )


def withdrawn_rows(connection: sqlite3.Connection, plan: str) -> PlanRows:
    """Return the rows of a plan that target revisions took out, with the figures they have."""
    return only_withdrawn(plan_rows(connection, plan))


def withdrawn_count(connection: sqlite3.Connection, plan: str) -> int:
    """Return how many rows of a plan target revisions took out."""
    return int(connection.execute(_WITHDRAWN, {"plan": plan}).fetchone()[0])


def withdrawn_kinds(connection: sqlite3.Connection, plan: str) -> dict[RowKind, int]:
    """Return how many rows of each page revisions took out: tasks with their 量化目标."""
    found = dict.fromkeys((RowKind.INDICATOR, RowKind.TASK, RowKind.PROJECT), 0)
    for kind, count in connection.execute(_WITHDRAWN_KINDS, {"plan": plan}):
        found[_KINDS[kind]] += count
    return found


def plan_on(connection: sqlite3.Connection, plan: str, day: str) -> PlanRows:
    """Return the rows of a plan as they stood at the end of a day (ISO)."""
    return on_day(plan_rows(connection, plan), revision_entries(connection, plan), day)


def plan_before(connection: sqlite3.Connection, plan: str, revision: str) -> PlanRows:
    """Return the rows of a plan as they stood before a revision."""
    return before_revision(
        plan_rows(connection, plan), revision_entries(connection, plan), revision
    )


def targets_on(connection: sqlite3.Connection, indicator: str, day: str) -> tuple[YearValue, ...]:
    """Return the targets that a row had at the end of a day, none where it was not in the plan.

    Raises NotFound for a row that is gone.
    """
    plan = connection.execute(_PLAN_OF, {"row": indicator}).fetchone()
    if plan is None:
        raise NotFound("indicator", indicator)
    stood = plan_on(connection, plan[0], day).indicators
    return next((line.targets for line in stood if line.id == indicator), ())
