"""The 校验情况表 of a period: every finding with its figures and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.check_lines import CheckLine, CheckStanding
from db.model.period import Period
from db.queries.checks import data_findings, explanations, plan_checks
from db.queries.findings import plan_findings
from db.queries.known_units import unit_lines
from db.queries.plans import find_plan
from db.rules.checks.explained import with_explanations
from db.rules.finding import Severity
from db.rules.periods import in_words, previous

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from datetime import date

    from db.model.lines import IndicatorLine
    from db.rules.finding import Finding

_ORDER = tuple(CheckStanding)


def check_lines(
    connection: sqlite3.Connection, plan: str, period: str, *, today: date | None = None
) -> tuple[CheckLine, ...]:
    """Return what the checks say of a plan's figures of a period, then of the plan itself.

    Errors come first, then queries that nothing was said of, then explained ones; the county's
    figures before those of the units. Raises NotFound, ValueError for words that are no period.
    """
    line = find_plan(connection, plan)
    before = str(previous(Period.read(period)))
    found = data_findings(connection, line.id, period, today=today)
    names = {unit.id: unit.name for unit in unit_lines(connection)}
    rows: dict[str | None, Mapping[str, IndicatorLine]] = {}
    made: list[CheckLine] = []
    for one in _worth_telling(found):
        if one.unit not in rows:
            checks = plan_checks(connection, line.id, unit=one.unit, today=today)
            rows[one.unit] = {row.id: row for row in checks.lines}
        made.append(
            _line_of(one, rows[one.unit].get(one.row), names.get(one.unit or "", ""), before)
        )
    if None not in rows:
        rows[None] = {row.id: row for row in plan_checks(connection, line.id).lines}
    of_plan = with_explanations(plan_findings(connection, line.id), explanations(connection))
    made += [_line_of(one, rows[None].get(one.row), "", "") for one in _worth_telling(of_plan)]
    return tuple(sorted(made, key=lambda told: _ORDER.index(told.standing)))


def _worth_telling(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is not Severity.NOTE]


def _line_of(finding: Finding, row: IndicatorLine | None, unit: str, before: str) -> CheckLine:
    own, others = finding.anchors[:1], finding.anchors[1:]
    of_figure = bool(finding.period)
    said = finding.explanation
    held = row.actuals.get(before) if row is not None else None
    told = others if of_figure else (*own, *others)
    return CheckLine(
        standing=_standing_of(finding),
        name=f"{row.number} {row.name}".strip() if row is not None else "",
        category=row.category if row is not None else "",
        measure_unit=row.unit if row is not None else "",
        unit=unit,
        period=finding.period,
        before=held.amount.text if held is not None else "",
        figure=own[0].quote if own and of_figure else "",
        message=finding.message,
        others="\n".join(f"{_where(one.place)}：{one.quote}" for one in told if one.quote),
        explanation=said.words if said is not None else "",
        who=said.who if said is not None else "",
        made_at=said.made_at if said is not None else "",
    )


def _where(place: str) -> str:
    """Return where a figure stands, its period said: 2024-Q4 巩固率 is 2024 年四季度 巩固率."""
    period, _, name = place.partition(" ")
    try:
        return f"{in_words(Period.read(period))} {name}"
    except ValueError:
        return place


def _standing_of(finding: Finding) -> CheckStanding:
    if not finding.period:
        return CheckStanding.PLAN
    if finding.severity is Severity.ERROR:
        return CheckStanding.ERROR
    return CheckStanding.QUERY if finding.explanation is None else CheckStanding.EXPLAINED
