"""What the checks find in a book's figures, with what was explained, and what is still missing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from db.model.lines import ActualValue
from db.model.period import Period
from db.model.records import Explanation
from db.model.todo_lines import MissingLine
from db.model.words import Aggregation
from db.model.work_words import ContactRole
from db.queries.findings import plan_findings
from db.queries.indicators import all_rows
from db.queries.known_units import unit_lines
from db.queries.plans import find_plan, plan_lines
from db.queries.reading import actual_value, rows
from db.rules.checks.entries import verdict_findings
from db.rules.checks.explained import with_explanations
from db.rules.checks.judging import Checks, checks_of
from db.rules.checks.limits import PREFIX, Limits, limits_from
from db.rules.gaps import is_missing, is_reported, is_unexplained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from db.model.lines import IndicatorLine, PlanLine
    from db.rules.checks.entries import Typed
    from db.rules.finding import Finding

_SETTINGS = "select id, value from setting where id like :like"

_EXPLANATIONS = "select * from explanation order by made_at, id"

_UNIT_FIGURES = """
    select actual.* from actual join unit on unit.id = actual.unit
    where actual.series in (select series from indicator where plan = :plan)
      and (actual.unit = :unit or :unit is null)
    order by unit.position, unit.id, actual.series, actual.period
"""

_PROVIDERS = """
    select series.id as series, unit.id, unit.name
    from series join unit on unit.id = series.provider
"""


_PERSONS = """
    select row, unit, coalesce(nullif(person, ''), contact) as name
    from responsibility where coalesce(nullif(person, ''), contact, '') <> ''
    union all
    select '', unit, name from (
        select unit, name from unit_contact where name <> '' and role in (:contact, :person)
        order by role <> :contact, position, id
    )
"""


def check_limits(connection: sqlite3.Connection) -> Limits:
    """Return from where on figures are doubted in this book: its settings `check.…`."""
    found = rows(connection, _SETTINGS, like=f"{PREFIX}%")
    return limits_from({row["id"]: row["value"] for row in found})


def explanations(connection: sqlite3.Connection) -> tuple[Explanation, ...]:
    """Return every explanation of the book, the oldest first."""
    return tuple(
        Explanation(
            id=row["id"],
            rule=row["rule"],
            row=row["row"],
            period=row["period"],
            unit=row["unit"],
            figures=row["figures"],
            words=row["words"],
            made_at=row["made_at"],
            who=row["who"],
        )
        for row in rows(connection, _EXPLANATIONS)
    )


def plan_checks(
    connection: sqlite3.Connection, plan: str, *, unit: str | None = None, today: date | None = None
) -> Checks:
    """Return a plan's rows ready to be judged, with the figures of the county or of one unit."""
    lines, limits = all_rows(connection, plan), check_limits(connection)
    if unit is not None:
        figures = figures_by_unit(connection, plan, unit)[unit]
        lines = tuple(line._replace(actuals=figures.get(line.series, {})) for line in lines)
    return checks_of(lines, limits=limits, unit=unit, today=today)


