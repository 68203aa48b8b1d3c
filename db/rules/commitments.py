"""How a countable promise of a task stands at the end of a period, in one word."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting, Direction, TargetRole
from db.rules.flows import flow_figures
from db.rules.paths import Reach, expected

if TYPE_CHECKING:
    from db.model.lines import ActualValue, IndicatorLine, YearValue


class Standing(StrEnum):
    """The words of a promise; never a percentage."""

    DONE = "已完成"
    ON_TRACK = "正常"
    BEHIND = "滞后"
    NOT_DUE = "未到节点"
    NO_DATA = "无数据"
    UNCOUNTED = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """What is reached: the number (None for an answer or none at all), as words, of which period.

    `running` tells that the words are a sum of several periods.
    """

    value: Decimal | None
    words: str
    period: str
    running: bool = False


def newest(line: IndicatorLine, period: Period) -> ActualValue | None:
    """Return the newest figure that ends by the end of a period; the longer of two that do."""
    ends = period.last_day
    known = ((Period.read(one), one) for one in line.actuals)
    found = [(one.last_day, len(one.months), key) for one, key in known if one.last_day <= ends]
    return line.actuals[max(found)[2]] if found else None


def reached(line: IndicatorLine, period: Period, *, first_year: int | None) -> Reached | None:
    """Return what a promise has reached by the end of a period; None without any figure.

    Yearly numbers (当年数) are added up from the plan's first year on.
    """
    found = newest(line, period)
    if found is None:
        return None
    amount = found.amount
    if line.counting is Counting.FLOW and first_year is not None and not line.recurring:
        running = flow_figures(line.actuals, period, first_year=first_year).running.value
        if running is not None:
            return Reached(running, format(running, "f"), str(period), running=True)
    return Reached(amount.value, amount.text, found.period)


def promise_of(line: IndicatorLine) -> YearValue | None:
    """Return what is promised in the end, None where the plan gives no target."""
    ends = [value for value in line.targets if value.role is not TargetRole.YEARLY]
    return max(ends, key=lambda value: value.year or 9999, default=None)


def standing(
    line: IndicatorLine, period: Period, *, first_year: int | None, period_end: int | None
) -> Standing:
    """Return how a promise stands at the end of a period.

    Reached in the end it is done. Before its due month a count is 未到节点, a rate goes by the way
    from its baseline; one without a number in its target is not counted.
    """
    promise = promise_of(line)
    if promise is None or promise.amount.value is None:
        return Standing.UNCOUNTED
    asked = expected(line, period, period_end=period_end)
    not_due = asked is None or (not asked.value and line.direction is not Direction.AT_MOST)
    held = reached(line, period, first_year=first_year)
    if held is None or held.value is None:
        return Standing.NOT_DUE if not_due else Standing.NO_DATA
    if _meets(line.direction, held.value, promise.amount.value, promise.amount.high):
        return Standing.DONE
    if asked is None or not_due:
        return Standing.NOT_DUE
    value = held.value
    if held.running and asked.reach is Reach.PERIOD and first_year is not None:
        # Asked is the year's own number, not all that was done so far.
        value = flow_figures(line.actuals, period, first_year=first_year).year.value or Decimal(0)
    good = _meets(line.direction, value, asked.value, asked.high)
    return Standing.ON_TRACK if good else Standing.BEHIND


def _meets(direction: Direction, value: Decimal, low: Decimal, high: Decimal | None) -> bool:
    if direction is Direction.AT_MOST:
        return value <= (low if high is None else high)
    if direction is Direction.EXACTLY and high is None:
        return value == low
    if direction is Direction.BETWEEN:
        return low <= value <= (low if high is None else high)
    return value >= low
