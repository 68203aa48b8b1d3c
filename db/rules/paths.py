"""The value a plan asks of an indicator at a date: the path from its baseline to its targets."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting, Direction, TargetRole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.model.amount import Amount
    from db.model.lines import IndicatorLine, YearValue

_DECEMBER = 12


class Reach(StrEnum):
    """What an expected value is compared with: the period's own figure, or the running total."""

    PERIOD = "period"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Expected:
    """The value asked for, unrounded, in the unit of the series, and why in one sentence.

    `high` is the upper end where a range is asked for.
    """

    value: Decimal
    why: str
    high: Decimal | None = None
    reach: Reach = Reach.PERIOD


@dataclass(frozen=True, slots=True)
class _Node:
    """A value of the plan at a moment; moments are months since the year 0, in parts of a month."""

    moment: Decimal
    year: int
    low: Decimal
    high: Decimal

    @property
    def words(self) -> str:
        return f"{self.year} 年 {_plain(self.low)}"


def expected(
    line: IndicatorLine, when: Period | date, *, period_end: int | None = None
) -> Expected | None:
    """Return what the plan asks of a row at the end of a period, or on a day.

    Rates and other values at a date move straight from the baseline through the interim and yearly
    targets to the target, each standing at the end of its year. What is counted steps at its due
    months. A target without a year is due in `period_end`. None where the plan draws no path:
    before the baseline, before the first target of a row without one, in words without a figure.
    """
    day = when.last_day if isinstance(when, Period) else when
    if _is_counted(line):
        return _stepped(line, day, period_end)
    nodes = _nodes(line, period_end)
    found = _on_path(line.direction, _starts(line), nodes, _moment(day))
    if line.direction is Direction.NOT_BELOW_LAST:
        return _not_below_last(line, day, found)
    return found


def is_running_total(line: IndicatorLine, target: YearValue) -> bool:
    """Tell whether a target of a 当年数 or 累计数 is meant of all years so far: 88 of 25、37、26.

    A promise is, unless it is one of every year; yearly targets are where their sum passes it.
    """
    if line.counting is Counting.POINT or line.recurring:
        return False
    if target.role is not TargetRole.YEARLY:
        return True
    yearly = [one for one in line.targets if one.role is TargetRole.YEARLY]
    return _are_running(yearly, [one for one in line.targets if one.role is not TargetRole.YEARLY])


def is_due(day: date, year: int | None, deadline: str = "") -> bool:
    """Tell whether what a project or a promise is to reach by a year is due on that day.

    A deadline that names a month (2025-06) decides; without a month it is December.
    """
    due = _due_day(year, deadline)
    return due is not None and day >= due


def _is_counted(line: IndicatorLine) -> bool:
    """Tell whether a row steps: flows, running totals, and a task's promise of so many things."""
    if line.counting is not Counting.POINT:
        return True
    return line.task is not None and line.unit != "%"


def _moment(day: date) -> Decimal:
    length = monthrange(day.year, day.month)[1]
    return Decimal(day.year * _DECEMBER + day.month - 1) + Decimal(day.day) / Decimal(length)


def _end_of(year: int) -> Decimal:
    return Decimal(year * _DECEMBER + _DECEMBER)


def _starts(line: IndicatorLine) -> list[_Node]:
    return sorted(
        (
            _node(value.year, value.amount)
            for value in line.baselines
            if value.year is not None and value.amount.value is not None
        ),
        key=lambda node: node.moment,
    )


def _nodes(line: IndicatorLine, period_end: int | None) -> list[_Node]:
    """Return the targets as a path goes through them; a promise outweighs a yearly target."""
    by_year: dict[int, _Node] = {}
    for target in sorted(line.targets, key=lambda one: one.role is not TargetRole.YEARLY):
        year = target.year if target.year is not None else period_end
        if year is not None and target.amount.value is not None:
            by_year[year] = _node(year, target.amount)
    return [by_year[year] for year in sorted(by_year)]


def _node(year: int, amount: Amount) -> _Node:
    low = amount.value or Decimal(0)
    return _Node(_end_of(year), year, low, low if amount.high is None else amount.high)


def _on_path(
    direction: Direction, starts: Sequence[_Node], targets: Sequence[_Node], moment: Decimal
) -> Expected | None:
    if not targets:
        return None
    # A plan with several baselines (2016, 2020) starts from the last one before its targets.
    start = [node for node in starts if node.moment < targets[0].moment][-1:]
    path = [*start, *targets]
    if moment < path[0].moment:
        return None
    for before, after in pairwise(path):
        if moment < after.moment:
            return _between(direction, before, after, moment)
    return _asked(path[-1], direction, f"{path[-1].words} 起保持")


def _asked(node: _Node, direction: Direction, why: str) -> Expected:
    high = node.high if direction is Direction.BETWEEN else None
    return Expected(node.low, f"{why}。", high)


