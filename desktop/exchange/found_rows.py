"""The rows of the book that a row of a form may be, to be chosen from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import queries
from db.exchange.filling.across import COUNTY
from db.exchange.listing import TableKind
from desktop.widgets.row_finder import FoundRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.book import PlanBook

COUNTY_WORDS = "全县"


@dataclass(frozen=True, slots=True)
class FoundRows:
    """The rows of the book that a row of a form may be: of units, the county is one.

    `indicators` are with 量化目标, `tasks` with their measures.
    """

    indicators: tuple[FoundRow, ...] = ()
    units: tuple[FoundRow, ...] = ()
    projects: tuple[FoundRow, ...] = ()
    tasks: tuple[FoundRow, ...] = ()

    @classmethod
    def read(cls, book: PlanBook, plan: str) -> FoundRows:
        """Read them; for the worker thread, since a plan may have many thousand rows."""
        lines = book.read(queries.all_rows, plan)
        units = book.read(queries.unit_lines)
        projects = book.read(queries.project_lines, plan)
        return cls(
            tuple(FoundRow(line.id, line.name, line.category) for line in lines),
            (
                FoundRow(COUNTY, COUNTY_WORDS, ""),
                *(FoundRow(unit.id, unit.name, unit.kind) for unit in units),
            ),
            tuple(FoundRow(project.id, project.name, project.kind) for project in projects),
            tuple(_tasks(book, plan)),
        )

    def of(self, kind: TableKind) -> tuple[FoundRow, ...]:
        """Return those that a row of a table of that kind may be."""
        others = {
            TableKind.UNITS: self.units,
            TableKind.PROJECTS: self.projects,
            TableKind.TASKS: (*self.tasks, *self.indicators),
        }
        return others.get(kind, self.indicators)

    @property
    def names(self) -> dict[str, str]:
        """Return the names of all by their ids, each after the group it stands in."""
        rows = (*self.indicators, *self.units, *self.projects, *self.tasks)
        return {row.id: f"{row.behind}·{row.name}" if row.behind else row.name for row in rows}


def _tasks(book: PlanBook, plan: str) -> Iterator[FoundRow]:
    """Yield the tasks of a plan, each before its measures."""
    for task in book.read(queries.task_lines, plan):
        yield FoundRow(task.id, task.title, task.section)
        for measure in task.measures:
            yield FoundRow(measure.id, measure.title, task.title)
