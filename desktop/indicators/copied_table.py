"""The tables in copied HTML: an office's cells or a web page's, as lines of words."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from db.rules.fonts import set_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

ASIDE = "data-planbook"
"""Marks the cells of a copied block that no actual value goes into: names, targets."""
_MOST_SPANNED = 1000
"""A merged cell that claims more columns than this is taken for a single one."""
_MOST_TYPED = 6
"""A number with more places after the point was divided, not typed."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LINE_BREAKS = frozenset({"br", "p", "div"})
_CELLS = frozenset({"td", "th"})
_STRUCK = frozenset({"del", "s", "strike"})
_BLANKS = re.compile(r"\s+")


def lines_in(html: str) -> list[list[str]]:
    """Return the lines of all tables in HTML, one table below the other; none where there is none.

    A table that only lays others out gives way to them.
    """
    reader = _TableReader()
    reader.feed(html)
    return reader.lines()


class _Table:
    """A table of HTML while its cells come in; of merged cells only the first has words."""

    def __init__(self) -> None:
        self.inner: list[_Table] = []
        """The tables inside of it with more cells than one: it only lays them out."""
        self._rows: list[list[str]] = []
        self._asides: list[list[bool]] = []
        self._in_row = False
        self._words: list[str] | None = None
        self._raw = ""
        self._across = 1
        # Columns that a merged cell of an earlier line still covers, by place along the line.
        self._below: dict[int, int] = {}

    def start_row(self) -> None:
        """Begin a line; the one before may have no end of its own."""
        self.end_row()
        self._in_row = True
        self._rows.append([])
        self._asides.append([])

    def end_row(self) -> None:
        """End the line at hand."""
        if self._in_row:
            self.end_cell()
            self._skip_covered()
            self._below = {at: left - 1 for at, left in self._below.items() if left > 1}
            self._in_row = False

    def start_cell(self, known: Mapping[str, str]) -> None:
        """Begin a cell with these attributes; the one before may have no end of its own."""
        self.end_cell()
        if not self._in_row:
            self.start_row()
        self._skip_covered()
        self._words = []
        # A column too narrow for its number is copied as ###; the number stands beside.
        self._raw = known.get("sdval", known.get("x:num", ""))
        self._across = _span(known.get("colspan", ""))
        down = _span(known.get("rowspan", ""))
        start = len(self._rows[-1])
        if down > 1:
            self._below |= dict.fromkeys(range(start, start + self._across), down)
        self._asides[-1] += [bool(known.get(ASIDE))] * self._across

    def end_cell(self) -> None:
        """Keep the words of the cell at hand."""
        if self._words is None:
            return
        words = _in_full("".join(self._words).strip(), self._raw)
        self._rows[-1] += [words, *[""] * (self._across - 1)]
        self._words = None

    def break_line(self) -> None:
        """Go on in another line of the cell, unless nothing stands in it yet."""
        if self._words:
            self._words.append("\n")

    def add(self, words: str, *, raised: bool = False, other: bool = False) -> None:
        """Add words to the cell; `other` than those before they are struck out, or no more."""
        if self._words is None or not words:
            return
        before = self._words[-1] if self._words else ""
        self._words.append(set_beside(before, words, raised=raised, other=other))

    def leaves(self) -> list[_Table]:
        """Return the tables that figures stand in: those it lays out, or itself."""
        return [leaf for table in self.inner for leaf in table.leaves()] or [self]

    def words(self) -> str | None:
        """Return the words of the only cell, None where there are more."""
        self.end_row()
        cells = [word for row in self._rows for word in row if word]
        return "".join(cells) if len(cells) <= 1 and not self.inner else None

    def lines(self) -> list[list[str]]:
        """Return the lines; of a block copied here, only the cells that take an actual value."""
        self.end_row()
        first = self._asides[0] if self._asides else []
        if any(first) and not all(first):
            kept = [at for at, aside in enumerate(first) if not aside]
            return [[row[at] for at in kept if at < len(row)] for row in self._rows]
        return self._rows

    def _skip_covered(self) -> None:
        """Leave the places empty that a merged cell of an earlier line covers."""
        while len(self._rows[-1]) in self._below:
            self._rows[-1].append("")
            self._asides[-1].append(False)


class _TableReader(HTMLParser):
    """Reads the tables of an office's or a browser's HTML, one below the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Table] = []
        self._whole: list[_Table] = []
        self._raised = 0
        self._struck = 0
        self._was_struck = False

    def lines(self) -> list[list[str]]:
        """Return the lines of all tables, those without an end included."""
        while self._open:
            self._end_table()
        leaves = (leaf for table in self._whole for leaf in table.leaves())
        return [line for leaf in leaves for line in leaf.lines()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].start_row()
        elif tag in _CELLS:
            self._open[-1].start_cell({name.lower(): value or "" for name, value in attrs})
            self._raised = self._struck = 0
            self._was_struck = False
        elif tag in _LINE_BREAKS:
            self._open[-1].break_line()
        elif tag == "sup":
            self._raised += 1
        elif tag in _STRUCK:
            self._struck += 1

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        if tag == "table":
            self._end_table()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in _CELLS:
            self._open[-1].end_cell()
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)

    def handle_data(self, data: str) -> None:
        # What a page says to the browser is none of the words.
        if self._open and not self.cdata_elem:
            struck = self._struck > 0
            # Line ends of the file are not those of the cell.
            words = _BLANKS.sub(" ", data)
            other = struck is not self._was_struck
            self._open[-1].add(words, raised=self._raised > 0, other=other)
            self._was_struck = struck

    def _end_table(self) -> None:
        table = self._open.pop()
        words = table.words()
        if not self._open:
            self._whole.append(table)
        elif words is None:
            self._open[-1].inner.append(table)
        else:
            self._open[-1].add(words)


def _in_full(shown: str, raw: str) -> str:
    """Return the number that stands in a cell where less of it is shown: 83.25 of 83.3.

    As a spreadsheet pastes it; of a quotient that has no end, what is shown is meant. A column too
    narrow for its number is copied as ###.
    """
    if raw and shown and not shown.strip("#"):
        return raw
    percent = shown.endswith("%")
    plain = shown.removesuffix("%").replace(",", "")
    if not raw or not _NUMBER.fullmatch(plain):
        return shown
    try:
        number, seen = Decimal(raw).scaleb(2 if percent else 0), Decimal(plain)
        if not number.is_finite() or not _places(seen) < _places(number) <= _MOST_TYPED:
            return shown
        step = Decimal(1).scaleb(-_places(seen))
        rounded = {number.quantize(step, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
    except InvalidOperation:
        return shown
    return f"{number:f}{'%' * percent}" if seen in rounded else shown


def _places(number: Decimal) -> int:
    """Return how many places after the point a number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _span(words: str) -> int:
    count = int(words) if words.isdecimal() else 1
    return count if 1 <= count <= _MOST_SPANNED else 1
