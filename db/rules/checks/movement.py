"""Figures that do not follow from those before: a jump, a step back, a total that falls."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.words import Counting, Direction
from db.rules.checks.cells import NUMBER, Check, Doubt, written
from db.rules.checks.slips import last_slipped
from db.rules.finding import FindingKind, Severity
from db.rules.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.rules.checks.cells import Cell, Figure

_HUNDRED = Decimal(100)

_TWO = 2
_TOWARDS_TARGET = 3
"""The plan asks for the way to the target, and rates of few schools go it in few steps."""


def _cumulative_falls(cell: Cell) -> Iterator[Doubt]:
    number, last = cell.number, cell.last
    if cell.line.counting is not Counting.CUMULATIVE or number is None or last is None:
        return
    if number.value < last.value:
        mine, theirs = written(cell.line, number.value, last.value)
        yield Doubt(
            f"累计数 {mine} 小于 {in_words(last.period)}的 {theirs}，累计数不会减少，须改。",
            (last,),
        )


def _jump(cell: Cell) -> Iterator[Doubt]:
    number = cell.number
    last = cell.past[-1] if cell.past else None
    if number is None or last is None or cell.line.counting is Counting.CUMULATIVE:
        return
    change, usual = number.value - last.value, _usual(cell, number, last)
    if abs(change) > usual and cell.row.is_level:
        if not _comes_back(cell, number, last):
            yield Doubt(f"{_compared(cell, change, last)}，变动较大，请核对或说明。", (last,))
        return
    values = [one.value for one in cell.past]
    if len(values) < cell.limits.jump_history or abs(change) <= usual / 2:
        return
    low, high = min(values), max(values)
    if not 2 * low - high <= number.value <= 2 * high - low:
        mine, least, most = written(cell.line, number.value, low, high)
        before = least if low == high else f"{least}—{most}"
        yield Doubt(f"{mine} 远离历年的 {before}，请核对或说明。", (last,))


def _usual(cell: Cell, number: Figure, last: Figure) -> Decimal:
    """Return how far a figure may have moved from an earlier one: further towards the target."""
    row, limits = cell.row, cell.limits
    share = limits.jump_share * abs(last.value)
    usual = max(share, limits.jump_count) if row.counts_things else share
    if row.in_points:
        usual = limits.jump_points
    if _comes_nearer(cell, number, last, usual):
        usual *= _TOWARDS_TARGET
    return max(usual, 2 * _planned_step(cell)) * (number.period.year - last.period.year)


def _comes_nearer(cell: Cell, number: Figure, last: Figure, usual: Decimal) -> bool:
    """Tell whether a figure goes to a target that was not reached yet, not far beyond it."""
    target = _target(cell)
    if target is None:
        return False
    way, gone = target - last.value, number.value - last.value
    if way < 0 and cell.line.direction is not Direction.AT_MOST:
        return False
    return way * gone > 0 and abs(gone) <= abs(way) + usual


def _comes_back(cell: Cell, number: Figure, last: Figure) -> bool:
    """Tell whether it was the figure before that jumped: it was doubted in its own cell."""
    if len(cell.past) < _TWO:
        return last_slipped(cell)
    first = cell.past[-2]
    away, back = last.value - first.value, number.value - last.value
    if away * back >= 0 or abs(away) <= _usual(cell, last, first):
        return False
    return abs(number.value - first.value) <= _usual(cell, number, first)


def _planned_step(cell: Cell) -> Decimal:
    """Return how far the plan itself goes in a year, as the crow flies."""
    start, promise, target = cell.row.start, cell.row.promise, _target(cell)
    if start is None or promise is None or promise.year is None or target is None:
        return Decimal(0)
    years = promise.year - start.period.year
    return abs(target - start.value) / years if years > 0 else Decimal(0)


def _target(cell: Cell) -> Decimal | None:
    promise = cell.row.promise
    return None if promise is None else promise.amount.value


def _compared(cell: Cell, change: Decimal, last: Figure) -> str:
    """Return how a figure differs from last year's: 比上年低 0.90, 比上年多 1200（+35.2%）."""
    before = "上年同期" if cell.period.part else "上年"
    if last.period.year != cell.period.year - 1:
        before = f" {in_words(last.period)}"
    shown = written(cell.line, abs(change))[0]
    if not cell.row.counts_things:
        return f"比{before}{'高' if change > 0 else '低'} {shown}"
    compared = f"比{before}{'多' if change > 0 else '少'} {shown}"
    if not last.value:
        return compared
    share = abs(change / last.value) * _HUNDRED
    return f"{compared}（{'+' if change > 0 else '−'}{share:.1f}%）"


def _below_last(cell: Cell) -> Iterator[Doubt]:
    """Doubt a step back: always where nothing may fall, and of rates that are not there yet."""
    number, last = cell.number, cell.last
    if number is None or last is None or not cell.row.is_level:
        return
    change = number.value - last.value
    why = ""
    if cell.line.direction is Direction.NOT_BELOW_LAST:
        back = change < 0
    else:
        back = cell.row.in_points and _goes_back(cell, change)
        back = back and abs(change) <= _usual(cell, number, last)
        why = "，离目标更远"
    if back:
        yield Doubt(f"{_compared(cell, change, last)}{why}，请核对或说明。", (last,))


def _goes_back(cell: Cell, change: Decimal) -> bool:
    """Tell whether a rate moves away from a target that it has not reached."""
    target = _target(cell)
    if target is None or cell.number is None:
        return False
    if cell.line.direction is Direction.AT_LEAST:
        return change < 0 and cell.number.value < target
    if cell.line.direction is Direction.AT_MOST:
        return change > 0 and cell.number.value > target
    return False


MOVEMENT = (
    Check(
        "cumulative-falls",
        FindingKind.CUMULATIVE_FALLS,
        Severity.ERROR,
        "累计数减少",
        _cumulative_falls,
        NUMBER,
    ),
    Check("jump", FindingKind.JUMP, Severity.QUERY, "变动较大", _jump, NUMBER),
    Check("below-last", FindingKind.BELOW_LAST, Severity.QUERY, "低于上年", _below_last, NUMBER),
)
