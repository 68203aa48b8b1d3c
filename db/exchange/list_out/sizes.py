"""How wide columns and how high rows must be for the words in them, without asking a font."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from db.exchange.list_out.table import NUMBERS, Column, ListTable, Look, Span
from db.exchange.list_out.words import NO_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGES = {("A4", True): 1009, ("A4", False): 680, ("A3", True): 1474, ("A3", False): 1009}
"""The widths of pages between margins of 1.5 cm, by size and whether they lie on their side.

They are pixels of 1/96 inch.
"""
PAGE = PAGES["A4", True]
# Rather than break words into more lines than need be, a full table is printed this much smaller.
SMALLEST_PRINT = 0.8
# A half-width sign of 10.5 points, and what a cell keeps free at its sides.
_SIGN, _SIDES = 7, 5
_AIR = 2
# The tallest of the fonts that stand in for 仿宋 needs 15.2 points a line.
_LINE, _ABOVE_AND_BELOW = 15.5, 7.0
_LEAST_HEIGHT, _MOST_HEIGHT = 24.0, 409.0
# As wide as the indent of a part's name.
_INDENT = "　"
_TWO_LINES = {NO_YEAR: "未注明\n年份"}
# What a column of words keeps of its greatest width when the page is full, in per cent.
_LEAST_SHARE = 60
_STRETCHED = {Look.WORDS, Look.NAME}


def text_width(text: str) -> int:
    """Return the width of the longest line in half-width signs."""
    # Two bytes a Chinese character; what is rarer takes four and is thought wider than it is.
    if "\n" in text:
        return max(len(line.encode("gb18030", "replace")) for line in text.split("\n"))
    return len(text.encode("gb18030", "replace"))


def lines_of(text: str, width: float) -> int:
    """Return how many lines the words take in a column of that width."""
    room = _room(width)
    # A line may end early: no sign is cut in two, and none that closes a sentence begins one.
    filled = max(room - 1, 2)
    lines = 0
    for line in text.split("\n"):
        wide = text_width(line)
        lines += 1 if wide <= room else ceil(wide / filled)
    return lines


def _room(width: float) -> int:
    """Return how many half-width signs surely stand in one line of a column."""
    return int(width - 0.5)


def height_of(lines: int) -> float:
    """Return the height of a row of so many lines, in points."""
    return min(max(lines * _LINE + _ABOVE_AND_BELOW, _LEAST_HEIGHT), _MOST_HEIGHT)


def pixels(width: float) -> float:
    """Return the width of a column in pixels of 1/96 inch."""
    return width * _SIGN + _SIDES


def heading_words(heading: str) -> str:
    """Return a heading with its unit on a line of its own, and the longest of them in two."""
    return _TWO_LINES.get(heading) or heading.replace("（", "\n（")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The width of every column, in half-width signs, and the height of every row, in points."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]


def sizes_of(table: ListTable) -> Sizes:
    """Return widths that fill a page, or more where they must, and heights that cut no words."""
    columns = _columns(table)
    texts = [set(column) for column in columns]
    for span in table.spans:
        texts[span.column].add(span.text)
    longest = [max(map(text_width, column), default=0) for column in texts]
    least = list(map(_least, table.columns, texts, longest))
    widths = _column_widths(table.columns, longest, least)
    lines = [1] * len(table.rows)
    merged = {span.column for span in table.spans}
    for number, column in enumerate(columns):
        if number not in merged and _may_wrap(texts[number], longest[number], widths[number]):
            _raise_lines(lines, column, widths[number])
    heights = list(map(height_of, lines))
    for span in table.spans:
        _raise_heights(heights, span, widths[span.column])
    return Sizes(tuple(widths), tuple(heights))


def _column_widths(
    columns: Sequence[Column], longest: Sequence[int], least: Sequence[int]
) -> list[float]:
    wished = [
        float(max(column.narrowest, low, min(long + _AIR, column.widest)))
        for column, low, long in zip(columns, least, longest, strict=True)
    ]
    taken = sum(map(pixels, wished))
    if taken > PAGE:
        return _narrowed(wished, least, (taken - PAGE / SMALLEST_PRINT) / _SIGN)
    room = (PAGE - taken) / _SIGN
    needs = [max(long + _AIR - width, 0.0) for width, long in zip(wished, longest, strict=True)]
    widths = _widened(wished, needs, min(room, sum(needs)))
    stretched = [
        width if column.look in _STRETCHED else 0.0
        for width, column in zip(widths, columns, strict=True)
    ]
    return _widened(widths, stretched, room - min(room, sum(needs)))


def _may_wrap(texts: Iterable[str], longest: int, width: float) -> bool:
    return longest > _room(width) or "\n" in "".join(texts)


def _raise_lines(lines: list[int], texts: Sequence[str], width: float) -> None:
    """Raise the lines of every row to those that its text in one column takes."""
    # Most texts are short enough, even if every sign of them is full width.
    short = _room(width) // 2
    for row, text in enumerate(texts):
        if len(text) > short or "\n" in text:
            lines[row] = max(lines[row], lines_of(text, width))


def _raise_heights(heights: list[float], span: Span, width: float) -> None:
    """Raise the rows of a span until together they are as high as its text."""
    wanted = lines_of(span.text, width) * _LINE + _ABOVE_AND_BELOW
    missing = wanted - sum(heights[span.first : span.last + 1])
    if missing <= 0:
        return
    share = missing / (span.last - span.first + 1)
    for row in range(span.first, span.last + 1):
        heights[row] = min(heights[row] + share, _MOST_HEIGHT)


def _columns(table: ListTable) -> list[Sequence[str]]:
    """Return the texts of every column, names of parts as far set in as they will stand."""
    columns: list[Sequence[str]] = list(zip(*table.rows, strict=True))
    if columns and any(table.depths):
        columns[table.name] = [
            _INDENT + name if depth else name
            for name, depth in zip(columns[table.name], table.depths, strict=True)
        ]
    return columns or [()] * len(table.columns)


def _least(column: Column, texts: Iterable[str], longest: int) -> int:
    """Return the width below which a number would be cut, or words take too many lines."""
    heading = max(len(word) for word in heading_words(column.heading).split("\n"))
    if column.look in NUMBERS:
        whole = max((len(text) for text in texts if text.isascii()), default=0) + _AIR
    else:
        whole = min(longest + _AIR, column.widest * _LEAST_SHARE // 100)
    # A heading of four signs may stand in two lines of two, each two half-width signs.
    return max(heading + _AIR, whole)


def _widened(widths: Sequence[float], shares: Sequence[float], room: float) -> list[float]:
    whole = sum(shares)
    if not whole:
        return list(widths)
    return [width + room * share / whole for width, share in zip(widths, shares, strict=True)]


def _narrowed(widths: Sequence[float], least: Sequence[int], excess: float) -> list[float]:
    """Take from the widest columns first: the others keep their words on one line."""
    narrowed = list(widths)
    wide = [number for number, low in enumerate(least) if widths[number] > low]
    while excess > 0 and wide:
        widest = max(wide, key=narrowed.__getitem__)
        taken = min(1.0, excess, narrowed[widest] - least[widest])
        narrowed[widest] -= taken
        excess -= taken
        if narrowed[widest] <= least[widest]:
            wide.remove(widest)
    return narrowed
