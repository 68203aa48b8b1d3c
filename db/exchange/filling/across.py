"""The cells of a form with its indicators across the columns: a unit or a time in every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.exchange.differences import ItemMatch, NameProposal
from db.exchange.filling.seats import FormRow, Spot
from db.exchange.held_rows import HeldRow, held_rows
from db.exchange.list_in.headings import read_heading
from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.year_columns import Context
from db.exchange.listing import Meaning, TableKind, WordReading
from db.exchange.sheets import ROWS, row_on_sheet
from db.exchange.unit_table.headings import says_role
from db.exchange.unit_table.matching import ItemMatcher, UnitMatcher, written_unit
from db.exchange.unit_table.rows import is_total
from db.rules.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.exchange.differences import Item
    from db.exchange.filling.recognising import Hints
    from db.exchange.listing import ColumnReading, ListReading, RowReading, TableReading
    from db.exchange.matching import Decisions, HeldPlan, Match
    from db.exchange.unit_table.matching import HeldUnits
    from db.model.lines import PlanLine

COUNTY = "county"
"""A person's word that a row of a form is that of the whole county."""

_SHORTEST = 2
_OFFICES = ("", "教育局", "教育体育局", "教体局", "教育和体育局", "人民政府")
"""What may stand behind the county's name where a superior's form has one county a row."""

