"""Tables of units as offices make them, and a line for each row that is read of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.exchange.listing import Meaning, RowReading, TableKind
from db.exchange.sheets import row_on_sheet
from db.exchange.table_reader import read_tables
from db.exchange.xlsx import read_workbook
from tests.db.exchange.traps.trap import Trap, page

if TYPE_CHECKING:
    from pathlib import Path

    from db.exchange.corrections import Corrections
    from db.exchange.listing import ListReading

__all__ = ["UnitTrap", "lines", "page", "read", "written"]

Cells = tuple[Any, ...]


@dataclass(frozen=True)
class UnitTrap:
    """A workbook of units and what it must be read as, written by hand.

    `columns` are what the figures count (在校生数(人)@2023), `rows` the units with their figures,
    `passed` the rows that are no units and why, `total` the figures of the row of sums.
    """

    name: str
    pages: tuple[Any, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    passed: dict[int, str]
    total: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()


def written(folder: Path, name: str, *pages: Any) -> Path:
    """Write a workbook of these pages as a real .xlsx file."""
    return Trap(name, pages, ()).write(folder)


def read(path: Path, corrections: Corrections | None = None) -> ListReading:
    """Read a file as the program does."""
    return read_tables(read_workbook(path), corrections=corrections or {})


def lines(reading: ListReading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns of figures and the units, a line each, of all tables of units."""
    columns: list[str] = []
    rows: list[str] = []
    for table in reading.tables:
        assert table.kind is TableKind.UNITS
        for column in table.columns:
            if column.meaning is Meaning.ACTUAL:
                unit = f"({column.unit})" if column.unit else ""
                columns.append(f"{column.heading}{unit}@{column.period}")
        rows += [row_line(row) for row in table.rows]
    return tuple(columns), tuple(rows)


def row_line(row: RowReading) -> str:
    """Write a row: 5 金积镇中心小学: B5=812 C5=95%(95)."""
    return f"{row_on_sheet(row.row)} {row.name}: {' '.join(figures(row))}".rstrip(": ")


def figures(row: RowReading) -> tuple[str, ...]:
    """Write the figures of a row: B5=812, its value in brackets where the words differ."""
    result = []
    for figure in row.figures:
        amount = figure.amount
        value = "-" if amount.value is None else format(amount.value, "f")
        result.append(
            f"{figure.address}={amount.text}" + ("" if value == amount.text else f"({value})")
        )
    return tuple(result)
