"""What was corrected in the reading of earlier files, found again for files of the same shape."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.corrections import from_text, is_read, shape_of, to_text, years_of
from db.model.records import Setting
from db.queries import setting

if TYPE_CHECKING:
    import sqlite3

    from db.exchange.corrections import Corrections
    from db.exchange.sheets import Sheet, Workbook
    from db.store.writing import Transaction


def setting_for(sheet: Sheet) -> str:
    """Return the name of the setting that holds the corrections of sheets of that shape."""
    return f"list:{shape_of(sheet)}"


def remembered_corrections(connection: sqlite3.Connection, workbook: Workbook) -> Corrections:
    """Return what was corrected in an earlier file, for the sheets that are of its shape."""
    remembered = (
        (sheet, setting(connection, setting_for(sheet)))
        for sheet in workbook.sheets
        if is_read(sheet)
    )
    return {
        sheet.name: from_text(text, years_of(sheet, workbook.name))
        for sheet, text in remembered
        if text
    }


def remember_corrections(
    transaction: Transaction, workbook: Workbook, corrections: Corrections
) -> None:
    """Keep a person's corrections for the next file of the same shape."""
    for sheet in workbook.sheets:
        corrected = corrections.get(sheet.name)
        if corrected is None:
            continue
        name, years = setting_for(sheet), years_of(sheet, workbook.name)
        value = to_text(corrected, years)
        held = transaction.get(Setting, name)
        if held is None and corrected:
            transaction.put([Setting(id=name, value=value)])
        elif held is not None and from_text(held.value, years) != replace(corrected, period=""):
            # Also where nothing is corrected any more: the next file is read by itself again.
            transaction.change(replace(held, value=value))
