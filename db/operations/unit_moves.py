"""Moving what the book holds of one unit to another: rows, figures, progress, people, names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.period import Period
from db.model.proof import RowRef
from db.model.records import (
    Actual,
    Explanation,
    Problem,
    Progress,
    Record,
    Responsibility,
    Series,
    Setting,
    Unit,
    UnitAlias,
    UnitContact,
    UnitEvent,
    UnitMember,
    User,
    YearlyWork,
)
from db.model.work_words import ResponsibilityRole
from db.operations.moved_proof import move_proof
from db.operations.shares import held_shares
from db.rules.name_decisions import SPLIT
from db.rules.periods import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.words import RowKind
    from db.store.writing import Transaction

_CLASHES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Movement:
    """How much moves from one unit to another; `clashes` are the figures that both have, as words.

    Figures and progress of before the day of a merger stay, and are not counted.
    """

    rows: int = 0
    series: int = 0
    figures: int = 0
    told: int = 0
    clashes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return what moved, for the history of the unit."""
        parts = (
            (self.rows, "责任 {} 项"),
            (self.series, "数据项 {} 个"),
            (self.figures, "数 {} 格"),
            (self.told, "进展 {} 条"),
        )
        said = "、".join(words.format(count) for count, words in parts if count)
        return f"移交{said}" if said else ""


class UnitMove:
    """Everything of a unit on its way to another, in the open transaction.

    `since` is an ISO day: what figures and progress tell of periods that ended before it stays;
    None moves all.
    """

    def __init__(self, transaction: Transaction, unit: Unit, into: Unit, since: str | None) -> None:
        self._transaction = transaction
        self._unit = unit
        self._into = into
        self._since = since

    def measure(self) -> Movement:
        """Return what would move; nothing is changed."""
        figures, told = self._figures(), self._told()
        clashing = self._clashing(figures)
        if self._since is not None:
            figures = [one for one in figures if self._rival_of(one) is None]
            told = [one for one in told if self._rival_told(one) is None]
        return Movement(
            len(self._find(Responsibility)),
            len(self._transaction.find(Series, provider=self._unit.id)),
            len(figures),
            len(told),
            tuple(map(self._words_of, clashing)),
        )

    def carry_out(self, *, whole: bool) -> Movement:
        """Move it; with `whole` also names, people, members and history, so that nothing is left.

        Raises ValueRefused(FIGURES_CLASH) when both have told the same period differently and
        nothing may be left behind.
        """
        movement = self.measure()
        if whole and movement.clashes:
            shown = "、".join(movement.clashes[:_CLASHES_NAMED])
            more = len(movement.clashes) - _CLASHES_NAMED
            raise ValueRefused(
                ValueFault.FIGURES_CLASH,
                f"{shown}等 {len(movement.clashes)} 格" if more > 0 else shown,
            )
        self._move_rows()
        self._lead_here(self._transaction.find(Series, provider=self._unit.id), "provider")
        for figure in self._figures():
            rival = self._rival_of(figure)
            self._move_or_drop(figure, rival)
            if rival is None or self._since is None:
                self._move_what_is_said_of(figure)
        for told in self._told():
            self._move_or_drop(told, self._rival_told(told))
        self._move_work()
        self._move_membership()
        if whole:
            self._move_the_rest()
        return movement

    # -- what there is ---------------------------------------------------------------------------

    def _find(self, kind: type[Any]) -> tuple[Any, ...]:
        return self._transaction.find(kind, unit=self._unit.id)

    def _figures(self) -> list[Actual]:
        return [one for one in self._find(Actual) if self._is_later(one.period)]

    def _told(self) -> list[Progress]:
        return [one for one in self._find(Progress) if self._is_later(one.period)]

    def _is_later(self, period: str) -> bool:
        if self._since is None:
            return True
        return Period.read(period).last_day.isoformat() >= self._since

    def _clashing(self, figures: Iterable[Actual]) -> list[Actual]:
        found = []
        for figure in figures:
            rival = self._rival_of(figure)
            if rival is not None and rival.amount != figure.amount:
                found.append(figure)
        return found

    def _rival_of(self, figure: Actual) -> Actual | None:
        held = self._transaction.find(
            Actual, series=figure.series, period=figure.period, unit=self._into.id
        )
        return held[0] if held else None

    def _rival_told(self, told: Progress) -> Progress | None:
        held = self._transaction.find(
            Progress, row=told.row, period=told.period, unit=self._into.id
        )
        return held[0] if held else None

    def _words_of(self, figure: Actual) -> str:
        series = self._transaction.get(Series, figure.series)
        return f"{series.name if series else ''} {named(figure.period)}".strip()

    # -- moving ----------------------------------------------------------------------------------

    def _move_rows(self) -> None:
        """Let the other unit answer for the rows; where it did already, the greater part stays."""
        for share in self._find(Responsibility):
            held = held_shares(self._transaction, share.row_kind, share.row)
            twin = next((one for one in held if one.unit == self._into.id), None)
            if twin is None:
                self._transaction.change(replace(share, unit=self._into.id))
                continue
            self._transaction.remove(share)
            leads = ResponsibilityRole.LEAD in {share.role, twin.role}
            self._transaction.change(
                replace(
                    twin,
                    role=ResponsibilityRole.LEAD if leads else ResponsibilityRole.CO,
                    position=min(share.position, twin.position),
                    presumed=share.presumed and twin.presumed,
                    office=twin.office or share.office,
                    person=twin.person or share.person,
                    leader=twin.leader or share.leader,
                    contact=twin.contact or share.contact,
                )
            )

    def _move_or_drop(self, held: Actual | Progress, rival: Actual | Progress | None) -> None:
        """Move a figure or a telling; of one unit written twice, what both say alike is kept once.

        Two units that become one told of themselves: both stay where they are.
        """
        if rival is None:
            self._transaction.change(replace(held, unit=self._into.id))
        elif self._since is not None:
            return
        elif _says_the_same(held, rival):
            self._transaction.remove(held)
        elif isinstance(held, Progress) and isinstance(rival, Progress):
            self._transaction.change(_both_told(rival, held))
            self._transaction.remove(held)

    def _move_what_is_said_of(self, figure: Actual) -> None:
        """Let what proves and explains a figure go where the figure goes."""
        place = (figure.series, figure.period)
        move_proof(
            self._transaction,
            RowRef.of_figure(*place, self._unit.id),
            RowRef.of_figure(*place, self._into.id),
        )
        said = self._transaction.find(
            Explanation, row=figure.series, period=figure.period, unit=self._unit.id
        )
        self._lead_here(said, "unit")

    def _move_work(self) -> None:
        year = int(self._since[:4]) if self._since else 0
        for work in self._find(YearlyWork):
            if work.year >= year:
                self._transaction.change(replace(work, unit=self._into.id))
        for problem in self._find(Problem):
            if self._since is None or not problem.solved_on:
                self._transaction.change(replace(problem, unit=self._into.id))

    def _move_membership(self) -> None:
        """Let the other stand where the unit stood in groups."""
        for place in self._transaction.find(UnitMember, member=self._unit.id):
            taken = place.group_unit == self._into.id or self._transaction.find(
                UnitMember, group_unit=place.group_unit, member=self._into.id
            )
            if taken:
                self._transaction.remove(place)
            else:
                self._transaction.change(replace(place, member=self._into.id))

    def _move_the_rest(self) -> None:
        for place in self._transaction.find(UnitMember, group_unit=self._unit.id):
            taken = place.member == self._into.id or self._transaction.find(
                UnitMember, group_unit=self._into.id, member=place.member
            )
            if taken:
                self._transaction.remove(place)
            else:
                self._transaction.change(replace(place, group_unit=self._into.id))
        for kind in (UnitContact, UnitAlias, UnitEvent, Explanation, User):
            self._lead_here(self._find(kind), "unit")
        self._lead_here(self._transaction.find(UnitEvent, other=self._unit.id), "other")
        for setting in self._transaction.find(Setting):
            ids = setting.value.split()
            if setting.id.startswith(SPLIT) and self._unit.id in ids:
                led = [self._into.id if one == self._unit.id else one for one in ids]
                self._transaction.change(replace(setting, value=" ".join(dict.fromkeys(led))))
        for one in self._transaction.find(Unit, parent=self._unit.id):
            self._transaction.change(replace(one, parent=self._heir_for(one)))
        for one in self._transaction.find(Unit, successor=self._unit.id):
            self._transaction.change(replace(one, successor=self._heir_for(one)))

    def _heir_for(self, unit: Unit) -> str | None:
        """Return the other unit, but never as above or after itself."""
        return None if unit.id == self._into.id else self._into.id

    def _lead_here(self, records: Iterable[Record], column: str) -> None:
        for record in records:
            fields: dict[str, Any] = {column: self._into.id}
            self._transaction.change(replace(record, **fields))


