"""Tables of plain text: their encoding, what separates their columns, their quoted cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from db.exchange.sheets import Cell, Sheet
from db.exchange.workbooks.opening import megabytes
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.richtext import shown_words
from db.exchange.workbooks.source import MOST_CELLS
from db.exchange.workbooks.worksheet import FARTHEST_COLUMN, FARTHEST_ROW, CellAllowance
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.workbooks.source import Source

# 2,000,000 cells of a list; held three times over while it is read.
LARGEST_TEXT = 64 * 1024 * 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The last character of a file that was cut short lacks one to three bytes.
_LONGEST_CUT = 4
_SEPARATORS = (",", "\t", ";")
_ROWS_LOOKED_AT = 200
_STEP = 1_000
# Excel's way of naming the separator in the first line, and of keeping 001 from becoming 1.
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_FORMULA_OF_WORDS = re.compile(r'="([^"]*)"')


def separated_sheets(source: Source) -> tuple[Sheet, ...]:
    """Read a .csv or .txt as one sheet of words, called like the file.

    Raises:
        Refusal: it is no text in an encoding of Chinese offices, a quotation has no end, or it is
            more than a list can be.
    """
    content = source.whole()
    if len(content) > LARGEST_TEXT:
        raise Refusal(FileFault.TOO_LARGE, detail=megabytes(len(content)))
    text = _text_of(content)
    if "\0" in text:
        raise Refusal(FileFault.DAMAGED)
    named = _NAMED.match(text)
    separator = named[1] if named else _separator_of(text)
    source.place = source.name
    sheet = _sheet(text[named.end() if named else 0 :], separator, source)
    source.place = ""
    return (sheet,)


def _text_of(content: bytes) -> str:
    """Return the text in whatever encoding it is: the first that fits all of it."""
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        if content.startswith(codecs.BOM_UTF8):
            return content.decode("utf-8-sig")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as fault:
            if fault.start >= len(content) - _LONGEST_CUT and fault.end == len(content):
                _refuse_what_was_cut(content[: fault.start])
            # GBK, and all that Chinese offices have besides.
            return content.decode("gb18030")
    except UnicodeDecodeError as fault:
        raise Refusal(FileFault.DAMAGED) from fault


def _refuse_what_was_cut(whole: bytes) -> None:
    """Refuse UTF-8 that lacks its end: as GBK it would read as other words."""
    if not whole.isascii():
        raise Refusal(FileFault.DAMAGED)


def _separator_of(text: str) -> str:
    """Return the separator that cuts all rows, or else the most, into the same number of columns.

    Commas in words and figures cut rows too, but seldom all of them, and seldom alike.
    """

    def fitness(separator: str) -> tuple[bool, int]:
        rows = islice(_rows(text, separator), _ROWS_LOOKED_AT)
        widths = Counter(len(row) for row in rows if row)
        alike = max(((width - 1) * count for width, count in widths.items()), default=0)
        return len(widths) == 1 and alike > 0, alike

    return max(_SEPARATORS, key=fitness)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the rows; the last of them ends early where a quotation has no end."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error:
        return


def _sheet(text: str, separator: str, source: Source) -> Sheet:
    """Return the cells of a text."""
    allowance = CellAllowance(MOST_CELLS)
    rows: dict[int, tuple[Cell, ...]] = {}
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    total = text.count("\n")
    try:
        for row, values in enumerate(reader, start=1):
            if row % _STEP == 0:
                source.ticket.report(row, max(row, total), source.place)
            cells = tuple(_cells(row, values))
            allowance.take(len(cells))
            if cells:
                rows[row] = cells
    except csv.Error as fault:
        # A single cell longer than any office's: a quotation mark that nothing closes.
        raise Refusal(FileFault.DAMAGED, address=f"A{max(rows, default=0) + 1}") from fault
    _refuse_open_quotation(text, separator, rows)
    return Sheet(source.name, rows)


def _refuse_open_quotation(text: str, separator: str, rows: dict[int, tuple[Cell, ...]]) -> None:
    """Refuse a text whose last cell swallowed all that follows a quotation mark."""
    last = rows[max(rows)][-1] if rows else None
    if last is None or "\n" not in last.text:
        return
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as fault:
        if "unexpected end" in str(fault):
            raise Refusal(FileFault.DAMAGED, address=last.address) from fault


def _cells(row: int, values: list[str]) -> Iterator[Cell]:
    """Yield the cells of a row that hold something."""
    for column, value in enumerate(values, start=1):
        words = _words(value)
        if not words:
            continue
        cell = Cell(row, column, words)
        if row > FARTHEST_ROW or column > FARTHEST_COLUMN:
            raise Refusal(FileFault.TOO_FAR, address=cell.address)
        yield cell


def _words(value: str) -> str:
    """Return what a cell says, without what only tells Excel that it is text."""
    words = shown_words(value)
    match = _FORMULA_OF_WORDS.fullmatch(words)
    words = match[1] if match is not None else words.removeprefix("'")
    # Blanks in front set a row in under the one above.
    return "" if words.isspace() else words
