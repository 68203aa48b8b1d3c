"""Figures that do not follow from those before: a slip of the unit, a jump, a step back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.words import Counting, Direction, TargetRole
from db.rules.checks.cells import Check, Doubt, written
from db.rules.finding import FindingKind, Severity
from db.rules.measures import measure_of
from db.rules.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.lines import YearValue
    from db.rules.checks.cells import Cell, Figure
    from db.rules.checks.limits import Limits

_POWERS = (2, -2, 3, -3, 4, -4, 8, -8)
"""Per cent against a share, 千, 万人 against 人 and 亿元 against 万元, 亿 against one."""

_TEN_THOUSAND, _HUNDREDTH = 4, -2
_SMALL_COUNT = 10
_HUNDRED = Decimal(100)


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


def _unit_slip(cell: Cell) -> Iterator[Doubt]:
    number = cell.number
    if number is None or number.value <= 0:
        return
    before = cell.past[-1] if cell.past else None
    base, name = (before.value, f" {in_words(before.period)}") if before else _promised(cell)
    if base <= 0 or (cell.row.counts_things and min(base, number.value) < _SMALL_COUNT):
        return
    power = _power(cell, number.value / base)
    if not power:
        return
    times = f"{10**power} 倍" if power > 0 else f"1/{10**-power}"
    why = _why(cell.line.unit, power)
    shown = f"{number.words} 约为{name} {_text_of(cell, before, base)} 的 {times}"
    yield Doubt(f"{shown}，{why}，请核对或说明。", (before,) if before else ())


def _promised(cell: Cell) -> tuple[Decimal, str]:
    """Return a rate's first target where nothing stands before; a count starts from nothing."""
    if cell.line.unit == "%" or cell.line.counting is Counting.POINT:
        for target in cell.line.targets:
            value = target.amount.value
            if value is not None and cell.line.task is None:
                return value, "目标值"
    return Decimal(0), ""


def _text_of(cell: Cell, before: Figure | None, base: Decimal) -> str:
    return before.words if before is not None else written(cell.line, base)[0]


def _power(cell: Cell, ratio: Decimal) -> int:
    """Return the power of ten that the ratio is near to, 0 for none."""
    limits = cell.limits
    for power in _POWERS:
        if _near(ratio, power, limits.slip_near):
            return power
    # Things that are counted may well become ten times as many.
    tens = () if cell.row.counts_things or cell.line.counting is not Counting.POINT else (1, -1)
    return next((one for one in tens if _near(ratio, one, limits.slip_near_ten)), 0)


def _near(ratio: Decimal, power: int, factor: Decimal) -> bool:
    whole = Decimal(10) ** power
    return whole / factor <= ratio <= whole * factor


def _why(unit: str, power: int) -> str:
    measure = measure_of(unit)
    if power == _TEN_THOUSAND and measure.scale == 10**_TEN_THOUSAND:
        return f"疑按“{measure.base}”填，本行单位是“{unit}”"
    if unit == "%" and power == _HUNDREDTH:
        return "疑按小数填，本行单位是“%”"
    return "疑单位或小数点有误"


def _jump(cell: Cell) -> Iterator[Doubt]:
    number, last, line = cell.number, cell.last, cell.line
    if number is None or last is None or line.counting is Counting.CUMULATIVE:
        return
    change = number.value - last.value
    usual = max(_usual(cell, last.value, cell.limits), 2 * _planned_step(cell))
    if abs(change) > usual and line.counting is Counting.POINT:
        yield Doubt(f"{_compared(cell, change, last)}，变动较大，请核对或说明。", (last,))
        return
    values = [one.value for one in cell.past]
    if len(values) < cell.limits.jump_history or abs(change) <= usual / 2:
        return
    low, high = min(values), max(values)
    if not 2 * low - high <= number.value <= 2 * high - low:
        mine, least, most = written(line, number.value, low, high)
        yield Doubt(f"{mine} 远离历年的 {least}—{most}，请核对或说明。", (last,))


def _usual(cell: Cell, last: Decimal, limits: Limits) -> Decimal:
    if cell.line.unit == "%":
        return limits.jump_points
    share = limits.jump_share * abs(last)
    return max(share, limits.jump_count) if cell.row.counts_things else share


def _planned_step(cell: Cell) -> Decimal:
    """Return how far the plan itself goes in a year, as the crow flies."""
    start, target = cell.row.start, _last_promise(cell)
    if start is None or target is None or target.year is None or target.amount.value is None:
        return Decimal(0)
    years = target.year - start.period.year
    return abs(target.amount.value - start.value) / years if years > 0 else Decimal(0)


def _last_promise(cell: Cell) -> YearValue | None:
    promises = [
        target
        for target in cell.line.targets
        if target.role is not TargetRole.YEARLY and target.amount.value is not None
    ]
    return max(promises, key=lambda target: target.year or 9999, default=None)


def _compared(cell: Cell, change: Decimal, last: Figure) -> str:
    """Return how a figure differs from last year's: 比上年低 0.90, 比上年多 1200（+35.2%）."""
    before = "上年同期" if cell.period.part else "上年"
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
    if number is None or last is None or cell.line.counting is not Counting.POINT:
        return
    change = number.value - last.value
    if cell.line.direction is Direction.NOT_BELOW_LAST:
        back = change < 0
    else:
        back = cell.line.unit == "%" and _goes_back(cell, change)
    if back:
        yield Doubt(f"{_compared(cell, change, last)}，请核对或说明。", (last,))


def _goes_back(cell: Cell, change: Decimal) -> bool:
    """Tell whether a rate moves away from a target that it has not reached."""
    target = _last_promise(cell)
    if target is None or target.amount.value is None or cell.number is None:
        return False
    if cell.line.direction is Direction.AT_LEAST:
        return change < 0 and cell.number.value < target.amount.value
    if cell.line.direction is Direction.AT_MOST:
        return change > 0 and cell.number.value > target.amount.value
    return False


MOVEMENT = (
    Check(
        "cumulative-falls",
        FindingKind.CUMULATIVE_FALLS,
        Severity.ERROR,
        "累计数减少",
        _cumulative_falls,
        "movement",
    ),
    Check("unit-slip", FindingKind.UNIT_SLIP, Severity.QUERY, "疑单位有误", _unit_slip, "movement"),
    Check("jump", FindingKind.JUMP, Severity.QUERY, "变动较大", _jump, "movement"),
    Check(
        "below-last", FindingKind.BELOW_LAST, Severity.QUERY, "低于上年", _below_last, "movement"
    ),
)
