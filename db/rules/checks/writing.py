"""How a figure was entered: its decimals, 快报数 that stayed, an answer without its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, EntryState
from db.rules.checks.cells import NUMBER, Check, Doubt, decimals_of
from db.rules.finding import FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.rules.checks.cells import Cell

_UNLIKE = 2
"""So many decimals more than ever before, or so many always and now none, are unlike."""

_USUAL_OF_A_RATE, _MOST_OF_A_RATE = 2, 4
"""Two decimals of a rate are never odd, more than four always are."""

_ROUND = frozenset({Decimal(0), Decimal(100)})
"""Nothing and all need no decimals."""

_DECEMBER = 12


def _decimals(cell: Cell) -> Iterator[Doubt]:
    number, row = cell.number, cell.row
    if number is None or cell.held.computed:
        return
    places, fixed = decimals_of(number.value), cell.line.decimals
    if fixed is not None:
        if places > fixed:
            yield Doubt(f"{number.words} 有 {places} 位小数，本行为 {fixed} 位，请核对或说明。")
        return
    history = [decimals_of(one.value) for one in cell.past if one.held is not None]
    if len(history) < cell.limits.decimals_history:
        if row.in_points and places > _MOST_OF_A_RATE:
            yield Doubt(f"{number.words} 有 {places} 位小数，请核对或说明。")
        return
    most = max(*history, _USUAL_OF_A_RATE - 1 if row.in_points else 0)
    if places >= most + _UNLIKE:
        yield Doubt(
            f"{number.words} 有 {places} 位小数，历年最多 {max(history)} 位，请核对或说明。"
        )
    elif places == 0 and min(history) >= _UNLIKE and number.value not in _ROUND:
        yield Doubt(f"历年都有 {min(history)} 位小数，{number.words} 没有，请核对或说明。")


def _provisional(cell: Cell) -> Iterator[Doubt]:
    if not cell.held.provisional:
        return
    if _is_closed(cell):
        yield Doubt(f"{cell.period.year} 年已过，仍是快报数，请换成正式数或说明。")
    elif cell.held.state is EntryState.LOCKED:
        yield Doubt("已锁定，仍是快报数，请换成正式数或说明。")


def _is_closed(cell: Cell) -> bool:
    today, month = cell.around.today, cell.limits.closes_in_month
    if today is None:
        return False
    # The first day after the month in which the year is closed.
    next_month = date(cell.period.year + 1 + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return today >= next_month


def _answer_unexplained(cell: Cell) -> Iterator[Doubt]:
    answer = cell.held.amount.answer
    if answer is not None and not cell.held.note.strip():
        yield Doubt(f"填了“{ANSWER_WORDS[answer]}”，须写明原因。")


WRITING = (
    Check("decimals", FindingKind.DECIMALS, Severity.QUERY, "小数位不同", _decimals, NUMBER),
    Check("provisional", FindingKind.PROVISIONAL, Severity.QUERY, "仍是快报数", _provisional),
    Check(
        "answer-unexplained",
        FindingKind.ANSWER_UNEXPLAINED,
        Severity.QUERY,
        "没写原因",
        _answer_unexplained,
    ),
)
