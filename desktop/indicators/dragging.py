"""What the dragged corner of a selection fills: copies, or a series that goes on."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from desktop.indicators.block import Block
from desktop.indicators.cells import seen_words
from desktop.indicators.pasting import hold_over, made_for, write_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.indicators.page import IndicatorsPage
    from desktop.indicators.paste import PasteDecision
    from desktop.widgets.fill_handle import Drag

FILLING = "填充"
_LEAST_OF_A_SERIES = 2


def begin_fill(
    page: IndicatorsPage, paste: PasteDecision | None, drag: Drag
) -> PasteDecision | None:
    """Hold what a drag would fill over the table, each cell with its verdict, as a paste is held.

    Return who holds it, made when first needed; a single cell is written at once.
    """
    lines = page.table.lines
    rows, columns = _places(page, drag.source)
    to_rows, to_columns = _places(page, drag.target)
    if drag.down:
        to_columns = columns
    else:
        to_rows = rows
    if not (rows and columns and to_rows and to_columns):
        page.notices.tell("拖到可以填数的格上再放开。")
        return paste
    held = [[_words(page, row, column) for column in columns] for row in rows]
    if drag.down:
        across = zip(*held, strict=True)
        filled = [continued(words, len(to_rows), copies=drag.copies) for words in across]
        block = Block(tuple(zip(*filled, strict=True)))
    else:
        made = [continued(words, len(to_columns), copies=drag.copies) for words in held]
        block = Block(tuple(tuple(words) for words in made))
    start = (lines.rows[to_rows[0]].id, lines.columns[to_columns[0]].name)
    if block.cells == 1:
        write_one(page, block, *start, verb=FILLING)
        return paste
    paste = paste or made_for(page)
    hold_over(page, paste, block, start, verb=FILLING)
    return paste


def continued(words: Sequence[str], count: int, *, copies: bool = False) -> list[str]:
    """Return so many words more: those of a series of numbers, else the same ones over again.

    Numbers are a series where each differs from the one before by the same amount: 80, 82, 84.
    """
    numbers = [] if copies else [_number(word) for word in words]
    known = [number for number in numbers if number is not None]
    steps = {after - before for before, after in pairwise(known)}
    step = steps.pop() if len(steps) == 1 else None
    if step and len(known) == len(words) >= _LEAST_OF_A_SERIES:
        return [format(known[-1] + step * at, "f") for at in range(1, count + 1)]
    return [words[at % len(words)] for at in range(count)]


def _number(words: str) -> Decimal | None:
    try:
        found = Decimal(words.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _places(page: IndicatorsPage, area: tuple[int, int, int, int]) -> tuple[list[int], list[int]]:
    """Return the rows and the columns of an area that hold actual values."""
    lines, (top, left, bottom, right) = page.table.lines, area
    rows = [at for at in range(top, bottom + 1) if isinstance(lines.rows[at], IndicatorLine)]
    columns = [at for at in range(left, right + 1) if lines.columns[at].name]
    return rows, columns


def _words(page: IndicatorsPage, row: int, column: int) -> str:
    lines = page.table.lines
    return seen_words(lines.rows[row], lines.columns[column].name)
