"""Indicators and commitments as lines, with all their years."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from db.errors import AmbiguousName, NotFound
from db.model.lines import (
    IndicatorLine,
    UnitShare,
    YearValue,
)
from db.model.words import (
    Aggregation,
    Counting,
    Direction,
    Nature,
    TargetRole,
)
from db.queries.actuals import Actuals, actuals_of
from db.queries.claims import referenced
from db.queries.reading import Grouped, Words, bare_rows, plain_amount, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from db.model.lines import ActualValue

# In the order of IndicatorLine's own fields as far as they stand in the row: a list of a thousand
# is read by place, which takes a third of the time that asking each row by name takes. What most
# rows do not have is one column. The rows come in no order: SQLite would sort them all whole.
_INDICATORS = """
    select indicator.parent, indicator.id, indicator.series, indicator.number, indicator.name,
        indicator.category, series.unit, indicator.nature, indicator.direction, series.counting,
        indicator.task, indicator.measure, indicator.recurring, indicator.deadline,
        series.definition, indicator.note, indicator.place, indicator.position,
        case when series.decimals is null and series.aggregation is null
                and series.may_pass_100 is null and series.frequency = 'year'
                and series.available_from = '' and series.provider is null
                and indicator.withdrawn_by is null
            then null
            else json_array(series.decimals, series.aggregation, series.numerator,
                series.denominator, series.may_pass_100, series.frequency, series.available_from,
                ifnull(provider.name, ''), indicator.withdrawn_by) end
    from indicator join series on series.id = indicator.series
        left join unit as provider on provider.id = series.provider
    where indicator.plan = :plan and (indicator.withdrawn_by is null or :withdrawn)
        and (:task is null or indicator.task = :task)
"""

_PARENT, _ID, _POSITION = 0, 1, 17
"""The places in such a row."""

_USUAL = None, None, None, None, None, "year", "", "", None
"""From the decimals on, what most rows have."""

_WITHDRAWN = """
    select count(*) from indicator
    where exists (select 1 from revision where plan = :plan)
        and plan = :plan and task is null and withdrawn_by is not null
"""

_BASELINES = """
    select baseline.indicator, baseline.id, baseline.year, baseline.text, baseline.value,
        baseline.high, baseline.op
    from baseline join indicator on indicator.id = baseline.indicator
    where indicator.plan = :plan and (:task is null or indicator.task = :task)
    order by baseline.year
"""

_TARGETS = """
    select target.indicator, target.id, target.year, target.role, target.text, target.value,
        target.high, target.op
    from target join indicator on indicator.id = target.indicator
    where indicator.plan = :plan and (:task is null or indicator.task = :task)
    order by target.year
"""

_ANY_COMPUTED = "select 1 from series where aggregation is not null limit 1"

_SHARES = """
    select responsibility.row, unit.id, unit.name, responsibility.role = 'lead',
        responsibility.presumed, ifnull(responsibility.office, ''),
        ifnull(responsibility.person, ''), ifnull(responsibility.leader, ''),
        ifnull(responsibility.contact, '')
    from responsibility join unit on unit.id = responsibility.unit
    where responsibility.row_kind = :kind
    order by responsibility.row, responsibility.position
"""

# Which revision each target comes from, the newest last.
_REVISED = """
    select revision_line.row, revision_line.role,
        ifnull(revision_line.after_year, revision_line.year), revision_line.revision
    from revision_line join revision on revision.id = revision_line.revision
    where revision.plan = :plan and revision_line.field = 'target'
    order by revision.decided_on, revision.position
"""

_NAMED = """
    select indicator.id, indicator.series, indicator.plan
    from indicator join plan on plan.id = indicator.plan
    where indicator.id = :name or (indicator.name = :name and indicator.withdrawn_by is null)
    order by plan.position, plan.id
"""

_NATURES, _DIRECTIONS, _COUNTINGS = Words(Nature), Words(Direction), Words(Counting)
_AGGREGATIONS = Words(Aggregation)
_TARGET_ROLES = Words(TargetRole)
_NONE = Actuals()
_NOWHERE: Mapping[int, str] = {}
"""Of the rows whose figures are all their own plan's: one for all of them, never written to."""


class _Years(NamedTuple):
    """Everything a plan's indicators have by year, grouped by its owner."""

    baselines: Mapping[str, tuple[YearValue, ...]]
    targets: Mapping[str, tuple[YearValue, ...]]
    actuals: Mapping[str, Mapping[str, ActualValue]]
    units: Mapping[str, tuple[UnitShare, ...]]
    referenced: Mapping[str, Mapping[int, str]]


def unit_shares(connection: sqlite3.Connection, kind: str) -> Grouped[UnitShare]:
    """Return who answers for each row of that kind (indicator, task, project), in order."""
    shares = Grouped[UnitShare]()
    cursor = connection.cursor()
    cursor.row_factory = None
    for row, unit, name, lead, presumed, *people in cursor.execute(_SHARES, {"kind": kind}):
        shares[row].append(UnitShare(unit, name, lead == 1, presumed == 1, *people))
    return shares


