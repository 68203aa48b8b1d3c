"""A block of the table that comes back by way of another program, targets between its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from db.rules.amounts import read_amount
from desktop.indicators.block import Block

if TYPE_CHECKING:
    from desktop.widgets.sheet import SheetTable


def without_standing(table: SheetTable, block: Block, row: str, first: int) -> Block:
    """Return a block without the places that repeat what stands beside the figures here.

    `row` and `first` are the row and the column that its upper left corner comes to. What was
    copied here with targets between the years, and was changed elsewhere, fits cell upon cell:
    its targets are those that stand there, all of them, and at least one. Any other block is
    left as it is, and goes into the actual values only.
    """
    lines = table.lines
    top = lines.row_of(row)
    columns = lines.columns[first : first + block.across]
    aside = [along for along, column in enumerate(columns) if not column.name]
    if top is None or not aside or len(columns) < block.across:
        return block
    below = range(top, len(lines.rows))
    rows = [at for at in below if isinstance(lines.rows[at], IndicatorLine)][: len(block.rows)]
    pairs = [
        (block.word(down, along).strip(), lines.cell(at, first + along).text)
        for down, at in enumerate(rows)
        for along in aside
    ]
    if not any(word for word, _ in pairs) or not all(_are_same(*pair) for pair in pairs):
        return block
    kept = [along for along in range(block.across) if along not in aside]
    figures = (tuple(block.word(down, at) for at in kept) for down in range(len(block.rows)))
    return Block(tuple(figures), block.origin)


def _are_same(word: str, shown: str) -> bool:
    """Tell whether words say what a cell shows: 85.0 says 85."""
    return word == shown or (bool(word and shown) and _value(word) == _value(shown) is not None)


def _value(words: str) -> object:
    try:
        return read_amount(words.replace("−", "-")).value
    except ValueError:
        return None
