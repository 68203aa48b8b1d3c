"""The order of rows that a person drags or moves by key: new places that disturb few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def moved(order: Sequence[str], rows: Sequence[str], *, before: str | None) -> tuple[str, ...]:
    """Return the order with `rows`, as they stand in it, put before a row (None: at the end).

    Raises ValueError for a row that is not there.
    """
    chosen = set(rows)
    if not chosen <= set(order) or (before is not None and before not in order):
        raise ValueError(rows, before)
    taken = [row for row in order if row in chosen]
    if before in chosen:
        # Before one of themselves: before the first that stays behind them.
        behind = order[list(order).index(before) :]
        before = next((row for row in behind if row not in chosen), None)
    rest = [row for row in order if row not in chosen]
    at = len(rest) if before is None else rest.index(before)
    return (*rest[:at], *taken, *rest[at:])


def places(order: Sequence[str], held: Mapping[str, int]) -> dict[str, int]:
    """Return the places of rows in this order, rising, made of those they `held` before.

    Rows outside the stretch that changed keep theirs, so that a step tells only of those moved.
    A row that held none takes one behind the others.
    """
    known = sorted(held[row] for row in order if row in held)
    behind = known[-1] if known else -1
    known += range(behind + 1, behind + 1 + len(order) - len(known))
    given: dict[str, int] = {}
    last: int | None = None
    for row, place in zip(order, known, strict=True):
        last = place if last is None else max(place, last + 1)
        given[row] = last
    return given
