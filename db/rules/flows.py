"""Flows by period: 本期, 本年累计 and 累计 from months, quarters, halves or whole years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import SUM_WORDS, Counting, Op, TargetRole
from db.rules.periods import frequency_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.model.lines import ActualValue, IndicatorLine

_MONTHS = 12
_ABOUT = frozenset("近约余多逾超")
"""Signs that make a number one that is not meant exactly."""


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of figures; None when there is none. `missing` are the periods without a figure."""

    value: Decimal | None
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether every part of the time has its figure."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class FlowFigures:
    """本期, 本年累计, 累计 of a flow at the end of a period."""

    period: Total
    year: Total
    running: Total


@dataclass(frozen=True, slots=True)
class AgainstTarget:
    """What yearly flows add up to, beside the total that is promised by a year."""

    reached: Total
    promised: Decimal | None
    due_year: int | None

    @property
    def left(self) -> Decimal | None:
        """Return what is still to be done; negative when more was done than promised."""
        if self.promised is None:
            return None
        return self.promised - (self.reached.value or Decimal(0))


@dataclass(frozen=True, slots=True)
class PartsSum:
    """What the parts of a blank period come to; `parts` are these periods, as they are stored."""

    value: Decimal
    parts: tuple[str, ...]
    provisional: bool = False

    @property
    def words(self) -> str:
        """Return the sum as it would be typed: 88, 88.5."""
        words = format(self.value, "f")
        return words.rstrip("0").rstrip(".") if "." in words else words

    @property
    def note(self) -> str:
        """Return what it is, in words: 各季合计."""
        lengths = {frequency_of(Period.read(part)) for part in self.parts}
        return SUM_WORDS[lengths.pop() if len(lengths) == 1 else ""]


def flow_figures(
    actuals: Mapping[str, ActualValue], period: Period, *, first_year: int
) -> FlowFigures:
    """Return a flow's figures; the running total starts with January of `first_year`.

    A period's own figure goes before the sum of its parts, and a coarse part before finer ones.
    An answer (无此项) counts as nothing done; a blank is missing.
    """
    last = period.months[-1]
    whole_years = [_over(actuals, year, 1, _MONTHS) for year in range(first_year, period.year)]
    year = _over(actuals, period.year, 1, last)
    return FlowFigures(
        period=_over(actuals, period.year, period.months[0], last),
        year=year,
        running=_added([*whole_years, year]),
    )


def against_target(line: IndicatorLine, period: Period, *, first_year: int) -> AgainstTarget:
    """Return the running total of a flow at the end of a period against its last promise."""
    reached = flow_figures(line.actuals, period, first_year=first_year).running
    promises = [
        target
        for target in line.targets
        if target.role is not TargetRole.YEARLY and target.amount.value is not None
    ]
    if not promises:
        return AgainstTarget(reached, None, None)
    last = max(promises, key=lambda target: target.year or 9999)
    return AgainstTarget(reached, last.amount.value, last.year)


def parts_of(
    actuals: Mapping[str, ActualValue], period: Period
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the recorded periods that make a longer one up, and those that lack for it."""
    own, year = str(period), f"{period.year}-"
    if len(period.months) == 1 or not any(words.startswith(year) for words in actuals):
        return (), ()
    others = {words: held for words, held in actuals.items() if words != own}
    tiles = _tiles(others, period.year, period.months[0], period.months[-1])
    held = tuple(str(one) for one in tiles if str(one) in others)
    return held, _joined([one for one in tiles if str(one) not in others])


def sum_of_parts(line: IndicatorLine, period: str) -> PartsSum | None:
    """Return what the parts of a blank period of a 当年数 come to, None while one of them lacks.

    None too where one of them is no exact number (近50, 10—15) or is worked out itself, where all
    of them are answers, and where another plan owns the figure. 快报数 make a 快报数.
    """
    if line.counting is not Counting.FLOW or period in line.actuals:
        return None
    held, lacking = parts_of(line.actuals, Period.read(period))
    figures = [line.actuals[part] for part in held]
    known = [one.amount.value for one in figures if one.amount.value is not None]
    if lacking or not known or int(period[:4]) in line.referenced:
        return None
    if not all(_is_exact(one) for one in figures):
        return None
    return PartsSum(sum(known, Decimal(0)), held, any(one.provisional for one in figures))


def _is_exact(held: ActualValue) -> bool:
    """Tell whether a figure was given as one number, or as an answer."""
    amount = held.amount
    if amount.value is None:
        return amount.answer is not None
    plain = amount.high is None and amount.op is Op.EQUAL and _ABOUT.isdisjoint(amount.text)
    return plain and not held.computed


def _over(actuals: Mapping[str, ActualValue], year: int, first: int, last: int) -> Total:
    """Add up the months from `first` to `last` of a year, coarse figures before fine ones."""
    tiles = _tiles(actuals, year, first, last)
    parts = [_of(actuals, period) for period in tiles]
    if all(part.value is None for part in parts) and parts:
        return Total(None, _joined(tiles))
    return Total(_added(parts).value, _joined([one for one in tiles if str(one) not in actuals]))


def _tiles(actuals: Mapping[str, ActualValue], year: int, first: int, last: int) -> list[Period]:
    """Return the periods that months are covered by: the coarsest recorded, single blank months."""
    tiles: list[Period] = []
    month = first
    while month <= last:
        period = next(
            (one for one in _starting(year, month, last) if str(one) in actuals),
            Period(year, f"{month:02d}"),
        )
        tiles.append(period)
        month = period.months[-1] + 1
    return tiles


def _joined(blank: list[Period]) -> tuple[str, ...]:
    """Return blank months of a year as an office names them: April to June are 2023-Q2."""
    left = {period.months[0] for period in blank}
    joined: list[str] = []
    for period in blank:
        if period.months[0] in left:
            spans = _starting(period.year, period.months[0], _MONTHS)
            whole = next(one for one in spans if left.issuperset(one.months))
            left.difference_update(whole.months)
            joined.append(str(whole))
    return tuple(joined)


def _starting(year: int, month: int, last: int) -> Iterable[Period]:
    """Yield the periods that start with a month and end by `last`, the coarsest first."""
    for length, sign in ((_MONTHS, ""), (6, "S"), (3, "Q")):
        if (month - 1) % length == 0 and month + length - 1 <= last:
            yield Period(year, f"{sign}{(month - 1) // length + 1}" if sign else "")
    yield Period(year, f"{month:02d}")


def _of(actuals: Mapping[str, ActualValue], period: Period) -> Total:
    held = actuals.get(str(period))
    if held is None:
        return Total(None, (str(period),))
    if held.amount.value is None:
        return Total(Decimal(0))
    return Total(held.amount.value)


def _added(parts: Iterable[Total]) -> Total:
    parts = list(parts)
    known = [part.value for part in parts if part.value is not None]
    missing = tuple(period for part in parts for period in part.missing)
    return Total(sum(known, Decimal(0)) if known else None, missing)