def _years(connection: sqlite3.Connection, plan: str, unit: str | None, task: str | None) -> _Years:
    baselines, targets = Grouped[YearValue](), Grouped[YearValue]()
    for owner, identity, year, *printed in bare_rows(connection, _BASELINES, plan=plan, task=task):
        baselines[owner].append(YearValue(identity, year, plain_amount(*printed)))
    revised = _revised(connection, plan)
    for owner, identity, year, role, *printed in bare_rows(
        connection, _TARGETS, plan=plan, task=task
    ):
        by = revised.get((owner, role, year), "") if revised else ""
        targets[owner].append(
            YearValue(identity, year, plain_amount(*printed), _TARGET_ROLES[role], by)
        )
    shares = unit_shares(connection, "indicator")
    actuals: Mapping[str, Mapping[str, ActualValue]] = actuals_of(connection, plan, unit, task)
    # Only the county's figures are worked out from others.
    if unit is None and connection.execute(_ANY_COMPUTED).fetchone() is not None:
        from db.queries.computed import with_computed  # noqa: PLC0415 - few books need it

        actuals = with_computed(connection, plan, actuals)
    return _Years(
        baselines.all(), targets.all(), actuals, shares.all(), referenced(connection, plan)
    )


def _revised(connection: sqlite3.Connection, plan: str) -> dict[tuple[str, str, int | None], str]:
    """Return the revision each revised target comes from, by its row, role and year."""
    found = bare_rows(connection, _REVISED, plan=plan)
    return {(row, role, year): revision for row, role, year, revision in found}


def _line(row: tuple[Any, ...], years: _Years, depth: int) -> IndicatorLine:
    (
        parent, identity, series, number, name, category, unit, nature, direction, counting, task,
        measure, recurring, deadline, definition, note, place, position, more,
    ) = row  # fmt: skip
    (
        decimals, aggregation, numerator, denominator, may_pass_100, frequency, available_from,
        provider, withdrawn_by,
    ) = _USUAL if more is None else json.loads(more)  # fmt: skip
    # All in one: thirty arguments, each by itself, take twice as long.
    return IndicatorLine._make((
        identity, series, number, name, category, unit, _NATURES[nature], _DIRECTIONS[direction],
        _COUNTINGS[counting], parent, depth, task, measure, recurring, deadline, definition, note,
        place, position,
        years.baselines.get(identity, ()),
        years.targets.get(identity, ()),
        years.actuals.get(series, _NONE),
        years.units.get(identity, ()),
        decimals,
        _AGGREGATIONS[aggregation] if aggregation else None,
        numerator, denominator,
        None if may_pass_100 is None else bool(may_pass_100),
        frequency, available_from,
        years.referenced.get(series, _NOWHERE),
        provider,
        withdrawn_by,
    ))  # fmt: skip


def all_rows(
    connection: sqlite3.Connection,
    plan: str,
    unit: str | None = None,
    *,
    withdrawn: bool = False,
    task: str | None = None,
) -> tuple[IndicatorLine, ...]:
    """Return a plan's indicators and commitments, each whole before its 其中.

    With the id of a `task` only the commitments of that one. Their figures are the whole county's,
    or with the id of a unit that unit's own. Rows that a target revision took out are among them
    only where `withdrawn` ones are asked for.
    """
    years = _years(connection, plan, unit, task)
    wholes: list[tuple[Any, ...]] = []
    parts = Grouped[tuple[Any, ...]]()
    read = bare_rows(connection, _INDICATORS, plan=plan, withdrawn=withdrawn, task=task).fetchall()
    ids = {row[_ID] for row in read}
    for row in sorted(read, key=itemgetter(_POSITION, _ID)):
        # A part whose whole was taken out stands for itself.
        (parts[row[_PARENT]] if row[_PARENT] in ids else wholes).append(row)

    def walk(found: Iterable[tuple[Any, ...]], depth: int) -> Iterator[IndicatorLine]:
        for row in found:
            yield _line(row, years, depth)
            if row[_ID] in parts:
                yield from walk(parts[row[_ID]], depth + 1)

    return tuple(walk(wholes, 0))


def indicator_lines(
    connection: sqlite3.Connection, plan: str, unit: str | None = None
) -> tuple[IndicatorLine, ...]:
    """Return a plan's indicators as `all_rows` does, without the commitments of its tasks."""
    return tuple(line for line in all_rows(connection, plan, unit) if line.task is None)


def withdrawn_indicators(connection: sqlite3.Connection, plan: str) -> int:
    """Return how many indicators revisions took out of a plan, 量化目标 of tasks not counted."""
    return int(connection.execute(_WITHDRAWN, {"plan": plan}).fetchone()[0])


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
