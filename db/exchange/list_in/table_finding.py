"""Where the tables of a sheet stand: the captions, the header and the body of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from db.exchange.list_in.headings import LEVELS, is_heading, is_weak_name, names_kind
from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.years import find_period
from db.exchange.project_facts import is_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.list_in.grid import Grid
    from db.exchange.sheets import Cell

_DEEPEST_HEADER = 4
_YEAR = re.compile(r"20\d\d(?:\.0)?")
_CODE = re.compile(r"[A-Za-z]{1,2}\d{1,3}|\(?\d{1,3}\)?|[甲乙丙丁戊]")
_CAPTION = re.compile(r"表|情况|规划|计划|方案|目标|附件|续|单位:|文号:")
NOTE = re.compile(r"(?:注|备注|说明|附注|注释)\d?[:.、]|[*※★△]|\(注\)")
SIGNATURE = re.compile(
    r"(?:填报人|填表人|审核人|负责人|制表人?|审核|复核人?|联系人|联系电话|填报日期|填表日期|报送日期"
    r"|填报时间|单位负责人|分管领导|主要负责人|统计负责人|签字|盖章|经办人)(?:\([^)]*\))?:"
)
CATEGORY = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?)(?=.)")
_MOST_CAPTION_CELLS = 3
_WIDE = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A table on its sheet: rows of captions above, header rows top to bottom, body rows.

    `codes` is the row of column codes (L1 L2…) under the header, if there is one.
    """

    captions: tuple[int, ...]
    top: int
    bottom: int
    body: tuple[int, ...]
    codes: int | None = None


def find_blocks(grid: Grid) -> tuple[Block, ...]:
    """Return the tables of the sheet from top to bottom; empty when it has no header of ours."""
    headers: list[tuple[int, int]] = []
    for row in grid.rows:
        if headers and row <= headers[-1][1]:
            continue
        if _is_header(grid, row, first=not headers):
            headers.append(_extent(grid, row, above=headers[-1][1] if headers else 0))
    rows = list(grid.rows)
    starts = [
        _captions_start(grid, rows, top, headers[index - 1][1] if index else 0)
        for index, (top, _) in enumerate(headers)
    ]
    blocks = []
    ends = [*starts[1:], max(rows, default=0) + 1][: len(headers)]
    for (top, bottom), start, end in zip(headers, starts, ends, strict=True):
        captions = tuple(row for row in _between(rows, start, top))
        body = _between(rows, bottom + 1, end)
        codes = body[0] if body and are_codes(grid, body[0]) else None
        blocks.append(Block(captions, top, bottom, body[1:] if codes else body, codes))
    return tuple(blocks)


def below_header(found: Sequence[Block], header: tuple[int, int]) -> tuple[Block, ...]:
    """Return the tables that stand below the one whose header a person showed.

    Its own is the last that was found to begin there or above, else the next below: that one's
    header was taken amiss.
    """
    below = tuple(block for block in found if block.top > header[1])
    return below if len(below) < len(found) else below[1:]


def has_table(grid: Grid) -> bool:
    """Tell whether anything on the sheet looks like a table: two neighbouring rows of cells."""
    wide = [row for row, cells in grid.rows.items() if len(cells) > 1]
    return any(below - above <= _WIDE for above, below in pairwise(wide)) or len(wide) == 1


