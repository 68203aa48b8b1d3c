"""Who answers for a row: units by name or alias, new ones made, lead first."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from db.exchange.listing import Meaning, TableKind
from db.model.records import Unit, UnitAlias
from db.model.words import ResponsibilityRole, RowKind
from db.operations.shares import held_shares, wanted, write_shares
from db.rules.names import folded
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

        Units of a plain 责任单位 column are presumed to be led by the first; lead and co-units
        that stand in columns of their own are as the office says.
        """
        named = {wish.meaning: wish.names for wish in wishes}
        if not named:
            return
        # A commitment is a row on a series like an indicator, whatever table it stands in.
        kind = RowKind.INDICATOR if row.meaning is Meaning.COMMITMENT else _KINDS[row.kind]
        held = held_shares(self._transaction, kind, row.id)
        leads = [one.unit for one in held if one.role is ResponsibilityRole.LEAD]
        others = [one.unit for one in held if one.role is ResponsibilityRole.CO]
        presumed = any(one.presumed for one in held)
        if Meaning.RESPONSIBLE in named:
            units = self._units(named[Meaning.RESPONSIBLE])
            leads, others, presumed = units[:1], units[1:], True
        if Meaning.LEAD in named:
            leads, presumed = self._units(named[Meaning.LEAD]), False
        if Meaning.CO in named:
            others = self._units(named[Meaning.CO])
        write_shares(
            self._transaction, kind, row.id, wanted(leads, others, presumed=presumed), held
        )

    def _units(self, names: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(self._unit(name) for name in names))

    def _unit(self, name: str) -> str:
        key = folded(name)
        if key not in self._ids:
            unit = Unit(id=new_id(), name=name, position=self._position)
            self._transaction.put([unit])
            self._position += 1
            self._ids[key] = unit.id
        return self._ids[key]