_YEARLESS = frozenset({Meaning.BASELINE, Meaning.TARGET})


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row of the form is of: a unit (None: the whole county), and a time if it says one."""

    unit: str | None = None
    role: Meaning | None = None
    period: str = ""


def row_periods(reading: ListReading) -> frozenset[str]:
    """Return the times that stand in the rows of forms."""
    names = (row.name for table in _tables(reading) for row in table.rows)
    told = (read_heading(name, TableKind.INDICATORS) for name in names if says_role(name))
    return frozenset(one.period for one in told if one.period)


def timed_rows(reading: ListReading) -> frozenset[tuple[str, int]]:
    """Return the rows (sheet, row) of forms that are those of a time, not of a unit."""
    return frozenset(
        (table.sheet, row.row)
        for table in _tables(reading)
        for row in table.rows
        if says_role(row.name)
    )


class Across:
    """Goes through the tables of a form that have their indicators across.

    `items` gathers what the columns were matched to, `proposals` the rows whose unit a person has
    to tell, `absent` the rows that the book has no unit for, `undated` the columns of which nobody
    knows the time, `matched` the unit of each row (sheet, row), COUNTY for the county's own,
    `assumed` sentences about tables that name no time at all.
    """

    def __init__(
        self,
        reading: ListReading,
        held: HeldPlan,
        units: HeldUnits,
        decisions: Decisions,
        hints: Hints,
    ) -> None:
        self.items: list[ItemMatch] = []
        self.proposals: list[NameProposal] = []
        self.absent: list[tuple[TableReading, RowReading]] = []
        self.undated: list[tuple[TableReading, ColumnReading]] = []
        self.matched: dict[tuple[str, int], str] = {}
        self.assumed: list[str] = []
        self._hints = hints
        self._plan = held.plan
        self._units = units
        self._decisions = decisions
        self._series = _by_series(held)
        self._columns = ItemMatcher(units.items, str)
        plain = replace(reading, tables=tuple(_tables(reading)))
        self._rows = UnitMatcher(plain, units.units, decisions, str)
        self._role = Context(squash("".join(reading.titles)), None, None).role

    def seats(self, table: TableReading) -> Iterator[tuple[FormRow, Spot]]:
        """Yield the cells of a table that may hold a figure of the book."""
        matches = [
            replace(match, item=None) if match.is_new else match
            for match in self._columns.match_all(table)
        ]
        self.items += matches
        unsaid = self._unsaid_period(table)
        undated: dict[int, ColumnReading] = {}
        for row in table.rows:
            subject = self._subject(table, row)
            if subject is None:
                continue
            for match in matches:
                if match.item is None:
                    continue
                spot = self._spot(row, match.column, match.item, subject, unsaid)
                if spot is None:
                    undated[match.column.column] = match.column
                    continue
                if spot.period == unsaid and not self._hints.period:
                    said = f"“{table.sheet}”没有写明哪一年，按 {unsaid} 年填"
                    self.assumed += [said] if unsaid and said not in self.assumed else []
                yield self._form_row(table, row, match.item, subject, match.column), spot
        self.undated += ((table, column) for column in undated.values())

    def _subject(self, table: TableReading, row: RowReading) -> _Subject | None:
        """Return what a row is of; None when a person has to say it, or the book has no such."""
        key = (table.sheet, row.row)
        if says_role(row.name):
            told = read_heading(row.name, TableKind.INDICATORS)
            return _Subject(None, told.role, told.period or "")
        decided = self._decisions.get(key, "")
        is_county = is_total(row.name) or _is_county(row.name, self._plan)
        if decided == COUNTY or (decided == "" and is_county):
            self.matched[key] = COUNTY
            return _Subject()
        match: Match = self._rows.match(table.sheet, row)
        if match.candidates:
            self.proposals.append(NameProposal(table.sheet, row.row, row.name, match.candidates))
            return None
        if match.is_new:
            if key not in self._decisions:
                self.absent.append((table, row))
            return None
        self.matched[key] = match.id
        return _Subject(match.id)

    def _unsaid_period(self, table: TableReading) -> str:
        """Return the time of a table that names none anywhere: a person's, else the last year."""
        timed = any(column.period for column in table.columns)
        if timed or any(says_role(row.name) for row in table.rows):
            return ""
        return self._hints.unsaid

    def _spot(
        self,
        row: RowReading,
        column: ColumnReading,
        item: Item,
        subject: _Subject,
        unsaid: str,
    ) -> Spot | None:
        """Return a cell with what it is there for; None when nobody says of which time it is."""
        role = subject.role or column.role or self._role or Meaning.ACTUAL
        period = subject.period or column.period
        yearless = not period and role in _YEARLESS
        if not period and not yearless:
            if not unsaid:
                return None
            period = unsaid
        half = (row.row - 1) // ROWS
        place = (row_on_sheet(row.row), column.at(half))
        return Spot(role, period, place, yearless, item.name)

    def _form_row(
        self,
        table: TableReading,
        row: RowReading,
        item: Item,
        subject: _Subject,
        column: ColumnReading,
    ) -> FormRow:
        """Return one cell as a row of its own: the figure that stands there, its unit."""
        unit = written_unit(table, column, item.unit)
        reading = row._replace(
            figures=tuple(one for one in row.figures if one.column == column.column),
            doubtful=tuple(one for one in row.doubtful if one.column == column.column),
            words={Meaning.UNIT: WordReading(unit, column.address)} if unit else {},
        )
        return FormRow(replace(table, columns=(column,)), reading, self._held(item, subject))

    def _held(self, item: Item, subject: _Subject) -> HeldRow:
        """Return what the book holds of an indicator for a unit, or for the county."""
        if subject.unit is None and item.id in self._series:
            return self._series[item.id]
        figures = {
            (Meaning.ACTUAL, period): actual.amount
            for (series, period, unit), actual in self._units.figures.items()
            if series == item.id and unit == subject.unit
        }
        return HeldRow(words={Meaning.UNIT: item.unit}, figures=figures)


def _tables(reading: ListReading) -> Iterator[TableReading]:
    return (table for table in reading.tables if table.kind is TableKind.UNITS)


def _by_series(held: HeldPlan) -> Mapping[str, HeldRow]:
    """Return the rows of a plan by their 数据项; an indicator goes before a promise on it."""
    rows = held_rows(held)
    promises = (promise for task in held.tasks for promise in task.commitments)
    return {line.series: rows[line.id] for line in (*promises, *held.indicators)}


def _is_county(name: str, plan: PlanLine) -> bool:
    """Tell whether a row names the county of the plan or its bureau: 利通区, 利通区教育局."""
    county, named = folded(plan.county), folded(name)
    own = (named.removesuffix(office) for office in _OFFICES)
    return any(len(one) >= _SHORTEST and county.endswith(one) for one in own)
