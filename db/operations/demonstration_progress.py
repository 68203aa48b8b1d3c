"""Made-up statuses, progress, problems and yearly work for the tasks of a sample plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.model.records import Measure, Problem, Progress, Source, Task, YearlyWork
from db.model.words import EntryState, RowKind, TaskStatus
from db.model.work_words import ProblemKind, SourceKind
from db.operations.demonstration import NOTE
from db.rules.periods import month_to_tell, previous
from db.rules.progress import is_asked
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.period import Period
    from db.store.writing import Transaction

_STATUSES = (
    TaskStatus.ON_TRACK,
    TaskStatus.ON_TRACK,
    TaskStatus.NOT_STARTED,
    TaskStatus.ON_TRACK,
    TaskStatus.DONE,
    TaskStatus.ON_TRACK,
    TaskStatus.BEHIND,
)
_SAID = {
    TaskStatus.ON_TRACK: ("完成阶段安排，按进度推进", "细化到人，月底前再核一次"),
    TaskStatus.BEHIND: ("前期手续办理中，比计划慢一个月", "倒排工期，下月补上"),
    TaskStatus.STANDING: ("日常工作照常开展", "坚持每周调度"),
    TaskStatus.NOT_STARTED: ("正在制定方案", "方案报会研究"),
    TaskStatus.DONE: ("已完成，资料归档", ""),
}
_UNTOLD = 4
"""Every so many tasks lack the newest month, so that there is something left to fill."""
_MEASURES_DONE = 3
_WORKS = 2
"""So many measures of a task are dealt out to the year."""


def make_up_progress(transaction: Transaction, plan: str, first: int, last: int) -> None:
    """Give the tasks of a plan statuses and two months of progress, the newest with gaps.

    The months are those told on the day of the step, in the plan's last year once it is over.
    Nothing random, so a demonstration is the same every time.
    """
    today = datetime.fromisoformat(transaction.now).date()
    month = _month(today, first, last)
    source = Source(
        id=new_id(),
        kind=SourceKind.DEMONSTRATION,
        file=NOTE,
        received_at=transaction.now,
        who=transaction.who,
    )
    transaction.put([source])
    tasks = sorted(transaction.find(Task, plan=plan), key=lambda task: task.position)
    for order, task in enumerate(tasks):
        status = TaskStatus.STANDING if not task.deadline else _STATUSES[order % len(_STATUSES)]
        transaction.change(replace(task, status=status))
        measures = sorted(transaction.find(Measure, task=task.id), key=lambda one: one.position)
        for place, measure in enumerate(measures):
            if task.deadline and place % _MEASURES_DONE == 0 and is_asked(status):
                transaction.change(replace(measure, status=TaskStatus.DONE))
        told = [previous(month)] if order % _UNTOLD == _UNTOLD - 1 else [previous(month), month]
        transaction.put(_told(task, status, period, source.id) for period in told)
        transaction.put(_works(task, measures, month.year))
        if status is TaskStatus.BEHIND:
            transaction.put(_problems(task, str(previous(month))))


def _month(today: date, first: int, last: int) -> Period:
    return month_to_tell(today, min(max(today.year, first), last))


def _told(task: Task, status: TaskStatus, period: Period, source: str) -> Progress:
    words, next_step = _SAID[status]
    behind = status is TaskStatus.BEHIND
    return Progress(
        id=new_id(),
        row_kind=RowKind.TASK,
        row=task.id,
        period=str(period),
        status=status,
        words=words,
        problem="前置手续未批" if behind else "无",
        next_step=next_step,
        coordination="请有关部门加快办理" if behind else "无",
        as_of=period.last_day.isoformat(),
        state=EntryState.DRAFT,
        note=NOTE,
        source=source,
    )


def _works(task: Task, measures: list[Measure], year: int) -> Iterator[YearlyWork]:
    for place, measure in enumerate(measures[:_WORKS] if task.deadline else ()):
        yield YearlyWork(
            id=new_id(),
            task=task.id,
            measure=measure.id,
            year=year,
            words=measure.title,
            due=f"{year}-{6 * (place + 1):02d}",
            status=TaskStatus.ON_TRACK,
            position=place,
        )


def _problems(task: Task, period: str) -> Iterator[Problem]:
    for position, (kind, words) in enumerate(
        (
            (ProblemKind.PROBLEM, "前置手续未批"),
            (ProblemKind.COORDINATION, "请有关部门加快办理"),
        )
    ):
        yield Problem(
            id=new_id(),
            kind=kind,
            row_kind=RowKind.TASK,
            row=task.id,
            period=period,
            words=words,
            position=position,
        )