def _between(rows: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """Return the rows, which are in order, from `start` to before `end`."""
    return tuple(rows[bisect_left(rows, start) : bisect_left(rows, end)])


def _is_header(grid: Grid, row: int, *, first: bool) -> bool:
    """Tell whether a header starts on this row, or has its name heading there."""
    cells = grid.rows[row].values()
    # Numbers that are no years head nothing; most rows are known by that. Every row of a list is
    # asked, so that text and number are taken by their places.
    amounts = [
        cell
        for cell in cells
        if cell[3] is not None and cell[2][-1:].isdigit() and "20" not in cell[2]
    ]
    if 2 * len(amounts) > len(cells):
        return False
    if len(cells) < 2 and not _has_header_below(grid, row):  # noqa: PLR2004 - a name and one more
        return False
    known = [cell for cell in cells if _heads(cell)]
    if not known or 2 * len(known) < len(cells):
        return False
    if any(names_kind(cell.text) for cell in known):
        return len(known) > 1 or _has_header_below(grid, row)
    if any(is_weak_name(cell.text) for cell in known):
        return len(known) > 2  # noqa: PLR2004 - 名称 and 备注 alone head any table
    worded = [cell for cell in known if not _YEAR.fullmatch(cell.text.strip())]
    dated = sum(find_period(squash(cell.text)) is not None for cell in known)
    return len(known) == len(cells) and dated > 0 and len(known) > 1 and (first or bool(worded))


def _heads(cell: Cell) -> bool:
    """Tell whether the cell could head a column; （一）重点工作 is a chapter, whatever it says."""
    if CATEGORY.match(squash(cell.text)):
        return False
    if cell.number is not None and not _YEAR.fullmatch(cell.text.strip()):
        return cell.text.strip().endswith("年") and is_heading(cell.text)
    return not cell.error and is_heading(cell.text)


def _has_header_below(grid: Grid, row: int) -> bool:
    """Tell whether the row below holds sub-headings and nothing else."""
    cells = grid.rows.get(row + 1)
    return cells is not None and all(map(_heads, cells.values()))


def _extent(grid: Grid, seed: int, *, above: int) -> tuple[int, int]:
    """Return the first and last row of the header that has its names on row `seed`."""
    name = _name_column(grid, seed)
    top = seed
    while top - 1 > above and seed - top < _DEEPEST_HEADER and _is_group_row(grid, top - 1, name):
        top -= 1
    bottom = seed
    for cell in grid.rows[seed].values():
        merge = grid.merge_at(seed, cell.column)
        if merge and merge.bottom - seed < _DEEPEST_HEADER:
            bottom = max(bottom, merge.bottom)
    while bottom - top < _DEEPEST_HEADER - 1 and (
        _continues(grid, bottom + 1, name) or _heads_parts_of_years(grid, top, bottom, name)
    ):
        bottom += 1
    return top, bottom


def _name_column(grid: Grid, seed: int) -> int:
    """Return the column of the name heading on row `seed`, the first column when there is none."""
    cells = grid.rows[seed]
    named = (c for c, cell in cells.items() if names_kind(cell.text) or is_weak_name(cell.text))
    return next(named, min(cells))


def _is_group_row(grid: Grid, row: int, name: int) -> bool:
    """Tell whether the row above a header groups its columns (实际完成 over 2023年, 2024年)."""
    cells = grid.rows.get(row)
    return cells is not None and all(
        cell.column > name and _heads(cell) and squash(cell.text)[:3] != "单位:"
        for cell in cells.values()
    )


def _continues(grid: Grid, row: int, name: int) -> bool:
    """Tell whether the row still belongs to the header above it."""
    cells = grid.rows.get(row)
    if cells is None or not all(_heads(cell) or _is_part(cell) for cell in cells.values()):
        return False
    here = cells.get(name)
    return here is None or names_kind(here.text) is not None or squash(here.text) in LEVELS


def _heads_parts_of_years(grid: Grid, top: int, bottom: int, name: int) -> bool:
    """Tell whether words below a header say, each in its own column, what there is of a year.

    Where nothing is merged (.csv), a year stands over the first of its columns alone: words right
    of it, in columns that nothing heads, are headings too, whatever they say.
    """
    cells = grid.rows.get(bottom + 1)
    if cells is None or name in cells or any(cell.number is not None for cell in cells.values()):
        return False
    headed = {
        column: cell for row in range(top, bottom + 1) for column, cell in grid.rows[row].items()
    }
    groups = [max((c for c in headed if c <= column), default=0) for column in cells]
    of_years = [
        group in headed and find_period(squash(headed[group].text)) is not None for group in groups
    ]
    return all(of_years) and any(column not in headed for column in cells)


def _is_part(cell: Cell) -> bool:
    """Tell whether the cell says which part of a project's year, money or dates stands below it.

    A file without merges (.csv) has only these words to tell a second header row by.
    """
    return is_part(squash(cell.text))


def are_codes(grid: Grid, row: int) -> bool:
    """Tell whether the row under a header only numbers the columns: L1 L2, 甲 乙 1 2."""
    texts = [squash(cell.text) for cell in grid.rows[row].values()]
    if len(texts) <= _WIDE - 1 or not all(map(_CODE.fullmatch, texts)):
        return False
    numbers = [int(digits) for text in texts if (digits := re.sub(r"\D", "", text))]
    return all(after - before == 1 for before, after in pairwise(numbers))


def _captions_start(grid: Grid, rows: Sequence[int], top: int, above: int) -> int:
    """Return the row where the captions of the table whose header starts at `top` begin."""
    if not above:
        return 0
    start = top
    for row in reversed(_between(rows, above + 1, top)):
        if not is_caption(grid, row):
            break
        start = row
    return start


def is_caption(grid: Grid, row: int) -> bool:
    """Tell whether the row is a title, a unit line or a category heading, not a row of values."""
    cells = list(grid.rows[row].values())
    words = squash(cells[0].text)
    if len(cells) > _MOST_CAPTION_CELLS or any(cell.number is not None for cell in cells):
        return False
    if NOTE.match(words) or SIGNATURE.match(words):
        return False
    alone = len(cells) == 1
    lines = all(_CAPTION.search(squash(cell.text)) for cell in cells)
    return lines or (
        alone and (grid.width_of(cells[0]) >= _WIDE or CATEGORY.match(words) is not None)
    )
