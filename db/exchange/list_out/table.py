"""A list before it is a sheet: columns with their headings, rows of words, what is merged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Look(Enum):
    """How the cells of a column stand; plain numbers are numbers in FIGURE and ORDINAL only."""

    WORDS = "words"
    NAME = "name"
    CENTRED = "centred"
    ORDINAL = "ordinal"
    FIGURE = "figure"


NUMBERS = frozenset({Look.FIGURE, Look.ORDINAL})


@dataclass(frozen=True, slots=True)
class Column:
    """One column; widths are in half-width characters, a Chinese character being two.

    `group` is the heading above several columns, empty when the heading reaches over both rows of
    the header. The column is given between `narrowest` and `widest`, as its content asks for.
    """

    heading: str
    look: Look
    narrowest: int
    widest: int
    group: str = ""


NUMBER = Column("序号", Look.ORDINAL, 6, 8)
LEADS = Column("牵头单位", Look.WORDS, 10, 22)
CO_UNITS = Column("配合单位", Look.WORDS, 10, 26)
DEADLINE = Column("完成时限", Look.CENTRED, 10, 14)
NOTE = Column("备注", Look.WORDS, 10, 34)


class Span(NamedTuple):
    """Cells of one column that are one cell, from the first to the last row, counted from 0."""

    column: int
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """One sheet: its name, what its title ends in, its columns and rows.

    Every row has one text a column; `depths` tells how deep each row's name is set in. The columns
    in `spans` are written from the spans alone, which cover every row. `name` is the column of the
    names; it and those left of it stay in view. `closing` are the parts of the line below the last
    row that is signed.
    """

    sheet: str
    subject: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[str, ...]]
    depths: Sequence[int]
    spans: Sequence[Span]
    name: int
    closing: tuple[str, ...] = ()


def runs(column: int, texts: Iterable[str]) -> Iterator[Span]:
    """Yield a span for each run of equal texts; blanks are each their own."""
    first = 0
    for text, equal in groupby(texts):
        last = first + sum(1 for _ in equal) - 1
        if text:
            yield Span(column, first, last, text)
        else:
            yield from (Span(column, row, row, "") for row in range(first, last + 1))
        first = last + 1
