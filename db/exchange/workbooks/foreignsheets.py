"""Sheets from the lines that another process makes of .xls, .et and .xlsb; tables of a .doc."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from db.exchange.sheets import Cell, Merge, Sheet, Visibility
from db.exchange.workbooks.figures import NotFiniteError
from db.exchange.workbooks.inchild import read_in_child
from db.exchange.workbooks.layout import Layout
from db.exchange.workbooks.numberformats import NumberFormat, Shown
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.richtext import shown_words
from db.exchange.workbooks.source import MOST_CELLS, Source
from db.exchange.workbooks.values import NOTHING, Values
from db.exchange.workbooks.wordtables import word_sheets
from db.exchange.workbooks.worksheet import FARTHEST_COLUMN, FARTHEST_ROW, CellAllowance
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = "inlineStr"
_NUMBER = "n"


def binary_sheets(kind: str, source: Source) -> tuple[Sheet, ...]:
    """Read the sheets of an "xls" or "xlsb".

    Raises:
        Refusal: the file is damaged, or more than a list can be.
        ValueError: the process answered what it should not.
    """
    lines = read_in_child(kind, source).splitlines()
    try:
        book = _Book(json.loads(lines[0]), source)
        for line in lines[1:]:
            book.take(json.loads(line))
        return book.finished()
    except TypeError as fault:
        raise ValueError from fault


def doc_sheets(source: Source) -> tuple[Sheet, ...]:
    """Read the tables of a .doc or .wps.

    Raises:
        Refusal: the file is damaged, or more than a list can be.
    """
    made = BytesIO(read_in_child("doc", source))
    return word_sheets(Source(made, source.name, source.ticket))


class _Book:
    """A workbook while its lines come in."""

    def __init__(self, about: dict[str, Any], source: Source) -> None:
        formats: dict[str | None, NumberFormat] = {None: NumberFormat()}
        for place, code in enumerate(about["formats"]):
            formats[str(place)] = NumberFormat(code, from_1904=about["from_1904"])
        self._values = Values((), formats)
        self._allowance = CellAllowance(MOST_CELLS)
        self._source = source
        self._about: dict[str, Any] | None = None
        self._rows: dict[int, tuple[Cell, ...]] = {}
        self._sheets: list[Sheet] = []

    def take(self, line: Any) -> None:
        """Take in a line: the beginning of a sheet, or a row."""
        if isinstance(line, dict):
            self._close_sheet()
            self._about = line
            self._source.place = str(line["sheet"])
            return
        row, cells = line
        if row in self._rows:
            raise Refusal(FileFault.DAMAGED, address=f"A{row}")
        self._allowance.take(len(cells))
        kept = tuple(self._cells(row, cells))
        if kept:
            self._rows[row] = kept

    def finished(self) -> tuple[Sheet, ...]:
        """Return the sheets."""
        self._close_sheet()
        self._source.place = ""
        return tuple(self._sheets)

    def _cells(self, row: int, cells: Iterable[Any]) -> Iterable[Cell]:
        for column, kind, text, style in cells:
            shown = self._shown(row, column, kind, text, style)
            if shown is NOTHING:
                continue
            cell = Cell(row, column, *shown)
            if row > FARTHEST_ROW or column > FARTHEST_COLUMN:
                raise Refusal(FileFault.TOO_FAR, address=cell.address)
            yield cell

    def _shown(self, row: int, column: int, kind: str, text: str, style: int | None) -> Shown:
        key = None if style is None else str(style)
        if kind == _WORDS:
            text = shown_words(text)
        try:
            shown = self._values.of(kind, key)[text]
        except NotFiniteError as fault:
            address = Cell(row, column, "").address
            raise Refusal(FileFault.NOT_FINITE, address, text) from fault
        return shown._replace(guess=True) if style is None and kind == _NUMBER else shown

    def _close_sheet(self) -> None:
        about = self._about
        if about is None:
            return
        layout = Layout()
        for top, left, bottom, right in about["merges"]:
            layout.add(Merge(top, left, bottom, right))
        right = max((cells[-1].column for cells in self._rows.values()), default=0)
        self._sheets.append(
            Sheet(
                str(about["sheet"]),
                self._rows,
                layout.merges(max(self._rows, default=0), right),
                Visibility(about["visibility"]),
                frozenset(about["hidden_rows"]),
                frozenset(about["hidden_columns"]),
            )
        )
        self._rows = {}
