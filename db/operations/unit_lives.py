"""What becomes of a unit on a day: another name, a merger, a division, its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import Unit, UnitEvent
from db.model.work_words import ResponsibilityRole, UnitEventKind
from db.operations.days import kept_day, required_day
from db.operations.shares import Wanted, held_shares, write_shares
from db.operations.unit_moves import Movement, UnitMove, rows_of
from db.operations.units import UnitEditing
from db.rules.names import folded
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction


class UnitLives:
    """Renaming, merging, dividing and ending units; what they were before stays readable.

    `on` is the first ISO day of the new state, `document` the 文号 that ordered it.
    """

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def rename(self, unit: str, name: str, *, on: str = "", document: str = "") -> ChangeSet:
        """Give a unit another name; the former one stays among its other names.

        Raises NotFound, ValueRefused: EMPTY_NAME, UNIT_NAME_TAKEN, NOT_A_DATE.
        """
        with self._steps.begin("单位更名") as step:
            transaction = step.transaction
            held = transaction.require(Unit, unit)
            words = UnitEditing(transaction).require_free(name, held.id)
            if words != held.name:
                transaction.label = f"“{held.name}”更名为“{words}”"
                transaction.change(replace(held, name=words))
                if folded(words) != folded(held.name):
                    UnitEditing(transaction).put_alias(held.id, held.name)
                _happened(
                    transaction,
                    held,
                    UnitEventKind.RENAMED,
                    (kept_day(on), document),
                    former_name=held.name,
                )
        return step.done()

    def preview_merge(self, unit: str, into: str, *, on: str) -> Movement:
        """Return what a merger would move; raises as `merge` does, nothing is kept."""
        with self._steps.begin("预览并入") as step:
            held, other, day = _two(step.transaction, unit, into, on)
            return UnitMove(step.transaction, held, other, day).measure()

    def merge(self, unit: str, into: str, *, on: str, document: str = "") -> ChangeSet:
        """Let a unit become part of another: its rows and its figures from that day on follow.

        What it told of periods that ended before stays under its name, and where both told of the
        same period both stay. Raises NotFound, ValueRefused: SAME_UNIT, NOT_A_DATE.
        """
        with self._steps.begin("单位并入") as step:
            transaction = step.transaction
            held, other, day = _two(transaction, unit, into, on)
            transaction.label = f"“{held.name}”并入“{other.name}”"
            movement = UnitMove(transaction, held, other, day).carry_out(whole=False)
            ended = replace(held, valid_to=_eve(day), successor=other.id)
            transaction.change(ended)
            _happened(
                transaction,
                held,
                UnitEventKind.MERGED,
                (day, document),
                other=other.id,
                words=movement.words,
            )
        return step.done()

    def divide(
        self, unit: str, names: Sequence[str], *, on: str, document: str = "", ends: bool = False
    ) -> ChangeSet:
        """Make new units out of one that goes on, or `ends`: then they answer for all its rows.

        Of several, the first has the role the old one had, the others help. Raises NotFound,
        ValueRefused: EMPTY_NAME, UNIT_NAME_TAKEN, NOT_A_DATE.
        """
        with self._steps.begin("单位分设") as step:
            transaction = step.transaction
            held, day = transaction.require(Unit, unit), required_day(on)
            made = [
                UnitEditing(transaction).made(name, kind=held.kind, valid_from=day)
                for name in names
            ]
            if not made:
                raise ValueRefused(ValueFault.EMPTY_NAME, "")
            transaction.label = f"“{held.name}”分设 {len(made)} 家"
            for one in made:
                _happened(transaction, one, UnitEventKind.SPLIT, (day, document), other=held.id)
            if ends:
                put_in_place(transaction, held.id, [one.id for one in made])
                transaction.change(replace(held, valid_to=_eve(day), successor=made[0].id))
                _happened(transaction, held, UnitEventKind.ENDED, (day, document))
        return step.done()

    def end(self, unit: str, *, on: str, document: str = "") -> ChangeSet:
        """Say that a unit is no more from a day on; its rows wait for another.

        Raises NotFound, ValueRefused(NOT_A_DATE).
        """
        with self._steps.begin("单位撤销") as step:
            transaction = step.transaction
            held, day = transaction.require(Unit, unit), required_day(on)
            transaction.label = f"撤销“{held.name}”"
            transaction.change(replace(held, valid_to=_eve(day)))
            _happened(transaction, held, UnitEventKind.ENDED, (day, document))
        return step.done()


def put_in_place(transaction: Transaction, unit: str, parts: Sequence[str]) -> int:
    """Let several units answer where one did, in its place; return for how many rows.

    The first has the role it had; behind a lead the others help.
    """
    rows = rows_of(transaction, unit)
    for kind, row in rows:
        held = held_shares(transaction, kind, row)
        units: dict[str, Wanted] = {}
        for share in held:
            taking = parts if share.unit == unit else (share.unit,)
            for place, one in enumerate(taking):
                role = share.role if not place else ResponsibilityRole.CO
                known = units.get(one)
                if known is None or known.role is ResponsibilityRole.CO:
                    presumed = share.presumed and role is ResponsibilityRole.LEAD
                    units[one] = Wanted(one, role, presumed)
        write_shares(transaction, kind, row, list(units.values()), held)
    return len(rows)


def _two(transaction: Transaction, unit: str, into: str, on: str) -> tuple[Unit, Unit, str]:
    held, other = transaction.require(Unit, unit), transaction.require(Unit, into)
    if held.id == other.id:
        raise ValueRefused(ValueFault.SAME_UNIT, held.name)
    return held, other, required_day(on)


def _eve(day: str) -> str:
    """Return the day before: the last on which the old state held."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _happened(
    transaction: Transaction,
    unit: Unit,
    kind: UnitEventKind,
    when: tuple[str, str],
    *,
    former_name: str = "",
    other: str | None = None,
    words: str = "",
) -> None:
    """Write what happened to a unit; `when` is the day and the document."""
    day, document = when
    transaction.put(
        [
            UnitEvent(
                id=new_id(),
                unit=unit.id,
                kind=kind,
                happened_on=day,
                document=document.strip(),
                former_name=former_name,
                other=other,
                words=words,
            )
        ]
    )
