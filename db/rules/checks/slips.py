"""Numbers meant for another unit or another row: ×100, 人 for 万人, two rows changed about."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting, Direction
from db.rules.checks.cells import NUMBER, Check, Doubt, written
from db.rules.finding import FindingKind, Severity
from db.rules.measures import measure_of
from db.rules.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.rules.checks.cells import Cell, Row

_POWERS = (2, -2, 3, -3, 4, -4, 8, -8)
"""Per cent against a share, 千, 万人 against 人 and 亿元 against 万元, 亿 against one."""

_HUNDREDTH = -2
_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)
_SMALL_COUNT, _GREAT_COUNT = 10, 100
_A_SHARE, _NO_SHARE = Decimal(1), Decimal(10)
"""A rate of at most 1 is meant as a share where the figure before was at least 10."""

_TIMES_TARGET = 3
_CROSSWISE = 4
"""Rows are changed about if they fit so many times better crosswise."""

_APART = Decimal("0.1")
_FAR_ENOUGH = 4
"""Of so many schools or points it is no chance that two rows exchange their figures."""

_SCALES = {Decimal(1): "", Decimal(10) ** 4: "万", Decimal(10) ** 8: "亿"}
_WRITTEN_IN_WAN = frozenset({"人", "元", "㎡", "个", "册", "人次", "学位", "个学位"})


def _unit_slip(cell: Cell) -> Iterator[Doubt]:
    told = _slip(cell)
    if told is None:
        return
    others = tuple(cell.past[-1:])
    yield Doubt(f"{told}，请核对或说明。", others)


def _slip(cell: Cell) -> str | None:
    """Return what a number looks like beside the one before, None where it is of its size."""
    number = cell.number
    base, name, words = _measured_by(cell)
    if number is None or number.value <= 0 or base <= 0:
        return None
    if cell.row.counts_whole_things and min(base, number.value) < _SMALL_COUNT:
        return None
    power = _power(cell, number.value / base)
    if power < 0 and not cell.past and not _is_reached_at_once(cell):
        return None
    if power and not last_slipped(cell):
        times = f"{10**power} 倍" if power > 0 else f"1/{10**-power}"
        why = _why(cell.line.unit, power)
        return f"{number.words} 约为{name} {words} 的 {times}，{why}"
    if not power and _is_a_share(cell, number.value, base):
        return f"{number.words} 疑按小数填（{name.strip()}为 {words}），本行单位是“%”"
    return None


def _measured_by(cell: Cell) -> tuple[Decimal, str, str]:
    """Return the figure before, or where none stands the promise; 0 without either."""
    if cell.past:
        before = cell.past[-1]
        return before.value, f" {in_words(before.period)}", before.words
    promise = cell.row.promise
    if promise is None or promise.amount.value is None or cell.line.recurring:
        return Decimal(0), "", ""
    return promise.amount.value, "目标值", written(cell.line, promise.amount.value)[0]


def _is_reached_at_once(cell: Cell) -> bool:
    """Tell whether a row stands near its target from the first; a count starts from nothing."""
    line = cell.line
    return line.unit == "%" or (line.counting is Counting.POINT and line.task is None)


def _power(cell: Cell, ratio: Decimal) -> int:
    """Return the power of ten that the ratio is near to, 0 for none."""
    near, near_ten = max(cell.limits.slip_near, _ONE), max(cell.limits.slip_near_ten, _ONE)
    least = min(_HUNDRED / near, _TEN / near_ten)
    if least > 1 and 1 < ratio * least < least * least:
        return 0
    for power in _POWERS:
        if _near(ratio, power, near):
            return power
    if not cell.row.is_level or not cell.past or _is_a_small_count(cell):
        return 0
    return next((one for one in (1, -1) if _near(ratio, one, near_ten)), 0)


def last_slipped(cell: Cell) -> bool:
    """Tell whether it is the figure before that slipped: it is doubted in its own cell."""
    if cell.number is None or not cell.past:
        return False
    before, promise = cell.past[-1].value, cell.row.promise
    base = promise.amount.value if promise and _is_reached_at_once(cell) else None
    if len(cell.past) > 1:
        base = cell.past[-2].value
    if not base or base < 0 or before <= 0 or _power(cell, cell.number.value / base):
        return False
    return _power(cell, before / base) != 0 or _is_a_share(cell, before, base)


def _is_a_small_count(cell: Cell) -> bool:
    """Tell whether things are counted of which there may well become ten times as many."""
    if cell.number is None or not cell.row.counts_whole_things:
        return False
    return min(cell.number.value, cell.past[-1].value) < _GREAT_COUNT


def _near(ratio: Decimal, power: int, factor: Decimal) -> bool:
    whole = Decimal(10) ** power
    return whole / factor <= ratio <= whole * factor


def _why(unit: str, power: int) -> str:
    measure = measure_of(unit)
    if unit == "%":
        return "疑按小数填，本行单位是“%”" if power == _HUNDREDTH else "疑小数点有误"
    typed = _SCALES.get(measure.scale / Decimal(10) ** power)
    if typed is not None and measure.base in _WRITTEN_IN_WAN:
        return f"疑按“{typed}{measure.base}”填，本行单位是“{unit}”"
    return "疑单位或小数点有误"


def _is_a_share(cell: Cell, value: Decimal, base: Decimal) -> bool:
    """Tell whether a rate was given as a part of 1; what shall fall may well come down to it."""
    line = cell.line
    falls = line.direction is Direction.AT_MOST
    return line.unit == "%" and value <= _A_SHARE and base >= _NO_SHARE and not falls


def hint_of_slip(cell: Cell) -> str:
    """Return the unit that a number of things was given in, as an error adds it: 疑按“万人”填."""
    measure = measure_of(cell.line.unit)
    base = _measured_by(cell)[0]
    if cell.number is None or base <= 0 or measure.base not in _WRITTEN_IN_WAN:
        return ""
    for scale, word in _SCALES.items():
        near = max(cell.limits.slip_near, _ONE)
        if word and _near(cell.number.value * scale / base, 0, near):
            return f"，疑按“{word}{measure.base}”填"
    return ""


def _swapped(cell: Cell) -> Iterator[Doubt]:
    """Doubt two rows one below the other whose figures fit last year's crosswise."""
    number, last = cell.number, cell.last
    if number is None or last is None:
        return
    for beside in cell.around.family.beside.get(cell.line.id, ()):
        row = cell.around.rows[beside]
        theirs, before = row.numbers.get(str(cell.period)), row.before(cell.period)
        if theirs is None or before is None:
            continue
        now, ago = (number.value, theirs.value), (last.value, before.value)
        if not _is_far(cell, now, ago) or not _fit_crosswise(now, ago):
            continue
        if _were_swapped(cell, row, ago):
            continue
        mine, other, first, second = written(cell.line, *now, *ago)
        yield Doubt(
            f"{mine} 与“{row.line.name}”的 {other} 疑填反，上年为 {first} 和 {second}，"
            "请核对或说明。",
            (theirs,),
        )
        return


