"""What a person decides about names: one unit written twice, several written as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import Setting, Unit, UnitAlias, UnitMember
from db.operations.unit_lives import put_in_place
from db.operations.unit_moves import Movement, UnitMove
from db.operations.units import UnitEditing, take_out
from db.rules.name_decisions import SPLIT, apart_key, split_key, whole_key
from db.rules.names import folded
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction


class UnitNames:
    """Joins units that are one, splits names that are several, and remembers what was decided."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def preview_join(self, unit: str, into: str) -> Movement:
        """Return what joining would move, and what stands against it; nothing is kept."""
        with self._steps.begin("预览合并") as step:
            held, other = _both(step.transaction, unit, into)
            return UnitMove(step.transaction, held, other, None).measure()

    def join(self, unit: str, into: str) -> ChangeSet:
        """Let two rows of one unit be one: everything moves, the name stays as another name.

        Raises NotFound, ValueRefused: SAME_UNIT, FIGURES_CLASH where both have a figure of the
        same period that differ.
        """
        with self._steps.begin("合并单位") as step:
            transaction = step.transaction
            held, other = _both(transaction, unit, into)
            transaction.label = f"“{held.name}”并到“{other.name}”"
            UnitMove(transaction, held, other, None).carry_out(whole=True)
            take_out(transaction, held)
            UnitEditing(transaction).put_alias(other.id, held.name)
            if held.short_name:
                UnitEditing(transaction).put_alias(other.id, held.short_name)
        return step.done()

    def split(self, unit: str, parts: Sequence[str]) -> ChangeSet:
        """Put several units in the place of a run-together name, on every row it stands on.

        Parts that the book knows by name or alias are these; the others are made. The first takes
        over its figures. The next list that writes the names together is understood. Raises
        NotFound, ValueRefused: EMPTY_NAME, SAME_UNIT for fewer than two parts or the name itself.
        """
        with self._steps.begin("拆分连写的单位") as step:
            transaction = step.transaction
            held = transaction.require(Unit, unit)
            known = _ids_by_name(transaction)
            names = list(dict.fromkeys(part.strip() for part in parts if part.strip()))
            own = folded(held.name)
            if len({folded(name) for name in names}) < 2 or own in map(folded, names):  # noqa: PLR2004
                raise ValueRefused(ValueFault.SAME_UNIT, held.name)
            ids = [
                known.get(folded(name)) or UnitEditing(transaction).made(name, kind=held.kind).id
                for name in names
            ]
            transaction.label = f"拆分“{held.name}”：{'、'.join(names)}"
            put_in_place(transaction, held.id, ids)
            for alias in transaction.find(UnitAlias, unit=held.id):
                # Another name of both together is none of the first.
                transaction.remove(alias)
            for place in transaction.find(UnitMember, member=held.id):
                _join_group(transaction, place.group_unit, ids[1:])
            first = transaction.require(Unit, ids[0])
            UnitMove(transaction, held, first, None).carry_out(whole=True)
            take_out(transaction, held)
            _remember(transaction, split_key(held.name), " ".join(ids))
        return step.done()

    def keep_whole(self, unit: str) -> ChangeSet:
        """Say that a name is one unit, so that nobody is asked again."""
        with self._steps.begin("认定为一家单位") as step:
            held = step.transaction.require(Unit, unit)
            step.transaction.label = f"认定“{held.name}”是一家单位"
            _remember(step.transaction, whole_key(held.name), "1")
        return step.done()

    def keep_apart(self, unit: str, other: str) -> ChangeSet:
        """Say that two names are two units, so that nobody is asked again."""
        with self._steps.begin("认定为两家单位") as step:
            one, two = _both(step.transaction, unit, other)
            step.transaction.label = f"认定“{one.name}”和“{two.name}”是两家单位"
            _remember(step.transaction, apart_key(one.name, two.name), "1")
        return step.done()


def _both(transaction: Transaction, unit: str, into: str) -> tuple[Unit, Unit]:
    held, other = transaction.require(Unit, unit), transaction.require(Unit, into)
    if held.id == other.id:
        raise ValueRefused(ValueFault.SAME_UNIT, held.name)
    return held, other


def _ids_by_name(transaction: Transaction) -> dict[str, str]:
    ids = {folded(one.alias): one.unit for one in transaction.find(UnitAlias)}
    return ids | {folded(one.name): one.id for one in transaction.find(Unit)}


def _join_group(transaction: Transaction, group: str, units: Sequence[str]) -> None:
    """Let units belong to a group, beside those that do already."""
    held = {one.member for one in transaction.find(UnitMember, group_unit=group)}
    transaction.put(
        UnitMember(id=new_id(), group_unit=group, member=unit)
        for unit in units
        if unit not in held | {group}
    )


def _remember(transaction: Transaction, key: str, value: str) -> None:
    held = transaction.get(Setting, key)
    if held is None:
        transaction.put([Setting(id=key, value=value)])
    else:
        transaction.change(Setting(id=key, value=value))


def units_of_split_names(transaction: Transaction) -> dict[str, tuple[str, ...]]:
    """Return the units of every run-together name that was decided on, by the folded name."""
    return {
        one.id.removeprefix(SPLIT): tuple(one.value.split())
        for one in transaction.find(Setting)
        if one.id.startswith(SPLIT)
    }
