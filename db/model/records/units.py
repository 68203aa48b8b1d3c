"""The rows of who answers: units, their other names and lives, responsibilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from db.model.records.base import Record
from db.model.words import RowKind
from db.model.work_words import ContactRole, ResponsibilityRole, UnitEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """责任单位: a bureau, department, township or school.

    `kind` is one of `UNIT_KINDS` or empty. `valid_from` and `valid_to` are ISO days, empty while
    open. `successor` is the unit it was merged into. A group unit (各街道) stands for its members.
    """

    table: ClassVar[str] = "unit"
    name: str
    kind: str = ""
    valid_from: str = ""
    valid_to: str = ""
    position: int = 0
    short_name: str | None = None
    parent: str | None = None
    successor: str | None = None
    is_group: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAlias(Record):
    """Another name under which a unit is written."""

    table: ClassVar[str] = "unit_alias"
    unit: str
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMember(Record):
    """A unit that belongs to a group unit (各街道, 各乡镇)."""

    table: ClassVar[str] = "unit_member"
    group_unit: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitContact(Record):
    """A person of a unit: 责任人, 分管领导 or 联络员."""

    table: ClassVar[str] = "unit_contact"
    unit: str
    role: ContactRole
    name: str
    office: str = ""
    phone: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEvent(Record):
    """What happened to a unit: renamed, merged into `other`, split off `other`, or ended.

    `happened_on` is an ISO day; `document` the 文号 that ordered it; `former_name` the name it had.
    """

    table: ClassVar[str] = "unit_event"
    unit: str
    kind: UnitEventKind
    happened_on: str = ""
    document: str = ""
    former_name: str = ""
    other: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Record):
    """A unit that answers for a row; the first named is the lead, presumed until confirmed.

    `row_kind` is indicator, task or project. `office` (责任股室), `person` (责任人), `leader`
    (分管领导) and `contact` (联络员) are who answers inside the unit.
    """

    table: ClassVar[str] = "responsibility"
    row_kind: RowKind
    row: str
    unit: str
    role: ResponsibilityRole
    position: int = 0
    presumed: bool = True
    office: str | None = None
    person: str | None = None
    leader: str | None = None
    contact: str | None = None
