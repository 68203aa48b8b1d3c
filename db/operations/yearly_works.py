"""The 年度任务分解表: what of each task is to be done in a year, and by which month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import Measure, Plan, Task, Unit, YearlyWork
from db.operations.years import require_year_of
from db.queries import task_lines, yearly_works
from db.rules.deadlines import read_due_month
from db.rules.names import one_line
from db.rules.ordering import moved, places
from db.rules.yearly_works import WorkLine, works_for_year
from db.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction


class YearlyWorks:
    """Writing, changing and carrying on what is to be done in each year."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def add(
        self,
        task: str,
        year: int,
        words: str,
        *,
        due: str = "",
        measure: str | None = None,
        unit: str | None = None,
    ) -> ChangeSet:
        """Add work of a task in a year; `due` is a month in typed words, empty: its end.

        Raises NotFound for a task, measure or unit that is gone; ValueRefused(EMPTY_WORDS),
        (NOT_A_DEADLINE) for a month outside the year, (YEAR_OUTSIDE_PLAN).
        """
        with self._steps.begin(f"新增 {year} 年任务“{words.strip()[:20]}”") as step:
            held = self._task_of_year(step.transaction, task, year)
            _require_known(step.transaction, held.id, measure, unit)
            made = YearlyWork(
                id=new_id(),
                task=held.id,
                measure=measure,
                year=year,
                words=_required(words),
                due=_due(due, year),
                unit=unit,
                position=_behind(step.transaction, task),
            )
            step.transaction.put([made])
        return step.done()

    def change(self, work: str, **fields: Any) -> ChangeSet:
        """Change words, due month, unit, status or year of work; raises as `add` does."""
        with self._steps.begin("改年度任务") as step:
            transaction = step.transaction
            held = transaction.require(YearlyWork, work)
            transaction.label = f"改 {held.year} 年任务“{held.words[:20]}”"
            changed = dict(fields)
            year = changed.get("year", held.year)
            if "words" in fields:
                changed["words"] = _required(fields["words"])
            if "due" in fields:
                changed["due"] = _due(fields["due"], year)
            elif year != held.year:
                changed["due"] = ""
            self._task_of_year(transaction, held.task, year)
            _require_known(transaction, held.task, fields.get("measure"), fields.get("unit"))
            transaction.change(replace(held, **changed))
        return step.done()

    def move(self, work: str, *, before: str | None) -> ChangeSet:
        """Put work before other work of its task (None: last); NotFound."""
        with self._steps.begin("移动年度任务") as step:
            transaction = step.transaction
            held = transaction.require(YearlyWork, work)
            found = transaction.find(YearlyWork, task=held.task)
            rows = sorted(found, key=lambda one: (one.position, one.id))
            try:
                order = moved([one.id for one in rows], [work], before=before)
            except ValueError as error:
                raise NotFound("yearly_work", before or "") from error
            given = places(order, {one.id: one.position for one in rows})
            for one in rows:
                transaction.change(replace(one, position=given[one.id]))
        return step.done()

    def remove(self, works: Collection[str]) -> ChangeSet:
        """Take work out of the table; NotFound if it is gone."""
        with self._steps.begin(f"删除 {len(works)} 条年度任务") as step:
            for work in works:
                step.transaction.remove(step.transaction.require(YearlyWork, work))
        return step.done()

    def preview_year(self, plan: str, year: int) -> tuple[WorkLine, ...]:
        """Return what the table of a year may take over; nothing is kept."""
        with self._steps.reading():
            return self._lines(plan, year)

    def carry_on(self, plan: str, year: int, chosen: Sequence[WorkLine]) -> ChangeSet:
        """Take the chosen lines of the preview into a year's table, as one step.

        Raises StaleRow for a line that is not proposed any more, ValueRefused(YEAR_OUTSIDE_PLAN).
        """
        with self._steps.begin(f"分解到 {year} 年 {len(chosen)} 条") as step:
            known = set(self._lines(plan, year))
            places_of: dict[str, int] = {}
            for line in chosen:
                if line not in known:
                    raise StaleRow("yearly_work", line.words)
                self._task_of_year(step.transaction, line.task, year)
                if line.task not in places_of:
                    places_of[line.task] = _behind(step.transaction, line.task)
                step.transaction.put(
                    [
                        YearlyWork(
                            id=new_id(),
                            task=line.task,
                            measure=line.measure,
                            year=year,
                            words=line.words,
                            due=line.due,
                            unit=line.unit,
                            position=places_of[line.task],
                        )
                    ]
                )
                places_of[line.task] += 1
        return step.done()

    def _lines(self, plan: str, year: int) -> tuple[WorkLine, ...]:
        tasks = task_lines(self._connection, plan)
        return works_for_year(tasks, yearly_works(self._connection, plan), year)

    @staticmethod
    def _task_of_year(transaction: Transaction, task: str, year: int) -> Task:
        """Return a task, whose plan must reach the year."""
        held = transaction.get(Task, task)
        plan = transaction.get(Plan, held.plan) if held is not None else None
        if held is None or plan is None:
            raise NotFound("task", task)
        require_year_of(plan, year)
        return held


def _require_known(
    transaction: Transaction, task: str, measure: str | None, unit: str | None
) -> None:
    if measure is not None:
        held = transaction.get(Measure, measure)
        if held is None or held.task != task:
            raise NotFound("measure", measure)
    if unit is not None:
        transaction.require(Unit, unit)


def _behind(transaction: Transaction, task: str) -> int:
    return 1 + max((one.position for one in transaction.find(YearlyWork, task=task)), default=-1)


def _required(words: str) -> str:
    if not words.strip():
        raise ValueRefused(ValueFault.EMPTY_WORDS, words)
    return one_line(words)


def _due(words: str, year: int) -> str:
    try:
        return read_due_month(words, year)
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_DEADLINE, words) from error
