"""Made-up kinds and people of a sample's units, so that their page shows something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.model.records import Responsibility, Unit, UnitContact
from db.model.work_words import ContactRole, ResponsibilityRole
from db.operations.demonstration import NOTE
from db.rules.unit_kinds import names_a_group, proposed_kind
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.store.writing import Transaction

_SURNAMES = "周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = ("明", "丽", "强", "敏", "建国", "晓燕", "志远")
_CONFIRMED = 3
"""Every so many rows have a confirmed lead; the others are still presumed."""


def furnish_units(transaction: Transaction) -> None:
    """Give the units of a book kinds by their names, and people; confirm some leads.

    Nothing random, so a demonstration is the same every time; every person says 演示数据.
    """
    units = sorted(transaction.find(Unit), key=lambda unit: unit.position)
    for order, unit in enumerate(units):
        group = names_a_group(unit.name)
        transaction.change(
            replace(unit, kind=proposed_kind(unit.name), is_group=True if group else None)
        )
        if not group:
            transaction.put(_people(unit, order))
    leads = transaction.find(Responsibility, role=ResponsibilityRole.LEAD)
    for order, one in enumerate(leads):
        if order % _CONFIRMED == 0:
            transaction.change(replace(one, presumed=False))


def _people(unit: Unit, order: int) -> Iterator[UnitContact]:
    roles = (ContactRole.LEADER, ContactRole.CONTACT) if order % 2 else (ContactRole.CONTACT,)
    for place, role in enumerate(roles):
        number = order * 2 + place
        yield UnitContact(
            id=new_id(),
            unit=unit.id,
            role=role,
            name=_SURNAMES[number % len(_SURNAMES)] + _GIVEN[number % len(_GIVEN)],
            office="" if role is ContactRole.LEADER else "办公室",
            phone=f"8{351 + number:03d}",
            note=NOTE,
            position=place,
        )
