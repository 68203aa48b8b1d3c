"""Where the tables of units stand on a sheet: captions, header rows, body, column of units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import is_placeholder, squash
from db.exchange.list_in.table_finding import (
    CATEGORY,
    NOTE,
    SIGNATURE,
    Block,
    are_codes,
    below_header,
    is_caption,
)
from db.exchange.unit_table.headings import (
    heads_periods,
    heads_rows_of_lists,
    is_of_lists,
    rank_of_row_heading,
    rank_of_unit_heading,
    says_role,
)
from db.rules.measures import is_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from db.exchange.list_in.grid import Grid
    from db.exchange.sheets import Cell, Sheet

_FIRST_ROWS = 40
"""The header of a table stands in one of so many first rows that are not blank."""
_DEEPEST = 4
_LOOKED_AT = 12
NO_NAMES = 0
"""The column of names in a table of a single row that nothing names."""
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")
_CAPTION = re.compile(r"表$|情况|统计|单位:|附件|日期")


@dataclass(frozen=True, slots=True)
class UnitBlock:
    """A table of units: its rows as those of any table, and the column of the units' names."""

    block: Block
    name: int


def may_hold_units(sheet: Sheet) -> bool:
    """Tell, from the raw cells alone, whether a look for tables of units is worth while."""
    for row in islice(sorted(sheet.rows), _FIRST_ROWS):
        cells = sheet.rows[row]
        if any(rank_of_unit_heading(cell.text) is not None for cell in cells):
            return not any(is_of_lists(cell.text) for cell in cells)
    return False


def find_unit_blocks(grid: Grid, *, to_fill: bool = False) -> tuple[UnitBlock, ...]:
    """Return the tables of units from top to bottom; empty when a list stands on the sheet.

    A form `to_fill` may have a time in each row, and columns of goals.
    """
    headers: list[tuple[int, int, int]] = []
    for place, row in enumerate(grid.rows):
        if headers and row <= headers[-1][1]:
            continue
        if not headers and place >= _FIRST_ROWS:
            break
        name = _seed(grid, row, to_fill=to_fill)
        if name is not None:
            headers.append((*_extent(grid, row, name, headers), name))
    blocks = tuple(_blocks(grid, headers))
    return blocks or (tuple(_single_row(grid)) if to_fill else ())


def _single_row(grid: Grid) -> Iterator[UnitBlock]:
    """Yield the table whose only row is the county's: headings, column codes, a row to be filled.

    Nothing names the row, so that there is no column of names.
    """
    for codes in list(grid.rows)[:_FIRST_ROWS]:
        below = grid.rows.get(codes + 1, {})
        if not are_codes(grid, codes) or any(not _holds_place(cell) for cell in below.values()):
            continue
        top = codes
        while codes - top < _DEEPEST and _heads_columns(grid, top - 1):
            top -= 1
        heads = [cell for row in range(top, codes) for cell in grid.rows[row].values()]
        if heads and not any(heads_rows_of_lists(cell.text) for cell in heads):
            above = tuple(row for row in grid.rows if row < top)
            yield UnitBlock(Block(above, top, codes - 1, (codes + 1,), codes), NO_NAMES)
            return


def _holds_place(cell: Cell) -> bool:
    return cell.number is not None or cell.formula or is_placeholder(cell.text)


def _heads_columns(grid: Grid, row: int) -> bool:
    cells = grid.rows.get(row, {})
    return len(cells) > 1 and all(map(_heads, cells.values()))


def heads_a_form(grid: Grid, header: tuple[int, int]) -> bool:
    """Tell whether the rows of a header head a form with a unit or a time in each row."""
    cells = [c for row in range(header[0], header[1] + 1) for c in grid.rows.get(row, {}).values()]
    listed = any(heads_rows_of_lists(cell.text) for cell in cells)
    return not listed and any(rank_of_row_heading(cell.text) is not None for cell in cells)


