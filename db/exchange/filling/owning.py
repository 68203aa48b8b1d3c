"""Which rows of a list a cell speaks of: of several on one line, or of all that it is merged over.

A line of a task list may hold a task, a measure and a promise at once, and each of its cells
belongs to some of them; the reader of lists gives them their words by the same rules.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from db.exchange.filling.unit_cells import UNITS
from db.exchange.list_in.columns import SIZES
from db.exchange.listing import Meaning, TableKind
from db.exchange.project_facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.listing import ColumnReading, RowReading, TableReading

_COMMON = UNITS | {Meaning.NOTE, Meaning.DEADLINE}
_PROJECT_WORDS = frozenset(
    {
        Meaning.STAGE, Meaning.YEAR_CLASS, Meaning.DUE_YEAR, Meaning.KIND, Meaning.SCHOOL_STAGE,
        Meaning.STREET, Meaning.SITE, Meaning.COUNT_UNIT,
    }
)  # fmt: skip
_FILLED = {
    TableKind.PROJECTS: SIZES | FACTS | _COMMON | _PROJECT_WORDS,
    TableKind.TASKS: _COMMON | {Meaning.STATUS, Meaning.KIND},
    TableKind.INDICATORS: _COMMON | {Meaning.NATURE},
}
"""What is filled beside the figures by year: all that may change while a plan is carried out."""

_OF_MEASURE = frozenset({Meaning.STATUS, Meaning.DEADLINE})


class Owning:
    """Tells of the rows of one table which of its cells are theirs."""

    def __init__(self, table: TableReading) -> None:
        self._table = table
        self._columns = tuple(
            column
            for column in table.columns
            if column.meaning in _FILLED.get(table.kind, frozenset())
        )
        self._lines: dict[int, list[RowReading]] = defaultdict(list)
        self._shared: dict[tuple[Meaning, range], list[RowReading]] = {}
        if self._columns:
            for row in table.rows:
                self._lines[row.row].append(row)

    def columns(self, row: RowReading) -> Iterator[ColumnReading]:
        """Yield the columns that are filled for a row."""
        for column in self._columns:
            if self._is_own(row, column.meaning, row.row):
                yield column

    def sharers(self, row: RowReading, column: ColumnReading, lines: range) -> list[RowReading]:
        """Return the rows that a cell over these lines speaks of."""
        if self._table.kind is not TableKind.TASKS and len(lines) == 1:
            return [row]
        key = (column.meaning, lines)
        if key not in self._shared:
            # A merged block may reach far below the table.
            self._shared[key] = [
                one
                for one in self._table.rows
                if one.row in lines and self._is_own(one, column.meaning, lines.start)
            ]
        return self._shared[key]

    def _is_own(self, row: RowReading, meaning: Meaning, top: int) -> bool:
        """Tell whether a cell that begins on the line `top` speaks of a row."""
        if self._table.kind is not TableKind.TASKS or row.meaning is Meaning.NAME:
            return True
        beside = self._lines[row.row]
        if row.meaning is Meaning.MEASURE:
            return meaning in _OF_MEASURE and len(beside) == 1 and row.row == top
        if meaning is Meaning.DEADLINE:
            return True
        titled = any(one.meaning is Meaning.NAME for one in beside)
        return meaning in UNITS | {Meaning.NOTE} and not titled and row.row == top
