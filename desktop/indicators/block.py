"""A block of tab-separated words and the cells it would go into; nothing is written here."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.operations.recording import Entry
from db.rules.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class BlockRefused(Exception):
    """The block cannot go where it was to go; `sentence` says why and what to do."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell a word may go into; `locked` when it may not."""

    line: IndicatorLine
    period: str
    locked: bool = False


def seen_words(line: IndicatorLine, period: str) -> str:
    """Return the words that the screen shows in a cell, empty for a blank one."""
    actual = line.actuals.get(period)
    return actual.amount.text if actual is not None else ""


def read_block(text: str) -> list[list[str]]:
    """Return the words of a copied block, line by line; the empty end is left out."""
    rows = [list(row) for row in csv.reader(io.StringIO(text), delimiter="\t")]
    while rows and not any(word.strip() for word in rows[-1]):
        rows.pop()
    return rows


def entries_of(block: Sequence[Sequence[str]], spots: Sequence[Sequence[Spot]]) -> list[Entry]:
    """Return one entry for each word of the block; blank words leave their cell alone.

    `spots` holds the cells from the cursor on, line by line.

    Raises:
        BlockRefused: the block reaches over the edge, onto a locked cell, or holds what is no
            value; every such place is meant, the first ones are named.
    """
    across = max((len(row) for row in block), default=0)
    room = len(spots[0]) if spots else 0
    if len(block) > len(spots) or across > room:
        raise BlockRefused(
            f"复制的是 {len(block)} 行 {across} 列，从这里起只有 {len(spots)} 行 {room} 列，"
            "没有写入。"
            "从左上角的格开始粘贴，或少复制一些。"
        )
    entries: list[Entry] = []
    refused: list[str] = []
    for down, row in enumerate(block):
        for along, word in enumerate(row):
            if not word.strip():
                continue
            spot = spots[down][along]
            problem = _problem(spot, word)
            if problem:
                name, period = spot.line.name, spot.period
                refused.append(f"第 {down + 1} 行第 {along + 1} 列（{name} {period} 年）{problem}")
            seen = seen_words(spot.line, spot.period)
            entries.append(Entry(spot.line.id, spot.period, word.strip(), seen=seen))
    if refused:
        more = f"等 {len(refused)} 格" if len(refused) > _MOST_NAMED else ""
        named = "；".join(refused[:_MOST_NAMED])
        raise BlockRefused(f"{named}{more}。整块没有写入，改好再粘贴。")
    return entries


def _problem(spot: Spot, word: str) -> str:
    """Return why a word cannot go into a cell, empty when it can."""
    if spot.locked:
        return "已锁定"
    try:
        read_amount(word, unit=spot.line.unit)
    except ValueError as error:
        return str(error)
    return ""
