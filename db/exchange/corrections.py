"""What a person corrected in the reading of a list, and how it is remembered for the next file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from db.exchange.listing import Meaning
from db.exchange.sheets import Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.sheets import Sheet, Workbook

_HEAD_ROWS = 12
_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"20\d\d")
_YEAR_LENGTH = 4
_MOST_CAPTION_CELLS = 3


@dataclass(frozen=True, slots=True)
class ColumnCorrection:
    """What a column is, in a person's word.

    Without a `period` the column keeps the year that its heading names; without a `unit` the unit
    of its heading or row. In rows of % `shares` tells that a plain number up to 1 is a share
    (0.903 is 90.3 %), `as_written` that it is what it says (0.903 %); neither: it is doubtful.
    `item` is what a column of figures by unit counts: the id of a 数据项 of the book, NEW_ITEM, or
    empty for what its heading names.
    """

    meaning: Meaning
    period: str = ""
    unit: str = ""
    shares: bool = False
    as_written: bool = False
    item: str = ""


@dataclass(frozen=True, slots=True)
class SheetCorrections:
    """The corrections of one sheet: its header rows (first, last) and columns by number.

    `kind` is UNITS for a table of units, LIST for a list, empty where the sheet tells by itself.
    `period` is that of a table of units which names none; it is not remembered, since the next
    file of the same shape is of another year.
    """

    header: tuple[int, int] | None = None
    columns: Mapping[int, ColumnCorrection] = field(default_factory=dict)
    kind: str = ""
    period: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was corrected that is remembered."""
        return self.header is not None or bool(self.columns) or bool(self.kind)


UNITS, LIST = "units", "list"
"""What a person may say of a sheet: one unit a row, or a list of indicators, tasks, projects."""

Corrections = Mapping[str, SheetCorrections]
"""Corrections by the name of their sheet."""

NONE: Corrections = MappingProxyType({})


def shape_of(sheet: Sheet) -> str:
    """Return what makes two sheets of one shape: the words at their head, whatever the years."""
    rows = sorted(sheet.rows)[:_HEAD_ROWS]
    words = [
        f"{cell.column}:{_DIGITS.sub('#', ''.join(cell.text.split()))}"
        for row in rows
        for cell in sheet.rows[row]
        if cell.number is None
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def years_of(sheet: Sheet, file: str) -> tuple[int, ...]:
    """Return the years that stand over a sheet's table, else in its name, else in the file's.

    By them next year's file is told from this year's where the columns name none.
    """
    captions: list[str] = []
    for row in sorted(sheet.rows)[:_HEAD_ROWS]:
        cells = sheet.rows[row]
        if len(cells) > _MOST_CAPTION_CELLS:
            break
        captions += (cell.text for cell in cells if cell.number is None)
    found = (_YEARS.findall(words) for words in ("".join(captions), sheet.name, file))
    return tuple(map(int, next(filter(None, found), ())))


def is_read(sheet: Sheet) -> bool:
    """Tell whether a list is looked for on the sheet at all."""
    return sheet.visibility is Visibility.VISIBLE


def of_all_sheets(
    workbook: Workbook, corrections: Corrections, *, kind: str = "", period: str = ""
) -> Corrections:
    """Return corrections that take every sheet of a workbook for one of that kind and period."""
    told: dict[str, SheetCorrections] = {}
    for sheet in workbook.sheets:
        here = corrections.get(sheet.name, SheetCorrections())
        told[sheet.name] = replace(here, kind=kind or here.kind, period=period or here.period)
    return told


def to_text(corrections: SheetCorrections, years: Sequence[int] = ()) -> str:
    """Write corrections as JSON, the form in which a book remembers them, with a sheet's years."""
    columns = {
        str(number): [
            one.meaning.value, one.period, one.unit, one.shares, one.as_written, one.item,
        ]
        for number, one in sorted(corrections.columns.items())
    }  # fmt: skip
    told: dict[str, Any] = {
        "header": corrections.header, "columns": columns, "kind": corrections.kind,
    }  # fmt: skip
    if years:
        told["years"] = list(years)
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str, years: Sequence[int] = ()) -> SheetCorrections:
    """Read corrections that a book remembers; ValueError when the text is none.

    Of a sheet with other `years` than the corrected one had, figures that a person called those
    of a year are of one as much later: what was reached in 2024 is what was reached in 2025.
    """
    told: dict[str, Any] = json.loads(text)
    header = told["header"]
    pairs = zip(told.get("years", ()), years, strict=False)
    later = next((now - then for then, now in pairs if now != then), 0)
    columns = {int(number): _column(said) for number, said in told["columns"].items()}
    return SheetCorrections(
        header=(int(header[0]), int(header[1])) if header else None,
        columns={number: _later(column, later) for number, column in columns.items()},
        kind=str(told.get("kind", "")),
    )


def _later(column: ColumnCorrection, years: int) -> ColumnCorrection:
    """Return a column of another year's sheet; baselines and goals stay of the years they are."""
    if not years or not column.period or column.meaning is not Meaning.ACTUAL:
        return column
    year, rest = column.period[:_YEAR_LENGTH], column.period[_YEAR_LENGTH:]
    return replace(column, period=f"{int(year) + years}{rest}")


def _column(said: list[Any]) -> ColumnCorrection:
    """Read the correction of one column; earlier programs wrote fewer things of it."""
    missing: list[Any] = [False, False, ""]
    meaning, period, unit, *rest = said
    shares, as_written, item = rest + missing[len(rest) :]
    return ColumnCorrection(
        Meaning(meaning), period, unit, bool(shares), bool(as_written), str(item)
    )
