"""The headings of a table, stacked over each of its columns."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.list_in.headings import names_kind, read_heading
from db.exchange.list_in.plain_words import tidy
from db.exchange.listing import Complaint, Meaning, TableKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.exchange.list_in.grid import Grid
    from db.exchange.list_in.table_finding import Block
    from db.exchange.sheets import Cell


class Stack(NamedTuple):
    """The headings over one column from top to bottom, with the address of the lowest one."""

    column: int
    parts: tuple[str, ...]
    address: str


def stacks_of(grid: Grid, block: Block) -> Iterator[Stack]:
    """Yield the headings over every column that has one; merged over several, over the first."""
    rows = range(block.top, block.bottom + 1)
    columns = sorted({column for row in rows for column in _covered(grid, row)})
    seen: set[tuple[int, int]] = set()
    groups: dict[int, Cell] = {}
    whole = [grid.resolved_row(row) for row in rows]
    for column in columns:
        cells: list[Cell] = []
        there = [across.get(column) for across in whole]
        for place, (row, here) in enumerate(zip(rows, there, strict=True), 1):
            cell = here
            if all(below is None or below == here for below in there[place:]):
                groups.pop(row, None)
            elif here is None:
                cell = groups.get(row)
            else:
                groups[row] = here
            if cell is not None and (not cells or cells[-1] != cell):
                cells.append(cell)
        if cells and (cells[-1].row, cells[-1].column) not in seen:
            seen.add((cells[-1].row, cells[-1].column))
            yield Stack(column, tuple([cell.text for cell in cells]), cells[-1].address)


@lru_cache(maxsize=64)
def kind_told(headings: tuple[str, ...]) -> TableKind | None:
    """Return the kind that the name headings tell; None when they leave it open."""
    kinds = {kind for text in headings if (kind := names_kind(text))}
    natures = any(
        read_heading(text, TableKind.INDICATORS).meaning is Meaning.NATURE and text.endswith("属性")
        for text in headings
    )
    if TableKind.INDICATORS in kinds and natures:
        return TableKind.INDICATORS
    order = (TableKind.PROJECTS, TableKind.TASKS, TableKind.INDICATORS)
    return next((kind for kind in order if kind in kinds), None)


def table_beside(grid: Grid, block: Block, stacks: Sequence[Stack]) -> Stack | None:
    """Return the first heading of another table that stands to the right of the first one.

    Both have a column of names, of different kinds, and a column without anything is between.
    """
    named = [(stack.column, kind) for stack in stacks if (kind := names_kind(stack.parts[-1]))]
    if len(named) < 2:  # noqa: PLR2004 - one table has one column of names
        return None
    used = {stack.column for stack in stacks}
    used |= {column for row in block.body for column in grid.rows[row]}
    for (left, mine), (right, other) in pairwise(named):
        gaps = [column for column in range(left + 1, right) if column not in used]
        if mine is not other and gaps:
            return next(stack for stack in stacks if stack.column > gaps[-1])
    return None


def complaint_of(grid: Grid, beside: Stack) -> Complaint:
    """Return what is said of a table that stands beside the one that is read."""
    reason = "右边并排的另一张表没有读，移到下面或另一张工作表再导入"
    return Complaint(grid.sheet.name, beside.address, tidy(beside.parts[-1]), reason)


def _covered(grid: Grid, row: int) -> Iterator[int]:
    """Yield the columns that the cells of a header row cover, merges spread out."""
    for column, cell in grid.rows.get(row, {}).items():
        yield from range(column, column + grid.width_of(cell))
