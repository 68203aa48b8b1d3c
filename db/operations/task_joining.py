"""What goes along when a task is split in two, or takes over others, in the open transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.errors import NotFound
from db.model.period import Period
from db.model.records import (
    EvidenceLink,
    Indicator,
    Measure,
    Problem,
    Progress,
    Project,
    Requirement,
    Responsibility,
    RevisionLine,
    SignOff,
    YearlyWork,
)
from db.model.work_words import ResponsibilityRole
from db.rules.merging_tasks import joined, joint_status
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.records import Record, Task
    from db.model.words import TaskStatus
    from db.store.writing import Transaction

_OWNED: tuple[type[Measure] | type[Indicator] | type[Project] | type[YearlyWork], ...] = (
    Measure,
    Indicator,
    Project,
    YearlyWork,
)
_FOLLOWING: tuple[type[Record], ...] = (Problem, Requirement, SignOff, RevisionLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSplit:
    """What a second task takes along: its title and number, ids of measures and 量化目标.

    量化目标 and yearly work of a measure go with it.
    """

    title: str
    number: str = ""
    measures: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()

    def carry_out(self, transaction: Transaction, held: Task, made: Task) -> None:
        """Put the second task, and hand over to it what it takes along."""
        transaction.put([made])
        taken: list[Measure | Indicator | Project | YearlyWork] = []
        kinds: tuple[tuple[Any, tuple[str, ...], str], ...] = (
            (Measure, self.measures, "measure"),
            (Indicator, self.commitments, "commitment"),
            (Project, self.projects, "project"),
        )
        for kind, ids, word in kinds:
            mine = {row.id: row for row in transaction.find(kind, task=held.id)}
            for one in ids:
                if one not in mine:
                    raise NotFound(word, one)
                taken.append(mine[one])
        for measure in self.measures:
            taken += transaction.find(Indicator, measure=measure)
            taken += transaction.find(YearlyWork, measure=measure)
        for row in {row.id: row for row in taken}.values():
            changed = replace(row, task=made.id)
            if isinstance(changed, Indicator) and changed.measure not in self.measures:
                # Its measure stays with the first task.
                changed = replace(changed, measure=None)
            transaction.change(changed)
        transaction.put(
            replace(one, id=new_id(), row=made.id)
            for one in transaction.find(Responsibility, row=held.id)
        )


class TaskMerge:
    """A task that takes over others."""

    def __init__(self, transaction: Transaction, held: Task) -> None:
        self._transaction = transaction
        self._held = held

    def take(self, others: Sequence[Task], title: str) -> None:
        """Take over what hangs on the others, then take them out."""
        for other in others:
            self._take_rows(other)
            self._take_units(other)
            self._take_links(other)
            self._take_progress(other)
            for kind in _FOLLOWING:
                for row in self._transaction.find(kind, row=other.id):
                    following: Any = row
                    self._transaction.change(replace(following, row=self._held.id))
            self._transaction.remove(other)
        whole = (self._held, *others)
        self._transaction.change(
            replace(
                self._held,
                title=title or self._held.title,
                status=joint_status(task.status for task in whole),
                note=joined(task.note for task in whole),
                place=joined(task.place for task in whole),
            )
        )

    def _take_rows(self, other: Task) -> None:
        """Put the other's rows behind this one's own."""
        for kind in _OWNED:
            mine = [row.position for row in self._transaction.find(kind, task=self._held.id)]
            behind = 1 + max(mine, default=-1)
            rows = sorted(self._transaction.find(kind, task=other.id), key=lambda one: one.position)
            for at, row in enumerate(rows):
                # Commitments and projects stand in the plan's order, not in their task's.
                kept = kind in {Indicator, Project}
                place = row.position if kept else behind + at
                self._transaction.change(replace(row, task=self._held.id, position=place))

    def _take_units(self, other: Task) -> None:
        mine = self._transaction.find(Responsibility, row=self._held.id)
        known = {one.unit for one in mine}
        behind = 1 + max((one.position for one in mine), default=-1)
        leads = any(one.role is ResponsibilityRole.LEAD for one in mine)
        theirs = sorted(
            self._transaction.find(Responsibility, row=other.id), key=lambda one: one.position
        )
        for one in theirs:
            if one.unit in known:
                self._transaction.remove(one)
                continue
            role = ResponsibilityRole.CO if leads else one.role
            presumed = one.presumed and role is ResponsibilityRole.LEAD
            self._transaction.change(
                replace(one, row=self._held.id, role=role, presumed=presumed, position=behind)
            )
            behind += 1

    def _take_links(self, other: Task) -> None:
        mine = {
            (one.evidence, one.requirement)
            for one in self._transaction.find(EvidenceLink, row=self._held.id)
        }
        for one in self._transaction.find(EvidenceLink, row=other.id):
            if (one.evidence, one.requirement) in mine:
                self._transaction.remove(one)
            else:
                self._transaction.change(replace(one, row=self._held.id))

    def _take_progress(self, other: Task) -> None:
        mine = {
            (one.period, one.unit): one
            for one in self._transaction.find(Progress, row=self._held.id)
        }
        for one in self._transaction.find(Progress, row=other.id):
            same = mine.get((one.period, one.unit))
            if same is None:
                self._transaction.change(replace(one, row=self._held.id))
                continue
            self._transaction.remove(one)
            together = _told_together(same, one)
            mine[one.period, one.unit] = together
            self._transaction.change(together)


def _told_together(first: Progress, second: Progress) -> Progress:
    statuses: list[TaskStatus] = [one.status for one in (first, second) if one.status is not None]
    last = Period.read(first.period).last_day.isoformat()
    return replace(
        first,
        status=joint_status(statuses) if statuses else None,
        words=joined((first.words, second.words)),
        problem=joined((first.problem, second.problem)),
        next_step=joined((first.next_step, second.next_step)),
        coordination=joined((first.coordination, second.coordination)),
        note=joined((first.note, second.note)),
        as_of=max(first.as_of, second.as_of) or last,
    )
