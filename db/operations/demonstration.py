"""Made-up actuals for a sample, so that its pages show something; every one says 演示数据."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.records import Actual, Record, Source
from db.model.words import Counting, EntryState, TargetRole
from db.model.work_words import SourceKind
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.lines import IndicatorLine

NOTE = "演示数据"
_WITHOUT_BASELINE = Decimal("0.9")
"""Where a row without a baseline is taken to start, as a share of its target."""

_FULL = Decimal(100)

_SLIP = Decimal(10)
"""By what a figure is off whose decimal point was typed one place too far left."""

_GAPS = 7
"""Every so many rows lack the newest year, so that there is something left to fill."""


def demonstration_records(
    lines: tuple[IndicatorLine, ...],
    *,
    period_start: int,
    period_end: int,
    now: str,
    who: str,
) -> Iterator[Record]:
    """Yield one source and an actual for each year of the plan, near the path to the target.

    Only rows with a numeric target get any; nothing random, so a demonstration is the same every
    time. One rate of the newest year has its decimal point in the wrong place, as it is typed now
    and then, so that there is something to doubt as well.
    """
    source = Source(id=new_id(), kind=SourceKind.DEMONSTRATION, file=NOTE, received_at=now, who=who)
    yield source
    last = period_end
    slipped = next(
        (line for order, line in enumerate(lines) if order % _GAPS and _is_rate(line)), None
    )
    for order, line in enumerate(lines):
        for year in range(period_start, last + 1):
            if year == last and order % _GAPS == 0:
                continue
            value = _value(line, year, order, (period_start - 1, last))
            if value is not None and year == last and line is slipped:
                value = (value / _SLIP).quantize(value)
            if value is not None:
                yield _actual(line, year, value, source.id, approved=year < last)


def _is_rate(line: IndicatorLine) -> bool:
    return line.unit == "%" and line.parent is None and line.counting is Counting.POINT


def _value(line: IndicatorLine, year: int, order: int, plan: tuple[int, int]) -> Decimal | None:
    """Return a plausible figure: on the straight way to the target, a little off by the row.

    `plan` are the years in which a way starts and ends that names none. A running total is never
    off, so that it never falls, and no rate passes 100 % that neither starts nor ends there.
    """
    starts = [b for b in line.baselines if b.amount.value is not None and b.year is not None]
    counted = [t for t in line.targets if t.amount.value is not None]
    # What is to be done in a year alone is no end of the way, where the plan promises a whole.
    ends = [t for t in counted if t.role is not TargetRole.YEARLY] or counted
    if not ends:
        return None
    high = ends[-1].amount.value or Decimal(0)
    low, begin = (high * _WITHOUT_BASELINE, plan[0])
    if starts:
        low, begin = (starts[-1].amount.value or Decimal(0), starts[-1].year or plan[0])
    years = (ends[-1].year or plan[1]) - begin
    share = min(Decimal(year - begin) / max(years, 1), Decimal(1))
    if line.counting is not Counting.CUMULATIVE:
        share += Decimal((order * 5 + year * 3) % 7 - 3) / 60
    # Schools and places are whole; a rate has two decimals, anything else those of its plan.
    printed = [one.amount.value for one in (*starts[-1:], ends[-1])]
    places = max(-int(value.as_tuple().exponent) for value in printed if value is not None)
    step = Decimal(1).scaleb(-max(places, 2 if line.unit == "%" else 0))
    value = low + (high - low) * share
    if line.unit == "%":
        value = min(value, max(_FULL, low, high))
    return value.quantize(step)


def _actual(
    line: IndicatorLine, year: int, value: Decimal, source: str, *, approved: bool
) -> Actual:
    period = Period(year)
    return Actual(
        id=new_id(),
        series=line.series,
        period=str(period),
        value=value,
        text=format(value, "f"),
        as_of=period.last_day.isoformat(),
        state=EntryState.APPROVED if approved else EntryState.DRAFT,
        note=NOTE,
        source=source,
    )
