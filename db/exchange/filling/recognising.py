"""Recognising a superior's form by what it names: where its heads, names and values stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from db.exchange.corrections import ColumnCorrection, Corrections, SheetCorrections, is_read
from db.exchange.list_in.grid import Grid
from db.exchange.list_in.plain_words import is_placeholder, squash, visible
from db.exchange.list_in.row_names import read_name
from db.exchange.list_in.table_finding import CATEGORY
from db.exchange.list_in.titles import read_captions
from db.exchange.list_in.year_columns import Context
from db.exchange.list_in.years import find_period
from db.exchange.listing import Meaning, TableKind
from db.rules.names import folded, near_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from db.exchange.listing import ListReading, TableReading
    from db.exchange.sheets import Cell, Sheet, Workbook

_FIRST_ROWS, _LOOKED_AT, _DEEPEST = 40, 300, 4
_SHORTEST_NAME, _LONGEST_NAME, _LONGEST_HEADING = 4, 40, 16
_HELD_AGAINST_ALL = 300
"""So many words are held against each name of the book where none is the very same."""
_OF_WHOM = "(?:本|我|全|县|区|市|级|年度|实际|指标|当前)*"
_OWN_WORD = "(?:自评|自查|自测|填报|监测|统计|上报)"
_VALUES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_OF_WHOM}(?:{_OWN_WORD}?(?:数值|数据|值)|(?:实际|完成|达到)数|(?:完成|达到)值)",
        rf"{_OF_WHOM}(?:完成|达成|实现)情况",
        rf"{_OF_WHOM}{_OWN_WORD}(?:情况|说明|数)?|{_OF_WHOM}目标完成情况|实际情况|指标值或简要结论",
        rf"{_OF_WHOM}{_OWN_WORD}(?:结论|结果)",
    )
)
"""What such a form calls the column that is to be filled, the surest words first."""

_BRACKETS = re.compile(r"[\[(][^()\[\]]*[)\]]?$")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the book knows that helps: names of its rows, and the year it has its last figures of.

    A `period` that a person named goes before what titles say.
    """

    names: Collection[str]
    newest: str
    period: str = ""

    @property
    def unsaid(self) -> str:
        """Return the time of figures of which nothing says when they are; empty if unknown."""
        return self.period or self.newest


def recognised(
    workbook: Workbook, reading: ListReading, told: Corrections, hints: Hints
) -> tuple[Corrections, tuple[str, ...]]:
    """Return corrections as if a person had made them, and what is to be said of them.

    Where a list was read, a column of values that names no year gets one; where none was, heads,
    names and values are looked for around the names of the book. What a person `told` stands.
    """
    known = {folded(name) for name in hints.names}
    found: dict[str, SheetCorrections] = dict(told)
    said: list[str] = []
    for sheet in workbook.sheets:
        here = told.get(sheet.name, SheetCorrections())
        tables = [table for table in reading.tables if table.sheet == sheet.name]
        if not is_read(sheet) or here.kind or len(tables) > 1:
            continue
        one = _Recognising(workbook.name, sheet, hints, known)
        guess = one.of_table(tables[0], here) if tables else one.of_sheet(here)
        if guess is not None:
            found[sheet.name] = replace(
                here,
                header=here.header or guess.header,
                columns={**guess.columns, **here.columns},
            )
            said += one.said
    return found, tuple(said)