_Pair = tuple[Decimal, Decimal]
"""The figures of two rows at one time."""


def _moved(now: _Pair, ago: _Pair) -> Decimal:
    return abs(now[0] - ago[0]) + abs(now[1] - ago[1])


def _fit_crosswise(now: _Pair, ago: _Pair) -> bool:
    return _CROSSWISE * _moved(now, (ago[1], ago[0])) <= _moved(now, ago)


def _is_far(cell: Cell, now: _Pair, ago: _Pair) -> bool:
    """Tell whether both moved further than they may have; less will do to the very other one."""
    if now == (ago[1], ago[0]) and (cell.row.in_points or cell.row.counts_things):
        return abs(now[0] - now[1]) >= _FAR_ENOUGH
    if cell.row.in_points:
        return _moved(now, ago) >= cell.limits.jump_points
    if cell.row.counts_things and _moved(now, ago) < 2 * cell.limits.jump_count:
        return False
    return all(abs(new - old) > _APART * abs(old) for new, old in zip(now, ago, strict=True))


def _were_swapped(cell: Cell, beside: Row, ago: _Pair) -> bool:
    """Tell whether it was last year's figures that were changed about: they stand in doubt."""
    year = Period(cell.period.year - 1, cell.period.part)
    mine, theirs = cell.row.before(year), beside.before(year)
    if mine is None or theirs is None:
        return False
    return _fit_crosswise(ago, (mine.value, theirs.value))


def _beyond_target(cell: Cell) -> Iterator[Doubt]:
    """Doubt what is several times as much as was promised in all, as of a row beside."""
    number, line, promise = cell.number, cell.line, cell.row.promise
    if number is None or promise is None or promise.amount.value is None or line.recurring:
        return
    if cell.row.in_points or line.direction is not Direction.AT_LEAST:
        return
    target = promise.amount.high or promise.amount.value
    most = _TIMES_TARGET * target
    if target <= 0 or number.value <= most or (cell.past and cell.past[-1].value > most):
        return
    if cell.row.counts_things and number.value - target <= cell.limits.jump_count:
        return
    mine, theirs = written(line, number.value, target)
    times = f"{number.value / target:.1f}"
    yield Doubt(f"{mine} 是目标值 {theirs} 的 {times} 倍，请核对或说明。")


SLIPS = (
    Check("swapped", FindingKind.SWAPPED, Severity.QUERY, "疑与邻行填反", _swapped, NUMBER),
    Check("unit-slip", FindingKind.UNIT_SLIP, Severity.QUERY, "疑单位有误", _unit_slip, NUMBER),
    Check(
        "beyond-target",
        FindingKind.BEYOND_TARGET,
        Severity.QUERY,
        "远超目标",
        _beyond_target,
        NUMBER,
    ),
)
