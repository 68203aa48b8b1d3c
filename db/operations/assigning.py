"""Giving rows to units: one or many at once, with what would change shown before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.records import Indicator, Project, Responsibility, Series, Task, Unit
from db.model.unit_lines import People
from db.model.words import RowKind
from db.model.work_words import ResponsibilityRole
from db.operations.shares import Wanted, held_shares, wanted, write_shares
from db.ticket import Unhurried

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction
    from db.ticket import Ticket

_MANY = 200
_NOBODY = People()
RowKey = tuple[RowKind, str]
"""A row that units answer for: what it is, and its id."""


class How(StrEnum):
    """What becomes of the units that answer for a row already."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which units shall answer for rows, in order.

    With REPLACE a role for which nobody is named stays as it is. `provider` is the unit the figures
    of indicators and 量化目标 are asked of: None leaves it, "" takes it out. `people` answer inside
    the first unit of each row; what is empty there stays as it is.
    """

    leads: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    how: How = How.REPLACE
    provider: str | None = None
    people: People = _NOBODY


@dataclass(frozen=True, slots=True)
class AssignLine:
    """One row and who answers for it before and after, in words; `changes` when they differ."""

    kind: RowKind
    row: str
    name: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Tell whether anything would be another."""
        return self.before != self.after


class Assigning:
    """Assigns rows to units and confirms who leads."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def preview(
        self, rows: Sequence[RowKey], assignment: Assignment, ticket: Ticket | None = None
    ) -> tuple[AssignLine, ...]:
        """Return what an assignment would do to each row; nothing is kept.

        One that asks for nothing leaves every row as it is: who answers for it now is told.
        Raises NotFound for a row or a unit that is gone, Cancelled.
        """
        with self._steps.begin("预览派单位") as step:
            return _Assigning(step.transaction, assignment).lines(rows, ticket or Unhurried())

    def assign(
        self, rows: Sequence[RowKey], assignment: Assignment, ticket: Ticket | None = None
    ) -> ChangeSet:
        """Let units answer for rows, as one step; raises as `preview` does, ValueRefused(NO_UNITS).

        Who is named by a person is no longer presumed.
        """
        ticket = ticket or Unhurried()
        with self._steps.begin("派单位") as step:
            work = _Assigning(step.transaction, assignment)
            if not work.asks:
                raise ValueRefused(ValueFault.NO_UNITS, "")
            lines = work.lines(rows, Unhurried())
            changed = [line for line in lines if line.changes]
            for done, line in enumerate(lines):
                ticket.report(done, len(lines), line.name)
                work.write(line.kind, line.row)
            one = f"派单位：{changed[0].name}" if len(changed) == 1 else ""
            step.transaction.label = one or f"批量派单位 {len(changed)} 项"
        return step.done()

    def confirm(self, rows: Sequence[RowKey], units: Collection[str] | None = None) -> ChangeSet:
        """Say that the presumed roles in rows are right; of these units only, if any are named."""
        with self._steps.begin("确认牵头单位") as step:
            transaction, count = step.transaction, 0
            for kind, row in dict.fromkeys(rows):
                held = transaction.find(Responsibility, row_kind=kind, row=row, presumed=True)
                asked = [one for one in held if units is None or one.unit in units]
                for one in asked:
                    transaction.change(replace(one, presumed=False))
                count += bool(asked)
            transaction.label = f"确认牵头单位 {count} 项"
        return step.done()

    def set_people(self, kind: RowKind, row: str, unit: str, people: People) -> ChangeSet:
        """Name who answers for a row inside a unit; NotFound where it does not answer for it."""
        with self._steps.begin("改责任人") as step:
            found = step.transaction.find(Responsibility, row_kind=kind, row=row, unit=unit)
            if not found:
                raise NotFound("unit", unit)
            step.transaction.label = f"改“{_name_of(step.transaction, kind, row)}”的责任人"
            told: dict[str, Any] = {
                name: words.strip() or None for name, words in people._asdict().items()
            }
            step.transaction.change(replace(found[0], **told))
        return step.done()


class _Assigning:
    """An assignment under way: who would answer for each row."""

    def __init__(self, transaction: Transaction, assignment: Assignment) -> None:
        self._transaction = transaction
        self._asked = assignment
        self._names = {unit.id: unit.name for unit in transaction.find(Unit)}
        named = (*assignment.leads, *assignment.others)
        gone = [unit for unit in (*named, assignment.provider) if unit and unit not in self._names]
        if gone:
            raise NotFound("unit", gone[0])
        self._told = {
            name: words.strip()
            for name, words in assignment.people._asdict().items()
            if words.strip()
        }
        self.asks = bool(named or assignment.provider is not None or self._told)
        self._shares: dict[str, list[Responsibility]] | None = None

    def lines(self, rows: Sequence[RowKey], ticket: Ticket) -> tuple[AssignLine, ...]:
        """Return what would become of each row."""
        self._expect(len(rows))
        found = []
        for done, (kind, row) in enumerate(dict.fromkeys(rows)):
            ticket.report(done, len(rows), "")
            found.append(self._line(kind, row))
        return tuple(found)

    def _expect(self, count: int) -> None:
        """Get ready for so many rows: who answers for many is read at once."""
        if count > _MANY:
            self._shares = {}
            every = self._transaction.find(Responsibility)
            for one in sorted(every, key=lambda share: (share.position, share.id)):
                self._shares.setdefault(one.row, []).append(one)

    def _held(self, kind: RowKind, row: str) -> Sequence[Responsibility]:
        if self._shares is not None:
            return self._shares.get(row, ())
        return held_shares(self._transaction, kind, row)

    def _line(self, kind: RowKind, row: str) -> AssignLine:
        held = self._held(kind, row)
        before = [Wanted(one.unit, one.role, one.presumed) for one in held]
        after = self._after(held)
        return AssignLine(
            kind,
            row,
            _name_of(self._transaction, kind, row),
            self._words(before, self._provider_of(kind, row), self._people_of(held, before)),
            self._words(after, self._provider_after(kind), self._people_after(held, after)),
        )

    def write(self, kind: RowKind, row: str) -> None:
        held = self._held(kind, row)
        if self._asked.leads or self._asked.others:
            write_shares(self._transaction, kind, row, self._after(held), held)
        if self._told:
            self._name_people(kind, row)
        if self._asked.provider is not None and kind is RowKind.INDICATOR:
            series = self._series_of(row)
            changed = replace(series, provider=self._asked.provider or None)
            self._transaction.change(changed)

    def _name_people(self, kind: RowKind, row: str) -> None:
        for first in held_shares(self._transaction, kind, row)[:1]:
            told: dict[str, Any] = dict(self._told)
            self._transaction.change(replace(first, **told))

    def _after(self, held: Iterable[Responsibility]) -> list[Wanted]:
        leads = [one for one in held if one.role is ResponsibilityRole.LEAD]
        others = [one.unit for one in held if one.role is ResponsibilityRole.CO]
        asked = self._asked
        if not asked.leads and not asked.others:
            return [Wanted(one.unit, one.role, one.presumed) for one in held]
        if asked.how is How.REMOVE:
            gone = {*asked.leads, *asked.others}
            staying = [one for one in leads if one.unit not in gone]
            rest = [unit for unit in others if unit not in gone]
            return _as_before(staying) + wanted((), rest)
        if asked.how is How.ADD:
            named = {*asked.leads, *asked.others}
            staying = [one for one in leads if one.unit not in asked.leads]
            first = _as_before([one for one in staying if one.unit not in asked.others])
            kept = [unit for unit in others if unit not in named]
            return first + wanted(asked.leads, (*kept, *asked.others))
        if not asked.leads:
            first = _as_before([one for one in leads if one.unit not in asked.others])
            return first + wanted((), asked.others)
        return wanted(asked.leads, asked.others or others)

    def _words(self, units: Sequence[Wanted], provider: str, people: str) -> str:
        parts = []
        for role, word in ((ResponsibilityRole.LEAD, "牵头"), (ResponsibilityRole.CO, "配合")):
            named = [
                self._names.get(one.unit, "") + ("（推定）" if one.presumed else "")
                for one in units
                if one.role is role
            ]
            if named:
                parts.append(f"{word}：{'、'.join(named)}")
        if people:
            parts.append(f"责任人：{people}")
        if provider:
            parts.append(f"数据：{provider}")
        return "；".join(parts)

    def _people_of(self, held: Iterable[Responsibility], units: Sequence[Wanted]) -> str:
        """Return who answers inside the first unit now; nothing where nobody is to be named."""
        return _people_words(_of_first(held, units)) if self._told else ""

    def _people_after(self, held: Iterable[Responsibility], units: Sequence[Wanted]) -> str:
        if not self._told or not units:
            return ""
        return _people_words(_of_first(held, units) | self._told)

    def _provider_of(self, kind: RowKind, row: str) -> str:
        if kind is not RowKind.INDICATOR or self._asked.provider is None:
            return ""
        return self._names.get(self._series_of(row).provider or "", "")

    def _provider_after(self, kind: RowKind) -> str:
        if kind is not RowKind.INDICATOR or self._asked.provider is None:
            return ""
        return self._names.get(self._asked.provider, "")

    def _series_of(self, row: str) -> Series:
        indicator = self._transaction.get(Indicator, row)
        series = self._transaction.get(Series, indicator.series) if indicator else None
        if series is None:
            raise NotFound("indicator", row)
        return series


def _of_first(held: Iterable[Responsibility], units: Sequence[Wanted]) -> dict[str, str]:
    """Return the people of the first of these units, as far as it answered before."""
    first = next((one for one in held if units and one.unit == units[0].unit), None)
    if first is None:
        return {}
    return {name: getattr(first, name) or "" for name in People._fields}


def _people_words(people: Mapping[str, str]) -> str:
    return "、".join(filter(None, (people.get(name, "") for name in People._fields)))


def _as_before(leads: Iterable[Responsibility]) -> list[Wanted]:
    return [Wanted(one.unit, one.role, one.presumed) for one in leads]


def _name_of(transaction: Transaction, kind: RowKind, row: str) -> str:
    """Return what a row is called; NotFound when it is gone."""
    held: Indicator | Task | Project | None
    if kind is RowKind.TASK:
        held = transaction.get(Task, row)
        words = f"{held.number} {held.title}".strip() if held else ""
    elif kind is RowKind.PROJECT:
        held = transaction.get(Project, row)
        words = held.name if held else ""
    else:
        held = transaction.get(Indicator, row)
        words = held.name if held else ""
    if held is None:
        raise NotFound(kind.value, row)
    return words
