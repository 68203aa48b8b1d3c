"""How a figure was entered: its decimals, 快报数 that stayed, an answer without its reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, EntryState
from db.rules.checks.cells import Check, Doubt, decimals_of
from db.rules.finding import FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.rules.checks.cells import Cell

_UNLIKE = 2
"""So many decimals more than ever before, or so many always and now none, are unlike."""

_DECEMBER = 12


def _decimals(cell: Cell) -> Iterator[Doubt]:
    number, said = cell.number, cell.line.decimals
    if number is None or cell.held.computed:
        return
    places = decimals_of(number.value)
    if said is not None:
        if places > said:
            yield Doubt(f"{number.words} 有 {places} 位小数，本行为 {said} 位，请核对或说明。")
        return
    history = [decimals_of(one.value) for one in cell.past if one.held is not None]
    if len(history) < cell.limits.decimals_history:
        return
    if places >= max(history) + _UNLIKE:
        yield Doubt(
            f"{number.words} 有 {places} 位小数，历年最多 {max(history)} 位，请核对或说明。"
        )
    elif places == 0 and min(history) >= _UNLIKE:
        yield Doubt(f"历年都有 {min(history)} 位小数，{number.words} 没有，请核对或说明。")


def _provisional(cell: Cell) -> Iterator[Doubt]:
    if not cell.held.provisional:
        return
    settled = cell.held.state in {EntryState.APPROVED, EntryState.LOCKED}
    if settled or _is_closed(cell):
        yield Doubt(f"{cell.period.year} 年已过，仍是快报数，请换成正式数或说明。")


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
    Check("decimals", FindingKind.DECIMALS, Severity.QUERY, "小数位不同", _decimals),
    Check("provisional", FindingKind.PROVISIONAL, Severity.QUERY, "仍是快报数", _provisional),
    Check(
        "answer-unexplained",
        FindingKind.ANSWER_UNEXPLAINED,
        Severity.QUERY,
        "没写原因",
        _answer_unexplained,
    ),
)
