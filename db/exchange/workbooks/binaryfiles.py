"""What other people's readers make of .xls, .xlsb and .doc, as lines for the other process.

The first line tells the number formats of a workbook. A line that is an object begins a sheet, one
that is a list is a row: its number and its cells, each as column, kind, text and format. The kinds
are those of .xlsx; a format of null is not known. A .doc becomes a .docx.
"""

from __future__ import annotations

import json
import tempfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import pairwise
from os import devnull
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from db.exchange.workbooks.builtinformats import BUILT_IN_FORMATS
from db.rules.fonts import set_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NUMBER, WORDS, TRUTH, DATE, ERROR = "n", "inlineStr", "b", "d", "e"
_VISIBILITIES = ("visible", "hidden", "veryHidden")
_GENERAL = "General"


class EncryptedError(Exception):
    """The file needs a password."""


def xls_lines(content: bytes) -> Iterator[bytes]:
    """Yield the lines of an .xls or .et: by xlrd with its formats, else as calamine sees it."""
    import xlrd  # type: ignore[import-untyped]  # noqa: PLC0415 only in the child process

    try:
        with Path(devnull).open("w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, ragged_rows=True, logfile=nowhere
            )
    except MemoryError:
        raise
    except Exception as fault:
        if "encrypted" in str(fault).lower():
            raise EncryptedError from fault
        yield from calamine_lines(content)
        return
    yield _line({"formats": _codes(book), "from_1904": book.datemode == 1})
    places = {xf: place for place, xf in enumerate(_format_keys(book))}
    for sheet in book.sheets():
        yield _line(
            {
                "sheet": sheet.name,
                "visibility": _VISIBILITIES[min(sheet.visibility, 2)],
                "merges": [
                    (top + 1, left + 1, bottom, right)
                    for top, bottom, left, right in sheet.merged_cells
                ],
                "hidden_rows": [n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden],
                "hidden_columns": [n + 1 for n, one in sheet.colinfo_map.items() if one.hidden],
            }
        )
        for row in range(sheet.nrows):
            yield _row(row, _xls_cells(book, sheet, row, places))


def _format_keys(book: Any) -> list[int]:
    """Return the format keys that cell styles use, each once."""
    return list(dict.fromkeys(style.format_key for style in book.xf_list))


def _codes(book: Any) -> list[str]:
    """Return the number formats, in the order in which cells name them."""
    own = {one.format_key: one.format_str for one in book.format_list}
    return [own.get(key) or BUILT_IN_FORMATS.get(key, _GENERAL) for key in _format_keys(book)]


def _xls_cells(book: Any, sheet: Any, row: int, places: dict[int, int]) -> Iterator[list[Any]]:
    """Yield the cells of a row that hold something."""
    import xlrd  # noqa: PLC0415 only in the child process

    kinds = {
        xlrd.XL_CELL_NUMBER: NUMBER,
        xlrd.XL_CELL_DATE: NUMBER,
        xlrd.XL_CELL_TEXT: WORDS,
        xlrd.XL_CELL_BOOLEAN: TRUTH,
        xlrd.XL_CELL_ERROR: ERROR,
    }
    for column, cell in enumerate(sheet.row(row)):
        kind = kinds.get(cell.ctype)
        if kind is None:
            continue
        text = str(cell.value)
        if runs := sheet.rich_text_runlist_map.get((row, column)):
            text = _in_several_fonts(book, book.xf_list[cell.xf_index].font_index, text, runs)
        if kind == ERROR:
            text = xlrd.error_text_from_code.get(cell.value, "#ERROR!")
        if text and not text.isspace():
            place = places[book.xf_list[cell.xf_index].format_key]
            yield [column + 1, kind, text, place]


def _in_several_fonts(book: Any, first: int, text: str, runs: list[tuple[int, int]]) -> str:
    """Return words that begin in one font and go on in others, each from a place on."""
    starts = [0, *(start for start, _ in runs), len(text)]
    whole, was_struck = "", False
    for (start, end), number in zip(pairwise(starts), [first, *(n for _, n in runs)], strict=True):
        font = book.font_list[number]
        raised, struck = font.escapement == 1, bool(font.struck_out)
        whole += set_beside(whole, text[start:end], raised=raised, other=struck is not was_struck)
        was_struck = struck
    return whole


def calamine_lines(content: bytes) -> Iterator[bytes]:
    """Yield the lines of a workbook as calamine sees it: no formats, errors of formulas blank."""
    import python_calamine  # noqa: PLC0415 only in the child process

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    except python_calamine.PasswordError as fault:
        raise EncryptedError from fault
    states = python_calamine.SheetVisibleEnum
    # In the order of the words for them; the library's own values cannot be looked up.
    known = (states.Visible, states.Hidden, states.VeryHidden)
    yield _line({"formats": [], "from_1904": False})
    for about in book.sheets_metadata:
        if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        merges = sheet.merged_cell_ranges or ()
        yield _line(
            {
                "sheet": about.name,
                "visibility": _VISIBILITIES[known.index(about.visible)],
                "merges": [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in merges
                ],
                "hidden_rows": [],
                "hidden_columns": [],
            }
        )
        for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
            yield _row(row, _calamine_cells(values))


def _calamine_cells(values: Iterable[object]) -> Iterator[list[Any]]:
    """Yield the values of a row that are there, with a format that is not known."""
    for column, value in enumerate(values, start=1):
        kind, text = _meaning(value)
        if text and not text.isspace():
            yield [column, kind, text, None]


def _meaning(value: object) -> tuple[str, str]:
    """Return the kind of a value and how it is written in an .xlsx."""
    if isinstance(value, bool):
        return TRUTH, str(int(value))
    if isinstance(value, int | float):
        return NUMBER, repr(value)
    if isinstance(value, datetime):
        return DATE, value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return DATE, value.isoformat()
    if isinstance(value, time | timedelta):
        return WORDS, str(value)
    return WORDS, "" if value is None else str(value)


def _row(row: int, cells: Iterable[list[Any]]) -> bytes:
    """Return a row as a line, nothing of an empty one."""
    held = list(cells)
    return _line([row + 1, held]) if held else b""


def _line(value: object) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def docx_of_doc(content: bytes) -> Iterator[bytes]:
    """Yield a .doc as a .docx, with its tables and their merged cells."""
    import doc2docx  # type: ignore[import-untyped]  # noqa: PLC0415 only in the child process
    from doc2docx.errors import (  # type: ignore[import-untyped]  # noqa: PLC0415
        EncryptedDocumentError,
    )

    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "given.doc"), Path(folder, "made.docx")
        given.write_bytes(content)
        try:
            doc2docx.convert(given, made)
        except EncryptedDocumentError as fault:
            raise EncryptedError from fault
        yield made.read_bytes()


READERS: MappingProxyType[str, Callable[[bytes], Iterator[bytes]]] = MappingProxyType(
    {"xls": xls_lines, "xlsb": calamine_lines, "doc": docx_of_doc}
)
