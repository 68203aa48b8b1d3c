"""Rows that a target revision brings into a plan, or takes out with all that belongs to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import (
    Baseline,
    Funding,
    Indicator,
    Measure,
    Milestone,
    Project,
    ProjectYear,
    Record,
    Responsibility,
    Revision,
    Series,
    Statement,
    Target,
    Task,
    YearlyWork,
)
from db.model.words import RowKind
from db.operations.adjustment import NewRow, NewValue, TakenOut
from db.operations.kept_words import kept_name
from db.operations.revised_values import Changed, ValueWriter
from db.operations.rows_on_series import has_figures, on_own_series
from db.operations.standing_on import SPEAKING
from db.rules.names import folded, one_line
from db.rules.plan_then import due_of
from db.rules.revising import read_deadline
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from db.model.records import RevisionLine
    from db.store.writing import Transaction

Row = Indicator | Task | Project
RECORDS: dict[RowKind, type[Row]] = {
    RowKind.INDICATOR: Indicator,
    RowKind.TASK: Task,
    RowKind.PROJECT: Project,
}

_Place = tuple[RowKind, str | None]
"""The rows that share one order: those of a kind, or the promises of one task."""

_ON_ANY: tuple[tuple[type[Record], str], ...] = (
    (Responsibility, "row"), *((kind, "row") for kind in SPEAKING),
)  # fmt: skip
_HANGING_ON: dict[RowKind, tuple[tuple[type[Record], str], ...]] = {
    RowKind.INDICATOR: (
        *_ON_ANY, (Indicator, "parent"), (Baseline, "indicator"), (Statement, "indicator"),
    ),
    RowKind.TASK: (
        *_ON_ANY, (Measure, "task"), (Indicator, "task"), (YearlyWork, "task"), (Project, "task"),
    ),
    RowKind.PROJECT: (
        *_ON_ANY, (Project, "parent"), (Milestone, "project"), (Funding, "project"),
        (ProjectYear, "project"),
    ),
}  # fmt: skip
"""What may hang on a row that a revision added: then it is not simply deleted again."""


def name_of(transaction: Transaction, row: str) -> str:
    """Return the name of an indicator, task or project, whichever has that id."""
    for kind in RECORDS.values():
        found = transaction.get(kind, row)
        if found is not None:
            return _name(found)
    return row


def _name(row: Row) -> str:
    return row.title if isinstance(row, Task) else row.name


class RowsComing:
    """Puts new rows into the plan of a revision, and takes them out again."""

    def __init__(self, transaction: Transaction, revision: Revision) -> None:
        self._transaction = transaction
        self._plan = revision.plan
        self._values = ValueWriter(transaction)
        # The rows that new ones stand among, by their kind and task, new ones at the end.
        self._among: dict[_Place, list[Row]] = {}
        self._unplaced: list[tuple[NewRow, Row]] = []

    def add(self, new: NewRow) -> tuple[str, list[Changed]]:
        """Put a row in behind those of its group; return its id, and the targets it came with."""
        name, group = kept_name(new.name), one_line(new.group)
        if new.task is not None:
            self._transaction.require(Task, new.task)
        self._require_new(new, name, group)
        row = self._made(new, name, group)
        self._put(new, row)
        if not isinstance(row, Indicator):
            return row.id, []
        values = [
            self._values.change(
                NewValue(kind=RowKind.INDICATOR, row=row.id, year=year, words=words)
            )
            for year, words in new.targets
        ]
        return row.id, [value for value in values if value is not None]

    def remove(self, line: RevisionLine) -> None:
        """Delete a row that the revision added; ADDED_ROW_IN_USE once anything hangs on it."""
        held = self._transaction.require(RECORDS[line.row_kind], line.row)
        used = any(
            self._transaction.find(kind, **{column: held.id})
            for kind, column in _HANGING_ON[line.row_kind]
        )
        series = self._own_series(held)
        if used or (series is not None and has_figures(self._transaction, series)):
            raise ValueRefused(ValueFault.ADDED_ROW_IN_USE, _name(held))
        if isinstance(held, Indicator):
            for target in self._transaction.find(Target, indicator=held.id):
                self._transaction.remove(target)
        self._transaction.remove(held)
        if series is not None:
            self._transaction.remove(series)

    def _own_series(self, row: Row) -> Series | None:
        """Return the series of an indicator that no other row stands on."""
        if not isinstance(row, Indicator):
            return None
        shared = len(self._transaction.find(Indicator, series=row.series)) > 1
        return None if shared else self._transaction.get(Series, row.series)

    def _require_new(self, new: NewRow, name: str, group: str) -> None:
        """Refuse a name that a standing row of the same group has; one that it replaces may."""
        for one in self._rows_among(new):
            alike = folded(_name(one)) == folded(name) and _group(one) in {group, None}
            if alike and one.withdrawn_by is None and one.id != new.replaces:
                raise ValueRefused(ValueFault.NAME_TAKEN, name)

    def _rows_among(self, new: NewRow) -> list[Row]:
        """Return the rows of the plan among which a new one stands."""
        place = _place_of(new)
        if place not in self._among:
            found: Iterable[Row] = self._transaction.find(RECORDS[new.kind], plan=self._plan)
            self._among[place] = [
                row for row in found if not isinstance(row, Indicator) or row.task == new.task
            ]
        return self._among[place]

    def _made(self, new: NewRow, name: str, group: str) -> Row:
        if new.kind is RowKind.TASK:
            deadline = read_deadline(new.deadline, standing=True) if new.deadline.strip() else ""
            return Task(
                id=new_id(), plan=self._plan, section=group, number=new.number.strip(),
                title=name, deadline=deadline,
            )  # fmt: skip
        if new.kind is RowKind.PROJECT:
            due = due_of(read_deadline(new.deadline) if new.deadline.strip() else "")
            return Project(
                id=new_id(), plan=self._plan, task=new.task, name=name, kind=new.type.strip(),
                due_year=due["due_year"], deadline=due["deadline"] or None,
            )  # fmt: skip
        return Indicator(
            id=new_id(), plan=self._plan, series="", number=new.number.strip(), category=group,
            name=name, nature=new.nature, task=new.task,
        )  # fmt: skip

    def _put(self, new: NewRow, row: Row) -> None:
        """Put a row in; `settle` gives it its place."""
        if isinstance(row, Indicator):
            series, row = on_own_series(row, unit=new.unit.strip())
            self._transaction.put([series, row])
        else:
            self._transaction.put([row])
        self._rows_among(new).append(row)
        self._unplaced.append((new, row))

    def settle(self) -> None:
        """Let the new rows stand behind those of their group; rows behind them move on."""
        fresh = {row.id for _, row in self._unplaced}
        orders: dict[_Place, list[Row]] = {}
        for new, row in self._unplaced:
            place = _place_of(new)
            if place not in orders:
                held = [one for one in self._among[place] if one.id not in fresh]
                orders[place] = sorted(held, key=lambda one: (one.position, one.id))
            order = orders[place]
            alike = [at for at, one in enumerate(order) if one.id == new.replaces]
            alike = alike or [at for at, one in enumerate(order) if _group(one) == _group(row)]
            order.insert(alike[-1] + 1 if alike else len(order), row)
        for order in orders.values():
            last = -1
            for row in order:
                last = last + 1 if row.id in fresh else max(row.position, last + 1)
                if last != row.position:
                    self._transaction.change(replace(row, position=last))
        self._unplaced, self._among = [], {}


def _place_of(new: NewRow) -> _Place:
    return new.kind, new.task if new.kind is RowKind.INDICATOR else None


def _group(row: Row) -> str | None:
    """Return what a row stands under: its category or section; a project under nothing."""
    if isinstance(row, Indicator):
        return row.category
    return row.section if isinstance(row, Task) else None


class RowsLeaving:
    """Takes rows out of the plan, with their 其中 rows, promises and parts, and brings them back.

    They stay in the book with their figures; `withdrawn_by` says which revision took them out.
    """

    def __init__(self, transaction: Transaction, revision: str) -> None:
        self._transaction = transaction
        self._revision = revision
        self._gone: set[str] = set()

    def take_out(
        self, wish: TakenOut, *, sparing: Collection[str] = ()
    ) -> list[tuple[RowKind, str, str]]:
        """Take a row out; return the kind and id of all that left with the name of what took it.

        Rows in `sparing` are taken out by a word of their own.
        """
        row = self._standing(wish.kind, wish.row)
        if wish.replaced_by == wish.row:
            raise ValueRefused(ValueFault.REPLACED_BY_ITSELF, _name(row))
        if wish.replaced_by:
            self._standing(wish.kind, wish.replaced_by)
        leaving = [(wish.kind, row.id, _name(row))]
        self._leave(row)
        for kind, below in self._below(wish.kind, row.id):
            if below.withdrawn_by is None and below.id not in sparing:
                self._leave(below)
                leaving.append((kind, below.id, _name(row)))
        return leaving

    def asked_of(self, kind: RowKind, row: str) -> str:
        """Return in words what the plan asked of a row: its targets, or when it was due."""
        if kind is RowKind.INDICATOR:
            held = self._transaction.find(Target, indicator=row)
            order = sorted(held, key=lambda one: (one.year or 0, one.role))
            return "，".join(
                one.text if one.year is None else f"{one.year} 年 {one.text}" for one in order
            )
        found = self._transaction.get(RECORDS[kind], row)
        due = "" if found is None else found.deadline or ""
        if isinstance(found, Project) and not due and found.due_year is not None:
            return str(found.due_year)
        return due

    def require_unneeded(self) -> None:
        """Refuse what left while rows that stay are computed from its figures (COMPUTED_FROM)."""
        if not self._gone:
            return
        ratios = [one for one in self._transaction.find(Series) if one.numerator is not None]
        for series in ratios:
            parts = {series.numerator, series.denominator}
            if not self._stands(series.id):
                continue
            for row in self._gone:
                held = self._transaction.get(Indicator, row)
                if held is not None and held.series in parts and not self._stands(held.series):
                    raise ValueRefused(ValueFault.COMPUTED_FROM, held.name)

    def below(self, rows: Collection[str]) -> set[str]:
        """Return the ids of all that belongs to these rows."""
        return {below.id for kind in RECORDS for row in rows for _, below in self._below(kind, row)}

    def bring_back(self, line: RevisionLine) -> None:
        """Let a row stand in the plan again."""
        held = self._transaction.require(RECORDS[line.row_kind], line.row)
        self._transaction.change(replace(held, withdrawn_by=None))

    def _standing(self, kind: RowKind, row: str) -> Row:
        found = self._transaction.require(RECORDS[kind], row)
        if found.withdrawn_by is not None:
            raise ValueRefused(ValueFault.ROW_WITHDRAWN, _name(found))
        return found

    def _leave(self, row: Row) -> None:
        self._transaction.change(replace(row, withdrawn_by=self._revision))
        if isinstance(row, Indicator):
            self._gone.add(row.id)

    def _stands(self, series: str) -> bool:
        found = self._transaction.find(Indicator, series=series)
        return any(row.withdrawn_by is None for row in found)

    def _below(self, kind: RowKind, row: str) -> Iterator[tuple[RowKind, Row]]:
        """Yield all that belongs to a row, the nearest first."""
        find = self._transaction.find
        found: list[tuple[RowKind, Row]] = []
        if kind is RowKind.INDICATOR:
            found = [(kind, one) for one in find(Indicator, parent=row)]
        elif kind is RowKind.TASK:
            found = [(RowKind.INDICATOR, one) for one in find(Indicator, task=row)]
        elif kind is RowKind.PROJECT:
            found = [(kind, one) for one in find(Project, parent=row)]
        for nearer, one in found:
            yield nearer, one
            yield from self._below(nearer, one.id)
