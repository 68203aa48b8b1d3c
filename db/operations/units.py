"""Units as a person keeps them: names, kinds, people, the members of groups."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import Unit, UnitAlias, UnitContact, UnitEvent, UnitMember
from db.operations.days import kept_day
from db.operations.kept_words import kept_name
from db.operations.unit_moves import is_used
from db.rules.names import folded, one_line
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.changes import ChangeSet
    from db.model.work_words import ContactRole
    from db.store.steps import Steps
    from db.store.writing import Transaction


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person of a unit; `id` is that of one who is known already."""

    role: ContactRole
    name: str
    office: str = ""
    phone: str = ""
    note: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFields:
    """What is said of a unit; `aliases`, `members` and `contacts` are whole lists.

    Days are ISO days, empty while open.
    """

    name: str
    kind: str = ""
    short_name: str = ""
    parent: str | None = None
    is_group: bool = False
    valid_from: str = ""
    valid_to: str = ""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    contacts: tuple[NewContact, ...] = ()


class Units:
    """Adding units, changing what is said of them, taking out those that nothing speaks of."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def add(self, fields: UnitFields) -> ChangeSet:
        """Add a unit.

        Raises ValueRefused: EMPTY_NAME, UNIT_NAME_TAKEN for a name that another unit has,
        NOT_A_DATE, GROUP_IN_ITSELF for a group or a parent within itself.
        """
        with self._steps.begin("新增单位") as step:
            unit = UnitEditing(step.transaction).made(fields.name)
            step.transaction.label = f"新增单位“{unit.name}”"
            UnitEditing(step.transaction).write(unit, fields)
        return step.done()

    def change(self, unit: str, fields: UnitFields) -> ChangeSet:
        """Change what is said of a unit; raises as `add` does, and NotFound."""
        with self._steps.begin("改单位") as step:
            held = step.transaction.require(Unit, unit)
            step.transaction.label = f"改单位“{held.name}”"
            UnitEditing(step.transaction).write(held, fields)
        return step.done()

    def set_kind(self, units: Sequence[str], kind: str) -> ChangeSet:
        """Say how units stand to the bureau; an empty kind says nothing."""
        with self._steps.begin("改单位类型") as step:
            held = [step.transaction.require(Unit, unit) for unit in units]
            who = f"“{held[0].name}”" if len(held) == 1 else f" {len(held)} 家单位"
            step.transaction.label = f"改{who}的类型：{kind or '未分类'}"
            for one in held:
                step.transaction.change(replace(one, kind=kind))
        return step.done()

    def set_members(self, group: str, members: Sequence[str]) -> ChangeSet:
        """Say which units a group (各街道) stands for; GROUP_IN_ITSELF where it would hold itself.

        It is a group from then on.
        """
        with self._steps.begin("改单位成员") as step:
            held = step.transaction.require(Unit, group)
            step.transaction.label = f"改“{held.name}”的成员"
            step.transaction.change(replace(held, is_group=True))
            UnitEditing(step.transaction).put_members(held, members)
        return step.done()

    def remove(self, unit: str) -> ChangeSet:
        """Take out a unit that nothing speaks of; ValueRefused(UNIT_IN_USE), NotFound."""
        with self._steps.begin("删除单位") as step:
            transaction = step.transaction
            held = transaction.require(Unit, unit)
            transaction.label = f"删除单位“{held.name}”"
            if is_used(transaction, unit):
                raise ValueRefused(ValueFault.UNIT_IN_USE, held.name)
            take_out(transaction, held)
        return step.done()


def take_out(transaction: Transaction, unit: Unit) -> None:
    """Remove a unit with its names, people, membership and history; nothing else speaks of it."""
    for kind in (UnitAlias, UnitContact, UnitEvent):
        for one in transaction.find(kind, unit=unit.id):
            transaction.remove(one)
    for column in ("group_unit", "member"):
        for place in transaction.find(UnitMember, **{column: unit.id}):
            transaction.remove(place)
    transaction.remove(unit)


class UnitEditing:
    """What is said of units on its way into the open transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def made(self, name: str, **fields: str) -> Unit:
        """Put in a new unit behind the others and return it; refuse a name that is taken."""
        words = self.require_free(name)
        position = 1 + max((one.position for one in self._transaction.find(Unit)), default=-1)
        unit = Unit(id=new_id(), name=words, position=position, **fields)  # type: ignore[arg-type]  # only words
        self._transaction.put([unit])
        return unit

    def write(self, held: Unit, fields: UnitFields) -> None:
        """Give a unit these fields, other names, people and members."""
        name = self.require_free(fields.name, held.id)
        aliases = [one_line(alias) for alias in fields.aliases if folded(alias) != folded(name)]
        for alias in filter(None, aliases):
            self.require_free(alias, held.id)
        self._require_parent(held, fields.parent)
        self._transaction.change(
            replace(
                held,
                name=name,
                kind=fields.kind,
                short_name=fields.short_name.strip() or None,
                parent=fields.parent or None,
                is_group=True if fields.is_group else None,
                valid_from=kept_day(fields.valid_from),
                valid_to=kept_day(fields.valid_to),
            )
        )
        self._put_aliases(held.id, [alias for alias in aliases if alias])
        self.put_members(held, fields.members if fields.is_group else ())
        self._put_contacts(held.id, fields.contacts)

    def require_free(self, name: str, own: str = "") -> str:
        """Return a name without blanks around it; refuse one that is blank or another unit's."""
        words = kept_name(name)
        wanted = folded(words)
        taken = [one.id for one in self._transaction.find(Unit) if folded(one.name) == wanted]
        taken += [
            one.unit for one in self._transaction.find(UnitAlias) if folded(one.alias) == wanted
        ]
        if any(unit != own for unit in taken):
            raise ValueRefused(ValueFault.UNIT_NAME_TAKEN, words)
        return words

    def put_alias(self, unit: str, alias: str) -> None:
        """Let a unit be known under one more name, unless it is already."""
        known = {folded(one.alias) for one in self._transaction.find(UnitAlias, unit=unit)}
        held = self._transaction.get(Unit, unit)
        if held is not None and folded(alias) not in known | {folded(held.name)}:
            self._transaction.put([UnitAlias(id=new_id(), unit=unit, alias=alias)])

    def _put_aliases(self, unit: str, aliases: Iterable[str]) -> None:
        wanted = {folded(alias): alias for alias in aliases}
        for held in self._transaction.find(UnitAlias, unit=unit):
            if wanted.pop(folded(held.alias), None) is None:
                self._transaction.remove(held)
        self._transaction.put(
            UnitAlias(id=new_id(), unit=unit, alias=alias) for alias in wanted.values()
        )

    def put_members(self, group: Unit, members: Iterable[str]) -> None:
        """Let a group stand for these units; refuse one that would hold itself."""
        wanted = dict.fromkeys(members)
        for member in wanted:
            if member == group.id or group.id in self._within(member):
                raise ValueRefused(ValueFault.GROUP_IN_ITSELF, group.name)
            self._transaction.require(Unit, member)
        for held in self._transaction.find(UnitMember, group_unit=group.id):
            if held.member in wanted:
                del wanted[held.member]
            else:
                self._transaction.remove(held)
        self._transaction.put(
            UnitMember(id=new_id(), group_unit=group.id, member=member) for member in wanted
        )

    def _within(self, group: str) -> set[str]:
        """Return everything that a group stands for, through groups within it."""
        found: set[str] = set()
        waiting = [group]
        while waiting:
            for place in self._transaction.find(UnitMember, group_unit=waiting.pop()):
                if place.member not in found:
                    found.add(place.member)
                    waiting.append(place.member)
        return found

    def _require_parent(self, unit: Unit, parent: str | None) -> None:
        above = parent
        while above:
            if above == unit.id:
                raise ValueRefused(ValueFault.GROUP_IN_ITSELF, unit.name)
            above = self._transaction.require(Unit, above).parent

    def _put_contacts(self, unit: str, contacts: Sequence[NewContact]) -> None:
        held = {one.id: one for one in self._transaction.find(UnitContact, unit=unit)}
        named = [one for one in contacts if one.name.strip()]
        for position, one in enumerate(named):
            record = UnitContact(
                id=one.id if one.id in held else new_id(),
                unit=unit,
                role=one.role,
                name=one_line(one.name),
                office=one.office.strip(),
                phone=one.phone.strip(),
                note=one.note.strip(),
                position=position,
            )
            if held.pop(one.id, None) is None:
                self._transaction.put([record])
            else:
                self._transaction.change(record)
        for gone in held.values():
            self._transaction.remove(gone)