def is_used(transaction: Transaction, unit: str) -> bool:
    """Tell whether anything in the book speaks of a unit but its own names and people."""
    return any(
        (
            transaction.find(Responsibility, unit=unit),
            transaction.find(Series, provider=unit),
            transaction.find(Actual, unit=unit),
            transaction.find(Progress, unit=unit),
            transaction.find(YearlyWork, unit=unit),
            transaction.find(Problem, unit=unit),
            transaction.find(Explanation, unit=unit),
            transaction.find(Unit, parent=unit),
            transaction.find(Unit, successor=unit),
            transaction.find(UnitEvent, other=unit),
            transaction.find(User, unit=unit),
        )
    )


def rows_of(transaction: Transaction, unit: str) -> tuple[tuple[RowKind, str], ...]:
    """Return the rows that a unit answers for, each once."""
    held = transaction.find(Responsibility, unit=unit)
    return tuple(dict.fromkeys((one.row_kind, one.row) for one in held))


def _says_the_same(one: Actual | Progress, other: Actual | Progress) -> bool:
    if isinstance(one, Actual) and isinstance(other, Actual):
        return one.amount == other.amount
    if isinstance(one, Progress) and isinstance(other, Progress):
        return _told_words(one) == _told_words(other)
    return False


def _told_words(told: Progress) -> tuple[str, ...]:
    return told.words, told.problem, told.next_step, told.coordination


def _both_told(kept: Progress, other: Progress) -> Progress:
    """Return what two tellings of one period say together."""
    both = [
        one if not two or one == two else two if not one else f"{one}\n{two}"
        for one, two in zip(_told_words(kept), _told_words(other), strict=True)
    ]
    return replace(kept, words=both[0], problem=both[1], next_step=both[2], coordination=both[3])
