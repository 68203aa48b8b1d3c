"""Rows as nearly every program writes them, known by their shape instead of read tag by tag.

A list has thousands of rows in a handful of shapes: a row's shape is what is left of it without
its number, its values and its formulas. A shape is looked at once. Its grammar is far narrower
than that of XML, so what it allows is well-formed and need not be reported by the parser, which
is what takes the time. Whatever is written in any other way is left to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.workbooks.markup import WORDS, is_true

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.exchange.workbooks.values import Meaning, Values

# What stands in a shape for a value, for the row's number and the quote after it, for a formula.
_VALUE_MARK, _NUMBER_MARK, _FORMULA_MARK = "\0", "\1", "\2"
_MARKS = (b"\0", b"\1", b"\2")
_ATTRIBUTE_WORDS = r'="[ !#-%\'-;=?-~]*"'
_VALUE = re.compile(rf"<v>({WORDS})</v>")
# Words in the cell itself, as those exports write them that hold no table of texts: they read as
# a value where no blanks around them are to be told from those that count.
_INLINE_SIGN = 't="inlineStr"'
_INLINE = re.compile(rf'<is><t(?: xml:space="preserve")?>(?![ \t\n])({WORDS})(?<![ \t\n])</t></is>')
# The only blanks between tags that are usual: Apache POI writes them around rows.
_BREAK = ">\n<"
_FORMULA = re.compile(
    rf"<f(?: (t|ref|si|ca|aca){_ATTRIBUTE_WORDS}(?![^>]* \1=))*"
    rf"(?: ?/>|>{WORDS}(?:&(?:amp|lt|gt|quot|apos);{WORDS})*</f>)"
)
_ROW = re.compile(rf'<row r="([0-9]{{1,7}})"((?: [A-Za-z0-9:]{{1,20}}{_ATTRIBUTE_WORDS})*)( ?/)?>')
_ATTRIBUTE = re.compile(r' ([^= ]+)="([^"]*)"')
# Letters, row and other attributes of a cell, its formula and value; what is not as usual, which
# swallows the rest.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: s="[0-9]{1,5}")?(?: t="(?:[a-z]{1,3}|inlineStr)")?)'
    rf"(?: ?/>|>({_FORMULA_MARK}?{_VALUE_MARK})</c>)"
    r"|(.+)",
    re.DOTALL,
)
_ROW_NAMES = frozenset(
    {"spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel"}
    | {"collapsed", "thickTop", "thickBot", "x14ac:dyDescent"}
)
FIRST, LAST = b"<row ", b"</row>"
_END = "</row>"
_NUMBER_AT = len('<row r="')
_LONGEST_NUMBER = 7
# Rows may all be of different shapes: what is remembered of them stays below this, in characters.
_MOST_REMEMBERED = 500_000
# The heads of forms from one program are equal; a row of an office is a few hundred characters.
_LONGEST_REMEMBERED = 4_000


# A row's number as written, its shape, and the values of the cells of that shape.
UsualRow = tuple[str, "Shape", list[str]]


class FilledCell(NamedTuple):
    """A cell with a value, which stands elsewhere: its column's letters and other attributes."""

    letters: str
    attributes: str
    formula: bool

    def attributes_in(self, number: str) -> dict[str, str]:
        """Return the attributes of such a cell in the row of a number, as the parser would."""
        return {"r": self.letters + number, **dict(_ATTRIBUTE.findall(self.attributes))}


class Shape(NamedTuple):
    """What rows have in common: whether they are hidden, and the cells with a value.

    `places` has the column and the meanings of each of these cells; it is None where a look at
    each of them is needed.
    """

    hidden: bool
    cells: tuple[FilledCell, ...]
    places: tuple[tuple[int, Meaning], ...] | None


class _Row(NamedTuple):
    """A row that was looked at: blank rows before it, where it starts, how many cells it has."""

    number: str
    hidden: bool
    blanks: tuple[tuple[str, bool], ...]
    start: int
    cells: int
    filled: tuple[FilledCell, ...]


