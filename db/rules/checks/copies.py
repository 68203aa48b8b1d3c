"""Numbers that look copied: the target in place of what was reached, last year's once more."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from db.rules.checks.cells import NUMBER, Check, Doubt, decimals_of, written
from db.rules.checks.families import rounding
from db.rules.finding import FindingKind, Severity
from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.rules.checks.cells import Cell

_ALL = Decimal(100)
_YEARS_EARLY = 2
_EXACT_PLACES = 2
_MANY = 1000
_FEW = 60
"""Rates with two decimals and a thousand people hardly ever come out the same twice; a rate of few
things, as 66.67 of three schools, does."""

_FIXED = re.compile("编制|核定")
"""Words of numbers of people that stay as they were decided."""


def _as_target(cell: Cell) -> Iterator[Doubt]:
    """Doubt a figure that is the very target years before it is due; all (100 %) may be all."""
    number, last, promise = cell.number, cell.last, cell.row.promise
    if number is None or last is None or promise is None or promise.year is None:
        return
    if cell.line.unit != "%":
        return
    target = promise.amount.value
    if number.value != target or number.value in {last.value, _ALL}:
        return
    if promise.year - cell.period.year >= _YEARS_EARLY:
        shown = written(cell.line, number.value)[0]
        yield Doubt(
            f"{shown} 与 {promise.year} 年目标值相同，疑把目标填作实际，请核对或说明。", (last,)
        )


def _same_as_last(cell: Cell) -> Iterator[Doubt]:
    number, last = cell.number, cell.last
    if number is None or last is None or number.value != last.value or cell.held.computed:
        return
    if not cell.row.is_level or last.held is None:
        return
    if _is_exact(cell, number.value):
        before = "上年同期" if cell.period.part else "上年"
        yield Doubt(f"与{before}同为 {number.words}，疑沿用{before}的数，请核对或说明。", (last,))


def _is_exact(cell: Cell, value: Decimal) -> bool:
    line = cell.line
    if line.unit == "%":
        return decimals_of(value.normalize()) >= _EXACT_PLACES and not _is_of_few(value)
    counts_people = line.unit != "" and measure_of(line.unit).base == "人"
    whole = cell.row.counts_whole_things and value >= _MANY
    return counts_people and whole and not _FIXED.search(line.name)


def _is_of_few(rate: Decimal) -> bool:
    """Tell whether a rate in % is a part of at most `_FEW` things, as it is rounded."""
    half = rounding(rate)
    for things in range(1, _FEW + 1):
        part = (rate * things / _ALL).to_integral_value()
        if abs(part * _ALL / things - rate) <= half:
            return True
    return False


COPIES = (
    Check("as-target", FindingKind.AS_TARGET, Severity.QUERY, "与目标值相同", _as_target, NUMBER),
    Check(
        "same-as-last",
        FindingKind.SAME_AS_LAST,
        Severity.QUERY,
        "与上年相同",
        _same_as_last,
        NUMBER,
    ),
)
