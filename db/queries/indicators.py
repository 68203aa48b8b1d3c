"""Indicators and commitments as lines, with all their years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import AmbiguousName, NotFound
from db.model.lines import (
    ActualValue,
    IndicatorLine,
    StatementLine,
    UnitShare,
    YearValue,
)
from db.model.words import (
    Aggregation,
    Counting,
    Direction,
    EntryState,
    Nature,
    StatementRole,
    TargetRole,
)
from db.queries.reading import Grouped, amount, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_INDICATORS = """
    select indicator.*, series.unit as series_unit, series.counting, series.definition,
        series.decimals, series.aggregation, series.numerator, series.denominator,
        series.may_pass_100
    from indicator join series on series.id = indicator.series
    where indicator.plan = :plan
    order by indicator.position, indicator.id
"""

_BASELINES = """
    select baseline.* from baseline join indicator on indicator.id = baseline.indicator
    where indicator.plan = :plan order by baseline.year
"""

_TARGETS = """
    select target.* from target join indicator on indicator.id = target.indicator
    where indicator.plan = :plan order by target.year
"""

_ACTUALS = """
    select actual.*, ifnull(source.kind, '') as source_kind, ifnull(source.file, '') as source_file
    from actual left join source on source.id = actual.source
    where actual.unit is null
      and actual.series in (select series from indicator where plan = :plan)
"""

_SHARES = """
    select responsibility.row, unit.id, unit.name, responsibility.role, responsibility.presumed
    from responsibility join unit on unit.id = responsibility.unit
    where responsibility.row_kind = :kind
    order by responsibility.row, responsibility.position
"""

_STATEMENTS = """
    select statement.*,
        statement.id in (select statement from baseline where indicator = statement.indicator
                         union select statement from target
                         where indicator = statement.indicator) as chosen
    from statement join indicator on indicator.id = statement.indicator
    where (indicator.id = :indicator or :indicator is null)
      and (indicator.plan = :plan or :plan is null)
    order by statement.role, ifnull(statement.year, 9999), statement.id
"""


@dataclass(frozen=True, slots=True)
class _Years:
    """Everything a plan's indicators have by year, grouped by its owner."""

    baselines: Grouped
    targets: Grouped
    actuals: Grouped
    units: Grouped


def unit_shares(connection: sqlite3.Connection, kind: str) -> Grouped:
    """Return who answers for each row of that kind (indicator, task, project), in order."""
    shares = Grouped()
    for row in rows(connection, _SHARES, kind=kind):
        shares[row["row"]].append(
            UnitShare(row["id"], row["name"], row["role"] == "lead", bool(row["presumed"]))
        )
    return shares


def _years(connection: sqlite3.Connection, plan: str) -> _Years:
    baselines, targets, actuals = Grouped(), Grouped(), Grouped()
    for row in rows(connection, _BASELINES, plan=plan):
        baselines[row["indicator"]].append(YearValue(row["id"], row["year"], amount(row)))
    for row in rows(connection, _TARGETS, plan=plan):
        targets[row["indicator"]].append(
            YearValue(row["id"], row["year"], amount(row), TargetRole(row["role"]))
        )
    for row in rows(connection, _ACTUALS, plan=plan):
        actuals[row["series"]].append(
            ActualValue(
                id=row["id"],
                period=row["period"],
                amount=amount(row, answer=row["answer"]),
                state=EntryState(row["state"]),
                provisional=bool(row["provisional"]),
                as_of=row["as_of"],
                note=row["note"],
                source=row["source_file"] or row["source_kind"],
                cell=row["cell"],
            )
        )
    return _Years(baselines, targets, actuals, unit_shares(connection, "indicator"))


def _line(row: sqlite3.Row, years: _Years, depth: int) -> IndicatorLine:
    return IndicatorLine(
        id=row["id"],
        series=row["series"],
        number=row["number"],
        name=row["name"],
        category=row["category"],
        unit=row["series_unit"],
        nature=Nature(row["nature"]),
        direction=Direction(row["direction"]),
        counting=Counting(row["counting"]),
        parent=row["parent"],
        depth=depth,
        task=row["task"],
        measure=row["measure"],
        recurring=row["recurring"],
        deadline=row["deadline"],
        definition=row["definition"],
        note=row["note"],
        place=row["place"],
        position=row["position"],
        baselines=years.baselines.of(row["id"]),
        targets=years.targets.of(row["id"]),
        actuals={value.period: value for value in years.actuals.of(row["series"])},
        units=years.units.of(row["id"]),
        decimals=row["decimals"],
        aggregation=Aggregation(row["aggregation"]) if row["aggregation"] else None,
        numerator=row["numerator"],
        denominator=row["denominator"],
        may_pass_100=None if row["may_pass_100"] is None else bool(row["may_pass_100"]),
    )


def all_rows(connection: sqlite3.Connection, plan: str) -> tuple[IndicatorLine, ...]:
    """Return a plan's indicators and commitments, each whole before its 其中."""
    years = _years(connection, plan)
    children = Grouped()
    for row in rows(connection, _INDICATORS, plan=plan):
        children[row["parent"] or ""].append(row)

    def walk(parent: str, depth: int) -> Iterator[IndicatorLine]:
        for row in children.of(parent):
            yield _line(row, years, depth)
            yield from walk(row["id"], depth + 1)

    return tuple(walk("", 0))


def indicator_lines(connection: sqlite3.Connection, plan: str) -> tuple[IndicatorLine, ...]:
    """Return a plan's indicators in order, without the commitments of its tasks."""
    return tuple(line for line in all_rows(connection, plan) if line.task is None)


def statement_lines(connection: sqlite3.Connection, indicator: str) -> tuple[StatementLine, ...]:
    """Return every printing of an indicator's values; baselines first, by year."""
    found = rows(connection, _STATEMENTS, indicator=indicator, plan=None)
    return tuple(_statement(row) for row in found)


def plan_statements(connection: sqlite3.Connection, plan: str) -> dict[str, list[StatementLine]]:
    """Return every printing of every value of a plan, by indicator."""
    statements = Grouped()
    for row in rows(connection, _STATEMENTS, indicator=None, plan=plan):
        statements[row["indicator"]].append(_statement(row))
    return dict(statements)


def _statement(row: sqlite3.Row) -> StatementLine:
    return StatementLine(
        id=row["id"],
        indicator=row["indicator"],
        role=StatementRole(row["role"]),
        year=row["year"],
        amount=amount(row),
        name=row["name"],
        place=row["place"],
        chosen=bool(row["chosen"]),
    )


def find_indicator(connection: sqlite3.Connection, name: str) -> str:
    """Return the id of the indicator or commitment with that id or whole name.

    Raises NotFound, or AmbiguousName with the ids of all that share the name.
    """
    found = [
        row["id"]
        for row in rows(
            connection, "select id from indicator where id = :name or name = :name", name=name
        )
    ]
    if not found:
        raise NotFound("indicator", name)
    if len(found) > 1:
        raise AmbiguousName("indicator", name, tuple(found))
    return str(found[0])
