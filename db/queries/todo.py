"""What waits for somebody: deadlines near or past, entries by their state, those returned."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from db.model.todo_lines import DueLine, ReturnedLine
from db.model.words import PROJECT_STAGES, EntryState, RowKind, TaskStatus
from db.model.work_words import ReviewAction
from db.queries.reading import Words, bare_rows, rows
from db.rules.days import read_day
from db.rules.deadlines import due_day

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

_ENDED = frozenset({TaskStatus.DONE, TaskStatus.STANDING, TaskStatus.STOPPED})
_BUILT = frozenset(PROJECT_STAGES[PROJECT_STAGES.index("竣工验收") :])

# Deadlines are 2025, 2025-06, 2025-06-30, or words (每年) that come after every digit.
_DUE = """
    select 'task' as kind, id as row, title as name, '' as what, deadline as due, status
    from task where plan = :plan and withdrawn_by is null and substr(deadline, 1, 4) <= :year
    union all
    select 'task', task.id, task.title, measure.title, measure.deadline,
        ifnull(measure.status, task.status)
    from measure join task on task.id = measure.task
    where task.plan = :plan and task.withdrawn_by is null
      and substr(measure.deadline, 1, 4) <= :year
    union all
    select 'task', task.id, task.title, yearly_work.words,
        case yearly_work.due when '' then yearly_work.year else yearly_work.due end,
        yearly_work.status
    from yearly_work join task on task.id = yearly_work.task
    where task.plan = :plan and task.withdrawn_by is null and yearly_work.year <= :year
    union all
    select 'project', id, name, '', coalesce(nullif(deadline, ''), due_year),
        case when stage = '' and year_class = '竣工' then '竣工验收' else stage end
    from project where plan = :plan and withdrawn_by is null
      and id not in (select parent from project where parent is not null)
      and substr(coalesce(nullif(deadline, ''), due_year), 1, 4) <= :year
    union all
    select 'project', project.id, project.name, milestone.stage, milestone.planned, ''
    from milestone join project on project.id = milestone.project
    where project.plan = :plan and project.withdrawn_by is null and milestone.actual = ''
      and milestone.planned <> '' and substr(milestone.planned, 1, 4) <= :year
    union all
    select case problem.row_kind when 'project' then 'project' else 'task' end,
        coalesce(task.id, owner.id, project.id), coalesce(task.title, owner.title, project.name),
        problem.words, problem.due, ''
    from problem left join task on task.id = problem.row
        left join measure on measure.id = problem.row
        left join task owner on owner.id = measure.task
        left join project on project.id = problem.row
    where problem.solved_on = '' and problem.due <> '' and substr(problem.due, 1, 4) <= :year
      and coalesce(task.plan, owner.plan, project.plan) = :plan
      and coalesce(task.withdrawn_by, owner.withdrawn_by, project.withdrawn_by) is null
"""

# A period and its parts: 2023, 2023-S1, 2023-05 lie between 2023 and 2023. in this order of signs.
_COUNTS = """
    select state, count(*) from (
    select id, state from (
        select distinct actual.id, actual.state
        from indicator cross join actual on actual.series = indicator.series
            and actual.period >= :period and actual.period < :period || '.'
        where indicator.plan = :plan and indicator.withdrawn_by is null
        union all
        select progress.id, progress.state from progress
            left join task on task.id = progress.row
            left join measure on measure.id = progress.row
            left join task owner on owner.id = measure.task
            left join project on project.id = progress.row
        where progress.period >= :period and progress.period < :period || '.'
          and coalesce(task.plan, owner.plan, project.plan) = :plan
          and coalesce(task.withdrawn_by, owner.withdrawn_by, project.withdrawn_by) is null
        union all
        select milestone.id, ifnull(milestone.state, 'draft')
        from milestone join project on project.id = milestone.project
        where project.plan = :plan and project.withdrawn_by is null
          and substr(milestone.actual, 1, 4) = :period
    )
    union
    select actual.id, actual.state
    from review_event join actual on actual.id = review_event.row
        join indicator on indicator.series = actual.series and indicator.plan = :plan
            and indicator.withdrawn_by is null
    where review_event.action in (:approve, :sign) and actual.state not in ('approved', 'locked')
    union
    select progress.id, progress.state
    from review_event join progress on progress.id = review_event.row
        left join task on task.id = progress.row
        left join measure on measure.id = progress.row
        left join task owner on owner.id = measure.task
        left join project on project.id = progress.row
    where review_event.action in (:approve, :sign) and progress.state not in ('approved', 'locked')
      and coalesce(task.plan, owner.plan, project.plan) = :plan
      and coalesce(task.withdrawn_by, owner.withdrawn_by, project.withdrawn_by) is null
    union
    select milestone.id, ifnull(milestone.state, 'draft')
    from review_event join milestone on milestone.id = review_event.row
        join project on project.id = milestone.project
    where review_event.action in (:approve, :sign) and milestone.actual <> ''
      and ifnull(milestone.state, 'draft') not in ('approved', 'locked')
      and project.plan = :plan and project.withdrawn_by is null
    ) group by state
