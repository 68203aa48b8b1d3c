"""What a person corrected in the reading of a list, and how it is remembered for the next file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from db.exchange.listing import Meaning
from db.exchange.sheets import Visibility

if TYPE_CHECKING:
    from db.exchange.sheets import Sheet

_HEAD_ROWS = 12
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ColumnCorrection:
    """What a column is, in a person's word.

    Without a `period` the column keeps the year that its heading names; without a `unit` the unit
    of its heading or row. In rows of % `shares` tells that a plain number up to 1 is a share
    (0.903 is 90.3 %), `as_written` that it is what it says (0.903 %); neither: it is doubtful.
    """

    meaning: Meaning
    period: str = ""
    unit: str = ""
    shares: bool = False
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class SheetCorrections:
    """The corrections of one sheet: its header rows (first, last) and columns by number."""

    header: tuple[int, int] | None = None
    columns: Mapping[int, ColumnCorrection] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was corrected."""
        return self.header is not None or bool(self.columns)


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


def is_read(sheet: Sheet) -> bool:
    """Tell whether a list is looked for on the sheet at all."""
    return sheet.visibility is Visibility.VISIBLE


def to_text(corrections: SheetCorrections) -> str:
    """Write corrections as JSON, the form in which a book remembers them."""
    columns = {
        str(number): [one.meaning.value, one.period, one.unit, one.shares, one.as_written]
        for number, one in sorted(corrections.columns.items())
    }
    return json.dumps({"header": corrections.header, "columns": columns}, ensure_ascii=False)


def from_text(text: str) -> SheetCorrections:
    """Read corrections that a book remembers; ValueError when the text is none."""
    told: dict[str, Any] = json.loads(text)
    header = told["header"]
    return SheetCorrections(
        header=(int(header[0]), int(header[1])) if header else None,
        columns={
            int(number): ColumnCorrection(Meaning(meaning), period, unit, *map(bool, shares))
            for number, (meaning, period, unit, *shares) in told["columns"].items()
        },
    )
