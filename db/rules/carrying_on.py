"""What a new year asks of a plan: yearly targets, promises that recur, projects that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.amount import Amount
from db.model.period import Period
from db.model.words import TargetRole
from db.rules.paths import Reach, expected
from db.rules.stages import year_class_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.lines import IndicatorLine, ProjectLine

_EVERY_YEAR = re.compile(r"每(?!.*[二两三四五六七八九十2-9]\s*年).+|.*年均.*")
"""每年, 每学期, 每周… happen in each year; 每五年 does not."""


class CarryKind(StrEnum):
    """What a line of the preview would change."""

    YEARLY_TARGET = "yearly_target"
    RECURRING = "recurring"
    YEAR_CLASS = "year_class"


@dataclass(frozen=True, slots=True)
class CarryLine:
    """One change that a new year brings: `row` is an indicator's or a project's id.

    `last` is what stood for the year before, `old` what stands in the cell, `new` what would.
    `amount` is the new target, in the indicator's `unit`; None for a project.
    """

    kind: CarryKind
    row: str
    name: str
    unit: str
    last: str
    old: str
    new: str
    amount: Amount | None = None


def lines_of_year(
    indicators: Iterable[IndicatorLine],
    projects: Sequence[ProjectLine],
    year: int,
    *,
    period_end: int | None = None,
) -> tuple[CarryLine, ...]:
    """Return what the new year would change, in the order of the plan; projects last.

    A target that the plan or the bureau has set for the year is never touched; one without a year
    is meant for `period_end`. A lump that opens into named projects goes the way of its parts, so
    it is not listed.
    """
    lumps = {project.parent for project in projects}
    leaves = (project for project in projects if project.id not in lumps)
    found = [_target_line(line, year, period_end) for line in indicators]
    found += [_project_line(project, year) for project in leaves]
    return tuple(line for line in found if line is not None)


def repeats_yearly(recurring: str) -> bool:
    """Tell whether a promise's 每年, 每学期, 每周… asks for something in each single year."""
    return _EVERY_YEAR.fullmatch(recurring.strip()) is not None


def _target_line(line: IndicatorLine, year: int, period_end: int | None) -> CarryLine | None:
    promised = {value.year or period_end for value in line.targets if not line.recurring}
    if year in promised | {value.year for value in line.targets}:
        return None
    if line.recurring:
        amount, kind = _recurring_amount(line), CarryKind.RECURRING
    else:
        amount, kind = _amount_on_the_way(line, year, period_end), CarryKind.YEARLY_TARGET
    if amount is None:
        return None
    values = (*line.targets, *line.baselines)
    last = next((value.amount.text for value in values if value.year == year - 1), "")
    return CarryLine(kind, line.id, line.name, line.unit, last, "", amount.text, amount)


def _amount_on_the_way(line: IndicatorLine, year: int, period_end: int | None) -> Amount | None:
    """Return the value of the plan's path at the end of a year between baseline and last target.

    It is the path of what the plan prints: through yearly targets, which are rounded, it would
    drift. Counts step where they fall due, so nothing is proposed for the years between.
    """
    started = max((value.year or 0 for value in line.baselines), default=0)
    printed = tuple(value for value in line.targets if value.role is not TargetRole.YEARLY)
    ends = max((value.year or period_end or 0 for value in printed), default=0)
    if not started < year < ends:
        return None
    found = expected(line._replace(targets=printed), Period(year), period_end=period_end)
    if found is None or found.reach is Reach.RUNNING or found.high is not None:
        return None
    value = found.value.quantize(Decimal(1).scaleb(-_decimals(line)), ROUND_HALF_UP)
    return Amount(format(value, "f"), value)


def _decimals(line: IndicatorLine) -> int:
    """Return how many decimals a proposed value has: as printed, of a rate at least one."""
    if line.decimals is not None:
        return line.decimals
    printed = (value.amount.value for value in (*line.baselines, *line.targets))
    exponents = (value.as_tuple().exponent for value in printed if value is not None)
    most = max((-place for place in exponents if isinstance(place, int)), default=0)
    return max(most, 1 if "%" in line.unit else 0)


def _recurring_amount(line: IndicatorLine) -> Amount | None:
    """Return what is promised for each year: the promise as printed."""
    if not repeats_yearly(line.recurring):
        return None
    promised = (value for value in line.targets if value.role is not TargetRole.YEARLY)
    return next((value.amount for value in promised if value.amount.value is not None), None)


def _project_line(project: ProjectLine, year: int) -> CarryLine | None:
    new = year_class_in(project, year)
    if not new or new == project.year_class:
        return None
    old = project.year_class
    return CarryLine(CarryKind.YEAR_CLASS, project.id, project.name, "", old, old, new)