def _between(direction: Direction, before: _Node, after: _Node, moment: Decimal) -> Expected:
    if _meets(before, after, direction):
        return _asked(after, direction, f"{before.words} 已达到 {after.words}，保持即可")
    share = (moment - before.moment) / (after.moment - before.moment)
    low = before.low + (_near_end(before, after, direction) - before.low) * share
    why = f"从 {before.words} 到 {after.words} 按时间均分"
    return Expected(low, f"{why}。", low if direction is Direction.BETWEEN else None)


def _meets(before: _Node, after: _Node, direction: Direction) -> bool:
    """Tell whether a value already is where it is asked to be: that means hold."""
    if direction is Direction.AT_MOST:
        return before.low <= after.low
    if direction is Direction.BETWEEN:
        return after.low <= before.low <= after.high
    if direction is Direction.EXACTLY:
        return before.low == after.low
    return before.low >= after.low


def _near_end(before: _Node, after: _Node, direction: Direction) -> Decimal:
    """Return the end of a range that is reached first."""
    return after.high if direction is Direction.BETWEEN and before.low > after.high else after.low


def _not_below_last(line: IndicatorLine, day: date, found: Expected | None) -> Expected | None:
    """Raise the path to what the year before has reached: 只增不减."""
    last = line.actuals.get(str(day.year - 1))
    value = last.amount.value if last is not None else None
    if value is None or (found is not None and found.value >= value):
        return found
    return Expected(value, f"{day.year - 1} 年已达 {_plain(value)}，不低于上年。")


def _stepped(line: IndicatorLine, day: date, period_end: int | None) -> Expected | None:
    """Return what has fallen due of a count; nothing is asked of it in between."""
    yearly = [target for target in line.targets if target.role is TargetRole.YEARLY]
    promises = [target for target in line.targets if target.role is not TargetRole.YEARLY]
    flows = line.counting is Counting.FLOW and not _are_running(yearly, promises)
    if flows or line.recurring:
        own = _of_year(line, [*yearly, *(promises if line.recurring else ())], day, period_end)
        if own is not None:
            return own
    if line.recurring:
        return None
    due = [*_running(yearly, promises), *_figures(promises, period_end)]
    reached = [(year, value) for year, value in due if is_due(day, year, _month_of(line, year))]
    if reached:
        year, value = max(reached)
        return Expected(value, f"到 {year} 年累计 {_plain(value)}。", reach=Reach.RUNNING)
    starts = [node for node in _starts(line) if node.moment <= _moment(day)]
    if not due or (line.counting is Counting.FLOW) or not starts:
        return Expected(Decimal(0), "还没有到期的节点。", reach=Reach.RUNNING) if due else None
    return Expected(starts[-1].low, f"{starts[-1].words}，还没有到期的节点。", reach=Reach.RUNNING)


def _of_year(
    line: IndicatorLine, targets: Sequence[YearValue], day: date, period_end: int | None
) -> Expected | None:
    """Return what a year asks for by itself, once its due month has come."""
    for target in targets:
        value = target.amount.value
        repeats = bool(line.recurring) and (target.year or period_end or day.year) >= day.year
        if value is None or (target.year != day.year and not repeats):
            continue
        if is_due(day, day.year, _month_of(line, day.year)):
            return Expected(value, f"{day.year} 年当年 {_plain(value)}。")
        return Expected(Decimal(0), f"{day.year} 年还没有到期。")
    return None


def _figures(targets: Sequence[YearValue], period_end: int | None) -> list[tuple[int, Decimal]]:
    found = []
    for target in targets:
        year = target.year if target.year is not None else period_end
        if year is not None and target.amount.value is not None:
            found.append((year, target.amount.value))
    return found


def _running(
    yearly: Sequence[YearValue], promises: Sequence[YearValue]
) -> list[tuple[int, Decimal]]:
    """Return yearly targets as running totals.

    They are each year's own number (25、37、26 of 88) unless their sum passes the promise, which
    only running totals (25、62、88) do.
    """
    figures = sorted(_figures(yearly, None))
    if _are_running(yearly, promises):
        return figures
    running, found = Decimal(0), []
    for year, value in figures:
        running += value
        found.append((year, running))
    return found


def _are_running(yearly: Sequence[YearValue], promises: Sequence[YearValue]) -> bool:
    """Tell whether yearly targets are running totals: added up they would pass the promise."""
    total = sum((value for _, value in _figures(yearly, None)), Decimal(0))
    promised = [value for _, value in _figures(promises, 0)]
    return bool(promised) and total > max(promised)


def _month_of(line: IndicatorLine, year: int) -> str:
    """Return the row's own deadline where it names a month of that year."""
    return line.deadline if line.deadline.startswith(f"{year}-") else ""


def _due_day(year: int | None, deadline: str) -> date | None:
    try:
        return Period.read(deadline if deadline else str(year or "")).last_day
    except ValueError:
        return None if year is None else Period(year).last_day


def _plain(value: Decimal) -> str:
    return format(value.normalize() if value else Decimal(0), "f")
