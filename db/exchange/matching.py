"""Which row of the book a row of a list stands for: by its key, else a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.exchange.listing import Meaning, RowReading, TableKind
from db.rules.names import folded, near_names

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine, PlanLine, ProjectLine, TaskLine, UnitLine
    from db.model.project_lines import ProjectWork

Decisions = Mapping[tuple[str, int], str | None]
"""A person's choice for a row (sheet, row): the id of a row of the book, None for a new one."""


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """What the book holds of the plan that a list is compared with."""

    plan: PlanLine
    indicators: tuple[IndicatorLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    projects: tuple[ProjectLine, ...] = ()
    units: tuple[UnitLine, ...] = ()
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The units that run-together names were split into, by the folded name."""
    withdrawn: Mapping[tuple[TableKind, str], str] = field(default_factory=dict)
    """The folded names of rows that target revisions took out, by the sheet they would stand on,
    with the document that did."""
    work: Mapping[str, ProjectWork] = field(default_factory=dict)
    """What is recorded of the work on each project, by its id."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a list may name: its id and what its key is made of."""

    id: str
    name: str
    group: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for one row: a row of the book, a new one, or candidates to choose from.

    `withdrawn` is the document by which the row that it names was taken out of the plan.
    """

    id: str
    is_new: bool = False
    candidates: tuple[tuple[str, str], ...] = ()
    withdrawn: str = ""


@dataclass
class _Shelf:
    """All rows of one sort by folded name; `held` are those the book had before."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    held: dict[str, Row] = field(default_factory=dict)

    def add(self, row: Row, *, held: bool) -> None:
        self.rows[folded(row.name)].append(row)
        if held:
            self.held[row.id] = row

    def same(self, name: str, parent: str | None, group: str, *, once: bool) -> list[Row]:
        """Return the rows of that name which fit the rest of the key, best sort of fit first.

        A held row may stand under another whole or category than the list says, as long as one
        side leaves it out; another category altogether only if the list has the name just once.
        """
        named = self.rows.get(folded(name), [])
        grouped = [row for row in named if _compatible(row.group, group)]
        held = [row for row in grouped if row.id in self.held]
        loose = [row for row in held if row.parent is None or parent is None]
        elsewhere = [row for row in named if row.id in self.held and row.parent == parent]
        return (
            [row for row in grouped if row.parent == parent] or loose or (elsewhere if once else [])
        )


def _compatible(held: str, written: str) -> bool:
    return not held or not written or folded(held) == folded(written)


Sort = tuple[TableKind, Meaning]


class Matcher:
    """Finds the rows of one plan by key; rows that an import would add are found again too.

    The key of an indicator is category, whole and name; of a task section and title; of a measure
    or commitment its task and name; of a project its lump and name. A part of the key that the
    list leaves out does not count.
    """

    def __init__(
        self, held: HeldPlan | None, decisions: Decisions, fresh: Callable[[], str]
    ) -> None:
        self._decisions = decisions
        self._fresh = fresh
        self._shelves: dict[Sort, _Shelf] = defaultdict(_Shelf)
        self._withdrawn = held.withdrawn if held is not None else {}
        if held is not None:
            self._fill(held)

    def _fill(self, held: HeldPlan) -> None:
        for line in held.indicators:
            row = Row(line.id, line.name, line.category, line.parent)
            self._shelves[TableKind.INDICATORS, Meaning.NAME].add(row, held=True)
        for task in held.tasks:
            row = Row(task.id, task.title, task.section)
            self._shelves[TableKind.TASKS, Meaning.NAME].add(row, held=True)
            for measure in task.measures:
                row = Row(measure.id, measure.title, parent=task.id)
                self._shelves[TableKind.TASKS, Meaning.MEASURE].add(row, held=True)
            for promise in task.commitments:
                row = Row(promise.id, promise.name, parent=task.id)
                self._shelves[TableKind.TASKS, Meaning.COMMITMENT].add(row, held=True)
        for project in held.projects:
            row = Row(project.id, project.name, parent=project.parent)
            self._shelves[TableKind.PROJECTS, Meaning.NAME].add(row, held=True)

    def match(
        self,
        kind: TableKind,
        sheet: str,
        reading: RowReading,
        *,
        parent: str | None,
        group: str,
        once: bool,
    ) -> Match:
        """Return what `reading` stands for; a new row is found under its id from now on.

        `group` is its category or section as written, `once` tells that no other row of the list
        has its name.
        """
        shelf = self._shelves[kind, reading.meaning]
        decided = self._decisions.get((sheet, reading.row), "")
        if decided is None:
            return self._new(shelf, reading, parent, group)
        # One line may hold a task and its measure: a decision is for the sort of row it names.
        promises = self._shelves[TableKind.TASKS, Meaning.COMMITMENT]
        # An office lists the countable promises of tasks among its indicators.
        lists_promises = kind is TableKind.INDICATORS
        if decided in shelf.held or (lists_promises and decided in promises.held):
            return Match(decided)
        owned = reading.meaning is not Meaning.NAME
        same = shelf.same(reading.name, parent, group, once=once and not owned)
        if owned:
            same = [row for row in same if row.parent == parent]
        if not same and lists_promises:
            same = promises.rows.get(folded(reading.name), [])
        if len(same) == 1:
            return Match(same[0].id)
        if not same and (gone := self._withdrawn.get((kind, folded(reading.name)))):
            return Match("", withdrawn=gone)
        if not same:
            same = _near(shelf, reading.name, parent if owned else None)
        if same:
            return Match("", candidates=tuple((row.id, _shown(row)) for row in same))
        return self._new(shelf, reading, parent, group)

    def _new(self, shelf: _Shelf, reading: RowReading, parent: str | None, group: str) -> Match:
        row = Row(self._fresh(), reading.name, group, parent)
        shelf.add(row, held=False)
        return Match(row.id, is_new=True)


def _shown(row: Row) -> str:
    return f"{row.group}·{row.name}" if row.group else row.name


def _near(shelf: _Shelf, name: str, owner: str | None) -> list[Row]:
    """Return the held rows with a name much like that one, of one owner where there is one."""
    peers = [row for row in shelf.held.values() if owner is None or row.parent == owner]
    near = near_names(name, dict.fromkeys(row.name for row in peers))
    return [row for name in near for row in peers if row.name == name]