class UsualRows:
    """Knows the shapes of the rows of one sheet."""

    def __init__(self, values: Values, columns: Mapping[str, int]) -> None:
        """Begin with no shape known; `columns` has the numbers of those that need no look."""
        self._values = values
        self._columns = columns
        self._shapes: dict[str, Shape] = {}
        self._remembered = 0

    def in_piece(self, piece: bytes) -> list[UsualRow] | None:
        """Return the rows in a piece that consists of nothing else, None when it does not."""
        if not piece.startswith(FIRST) or not piece.endswith(LAST):
            return None
        if any(mark in piece for mark in _MARKS):
            return None
        text = piece.decode()
        # One letter is found at once, three take their time: first it is asked for one.
        if "\n" in text:
            text = text.replace(_BREAK, "><")
        if "S" in text and _INLINE_SIGN in text and "_x" not in text:
            text = _INLINE.sub(r"<v>\1</v>", text)
        parts = _VALUE.split(text)
        values = parts[1::2]
        text = _VALUE_MARK.join(parts[::2])
        if "f" in text:
            text = _FORMULA.sub(_FORMULA_MARK, text)
        rows: list[UsualRow] = []
        shapes = self._shapes
        start = 0
        # Rows of one shape follow each other: putting the next one together is the quickest look.
        shape: Shape | None = None
        before: list[str] = []
        for row in text.split(_END)[:-1]:
            number = row[_NUMBER_AT : row.find('"', _NUMBER_AT)]
            if (number + '"').join(before) != row:
                general = row.replace(number + '"', _NUMBER_MARK)
                shape = shapes.get(general)
                before = general.split(_NUMBER_MARK)
            if shape is None or not _is_number(number):
                # What it has in common with the next may be there by chance.
                before = []
                number, shape = self._looked_at(row, rows)
                if shape is None:
                    return None
            end = start + len(shape.cells)
            rows.append((number, shape, values[start:end]))
            start = end
        return rows

    def _looked_at(self, text: str, rows: list[UsualRow]) -> tuple[str, Shape | None]:
        """Return the number and shape of a row; blank ones before it are added to the rows."""
        row = (_read if len(text) <= _LONGEST_REMEMBERED else _read.__wrapped__)(text)
        if row is None:
            return "", None
        for number, hidden in row.blanks:
            rows.append((number, Shape(hidden, (), None if hidden else ()), []))
        shape = self._shape(row)
        self._remember(text[row.start :], row.number, row.cells, shape)
        return row.number, shape

    def _shape(self, row: _Row) -> Shape:
        """Return the shape of a row."""
        filled = row.filled
        columns = [self._columns.get(cell.letters, 0) for cell in filled]
        in_order = columns == sorted(set(columns) - {0})
        if row.hidden or not in_order or any(cell.formula for cell in filled):
            return Shape(row.hidden, filled, None)
        meanings = [self._values[cell.attributes] for cell in filled]
        places = tuple(zip(columns, meanings, strict=True))
        return Shape(row.hidden, filled, places)

    def _remember(self, text: str, number: str, cells: int, shape: Shape) -> None:
        """Remember a shape, unless the number stands in the text by chance elsewhere too."""
        numbered = number + '"'
        if text.count(numbered) != 1 + cells:
            return
        self._remembered += len(text)
        if self._remembered > _MOST_REMEMBERED:
            self._shapes.clear()
            self._remembered = len(text)
        self._shapes[text.replace(numbered, _NUMBER_MARK)] = shape


@lru_cache(maxsize=256)
def _read(text: str) -> _Row | None:
    """Return what stands in the text of a row without its values; None when it is unusual."""
    start = 0
    blanks: list[tuple[str, bool]] = []
    while True:
        match = _ROW.match(text, start)
        if match is None:
            return None
        number = match[1]
        pairs = _ATTRIBUTE.findall(match[2])
        attributes = dict(pairs)
        if len(attributes) < len(pairs) or not _ROW_NAMES.issuperset(attributes):
            return None
        hidden = is_true(attributes.get("hidden"))
        if not match[3]:
            break
        start = match.end()
        blanks.append((number, hidden))
    cells = _CELL.findall(text, match.end())
    if any(row != number for _, row, _, _, _ in cells):
        return None
    filled = tuple(
        FilledCell(letters, attributes, held != _VALUE_MARK)
        for letters, _, attributes, held, _ in cells
        if held
    )
    return _Row(number, hidden, tuple(blanks), start, len(cells), filled)


def _is_number(text: str) -> bool:
    """Tell whether a text spells a whole number as a row's is spelled."""
    return len(text) <= _LONGEST_NUMBER and text.isascii() and text.isdigit()
