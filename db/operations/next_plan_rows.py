"""The rows of a plan copied into the one that follows it, in the open transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.model.records import (
    Actual,
    Baseline,
    Funding,
    Indicator,
    Measure,
    Milestone,
    Project,
    Responsibility,
    Task,
)
from db.model.words import EntryState, RowKind, TaskStatus
from db.rules.next_plan import REVIEWED, NextKind, NextLine
from db.rules.stages import CONTINUED
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from db.model.amount import Amount
    from db.store.writing import Transaction


class NextPlanRows:
    """Copies the chosen rows under new ids; series and units stay, for they belong to the book."""

    def __init__(
        self, transaction: Transaction, old: str, new: str, chosen: Collection[NextLine]
    ) -> None:
        self._transaction = transaction
        self._old = old
        self._new = new
        self._chosen = chosen
        self._ids: dict[str, str] = {}

    def put(self, year: int) -> None:
        """Put the rows, those that others hang on first; figures of `year` become baselines."""
        self._put_tasks()
        self._put_indicators()
        self._put_baselines(year)
        self._put_projects()
        self._put_responsibilities()

    def _rows_of(self, kind: NextKind) -> set[str]:
        return {line.row for line in self._chosen if line.kind is kind}

    def _put_tasks(self) -> None:
        chosen = self._rows_of(NextKind.TASK)
        found = self._transaction.find(Task, plan=self._old)
        tasks = [task for task in found if task.id in chosen]
        self._name(tasks)
        for task in tasks:
            standing = task.status is TaskStatus.STANDING
            status = TaskStatus.STANDING if standing else TaskStatus.NOT_STARTED
            new = self._ids[task.id]
            made = replace(task, id=new, plan=self._new, status=status, place="")
            measures = self._transaction.find(Measure, task=task.id)
            self._name(measures)
            self._transaction.put([made])
            self._transaction.put(
                replace(measure, id=self._ids[measure.id], task=new, status=None, deadline=None)
                for measure in measures
            )

    def _put_indicators(self) -> None:
        chosen = self._rows_of(NextKind.INDICATOR)
        rows = [
            row
            for row in self._transaction.find(Indicator, plan=self._old)
            if row.id in chosen
            or (row.task in self._ids and row.recurring and row.withdrawn_by is None)
        ]
        self._name(rows)
        self._transaction.put(
            replace(
                row,
                id=self._ids[row.id],
                plan=self._new,
                parent=self._ids.get(row.parent or ""),
                task=self._ids.get(row.task or ""),
                measure=self._ids.get(row.measure or ""),
                deadline="",
                place="",
            )
            for row in rows
        )

    def _put_baselines(self, year: int) -> None:
        for line in self._chosen:
            indicator = self._ids.get(line.row)
            if line.kind is NextKind.BASELINE and indicator and line.amount is not None:
                source = self._source_of(line.row, year)
                self._transaction.put([_baseline(indicator, year, line.amount, source)])

    def _source_of(self, row: str, year: int) -> Actual | None:
        """Return the figure a baseline is taken from, None when it was computed."""
        indicator = self._transaction.get(Indicator, row)
        if indicator is None:
            return None
        place = {"series": indicator.series, "period": str(year), "unit": None}
        return next(iter(self._transaction.find(Actual, **place)), None)

    def _put_projects(self) -> None:
        chosen = self._rows_of(NextKind.PROJECT)
        found = self._transaction.find(Project, plan=self._old)
        projects = [project for project in found if project.id in chosen]
        self._name(projects)
        self._transaction.put(
            replace(
                project,
                id=self._ids[project.id],
                plan=self._new,
                parent=self._ids.get(project.parent or ""),
                task=self._ids.get(project.task or ""),
                year_class=CONTINUED,
                place="",
            )
            for project in projects
        )
        for project in projects:
            self._put_stages_and_money(project.id)

    def _put_stages_and_money(self, project: str) -> None:
        """Copy when the stages of a project were passed, and its 总投资: they are the same work's.

        What was planned for single years belongs to the plan of those years.
        """
        new = self._ids[project]
        stages = self._transaction.find(Milestone, project=project)
        self._transaction.put(
            replace(stage, id=new_id(), project=new, state=_state_of(stage)) for stage in stages
        )
        money = self._transaction.find(Funding, project=project, year=None)
        self._transaction.put(replace(one, id=new_id(), project=new) for one in money)

    def _put_responsibilities(self) -> None:
        for kind in RowKind:
            self._transaction.put(
                replace(held, id=new_id(), row=self._ids[held.row])
                for held in self._transaction.find(Responsibility, row_kind=kind)
                if held.row in self._ids
            )

    def _name(self, records: Iterable[Task | Measure | Indicator | Project]) -> None:
        self._ids |= {record.id: new_id() for record in records}


def _state_of(stage: Milestone) -> EntryState | None:
    """Return how a date stands in the next plan: what waits in the old one's review waits there."""
    return stage.state if stage.state is None or stage.state in REVIEWED else EntryState.DRAFT


def _baseline(indicator: str, year: int, amount: Amount, source: Actual | None) -> Baseline:
    return Baseline(
        id=new_id(),
        indicator=indicator,
        year=year,
        value=amount.value,
        high=amount.high,
        op=amount.op,
        text=amount.text,
        source=source.source if source is not None else None,
        cell=source.cell if source is not None else "",
    )
