"""A report as data: sections with headings, paragraphs and a table, what is signed, the paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperSize(StrEnum):
    """What a report is printed on."""

    A4 = "A4"
    A3 = "A3"


class Align(StrEnum):
    """How the words of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a table.

    `width` is what its words ask for in half-width signs, a Chinese one being two; all columns
    together are drawn out or in to the width of the page. Neighbours of one `group` stand under a
    common heading. In a column of `numbers` a plain number is one; elsewhere all is text.
    """

    heading: str
    width: float
    align: Align = Align.LEFT
    group: str = ""
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row with one text a column; what it calls its own part may be set in by `depth`.

    `atop` are its cells where it begins a page, with what rows above it say for it too; a
    workbook has them everywhere, for its rows are sorted and filtered. Empty: as the cells.
    """

    cells: tuple[str, ...]
    bold: bool = False
    depth: int = 0
    atop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportBand:
    """A row that is one heading from side to side."""

    words: str


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table; its head stands on every page. `name` is the column whose words `depth` sets in."""

    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow | ReportBand, ...]
    name: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: paragraphs, then a table; in a workbook it is a sheet called `name`."""

    name: str
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    table: ReportTable | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its title, a line below it in two parts, sections, and what is signed at the end.

    `closing` are the parts of the signature line (填表人：), evenly spread below the last row.
    """

    title: str
    sections: tuple[Section, ...]
    left: str = ""
    right: str = ""
    closing: tuple[str, ...] = ()
    size: PaperSize = PaperSize.A4
    landscape: bool = True
