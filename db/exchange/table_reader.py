"""Reading whatever tables a workbook holds: lists, and tables with one unit a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.corrections import NONE, Corrections, SheetCorrections, is_read
from db.exchange.list_reader import read_list
from db.exchange.unit_table.reader import UnitSheet, read_units
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    from db.exchange.listing import ListReading
    from db.exchange.sheets import Workbook


def read_tables(
    workbook: Workbook,
    ticket: Ticket | None = None,
    corrections: Corrections = NONE,
    *,
    required: bool = True,
    to_fill: bool = False,
) -> ListReading:
    """Return everything a workbook says, sheet by sheet as a list or as a table of units.

    Where none is `required`, a workbook with other tables gives a reading without any. On a form
    `to_fill` figures may be missing, and times may stand in the rows of a table of units.

    Raises:
        FileRefused: it has no table at all, or none that is either.
        Cancelled: the user changed their mind.
    """
    ticket = ticket or Unhurried()
    found: dict[str, UnitSheet] = {}
    for sheet in workbook.sheets:
        if is_read(sheet):
            told = corrections.get(sheet.name, SheetCorrections())
            units = read_units(sheet, workbook.name, told, ticket, to_fill=to_fill)
            if units is not None:
                found[sheet.name] = units
    listed = read_list(workbook, ticket, corrections, required=required, elsewhere=found)
    return _with_units(listed, found) if found else listed


def _with_units(listed: ListReading, found: dict[str, UnitSheet]) -> ListReading:
    """Return a reading with the tables of units behind the lists."""
    sheets = found.values()
    several = len(found) + len({table.sheet for table in listed.tables}) > 1
    understood = (
        f"“{name}”{said}" if several else said
        for name, units in found.items()
        for said in units.understood
    )
    return replace(
        listed,
        tables=(*listed.tables, *(table for units in sheets for table in units.tables)),
        complaints=(*listed.complaints, *(one for units in sheets for one in units.complaints)),
        understood=(*listed.understood, *understood),
        titles=(*listed.titles, *(line for units in sheets for line in units.titles)),
    )
