"""A workbook as it was read: cells with their shown text, merges, visibility."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal


ROWS = 1_048_576
"""No sheet has more rows. Of a table whose halves stand side by side, the rows of the second are
counted on from here, so that no two units share a row."""


def row_on_sheet(row: int) -> int:
    """Return where on its sheet a row stands, of whichever half it is."""
    return (row - 1) % ROWS + 1


class Visibility(StrEnum):
    """Whether the office sees the sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


class Cell(NamedTuple):
    """One non-empty cell.

    `text` is what the office sees: 0.95 formatted as 0% is "95%", 93.5 as 0.00 is "93.50", a
    formula reads its last result, a date reads in ISO form. `number` is the stored number, neither
    rounded nor multiplied (0.95 for a cell shown as 95%); None for words. `percent` tells that the
    number format shows a per cent sign. `guess` tells that the file's number formats are not known:
    then 0.95 may have been shown as 95%.
    """

    row: int
    column: int
    text: str
    number: Decimal | None = None
    percent: bool = False
    formula: bool = False
    is_date: bool = False
    error: bool = False
    guess: bool = False

    @property
    def address(self) -> str:
        """Return the address as the office writes it: C7."""
        return f"{column_letters(self.column)}{self.row}"


class Merge(NamedTuple):
    """A merged block, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` maps a 1-based row number to its non-empty cells from left to right."""

    name: str
    rows: Mapping[int, tuple[Cell, ...]]
    merges: tuple[Merge, ...] = ()
    visibility: Visibility = Visibility.VISIBLE
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)

    def cells(self) -> Iterator[Cell]:
        """Yield every non-empty cell, row by row."""
        for row in sorted(self.rows):
            yield from self.rows[row]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file in their order, with a hash of the file's bytes (SHA-256, hex)."""

    name: str
    sheets: tuple[Sheet, ...]
    sha256: str


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