def block_at(grid: Grid, header: tuple[int, int] | None, name: int | None) -> UnitBlock | None:
    """Return the table whose header a person showed, or the likeliest one; None without any."""
    if header is None:
        worded = (row for row, cells in grid.rows.items() if _is_worded(cells))
        top = next(worded, None)
        if top is None:
            return None
        header = (top, top)
    top, bottom = header
    if name is None:
        ranked = _ranked(grid, range(top, bottom + 1), rank_of_row_heading)
        name = ranked if ranked is not None else _first_worded(grid, bottom)
    above = tuple(row for row in grid.rows if row < top)
    body = tuple(row for row in grid.rows if row > bottom)
    return UnitBlock(_with_codes(grid, above, top, bottom, body), name)


def with_further(shown: UnitBlock, found: Sequence[UnitBlock]) -> tuple[UnitBlock, ...]:
    """Return the table whose header a person showed, with those found below it."""
    block = shown.block
    below = below_header([one.block for one in found], (block.top, block.bottom))
    further = tuple(one for one in found if one.block in below)
    end = min((row for one in below[:1] for row in (*one.captions, one.top)), default=None)
    body = tuple(row for row in block.body if end is None or row < end)
    return (replace(shown, block=replace(block, body=body)), *further)


def twin_of(grid: Grid, found: UnitBlock) -> Cell | None:
    """Return a second heading that reads like the one of the units: the table is folded."""
    for row in range(found.block.top, found.block.bottom + 1):
        cells = grid.rows.get(row, {})
        first = cells.get(found.name)
        if first is not None and rank_of_unit_heading(first.text) is not None:
            same = (c for c in cells.values() if squash(c.text) == squash(first.text))
            return next((cell for cell in same if cell.column > found.name), None)
    return None


def _is_worded(cells: Mapping[int, Cell]) -> bool:
    words = [cell for cell in cells.values() if cell.number is None]
    return len(words) > 1 and len(words) == len(cells)


def _first_worded(grid: Grid, bottom: int) -> int:
    """Return the first column that holds words below a header."""
    below = (cells for row, cells in grid.rows.items() if row > bottom)
    columns = (c.column for cells in below for c in cells.values() if c.number is None)
    return next(columns, 1)


def _ranked(
    grid: Grid, rows: Iterable[int], rank_of: Callable[[str], int | None] = rank_of_unit_heading
) -> int | None:
    """Return the column whose heading most surely heads the rows, None where none does."""
    ranked = [
        (rank, column)
        for row in rows
        for column, cell in grid.rows.get(row, {}).items()
        if (rank := rank_of(cell.text)) is not None
    ]
    return min(ranked)[1] if ranked else None


def _seed(grid: Grid, row: int, *, to_fill: bool) -> int | None:
    """Return the column of units when a header stands on this row; None when none does."""
    cells = grid.rows[row]
    name = _ranked(grid, (row,), rank_of_row_heading if to_fill else rank_of_unit_heading)
    if name is None or not all(_heads(cell) for cell in cells.values()):
        return None
    timed = heads_periods(cells[name].text)
    if _holds_measures(grid, row, name) or (timed and not _holds_periods(grid, row, name)):
        return None
    merge = grid.merge_at(row, name)
    rows = range(row, max(merge.bottom if merge else row, row + 1) + 1)
    heads = [
        cell
        for one in rows
        for cell in grid.rows.get(one, {}).values()
        if cell.column != name and (one == row or all(map(_heads, grid.rows[one].values())))
    ]
    listed = heads_rows_of_lists if to_fill else is_of_lists
    # Where times stand below, 指标 in the corner speaks of the columns beside it.
    asked = heads if timed else (cells[name], *heads)
    foreign = any(listed(cell.text) for cell in asked)
    return name if heads and not foreign else None