"""

_RETURNED = """
    select 'actual' as kind, min(indicator.id) as row, min(indicator.name) as name, actual.period,
        ifnull(actual.unit, '') as unit, review_event.reason, max(review_event.made_at) as made_at
    from review_event join actual on actual.id = review_event.row and actual.state = 'returned'
        join indicator on indicator.series = actual.series and indicator.plan = :plan
            and indicator.withdrawn_by is null
    where review_event.action = :returned group by actual.id
    union all
    select case when project.id is null then 'task' else 'project' end,
        coalesce(task.id, owner.id, project.id),
        coalesce(task.title, measure.title, project.name), progress.period,
        ifnull(progress.unit, ''), review_event.reason, max(review_event.made_at)
    from review_event join progress on progress.id = review_event.row
            and progress.state = 'returned'
        left join task on task.id = progress.row
        left join measure on measure.id = progress.row
        left join task owner on owner.id = measure.task
        left join project on project.id = progress.row
    where review_event.action = :returned
      and coalesce(task.plan, owner.plan, project.plan) = :plan
      and coalesce(task.withdrawn_by, owner.withdrawn_by, project.withdrawn_by) is null
    group by progress.id
    union all
    select 'project', project.id, project.name || milestone.stage, substr(milestone.actual, 1, 4),
        '', review_event.reason, max(review_event.made_at)
    from review_event join milestone on milestone.id = review_event.row
            and milestone.state = 'returned'
        join project on project.id = milestone.project and project.plan = :plan
            and project.withdrawn_by is null
    where review_event.action = :returned group by milestone.id
    order by made_at
"""

_KINDS, _STATES = Words(RowKind), Words(EntryState)


def due_lines(connection: sqlite3.Connection, plan: str, until: date) -> tuple[DueLine, ...]:
    """Return what of a plan falls due by a day and is not done, the longest overdue first.

    Tasks, their measures and yearly work that are 已完成, 长期坚持 or 已终止 are not among it, nor
    projects from 竣工验收 on, stages that were passed, problems that were solved. A lump whose
    named works are known is counted by these.
    """
    found = []
    # Ten thousand rows fall due on few different days.
    days: dict[object, date | None] = {}
    for kind, row, name, what, words, status in bare_rows(
        connection, _DUE, plan=plan, year=str(until.year)
    ):
        if status in _ENDED or status in _BUILT:
            continue
        if words not in days:
            days[words] = _day(str(words))
        due = days[words]
        if due is not None and due <= until:
            found.append(DueLine(_KINDS[kind], row, name, what, due))
    return tuple(sorted(found, key=attrgetter("due")))


def _day(words: str) -> date | None:
    """Return the last day of a year, month or day; None of 每年 and what else a plan may write."""
    if len(words) > len("2025-06"):
        try:
            return read_day(words)
        except ValueError:
            return None
    return due_day(words)


def entry_counts(connection: sqlite3.Connection, plan: str, period: str) -> Counter[EntryState]:
    """Return how many entries of a period and its parts stand where in the review.

    Entries of other periods that were altered since they were approved are among them.
    """
    told = {"approve": ReviewAction.APPROVE.value, "sign": ReviewAction.SIGN.value}
    found = bare_rows(connection, _COUNTS, plan=plan, period=period, **told)
    return Counter({_STATES[state]: count for state, count in found})


def returned_lines(connection: sqlite3.Connection, plan: str) -> tuple[ReturnedLine, ...]:
    """Return the entries of a plan that came back and were not handed in again.

    A figure is named as such; a report and a stage by the task or project they tell of.
    """
    found = rows(connection, _RETURNED, plan=plan, returned=ReviewAction.RETURN.value)
    return tuple(
        ReturnedLine(
            _KINDS[row["kind"]],
            row["row"],
            row["name"],
            row["period"],
            row["unit"],
            row["reason"],
            row["made_at"][:10],
        )
        for row in found
    )
