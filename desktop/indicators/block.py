"""A block of cells on the clipboard: read from any office's, written for any office."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

_ASIDE = "data-planbook"
"""Marks the cells of a copied block that no actual value goes into: names, targets."""
_MOST_SPANNED = 1000
"""A merged cell that claims more columns than this is taken for a single one."""
_MOST_TYPED = 6
"""A number with more places after the point was divided, not typed."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_READ_OTHERWISE = re.compile(r"[-+=@－＋＝＠].*|.*[0-9].*", re.DOTALL)
"""What Excel and WPS make something else of, unless it is a number: 1:15 a time, 10-15 a day."""
_AS_TEXT = " style=\"mso-number-format:'\\@'\""
_LINE_BREAKS = frozenset({"br", "p", "div"})
_BREAKS_A_LINE = re.compile(r'["\t\r\n]')
_BLANKS = re.compile(r"\s+")
_OFFICES = (("libreoffice", "LibreOffice"), ("wps", "WPS 表格"), ("kingsoft", "WPS 表格"),
            ("excel", "Excel"), (_ASIDE, "规划台账"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Words by line and place along it, and the program they were copied in (empty: not known)."""

    rows: tuple[tuple[str, ...], ...]
    origin: str = ""

    @property
    def across(self) -> int:
        """Return how many places its longest line has."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def cells(self) -> int:
        """Return how many places the block has."""
        return len(self.rows) * self.across

    def word(self, down: int, along: int) -> str:
        """Return the words at a place, empty where its line is shorter."""
        row = self.rows[down]
        return row[along] if along < len(row) else ""

    def columns(self, kept: Sequence[int]) -> Block:
        """Return the block with these places of its lines only."""
        lines = range(len(self.rows))
        return Block(
            tuple(tuple(self.word(at, along) for along in kept) for at in lines), self.origin
        )

    def over(self, down: int, along: int) -> Block:
        """Return the block set side by side until it fills a selection that it fits into whole.

        Another selection leaves it as it is.
        """
        if not self.rows or down % len(self.rows) or along % self.across:
            return self
        rows = tuple(
            tuple(self.word(at, place) for place in range(self.across)) * (along // self.across)
            for at in range(len(self.rows))
        )
        return Block(rows * (down // len(self.rows)), self.origin)


def read_clipboard(copied: QMimeData | None) -> Block:
    """Return the copied cells; the table of an office's HTML tells more than its plain text.

    There is none where nothing was ever copied.
    """
    if copied is None:
        return Block(())
    if copied.hasHtml():
        html = copied.html()
        reader = _TableReader()
        reader.feed(html)
        rows = reader.block()
        if rows:
            return Block(rows, _origin_of(html))
    return Block(_without_empty_end(read_lines(copied.text())))


def read_lines(text: str) -> list[list[str]]:
    """Return the words of tab-separated lines, as Excel quotes them."""
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter="\t")]


def words_of(rows: Sequence[Sequence[str]], aside: Sequence[bool]) -> tuple[str, str]:
    """Return cells as every office takes them: tab-separated lines, and a table in HTML.

    `aside` tells of each place along the lines that no actual value goes into it.
    """
    text = "\n".join("\t".join(map(_quoted, row)) for row in rows)
    lines = "".join(f"<tr>{_html_cells(row, aside)}</tr>" for row in rows)
    return text, f"<table {_ASIDE}=''>{lines}</table>"


def _quoted(word: str) -> str:
    """Return a cell as it stands in a line: in quotes only where it would break the line."""
    return '"' + word.replace('"', '""') + '"' if _BREAKS_A_LINE.search(word) else word


def put_on_clipboard(text: str, html: str = "") -> None:
    """Put words on the clipboard, with their HTML for those who take it."""
    clipboard = QGuiApplication.clipboard()
    # Qt keeps what is copied beyond the end of Python: it must be an object of Qt's own making.
    clipboard.setText(text)
    copied = clipboard.mimeData()
    if html and copied is not None:
        copied.setHtml(html)


def _html_cells(row: Sequence[str], aside: Sequence[bool]) -> str:
    tags = (f" {_ASIDE}='aside'" if one else "" for one in aside)
    cells = zip(tags, map(_told_as_text, row), row, strict=True)
    return "".join(f"<td{tag}{kind}>{escape(word)}</td>" for tag, kind, word in cells)


def _told_as_text(word: str) -> str:
    """Return what keeps an office from making a time, a day or a formula of a word."""
    number = _NUMBER.fullmatch(word.removesuffix("%")) is not None
    return _AS_TEXT if not number and _READ_OTHERWISE.fullmatch(word) else ""


def _origin_of(html: str) -> str:
    head = html[:4000].lower()
    return next((name for sign, name in _OFFICES if sign in head), "")


def _without_empty_end(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the lines without those at the end that hold nothing: every office adds one."""
    kept = [tuple(row) for row in rows]
    while kept and not any(word.strip() for word in kept[-1]):
        kept.pop()
    return tuple(kept)


class _TableReader(HTMLParser):
    """Reads the first table of an office's HTML; of merged cells only the first has words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[list[str]] = []
        self._asides: list[list[bool]] = []
        self._words: list[str] | None = None
        self._raw = ""
        self._across = 1
        # Columns that a merged cell of an earlier line still covers, by place along the line.
        self._below: dict[int, int] = {}
        self._tables = 0

    def block(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines; of a block copied here, only the cells that take an actual value."""
        first = self._asides[0] if self._asides else []
        rows = self._rows
        if any(first) and not all(first):
            kept = [at for at, aside in enumerate(first) if not aside]
            rows = [[row[at] for at in kept if at < len(row)] for row in rows]
        return _without_empty_end(rows)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name.lower(): value or "" for name, value in attrs}
        if tag == "table":
            self._tables += 1
        elif self._tables != 1:
            return
        elif tag == "tr":
            self._rows.append([])
            self._asides.append([])
        elif tag in {"td", "th"} and self._rows:
            self._end_cell()
            self._skip_covered()
            self._words = []
            # A column too narrow for its number is copied as ###; the number stands beside.
            self._raw = known.get("sdval", known.get("x:num", ""))
            self._across = _span(known.get("colspan", ""))
            down = _span(known.get("rowspan", ""))
            start = len(self._rows[-1])
            if down > 1:
                self._below |= dict.fromkeys(range(start, start + self._across), down)
            self._asides[-1] += [bool(known.get(_ASIDE))] * self._across
        elif tag in _LINE_BREAKS and self._words:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        if tag == "tr" and self._tables == 1:
            self._skip_covered()
            self._below = {at: left - 1 for at, left in self._below.items() if left > 1}
        elif tag == "table":
            self._tables += 1

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            # Line ends of the file are not those of the cell.
            self._words.append(_BLANKS.sub(" ", data))

    def _end_cell(self) -> None:
        if self._words is None:
            return
        words = _in_full("".join(self._words).strip(), self._raw)
        self._rows[-1] += [words, *[""] * (self._across - 1)]
        self._words = None

    def _skip_covered(self) -> None:
        """Leave the places empty that a merged cell of an earlier line covers."""
        while self._rows and len(self._rows[-1]) in self._below:
            self._rows[-1].append("")
            self._asides[-1].append(False)


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