class _Recognising:
    """Looks at one sheet; `said` gathers what was concluded."""

    def __init__(self, file: str, sheet: Sheet, hints: Hints, known: Collection[str]) -> None:
        self.said: list[str] = []
        self._file = file
        self._sheet = sheet
        self._hints = hints
        self._known = known

    def of_table(self, table: TableReading, told: SheetCorrections) -> SheetCorrections | None:
        """Return the year of the one column of values that has none; None where there is none."""
        filled = {column.meaning for column in table.columns}
        if table.kind is not TableKind.INDICATORS or Meaning.ACTUAL in filled:
            return None
        headings = {
            column.column: column.heading.split(" ")[-1]
            for column in table.columns
            if column.meaning is Meaning.IGNORED and column.column not in told.columns
        }
        chosen = _surest(headings)
        grid = Grid(self._sheet)
        if chosen is None or not _may_be_filled(grid, table, chosen):
            return None
        period = self._period(grid, table.header[0], headings[chosen], chosen)
        if not period:
            return None
        return SheetCorrections(None, {chosen: ColumnCorrection(Meaning.ACTUAL, period)})

    def of_sheet(self, told: SheetCorrections) -> SheetCorrections | None:
        """Return the header and the columns of a form; None where nothing of ours is named."""
        grid = Grid(self._sheet)
        places = self._named_places(grid)
        if not places:
            return None
        names = min(places, key=lambda column: (-len(places[column]), column))
        first = min(places[names])
        header = told.header or _header(grid, names, first)
        if header is None:
            return None
        heads = _heads(grid, header)
        columns: dict[int, ColumnCorrection] = {}
        if all(one.meaning is not Meaning.NAME for one in told.columns.values()):
            columns[names] = ColumnCorrection(Meaning.NAME)
        if all(one.meaning is not Meaning.ACTUAL for one in told.columns.values()):
            chosen = _surest({c: words for c, words in heads.items() if c != names})
            period = self._period(grid, header[0], heads[chosen], chosen) if chosen else ""
            if chosen is None or not period:
                return None
            columns[chosen] = ColumnCorrection(Meaning.ACTUAL, period)
        return SheetCorrections(header, columns)

    def _named_places(self, grid: Grid) -> dict[int, list[int]]:
        """Return the rows in which a column names a row of the book; near names count if none."""
        candidates = list(_names(grid))
        exact = [(row, at) for row, at, name in candidates if folded(name) in self._known]
        near = exact or [
            (row, at)
            for row, at, name in candidates[:_HELD_AGAINST_ALL]
            if len(name) >= _SHORTEST_NAME and near_names(name, self._hints.names)
        ]
        places: dict[int, list[int]] = {}
        for row, column in near:
            places.setdefault(column, []).append(row)
        return places

    def _period(self, grid: Grid, top: int, heading: str, column: int) -> str:
        """Return the time of a column: its heading's, the titles', else the book's last year."""
        named = find_period(squash(heading))
        if named is not None and named.period:
            return named.period
        captions = read_captions(grid, [row for row in grid.rows if row < top])
        words = squash("".join(captions.lines))
        over = Context(words, None, None, squash(self._sheet.name)).period
        over = over or Context(squash(self._file.rpartition(".")[0]), None, None).period
        period = self._hints.period or over or self._hints.newest
        if period and not (over or self._hints.period):
            shown = visible(heading) or f"第 {column} 列"
            self.said.append(f"“{shown}”没有写明哪一年，按 {period} 年填")
        return period


def _may_be_filled(grid: Grid, table: TableReading, column: int) -> bool:
    """Tell whether a column waits for figures; sentences of what was done are none."""
    cells = filter(None, (grid.at(row.row, column) for row in table.rows))
    worded = [cell for cell in cells if not any(map(str.isdigit, cell.text))]
    told = [cell for cell in worded if not is_placeholder(cell.text)]
    return 2 * len(told) <= len(table.rows)


def _names(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Yield every cell of the first rows that may name an indicator: row, column, name."""
    for row, cells in islice(grid.rows.items(), _LOOKED_AT):
        for column, cell in cells.items():
            if cell.number is None and len(cell.text) <= _LONGEST_NAME:
                name = read_name(cell.text).name
                if name:
                    yield row, column, name


def _header(grid: Grid, names: int, first: int) -> tuple[int, int] | None:
    """Return the header rows above the first named row: those that head a column of values."""
    above = [row for row in grid.rows if first - _FIRST_ROWS <= row < first]
    for row in above:
        cells = grid.rows[row]
        if len(cells) < 2 or all(_rank(cell.text) is None for cell in cells.values()):  # noqa: PLR2004
            continue
        merges = [merge for cell in cells.values() if (merge := grid.merge_at(row, cell.column))]
        over = grid.merge_at(row, names)
        top = min(row, over.top) if over else row
        bottom = max([row, *(merge.bottom for merge in merges)])
        while bottom + 1 < first and bottom - top < _DEEPEST - 1:
            if not _is_below(grid, bottom + 1, names):
                break
            bottom += 1
        return (top, bottom) if bottom < first else None
    return None


def _is_below(grid: Grid, row: int, names: int) -> bool:
    """Tell whether a row goes on with a header: short words, and none in the names' column."""
    cells = grid.rows.get(row, {})
    return len(cells) > 1 and names not in cells and all(map(_is_short, cells.values()))


def _is_short(cell: Cell) -> bool:
    words = squash(cell.text)
    return cell.number is None and len(words) <= _LONGEST_HEADING and CATEGORY.match(words) is None


def _heads(grid: Grid, header: tuple[int, int]) -> dict[int, str]:
    """Return the lowest words over each column of a header."""
    lowest: dict[int, str] = {}
    for row in range(header[0], header[1] + 1):
        for column, cell in grid.resolved_row(row).items():
            if (cell.row, cell.column) == (row, column) or column == cell.column:
                lowest[column] = cell.text
    return lowest


def _rank(heading: str) -> int | None:
    """Return how surely words head the values to be filled, 0 the surest; None: not at all."""
    words = _BRACKETS.sub("", squash(heading))
    found = find_period(words)
    rest = found.rest if found else words
    return next((rank for rank, words in enumerate(_VALUES) if words.fullmatch(rest)), None)


def _surest(headings: Mapping[int, str]) -> int | None:
    """Return the column that most surely holds the values; None where none, or two alike, do."""
    ranks = {c: rank for c, words in headings.items() if (rank := _rank(words)) is not None}
    best = [column for column, rank in ranks.items() if rank == min(ranks.values())]
    return best[0] if len(best) == 1 else None
