"""How wide columns and how high rows must be for the words in them, without asking a font."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from db.exchange.official_table import NUMBERS, Column, ListTable, Look
from db.exchange.official_words import NO_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

# A4 on its side between margins of 1.5 cm, in pixels of 1/96 inch.
PAGE = 1009
# Rather than break words into more lines than need be, a full table is printed this much smaller.
_SMALLEST_PRINT = 0.8
# A half-width sign of 10.5 points, and what a cell keeps free at its sides.
_SIGN, _SIDES = 7, 5
_AIR = 2
# The tallest of the fonts that stand in for 仿宋 needs 15.2 points a line.
_LINE, _ABOVE_AND_BELOW = 15.5, 7.0
_LEAST_HEIGHT, _MOST_HEIGHT = 24.0, 409.0
# As wide as the indent of a part's name.
_INDENT = "　"
_TWO_LINES = {NO_YEAR: "未注明\n年份"}
# Of its greatest width, what a column of words keeps when the page is full, in per cent.
_LEAST_SHARE = 60
_STRETCHED = {Look.WORDS, Look.NAME}


def text_width(text: str) -> int:
    """Return the width of the longest line in half-width signs."""
    if text.isascii() and "\n" not in text:
        return len(text)
    # Two bytes a Chinese character; what is rarer takes four and is thought wider than it is.
    return max(len(line.encode("gb18030", "replace")) for line in text.split("\n"))


def lines_of(text: str, width: float) -> int:
    """Return how many lines the words take in a column of that width."""
    room = int(width - 0.5)
    if text_width(text) <= room:
        return 1 + text.count("\n")
    # No sign is cut in two, and none that closes a sentence begins a line.
    filled = max(room - 1, 2)
    return sum(
        1 if (wide := text_width(line)) <= room else ceil(wide / filled)
        for line in text.split("\n")
    )


def height_of(lines: int) -> float:
    """Return the height of a row of so many lines, in points."""
    return min(max(lines * _LINE + _ABOVE_AND_BELOW, _LEAST_HEIGHT), _MOST_HEIGHT)


def pixels(width: float) -> float:
    """Return the width of a column in pixels of 1/96 inch."""
    return width * _SIGN + _SIDES


def heading_words(heading: str) -> str:
    """Return a heading with its unit on a line of its own, and the longest of them in two."""
    return _TWO_LINES.get(heading) or heading.replace("（", "\n（")


def column_widths(table: ListTable) -> list[float]:
    """Return the widths, in half-width signs, that fill a page or, where they must, more than it.

    No column is so narrow that a number or a word of its heading is cut.
    """
    longest = [max(map(text_width, texts), default=0) for texts in _texts(table)]
    least = list(map(_least, table.columns, longest))
    wished = [
        float(max(low, min(long + _AIR, column.widest)))
        for column, low, long in zip(table.columns, least, longest, strict=True)
    ]
    taken = sum(map(pixels, wished))
    if taken > PAGE:
        return _narrowed(wished, least, (taken - PAGE / _SMALLEST_PRINT) / _SIGN)
    room = (PAGE - taken) / _SIGN
    needs = [max(long + _AIR - width, 0.0) for width, long in zip(wished, longest, strict=True)]
    widths = _widened(wished, needs, min(room, sum(needs)))
    stretched = [
        width if column.look in _STRETCHED else 0.0
        for width, column in zip(widths, table.columns, strict=True)
    ]
    return _widened(widths, stretched, room - min(room, sum(needs)))


def row_heights(table: ListTable, widths: Sequence[float]) -> list[float]:
    """Return the height of every row, in points, so that no words are cut."""
    lines = [1] * len(table.rows)
    merged = {span.column for span in table.spans}
    for number, texts in enumerate(_columns(table)):
        if number not in merged:
            _raise_lines(lines, texts, widths[number])
    heights = list(map(height_of, lines))
    for span in table.spans:
        wanted = lines_of(span.text, widths[span.column]) * _LINE + _ABOVE_AND_BELOW
        missing = wanted - sum(heights[span.first : span.last + 1])
        if missing > 0:
            share = missing / (span.last - span.first + 1)
            for row in range(span.first, span.last + 1):
                heights[row] = min(heights[row] + share, _MOST_HEIGHT)
    return heights


def _raise_lines(lines: list[int], texts: Sequence[str], width: float) -> None:
    """Raise the lines of every row to those that its text in one column takes."""
    room = width - 1
    for row, text in enumerate(texts):
        # Most texts are short enough, even if every sign of them is full width.
        if len(text) * 2 > room or "\n" in text:
            lines[row] = max(lines[row], lines_of(text, width))


def _columns(table: ListTable) -> list[Sequence[str]]:
    """Return the texts of every column, names of parts as far set in as they will stand."""
    columns: list[Sequence[str]] = list(zip(*table.rows, strict=True))
    if columns and any(table.depths):
        columns[table.name] = [
            _INDENT + name if depth else name
            for name, depth in zip(columns[table.name], table.depths, strict=True)
        ]
    return columns or [()] * len(table.columns)


def _texts(table: ListTable) -> list[set[str]]:
    """Return the different texts of every column, merged ones included."""
    texts = [set(column) for column in _columns(table)]
    for span in table.spans:
        texts[span.column].add(span.text)
    return texts


def _least(column: Column, longest: int) -> int:
    """Return the width below which a number, a word of the heading or too many words were cut."""
    heading = text_width(heading_words(column.heading)) + _AIR
    whole = column.widest if column.look in NUMBERS else column.widest * _LEAST_SHARE // 100
    return max(column.narrowest, heading, min(longest + _AIR, whole))


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
