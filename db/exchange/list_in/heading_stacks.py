"""The headings of a table, stacked over each of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.list_in.grid import Grid
    from db.exchange.list_in.table_finding import Block
    from db.exchange.sheets import Cell


@dataclass(frozen=True, slots=True)
class Stack:
    """The headings over one column from top to bottom; `anchor` is the lowest one's cell."""

    index: int
    parts: tuple[str, ...]
    anchor: Cell


def stacks_of(grid: Grid, block: Block) -> Iterator[Stack]:
    """Yield the headings over every column that has one; merged over several, over the first."""
    rows = range(block.top, block.bottom + 1)
    columns = sorted({column for row in rows for column in _covered(grid, row)})
    seen: set[tuple[int, int]] = set()
    groups: dict[int, Cell] = {}
    for column in columns:
        cells: list[Cell] = []
        for row in rows:
            cell = grid.resolved(row, column)
            if cell is None and row < block.bottom and _headed_below(grid, block, row, column):
                cell = groups.get(row)
            elif cell is not None and _headed_below(grid, block, row, column):
                groups[row] = cell
            else:
                groups.pop(row, None)
            if cell is not None and (not cells or cells[-1] != cell):
                cells.append(cell)
        if cells and (cells[-1].row, cells[-1].column) not in seen:
            seen.add((cells[-1].row, cells[-1].column))
            yield Stack(column, tuple(cell.text for cell in cells), cells[-1])


def _covered(grid: Grid, row: int) -> Iterator[int]:
    """Yield the columns that the cells of a header row cover, merges spread out."""
    for column, cell in grid.rows.get(row, {}).items():
        yield from range(column, column + grid.width_of(cell))


def _headed_below(grid: Grid, block: Block, row: int, column: int) -> bool:
    """Tell whether another heading stands under that place in the header."""
    here = grid.resolved(row, column)
    below = (grid.resolved(lower, column) for lower in range(row + 1, block.bottom + 1))
    return any(cell is not None and cell != here for cell in below)
