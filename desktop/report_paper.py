"""A report of the book as the paper that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.reports.document import Align, ReportBand
from desktop.columns import Align as Side
from desktop.paper import Paper, PaperBand, PaperColumn, PaperRow, PaperSize
from desktop.paper_pages import PaperPages

if TYPE_CHECKING:
    from db.reports.document import Document, ReportRow, ReportTable
    from db.ticket import Ticket

_SIDES = {Align.LEFT: Side.LEFT, Align.CENTRE: Side.CENTRE, Align.RIGHT: Side.RIGHT}
_INDENT = "　"


def laid_out(document: Document, ticket: Ticket | None = None) -> PaperPages:
    """Return a report with one table on its pages. Raises ValueError as `paper_of`; Cancelled."""
    return PaperPages(paper_of(document), ticket)


def paper_of(document: Document) -> Paper:
    """Return a report with one table as paper; what its sections say stands as bands.

    Raises ValueError for a report without a table, or with several.
    """
    (table,) = (part.table for part in document.sections if part.table is not None)
    rows: list[PaperRow | PaperBand] = []
    for section in document.sections:
        said = (section.heading, *section.paragraphs)
        rows += [PaperBand(words) for words in said if words]
    rows += [
        PaperBand(row.words)
        if isinstance(row, ReportBand)
        else PaperRow(_cells(row, table), bold=row.bold, atop=row.atop)
        for row in table.rows
    ]
    return Paper(
        document.title,
        tuple(
            PaperColumn(column.heading, column.width, _SIDES[column.align], column.group)
            for column in table.columns
        ),
        tuple(rows),
        document.left,
        document.right,
        document.closing,
        PaperSize(document.size.value),
        document.landscape,
    )


def _cells(row: ReportRow, table: ReportTable) -> tuple[str, ...]:
    if not row.depth:
        return row.cells
    return tuple(
        _INDENT * row.depth + words if place == table.name else words
        for place, words in enumerate(row.cells)
    )
