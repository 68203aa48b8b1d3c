"""An empty workbook to give out: nothing a text says is ever computed, fetched or turned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xlsxwriter import Workbook  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from datetime import date
    from io import BytesIO

ENDING = ".xlsx"

# Nothing is laid down elsewhere on the disk either.
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
}


def empty_workbook(content: BytesIO, title: str, author: str, today: date) -> Workbook:
    """Return a workbook that writes its bytes there: the same ones for all made on one day."""
    book = Workbook(content, _OPTIONS)
    book.set_properties(
        {
            "title": title,
            "author": author,
            # A day has no zone.
            "created": datetime(today.year, today.month, today.day),
        }
    )
    return book
