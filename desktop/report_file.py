"""A report of the book as a file: a workbook, or a PDF, as its ending says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import TargetRefused
from db.exchange.list_out.book import ENDING
from db.faults import TargetFault
from db.reports.workbook import write_report

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.reports.document import Document
    from db.ticket import Ticket

PDF = ".pdf"


def write_report_file(
    target: Path,
    made: Document,
    today: date,
    ticket: Ticket | None = None,
    *,
    author: str = "",
    replace: bool = False,
) -> Path:
    """Write a report with one table as .xlsx or .pdf, whole or not at all; return the file.

    A PDF needs a QGuiApplication.

    Raises:
        TargetRefused: the file cannot be written, exists and `replace` is not given, or is neither
            of the two.
        Cancelled: the ticket says so.
    """
    ending = target.suffix.casefold()
    if ending == ENDING:
        write_report(target, made, replace=replace, today=today, author=author, ticket=ticket)
    elif ending == PDF:
        # Paper needs Qt: loaded only for it.
        from desktop.printing import write_pdf  # noqa: PLC0415
        from desktop.report_paper import paper_of  # noqa: PLC0415

        write_pdf(target, paper_of(made), replace=replace, ticket=ticket)
    else:
        raise TargetRefused(target, TargetFault.WRONG_ENDING, f"{ENDING} 或 {PDF}")
    return target
