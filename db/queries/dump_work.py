"""What `planbook dump` says of work: its progress by period, problems, measures, yearly work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.queries.progress import plan_progress, problem_lines
from db.queries.reading import Grouped
from db.queries.works import yearly_works

if TYPE_CHECKING:
    import sqlite3

    from db.model.lines import ProblemLine, ProgressLine, TaskLine, YearlyWorkLine


class WorkTold:
    """What was told of a plan's tasks, measures and projects, read once."""

    def __init__(self, connection: sqlite3.Connection, plan: str) -> None:
        self._units: dict[str | None, str] = dict(connection.execute("select id, name from unit"))
        self._progress = Grouped[dict[str, Any]]()
        self._problems = Grouped[dict[str, Any]]()
        self._works = Grouped[dict[str, Any]]()
        for told in plan_progress(connection, plan):
            self._progress[told.row].append(self._told(told))
        for problem in problem_lines(connection, plan):
            self._problems[problem.row].append(_problem(problem))
        for work in yearly_works(connection, plan):
            self._works[work.task].append(_work(work))

    def of(self, row: str) -> dict[str, Any]:
        """Return progress (oldest period first) and problems of a task, measure or project."""
        return {
            "progress": list(self._progress.of(row)),
            "problems": list(self._problems.of(row)),
        }

    def of_task(self, task: TaskLine) -> dict[str, Any]:
        """Return the same of a task, with its measures and its lines of each year's table."""
        return {
            "measures": [
                {
                    "id": measure.id,
                    "title": measure.title,
                    "status": measure.status.value if measure.status else None,
                    "deadline": measure.deadline or None,
                    **self.of(measure.id),
                }
                for measure in task.measures
            ],
            "yearly_work": list(self._works.of(task.id)),
            **self.of(task.id),
        }

    def _told(self, told: ProgressLine) -> dict[str, Any]:
        return {
            "period": told.period,
            "unit": self._units.get(told.unit),
            "status": told.status.value if told.status else None,
            "stage": told.stage or None,
            "words": told.words,
            "problem": told.problem,
            "next_step": told.next_step,
            "coordination": told.coordination,
            "as_of": told.as_of,
            "state": told.state.value,
            "note": told.note,
        }


def _problem(problem: ProblemLine) -> dict[str, Any]:
    return {
        "id": problem.id,
        "kind": problem.kind.value,
        "period": problem.period or None,
        "words": problem.words,
        "unit": problem.unit_name or None,
        "due": problem.due or None,
        "meeting": problem.meeting,
        "decided_on": problem.decided_on or None,
        "decision": problem.decision,
        "result": problem.result,
        "solved_on": problem.solved_on or None,
    }


def _work(work: YearlyWorkLine) -> dict[str, Any]:
    return {
        "id": work.id,
        "year": work.year,
        "words": work.words,
        "measure": work.measure,
        "due": work.due or None,
        "unit": work.unit_name or None,
        "status": work.status.value,
    }
