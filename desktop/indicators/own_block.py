"""A block of the table that comes back by way of another program, targets between its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from db.rules.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.indicators.block import Block
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
    if top is None:
        return block
    below = range(top, len(lines.rows))
    rows = [at for at in below if isinstance(lines.rows[at], IndicatorLine)][: len(block.rows)]
    kept = _figures_among(table, block, rows, first)
    return block if kept is None else block.columns(kept)


def periods_of_own(
    table: SheetTable, block: Block, rows: Sequence[str], first: int
) -> tuple[Block, tuple[str, ...]] | None:
    """Return the figures of a block of named `rows` as they stand here, and their periods.

    As `without_standing`, the rows in any order; None for any other block.
    """
    found = [table.lines.row_of(row) if row else None for row in rows]
    kept = _figures_among(table, block, found, first)
    if kept is None:
        return None
    periods = tuple(table.lines.columns[first + at].name for at in kept)
    return block.columns(kept), periods


def _figures_among(
    table: SheetTable, block: Block, rows: Sequence[int | None], first: int
) -> list[int] | None:
    """Return the places of a block that hold actual values, None where it is none from here."""
    lines = table.lines
    columns = lines.columns[first : first + block.across]
    aside = [along for along, column in enumerate(columns) if not column.name]
    if not aside or len(columns) < block.across:
        return None
    pairs = [
        (block.word(down, along).strip(), lines.cell(at, first + along).text)
        for down, at in enumerate(rows)
        if at is not None
        for along in aside
    ]
    if not any(word for word, _ in pairs) or not all(_are_same(*pair) for pair in pairs):
        return None
    return [along for along in range(block.across) if along not in aside]


def _are_same(word: str, shown: str) -> bool:
    """Tell whether words say what a cell shows: 85.0 says 85."""
    return word == shown or (bool(word and shown) and _value(word) == _value(shown) is not None)


def _value(words: str) -> object:
    try:
        return read_amount(words.replace("−", "-")).value
    except ValueError:
        return None
