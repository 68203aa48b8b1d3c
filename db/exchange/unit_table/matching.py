"""Which 数据项 a column of a table of units counts, and which unit stands in a row."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.differences import Item, ItemMatch
from db.exchange.listing import NEW_ITEM, Meaning
from db.exchange.matching import Match
from db.rules.measures import convert
from db.rules.names import folded, near_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from db.exchange.listing import ColumnReading, ListReading, RowReading, TableReading
    from db.exchange.matching import Decisions
    from db.model.lines import ActualValue, UnitLine

_NUMERALS = re.compile(r"[0-9一二三四五六七八九十百]+")

_SHORTEST_OWN_NAME = 3
"""A shorter name (小学, 一小) ends too many others to be told by."""

FigureKey = tuple[str, str, str | None]
"""A 数据项, a period, and a unit (None: the whole county)."""


@dataclass(frozen=True, slots=True)
class HeldUnits:
    """What the book holds that a table of units is compared with.

    `items` are the 数据项 of the plan's rows and those without a row, `figures` what is recorded
    of them by unit and for the county.
    """

    items: tuple[Item, ...] = ()
    units: tuple[UnitLine, ...] = ()
    figures: Mapping[FigureKey, ActualValue] = field(default_factory=dict)


class ItemMatcher:
    """Finds the 数据项 of columns by name; one that is new is the same for every such column."""

    def __init__(self, items: Sequence[Item], fresh: Callable[[], str]) -> None:
        self._fresh = fresh
        self._by_id = {item.id: item for item in items}
        self._by_name: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            self._by_name[folded(item.name)].append(item)
        self._new: dict[tuple[str, str], Item] = {}

    def match_all(self, table: TableReading) -> list[ItemMatch]:
        """Return what the columns of figures of a table count.

        A column is never nearly what another one is: 在园幼儿数：女 beside 在园幼儿数.
        """
        columns = figure_columns(table)
        found = [self._exactly(table, column) for column in columns]
        taken = {match.item.id for match in found if match.item is not None}
        return [
            match
            if match.item is not None or match.candidates
            else replace(match, candidates=self._near(match.column, taken))
            for match in found
        ]

    def _exactly(self, table: TableReading, column: ColumnReading) -> ItemMatch:
        """Return what a person says that a column counts, or its heading does."""
        if column.item == NEW_ITEM:
            # Remembered from an earlier file: by now the book may have it.
            same = self._fitting(self._by_name.get(folded(column.heading), ()), column)
            if same:
                return ItemMatch(table.sheet, column, same[0])
            key = (folded(column.heading), column.unit)
            if key not in self._new:
                self._new[key] = Item(self._fresh(), column.heading, column.unit or table.corner)
            return ItemMatch(table.sheet, column, self._new[key], is_new=True)
        if column.item in self._by_id:
            return ItemMatch(table.sheet, column, self._by_id[column.item])
        for name in column.names:
            same = self._fitting(self._by_name.get(folded(name), ()), column)
            if len(same) == 1:
                return ItemMatch(table.sheet, column, same[0])
            if same:
                return ItemMatch(table.sheet, column, candidates=tuple(same))
        return ItemMatch(table.sheet, column)

    def _fitting(self, items: Iterable[Item], column: ColumnReading) -> list[Item]:
        """Return the items whose unit the column's can be turned into."""
        return [
            item
            for item in items
            if convert(Decimal(1), written=column.unit, wanted=item.unit) is not None
        ]

    def _near(self, column: ColumnReading, taken: Collection[str]) -> tuple[Item, ...]:
        names = {item.name: None for item in self._by_id.values() if item.id not in taken}
        near = dict.fromkeys(name for said in column.names for name in near_names(said, names))
        items = [one for name in near for one in self._by_name[folded(name)] if one.id not in taken]
        return tuple(self._fitting(items, column))


class UnitMatcher:
    """Finds units by name and by the other names they are written under.

    A name that nearly is that of a unit which no row of the file names, or is it with the place
    before it (清河县第一幼儿园), is put before a person; 第一小学 is never nearly 第二小学.
    """

    def __init__(
        self,
        reading: ListReading,
        units: Sequence[UnitLine],
        decisions: Decisions,
        fresh: Callable[[], str],
    ) -> None:
        self._decisions = decisions
        self._fresh = fresh
        self._units = {unit.id: unit for unit in units}
        self._ids: dict[str, list[str]] = defaultdict(list)
        for unit in units:
            for name in dict.fromkeys(map(folded, (unit.name, *unit.aliases))):
                self._ids[name].append(unit.id)
        named = {folded(row.name) for table in reading.tables for row in table.rows}
        self._open = {
            name: unit.id
            for unit in units
            if not named & set(map(folded, (unit.name, *unit.aliases)))
            for name in (unit.name, *unit.aliases)
        }
        self._new: dict[str, str] = {}

    def name_of(self, unit: str) -> str:
        """Return the name under which the book knows a unit; empty for a new one."""
        held = self._units.get(unit)
        return held.name if held is not None else ""

    def match(self, sheet: str, row: RowReading) -> Match:
        """Return the unit of a row, a new one, or the units that a person has to choose from."""
        decided = self._decisions.get((sheet, row.row), "")
        key = folded(row.name)
        if decided in self._units:
            return Match(str(decided))
        found = self._ids.get(key, [])
        if decided is None or key in self._new:
            return self._as_new(key)
        if len(found) == 1:
            return Match(found[0])
        if not found:
            near = (*near_names(row.name, self._open), *self._with_or_without_place(row.name))
            alike = (name for name in near if _numerals(name) == _numerals(row.name))
            found = list(dict.fromkeys(self._open[name] for name in alike))
        if found:
            return Match("", candidates=tuple((one, self._units[one].name) for one in found))
        return self._as_new(key)

    def _with_or_without_place(self, name: str) -> Iterator[str]:
        """Yield the open names of which one ends with the other: a place or a bureau leads it."""
        wanted = folded(name)
        for other in self._open:
            short, long = sorted((wanted, folded(other)), key=len)
            if len(short) >= _SHORTEST_OWN_NAME and long.endswith(short):
                yield other

    def _as_new(self, key: str) -> Match:
        unit = self._new.setdefault(key, "") or self._fresh()
        self._new[key] = unit
        return Match(unit, is_new=True)


def _numerals(name: str) -> list[str]:
    return _NUMERALS.findall(folded(name))


def figure_columns(table: TableReading) -> list[ColumnReading]:
    """Return the columns of a table of units that count something."""
    return [column for column in table.columns if column.meaning is Meaning.ACTUAL]


def written_unit(table: TableReading, column: ColumnReading, wanted: str) -> str:
    """Return the unit in which a column is written: its own, or the corner's where that fits."""
    if column.unit or not table.corner or not wanted:
        return column.unit
    fits = convert(Decimal(1), written=table.corner, wanted=wanted) is not None
    return table.corner if fits else ""
