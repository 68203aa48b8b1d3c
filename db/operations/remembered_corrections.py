"""What was corrected in the reading of earlier files, found again for files of the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.corrections import from_text, is_read, shape_of
from db.queries import setting

if TYPE_CHECKING:
    import sqlite3

    from db.exchange.corrections import Corrections
    from db.exchange.sheets import Sheet, Workbook


def setting_for(sheet: Sheet) -> str:
    """Return the name of the setting that holds the corrections of sheets of that shape."""
    return f"list:{shape_of(sheet)}"


def remembered_corrections(connection: sqlite3.Connection, workbook: Workbook) -> Corrections:
    """Return what was corrected in an earlier file, for the sheets that are of its shape."""
    remembered = {
        sheet.name: setting(connection, setting_for(sheet))
        for sheet in workbook.sheets
        if is_read(sheet)
    }
    return {name: from_text(text) for name, text in remembered.items() if text}
