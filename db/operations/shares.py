"""Who answers for a row, written so that what stays keeps its people, its place and its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.model.records import Responsibility
from db.model.work_words import ResponsibilityRole
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.words import RowKind
    from db.store.writing import Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that shall answer for a row; a lead may be presumed until somebody confirms it."""

    unit: str
    role: ResponsibilityRole
    presumed: bool = False


def held_shares(transaction: Transaction, kind: RowKind, row: str) -> tuple[Responsibility, ...]:
    """Return who answers for a row now, in order."""
    held = transaction.find(Responsibility, row_kind=kind, row=row)
    return tuple(sorted(held, key=lambda one: (one.position, one.id)))


def wanted(leads: Iterable[str], others: Iterable[str], *, presumed: bool = False) -> list[Wanted]:
    """Return units in order as they shall answer; one that leads is not among the others."""
    first = list(dict.fromkeys(leads))
    rest = [unit for unit in dict.fromkeys(others) if unit not in first]
    return [Wanted(unit, ResponsibilityRole.LEAD, presumed) for unit in first] + [
        Wanted(unit, ResponsibilityRole.CO) for unit in rest
    ]


def write_shares(
    transaction: Transaction,
    kind: RowKind,
    row: str,
    units: Sequence[Wanted],
    held: Sequence[Responsibility] | None = None,
) -> None:
    """Let these units answer for a row, in this order; the others no longer do.

    A unit that answered before keeps its row of the book, with the people named in it.
    """
    if held is None:
        held = held_shares(transaction, kind, row)
    before = {one.unit: one for one in reversed(held)}
    staying = {one.unit for one in units}
    for share in held:
        # Of a unit that stands twice, only the first is kept.
        if share.unit not in staying or before[share.unit] is not share:
            transaction.remove(share)
    for position, one in enumerate(units):
        known = before.get(one.unit)
        if known is None:
            transaction.put(
                [
                    Responsibility(
                        id=new_id(),
                        row_kind=kind,
                        row=row,
                        unit=one.unit,
                        role=one.role,
                        position=position,
                        presumed=one.presumed,
                    )
                ]
            )
            continue
        changed = replace(known, role=one.role, position=position, presumed=one.presumed)
        if changed != known:
            transaction.change(changed)
