"""A trap: a small workbook made as an office makes it, with what it must be read as."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from db.exchange.listing import FigureReading, ListReading, Meaning, RowReading
from db.model.words import Op

_UNITS = {Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE}


@dataclass(frozen=True)
class Page:
    """A sheet: rows of cells (None stays blank), merges as "A1:C1 D1:D2", formats by address."""

    rows: tuple[tuple[Any, ...], ...]
    merges: str = ""
    formats: dict[str, str] = field(default_factory=dict)
    name: str = "Sheet1"
    state: str = "visible"
    hidden_rows: tuple[int, ...] = ()
    bordered: str = ""


@dataclass(frozen=True)
class Trap:
    """A workbook and its reading, written by hand.

    `rows` are lines as `row_line` writes them, table after table, each table opened by its kind;
    `complaints` are "address: part of the reason"; `passed` the rows passed over, by table.
    """

    name: str
    pages: tuple[Page, ...]
    rows: tuple[str, ...]
    complaints: tuple[str, ...] = ()
    passed: tuple[int, ...] = ()
    title: str | None = None
    years: tuple[int | None, int | None] | None = None
    understood: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """Write the workbook as a real .xlsx file."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for page in self.pages:
            _write_page(book.create_sheet(page.name), page)
        path = folder / f"{self.name}.xlsx"
        book.save(path)
        return path


def _write_page(sheet: Worksheet, page: Page) -> None:
    for row, cells in enumerate(page.rows, 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                sheet.cell(row, column, value)
    for block in page.merges.split():
        sheet.merge_cells(block)
    for address, code in page.formats.items():
        sheet[address].number_format = code
    for row in page.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    side = Side(style="thin")
    for cells in sheet[page.bordered] if page.bordered else ():
        for cell in cells:
            cell.border = Border(side, side, side, side)
    sheet.sheet_state = page.state


def page(*rows: tuple[Any, ...], **more: Any) -> Page:
    """Return a sheet of these rows."""
    return Page(rows, **more)


def lines(reading: ListReading) -> tuple[str, ...]:
    """Return what was read, a line for each table and row."""
    result = []
    for table in reading.tables:
        result.append(table.kind.value)
        result += [row_line(row) for row in table.rows]
    return tuple(result)


def row_line(row: RowReading) -> str:
    """Write a row: 12 name <10; category=…; nature=…; lead=…; target2025=95%以上(>=95)."""
    kind = "" if row.meaning is Meaning.NAME else f"{row.meaning.value}:"
    parent = "" if row.parent is None else f" <{row.parent}"
    parts = [f"{row.row} {kind}{row.name}{parent}"]
    parts += [
        f"{meaning.value}={row.words[meaning].words}"
        for meaning in Meaning
        if meaning in row.words and meaning not in _UNITS
    ]
    parts += ["lead=" + "、".join(row.leads)] if row.leads else []
    parts += ["co=" + "、".join(row.co_units)] if row.co_units else []
    parts += [figure_words(figure) for figure in row.figures]
    return "; ".join(parts)


def figure_words(figure: FigureReading) -> str:
    """Write a figure: baseline2020=93.91, and in brackets its value where the words differ."""
    amount = figure.amount
    words = f"{figure.meaning.value}{figure.period}={amount.text}"
    if amount.answer is not None:
        return f"{words}({amount.answer.value})"
    if amount.value is None:
        return f"{words}(-)"
    value = format(amount.value, "f") + (f"~{amount.high:f}" if amount.high is not None else "")
    op = "" if amount.op in {Op.EQUAL, Op.BETWEEN} else amount.op.value
    return words if (value, op) == (amount.text, "") else f"{words}({op}{value})"
