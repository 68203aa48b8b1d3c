"""Made-up actuals for a sample, so that its pages show something; every one says 演示数据."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.records import Actual, Record, Source
from db.model.words import EntryState, SourceKind
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.lines import IndicatorLine

NOTE = "演示数据"
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
    """Yield one source and an actual for each year before the last, near the path to the target.

    Only rows with a numeric baseline and target get any; nothing random, so a demonstration is
    the same every time.
    """
    source = Source(id=new_id(), kind=SourceKind.DEMONSTRATION, file=NOTE, received_at=now, who=who)
    yield source
    last = period_end - 1
    for order, line in enumerate(lines):
        for year in range(period_start, last + 1):
            if year == last and order % _GAPS == 0:
                continue
            value = _value(line, year, order)
            if value is not None:
                yield _actual(line, year, value, source.id, approved=year < last)


def _value(line: IndicatorLine, year: int, order: int) -> Decimal | None:
    """Return a plausible figure: on the straight way to the target, a little off by the row."""
    starts = [b for b in line.baselines if b.amount.value is not None and b.year is not None]
    ends = [t for t in line.targets if t.amount.value is not None]
    if not starts or not ends:
        return None
    start, end = starts[-1], ends[-1]
    low, high = start.amount.value, end.amount.value
    if low is None or high is None or start.year is None:
        return None
    years = (end.year or year + 1) - start.year
    share = Decimal(year - start.year) / max(years, 1)
    wobble = Decimal((order * 5 + year * 3) % 7 - 3) / 60
    exponents = [value.as_tuple().exponent for value in (low, high)]
    places = max(-e for e in exponents if isinstance(e, int))
    step = Decimal(1).scaleb(-max(places, 2 if line.unit == "%" else 0))
    return (low + (high - low) * (share + wobble)).quantize(step)


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
