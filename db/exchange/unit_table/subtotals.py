"""Which rows a 小计 sums up: those before it or behind it, as the figures tell."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import squash
from db.exchange.listing import RowReading, Subtotal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FARTHEST = 40
"""A 小计 sums up rows at most so many others away from it."""

Sums = dict[int, Decimal]


def subtotals_of(rows: Sequence[RowReading], sums: Sequence[RowReading]) -> tuple[Subtotal, ...]:
    """Return the rows of 小计 with the units that each stands for, as far as that can be told.

    The span of rows that agrees in most columns is meant, else the nearest one. Of a row that is
    not plainly a 小计 (公办园合计) nothing is said when no column agrees: it may be of any rows.
    """
    if not rows or not sums:
        return ()
    numbers = [row.row for row in rows]
    cuts = sorted({0, *(bisect_left(numbers, one.row) for one in sums), len(rows)})
    running = list(_running(rows))
    below = bool(cuts[1:]) and bisect_left(numbers, sums[0].row) > 0
    found = []
    for one in sums:
        at = bisect_left(numbers, one.row)
        spans = list(_spans(cuts, at, before_first=below))
        agreed = [_agreeing(one, running, span) for span in spans]
        best = max(agreed, default=0)
        if not spans or (not best and not squash(one.name).endswith("小计")):
            continue
        start, end = spans[agreed.index(best)]
        found.append(Subtotal(one, tuple(numbers[start:end])))
    return tuple(found)


def _spans(cuts: Sequence[int], at: int, *, before_first: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of rows that end or begin at a place, the nearest of the usual side first."""
    before = [(cut, at) for cut in reversed(cuts) if cut < at][:_FARTHEST]
    behind = [(at, cut) for cut in cuts if cut > at][:_FARTHEST]
    yield from (*before, *behind) if before_first else (*behind, *before)


def _running(rows: Sequence[RowReading]) -> Iterator[Sums]:
    """Yield what the columns add up to before each row, and behind the last."""
    so_far: Sums = {}
    yield so_far
    for row in rows:
        so_far = dict(so_far)
        for figure in row.figures:
            if figure.amount.value is not None:
                before = so_far.get(figure.column, Decimal(0))
                so_far[figure.column] = before + figure.amount.value
        yield so_far


def _agreeing(one: RowReading, running: Sequence[Sums], span: tuple[int, int]) -> int:
    """Return in how many columns a row is the sum of a span; blanks and zeros do not count."""
    start, end = running[span[0]], running[span[1]]
    zero = Decimal(0)
    return sum(
        bool(figure.amount.value)
        and figure.amount.value == end.get(figure.column, zero) - start.get(figure.column, zero)
        for figure in one.figures
    )
