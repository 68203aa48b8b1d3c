"""Figures that cannot be: negative, broken things, above 100 %, more public than affordable."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.rules.checks.cells import NUMBER, Check, Doubt, written
from db.rules.checks.shares import may_be_negative, may_pass_100
from db.rules.checks.slips import hint_of_slip
from db.rules.finding import FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.rules.checks.cells import Cell

_FULL = Decimal(100)


def _negative(cell: Cell) -> Iterator[Doubt]:
    number = cell.number
    if number is not None and number.value < 0 and not may_be_negative(cell.line):
        shown = written(cell.line, abs(number.value))[0]
        yield Doubt(f"{cell.line.name}为 −{shown}，不会是负数，须改。")


def _not_whole(cell: Cell) -> Iterator[Doubt]:
    number, line = cell.number, cell.line
    if number is None or not cell.row.counts_whole_things:
        return
    if number.value != number.value.to_integral_value():
        shown = written(line, number.value)[0]
        yield Doubt(f"{shown} 不是整数，{line.unit}数须为整数{hint_of_slip(cell)}。")


def _over_100(cell: Cell) -> Iterator[Doubt]:
    number, line = cell.number, cell.line
    if number is None or line.unit != "%" or number.value <= _FULL:
        return
    allowed = may_pass_100(line)
    shown = written(line, number.value)[0]
    if allowed is None:
        yield Doubt(f"{shown} 高于 100，疑口径不同，请核对或说明。")
    elif not allowed:
        act = "须改分子或分母" if cell.held.computed else "须改"
        yield Doubt(f"{line.name} {shown}，按口径不会高于 100，{act}。", severity=Severity.ERROR)


def _share_order(cell: Cell) -> Iterator[Doubt]:
    rate = cell.around.rows.get(cell.around.family.sheltered.get(cell.line.id, ""))
    number = cell.number
    other = None if rate is None else rate.numbers.get(str(cell.period))
    if number is None or other is None or number.value <= other.value:
        return
    mine, theirs = written(cell.line, number.value, other.value)
    yield Doubt(f"{cell.line.name} {mine} 大于{other.line.name} {theirs}，须改其中一个。", (other,))


BOUNDS = (
    Check("negative", FindingKind.NEGATIVE, Severity.ERROR, "负数", _negative),
    Check("not-whole", FindingKind.NOT_WHOLE, Severity.ERROR, "不是整数", _not_whole),
    Check("over-100", FindingKind.PERCENT_OVER_100, Severity.QUERY, "高于 100", _over_100, NUMBER),
    Check("share-order", FindingKind.SHARE_ORDER, Severity.ERROR, "公办大于普惠", _share_order),
)
