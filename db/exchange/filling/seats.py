"""A cell of a form that may hold a figure, and the row of the book that the figure is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.exchange.listing import Meaning, RowReading, TableReading
from db.exchange.sheets import column_letters

if TYPE_CHECKING:
    from db.exchange.filling.sheet_xml import Place
    from db.exchange.held_rows import HeldRow


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of a row that may hold a figure: what it is there for, and where.

    `any_year` tells that no heading of the table names a year for such figures. Where indicators
    stand across, `item` is the name of the one that the column is.
    """

    meaning: Meaning
    period: str
    place: Place
    any_year: bool = False
    item: str = ""

    @property
    def address(self) -> str:
        """Return the cell's address as the office writes it."""
        return f"{column_letters(self.place[1])}{self.place[0]}"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form with the row of the book it stands for, and its id where it is one."""

    table: TableReading
    reading: RowReading
    held: HeldRow
    id: str = ""

    @property
    def unit(self) -> str:
        """Return the unit in which the book holds the figures."""
        return self.held.words.get(Meaning.UNIT, "")

    @property
    def written_unit(self) -> str:
        """Return the unit that the form names; empty when it names none."""
        told = self.reading.words.get(Meaning.UNIT)
        return told.words if told else ""