def data_findings(
    connection: sqlite3.Connection,
    plan: str | None = None,
    period: str | None = None,
    *,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return what is doubted in the figures of one plan or of all, the plans' contradictions first.

    The county's figures come before those of the units. With a `period` only its figures are
    judged, and nothing of the plan itself. Explained queries are among them. Raises NotFound.
    """
    plans = plan_lines(connection) if plan is None else (find_plan(connection, plan),)
    limits = check_limits(connection)
    periods = None if period is None else (period,)
    found: list[Finding] = []
    for one in plans:
        if period is None:
            found += plan_findings(connection, one.id)
        lines = all_rows(connection, one.id)
        found += checks_of(lines, limits=limits, today=today).findings(None, periods)
        for unit, theirs in figures_by_unit(connection, one.id).items():
            # Parts come along even when blank: a whole is judged by all of them or not at all.
            rows_of_unit = [
                line._replace(actuals=theirs.get(line.series, {}))
                for line in lines
                if line.series in theirs or line.parent is not None
            ]
            judged = checks_of(rows_of_unit, limits=limits, unit=unit, today=today)
            found += judged.findings(None, periods)
    return with_explanations(_once(found), explanations(connection))


def check_entries(
    connection: sqlite3.Connection,
    plan: str,
    entries: Sequence[Typed],
    *,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return what figures would be doubted once written, for a verdict before the writing.

    Nothing is written. Each unit's figures are judged with its own.
    """
    found: list[Finding] = []
    for unit in dict.fromkeys(entry.unit for entry in entries):
        checks = plan_checks(connection, plan, unit=unit, today=today)
        found += verdict_findings(checks, entries)
    return with_explanations(found, explanations(connection))


def data_providers(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the unit that provides each series that names one."""
    return {row["series"]: row["id"] for row in rows(connection, _PROVIDERS)}


def missing_lines(
    connection: sqlite3.Connection, plan: str, period: str, *, today: date | None = None
) -> tuple[MissingLine, ...]:
    """Return what a year still lacks, unit by unit in the order of the plan; NotFound.

    A figure is asked of its data provider, else of the lead unit, else of the plan's issuer; the
    parts of a county sum, of each unit that has ever given one. The person is the one who answers
    for the row in that unit, else the unit's own 联络员 or 责任人.
    """
    issuer = find_plan(connection, plan)
    providers = {row["series"]: (row["id"], row["name"]) for row in rows(connection, _PROVIDERS)}
    figures = figures_by_unit(connection, issuer.id)
    day = Period.read(period).last_day.isoformat() if period else ""
    # A unit that is no more gives no figures.
    names = {
        unit.id: unit.name
        for unit in unit_lines(connection)
        if not unit.valid_to or day <= unit.valid_to
    }
    persons = _persons(connection)
    by_unit: dict[str | None, list[MissingLine]] = defaultdict(list)
    for line in all_rows(connection, issuer.id):
        answered = is_unexplained(line, period)
        givers = [unit for unit, theirs in figures.items() if line.series in theirs]
        if line.aggregation is Aggregation.SUM and givers:
            silent = [
                unit
                for unit in givers
                if unit in names and period not in figures[unit][line.series]
            ]
            for unit in silent if is_reported(line, period, today) else ():
                by_unit[unit].append(_missing(line, period, (unit, names[unit]), persons))
        elif answered or is_missing(line, period, today):
            asked = providers.get(line.series) or _lead_of(line, issuer)
            lacking = _missing(line, period, asked, persons, has_answer=answered)
            by_unit[asked[0]].append(lacking)
    return tuple(line for lines in by_unit.values() for line in lines)


def _persons(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return who answers by row and unit, and for all rows of a unit by an empty row."""
    found: dict[tuple[str, str], str] = {}
    roles = {"contact": ContactRole.CONTACT, "person": ContactRole.PERSON}
    for row in rows(connection, _PERSONS, **roles):
        found.setdefault((row["row"], row["unit"]), row["name"])
    return found


def _missing(
    line: IndicatorLine,
    period: str,
    asked: tuple[str | None, str],
    persons: Mapping[tuple[str, str], str],
    *,
    has_answer: bool = False,
) -> MissingLine:
    unit = asked[0] or ""
    return MissingLine(
        unit=asked[0],
        unit_name=asked[1],
        row=line.id,
        name=line.name,
        category=line.category,
        measure_unit=line.unit,
        period=period,
        has_answer=has_answer,
        person=persons.get((line.id, unit)) or persons.get(("", unit), ""),
    )


def _lead_of(line: IndicatorLine, issuer: PlanLine) -> tuple[str | None, str]:
    lead = next((share for share in line.units if share.lead), None)
    return (lead.unit, lead.name) if lead is not None else (None, issuer.issuer)


_UnitFigures = dict[str, dict[str, dict[str, ActualValue]]]
"""Recorded figures by unit, by series, by period."""


def figures_by_unit(
    connection: sqlite3.Connection, plan: str, unit: str | None = None
) -> _UnitFigures:
    """Return what the units recorded for the series of a plan, or what one of them did."""
    figures: _UnitFigures = defaultdict(dict)
    for row in rows(connection, _UNIT_FIGURES, plan=plan, unit=unit):
        held = actual_value(row)
        figures[row["unit"]].setdefault(row["series"], {})[held.period] = held
    return figures


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding once: plans that share a series share what is wrong with its figures."""
    found: dict[object, Finding] = {}
    for one in findings:
        cell = (one.rule, one.subject or one.row, one.period, one.unit, one.message)
        found.setdefault(cell, one)
    return list(found.values())
