"""Indicators and commitments as lines, with all their years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import AmbiguousName, NotFound
from db.model.lines import (
    IndicatorLine,
    StatementLine,
    UnitShare,
    YearValue,
)
from db.model.words import (
    Aggregation,
    Counting,
    Direction,
    Nature,
    StatementRole,
    TargetRole,
)
from db.queries.actuals import Actuals, actuals_of
from db.queries.claims import Claims
from db.queries.reading import Grouped, Words, amount, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from db.model.lines import ActualValue

_INDICATORS = """
    select indicator.*, series.unit as series_unit, series.counting, series.definition,
        series.decimals, series.aggregation, series.numerator, series.denominator,
        series.may_pass_100, series.frequency, series.available_from
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

_ANY_COMPUTED = "select 1 from series where aggregation is not null limit 1"

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

_NAMED = """
    select indicator.id, indicator.series, indicator.plan
    from indicator join plan on plan.id = indicator.plan
    where indicator.id = :name or indicator.name = :name
    order by plan.position, plan.id
"""

_NATURES, _DIRECTIONS, _COUNTINGS = Words(Nature), Words(Direction), Words(Counting)
_AGGREGATIONS = Words(Aggregation)
_STATEMENT_ROLES, _TARGET_ROLES = Words(StatementRole), Words(TargetRole)
_NONE = Actuals()


@dataclass(frozen=True, slots=True)
class _Years:
    """Everything a plan's indicators have by year, grouped by its owner."""

    baselines: Grouped
    targets: Grouped
    actuals: Mapping[str, Mapping[str, ActualValue]]
    units: Grouped
    claims: Claims


def unit_shares(connection: sqlite3.Connection, kind: str) -> Grouped:
    """Return who answers for each row of that kind (indicator, task, project), in order."""
    shares = Grouped()
    for row in rows(connection, _SHARES, kind=kind):
        shares[row["row"]].append(
            UnitShare(row["id"], row["name"], row["role"] == "lead", bool(row["presumed"]))
        )
    return shares


def _years(connection: sqlite3.Connection, plan: str, unit: str | None) -> _Years:
    baselines, targets = Grouped(), Grouped()
    for row in rows(connection, _BASELINES, plan=plan):
        baselines[row["indicator"]].append(YearValue(row["id"], row["year"], amount(row)))
    for row in rows(connection, _TARGETS, plan=plan):
        targets[row["indicator"]].append(
            YearValue(row["id"], row["year"], amount(row), _TARGET_ROLES[row["role"]])
        )
    shares = unit_shares(connection, "indicator")
    actuals: Mapping[str, Mapping[str, ActualValue]] = actuals_of(connection, plan, unit)
    # Only the county's figures are worked out from others.
    if unit is None and connection.execute(_ANY_COMPUTED).fetchone() is not None:
        from db.queries.computed import with_computed  # noqa: PLC0415 - few books need it

        actuals = with_computed(connection, plan, actuals)
    return _Years(baselines, targets, actuals, shares, Claims(connection))


def _line(row: sqlite3.Row, years: _Years, depth: int) -> IndicatorLine:
    return IndicatorLine(
        id=row["id"],
        series=row["series"],
        number=row["number"],
        name=row["name"],
        category=row["category"],
        unit=row["series_unit"],
        nature=_NATURES[row["nature"]],
        direction=_DIRECTIONS[row["direction"]],
        counting=_COUNTINGS[row["counting"]],
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
        actuals=years.actuals.get(row["series"], _NONE),
        units=years.units.of(row["id"]),
        decimals=row["decimals"],
        aggregation=_AGGREGATIONS[row["aggregation"]] if row["aggregation"] else None,
        numerator=row["numerator"],
        denominator=row["denominator"],
        may_pass_100=None if row["may_pass_100"] is None else bool(row["may_pass_100"]),
        frequency=row["frequency"],
        available_from=row["available_from"],
        referenced=years.claims.referenced(row["series"], row["plan"]),
    )


def all_rows(
    connection: sqlite3.Connection, plan: str, unit: str | None = None
) -> tuple[IndicatorLine, ...]:
    """Return a plan's indicators and commitments, each whole before its 其中.

    Their figures are the whole county's, or with the id of a unit that unit's own.
    """
    years = _years(connection, plan, unit)
    children = Grouped()
    for row in rows(connection, _INDICATORS, plan=plan):
        children[row["parent"] or ""].append(row)

    def walk(parent: str, depth: int) -> Iterator[IndicatorLine]:
        for row in children.of(parent):
            yield _line(row, years, depth)
            yield from walk(row["id"], depth + 1)

    return tuple(walk("", 0))


def indicator_lines(
    connection: sqlite3.Connection, plan: str, unit: str | None = None
) -> tuple[IndicatorLine, ...]:
    """Return a plan's indicators as `all_rows` does, without the commitments of its tasks."""
    return tuple(line for line in all_rows(connection, plan, unit) if line.task is None)


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
        role=_STATEMENT_ROLES[row["role"]],
        year=row["year"],
        amount=amount(row),
        name=row["name"],
        place=row["place"],
        chosen=bool(row["chosen"]),
    )


def find_indicator(connection: sqlite3.Connection, name: str) -> str:
    """Return the id of the indicator or commitment with that id or whole name.

    Rows of several plans on one series hold the same figures: the first plan's stands for them.
    Raises NotFound, or AmbiguousName with the ids of all that share the name.
    """
    found = list(rows(connection, _NAMED, name=name))
    if not found:
        raise NotFound("indicator", name)
    if len({row["series"] for row in found}) > 1:
        raise AmbiguousName("indicator", name, tuple(row["id"] for row in found))
    return str(found[0]["id"])
