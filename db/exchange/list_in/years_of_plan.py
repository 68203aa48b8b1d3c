"""The first and last year of a plan that a list begins: its titles tell, its name, its columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.exchange.list_in.years import plan_years
from db.exchange.listing import LIST_KINDS, Meaning

if TYPE_CHECKING:
    from db.exchange.listing import ListReading

_PROMISED = frozenset({Meaning.TARGET, Meaning.YEARLY})


def years_of_plan(reading: ListReading, file_name: str) -> tuple[int | None, int | None]:
    """Return the years a plan made of a list runs: 十四五 or the years in its titles or its name.

    Else from the year after the first baseline to the last target; None where neither is known.
    """
    if reading.period_start is not None or reading.period_end is not None:
        return reading.period_start, reading.period_end
    named = plan_years([Path(file_name).stem])
    if named != (None, None):
        return named
    baselines = _years(reading, frozenset({Meaning.BASELINE}))
    targets = _years(reading, _PROMISED)
    if not baselines or not targets or baselines[0] >= targets[-1]:
        return None, None
    return baselines[0] + 1, targets[-1]


def _years(reading: ListReading, meanings: frozenset[Meaning]) -> list[int]:
    """Return the years of the columns that mean one of these, in order."""
    return sorted(
        int(column.period)
        for table in reading.tables
        if table.kind in LIST_KINDS
        for column in table.columns
        if column.meaning in meanings and column.period.isdigit()
    )
