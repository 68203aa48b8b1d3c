"""Who answers for a row: units by name or alias, new ones made, lead first."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from db.exchange.listing import PEOPLE, Meaning, TableKind
from db.model.records import Unit, UnitAlias
from db.model.words import RowKind
from db.model.work_words import ResponsibilityRole
from db.operations.shares import held_shares, wanted, write_shares
from db.operations.unit_names import units_of_split_names
from db.rules.names import folded
from db.rules.people_words import read_people
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.exchange.differences import RowDifference, Wish
    from db.store.writing import Transaction

_KINDS = {
    TableKind.INDICATORS: RowKind.INDICATOR,
    TableKind.TASKS: RowKind.TASK,
    TableKind.PROJECTS: RowKind.PROJECT,
}


class Answering:
    """Assigns units to rows in the open transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The units by name, read when one is first asked for: the import may have made some."""
        ids = {folded(unit.name): unit.id for unit in self._transaction.find(Unit)}
        return ids | {folded(one.alias): one.unit for one in self._transaction.find(UnitAlias)}

    @cached_property
    def _position(self) -> int:
        """The next free place among the units."""
        return 1 + max((unit.position for unit in self._transaction.find(Unit)), default=-1)

    def assign(self, row: RowDifference, wishes: Iterable[Wish]) -> None:
        """Write the units that a row's cells name; a role that is not named keeps its units.

        Units of a plain 责任单位 column are presumed to be led by the first, or by those that it
        or a column of co-units beside it tells from the others; lead and co-units that stand in
        columns of their own are as the office says.
        """
        told = {wish.meaning: wish for wish in wishes}
        named = {meaning: wish.names for meaning, wish in told.items()}
        if not named:
            return
        kind = _kind_of(row)
        held = held_shares(self._transaction, kind, row.id)
        leads = [one.unit for one in held if one.role is ResponsibilityRole.LEAD]
        others = [one.unit for one in held if one.role is ResponsibilityRole.CO]
        presumed = any(one.presumed for one in held)
        if Meaning.RESPONSIBLE in named:
            names, leading = named[Meaning.RESPONSIBLE], told[Meaning.RESPONSIBLE].leads
            leads, others = self._units(names[:leading]), self._units(names[leading:])
            if leading <= 1:
                # A run-together name that was split is led by the first of its units.
                leads, others = leads[:1], [*leads[1:], *others]
            presumed = True
        if Meaning.LEAD in named:
            leads, presumed = self._units(named[Meaning.LEAD]), False
        if Meaning.CO in named:
            others = self._units(named[Meaning.CO])
        write_shares(
            self._transaction, kind, row.id, wanted(leads, others, presumed=presumed), held
        )

    def name_people(self, row: RowDifference, wishes: Iterable[Wish]) -> None:
        """Write who answers inside the units of a row; what a cell does not name stays."""
        said = {PEOPLE[wish.meaning]: wish.words for wish in wishes if wish.meaning in PEOPLE}
        held = held_shares(self._transaction, _kind_of(row), row.id) if said else ()
        if not held:
            return
        units = {name: unit for name, unit in self._ids.items() if unit in {h.unit for h in held}}
        fields: dict[str, dict[str, Any]] = {}
        for column, words in said.items():
            for unit, told in read_people(words, units, held[0].unit).items():
                fields.setdefault(unit, {})[column] = told
        for share in held:
            if share.unit in fields:
                self._transaction.change(replace(share, **fields[share.unit]))

    def unit_named(self, name: str) -> str:
        """Return the unit of a name, made where the book has none."""
        return self._unit(name)

    def _units(self, names: Sequence[str]) -> list[str]:
        found = (self._splits.get(folded(name)) or (self._unit(name),) for name in names)
        return list(dict.fromkeys(unit for units in found for unit in units))

    @cached_property
    def _splits(self) -> dict[str, tuple[str, ...]]:
        """The units of run-together names that a person split, as far as they are still there."""
        units = {unit.id for unit in self._transaction.find(Unit)}
        return {
            name: tuple(one for one in ids if one in units)
            for name, ids in units_of_split_names(self._transaction).items()
        }

    def _unit(self, name: str) -> str:
        key = folded(name)
        if key not in self._ids:
            unit = Unit(id=new_id(), name=name, position=self._position)
            self._transaction.put([unit])
            self._position += 1
            self._ids[key] = unit.id
        return self._ids[key]


def _kind_of(row: RowDifference) -> RowKind:
    """Return what a row of a list is; a commitment is a row on a series like an indicator."""
    return RowKind.INDICATOR if row.meaning is Meaning.COMMITMENT else _KINDS[row.kind]