def _holds_measures(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a column headed 单位 holds the units that figures are counted in: %, 万人."""
    below = (grid.at(row + step, column) for step in range(1, _LOOKED_AT))
    return any(cell is not None and is_unit(squash(cell.text)) for cell in below)


def _holds_periods(grid: Grid, row: int, column: int) -> bool:
    """Tell whether times stand below a heading: 2024, 2025年目标."""
    below = (grid.at(row + step, column) for step in range(1, _LOOKED_AT))
    return any(cell is not None and says_role(cell.text) for cell in below)


def _heads(cell: Cell) -> bool:
    """Tell whether a cell could head a column: words, or a year."""
    words = squash(cell.text)
    if cell.error or cell.is_date:
        return False
    return _YEAR.fullmatch(words) is not None or not (
        cell.number is not None or _NUMBER.fullmatch(words)
    )


def _extent(
    grid: Grid, seed: int, name: int, headers: Sequence[tuple[int, int, int]]
) -> tuple[int, int]:
    """Return the first and last row of the header with its heading of units on row `seed`."""
    above = headers[-1][1] if headers else 0
    top = seed
    while top - 1 > above and seed - top < _DEEPEST and _groups(grid, top - 1, name):
        top -= 1
    merge = grid.merge_at(seed, name)
    bottom = merge.bottom if merge and merge.bottom - seed < _DEEPEST else seed
    while bottom - top < _DEEPEST and _goes_on(grid, bottom + 1, name):
        bottom += 1
    return top, bottom


def _groups(grid: Grid, row: int, name: int) -> bool:
    """Tell whether the row above a header groups its columns (在校生数 over 合计, 女)."""
    cells = list(grid.rows.get(row, {}).values())
    if not cells or not all(cell.column > name and _heads(cell) for cell in cells):
        return False
    if any(_CAPTION.search(squash(cell.text)) for cell in cells):
        return False
    return len(cells) > 1 or grid.width_of(cells[0]) > 1


def _goes_on(grid: Grid, row: int, name: int) -> bool:
    """Tell whether the row still belongs to the header above: no unit stands in it, no number."""
    cells = grid.rows.get(row)
    if not cells or grid.at(row, name) is not None or are_codes(grid, row):
        return False
    right = [cell for cell in cells.values() if cell.column > name]
    words = squash(next(iter(cells.values())).text)
    if NOTE.match(words) or SIGNATURE.match(words) or CATEGORY.match(words):
        return False
    several = len(right) > 1 or all(is_unit(squash(cell.text)) for cell in right)
    return len(right) == len(cells) and several and all(map(_heads, right))


def _blocks(grid: Grid, headers: Sequence[tuple[int, int, int]]) -> Iterable[UnitBlock]:
    rows = list(grid.rows)
    starts = [
        _captions_start(grid, rows, top, headers[place - 1][1] if place else 0)
        for place, (top, _, _) in enumerate(headers)
    ]
    ends = [*starts[1:], max(rows, default=0) + 1]
    for (top, bottom, name), start, end in zip(headers, starts, ends[: len(headers)], strict=True):
        captions = tuple(row for row in rows if start <= row < top)
        body = tuple(row for row in rows if bottom < row < end)
        yield UnitBlock(_with_codes(grid, captions, top, bottom, body), name)


def _captions_start(grid: Grid, rows: Sequence[int], top: int, above: int) -> int:
    """Return where the captions of the table begin whose header starts at `top`."""
    if not above:
        return 0
    start = top
    for row in reversed([one for one in rows if above < one < top]):
        if not is_caption(grid, row):
            break
        start = row
    return start


def _with_codes(
    grid: Grid, captions: tuple[int, ...], top: int, bottom: int, body: tuple[int, ...]
) -> Block:
    """Return a block whose row of column codes (甲 乙 1 2) is told apart from its body."""
    if body and are_codes(grid, body[0]):
        return Block(captions, top, bottom, body[1:], body[0])
    return Block(captions, top, bottom, body)
