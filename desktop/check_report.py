"""The 校验情况表 as a file: a workbook, or a PDF, by its ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.errors import TargetRefused
from db.faults import TargetFault
from db.queries.check_report import check_lines
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from db.book import PlanBook
    from db.model.check_lines import CheckLine
    from db.ticket import Ticket

PDF, WORKBOOK = ".pdf", ".xlsx"


def write_check_report(
    book: PlanBook,
    target: Path,
    plan: str,
    period: str,
    *,
    replace: bool = False,
    today: date,
    ticket: Ticket | None = None,
) -> Sequence[CheckLine]:
    """Write what the checks say of a plan's figures of a period, and return it.

    A PDF needs a QGuiApplication; a workbook does not.

    Raises:
        TargetRefused: the file cannot be written, exists, or is neither of the two.
        NotFound: there is no such plan.
        Cancelled: the ticket says so.
    """
    ending = target.suffix.casefold()
    if ending not in {PDF, WORKBOOK}:
        raise TargetRefused(target, TargetFault.WRONG_ENDING, WORKBOOK)
    line = book.read(queries.find_plan, plan)
    lines = book.read(check_lines, line.id, period, today=today)
    words = period_words(period)
    if ending == PDF:
        # Loaded when asked for: a workbook needs no Qt.
        from desktop.check_paper import check_paper  # noqa: PLC0415
        from desktop.printing import write_pdf  # noqa: PLC0415

        paper = check_paper(line, lines, words, today)
        write_pdf(target, paper, replace=replace, ticket=ticket)
    else:
        from db.exchange.check_writer import write_checks  # noqa: PLC0415 - as above

        write_checks(target, line, lines, period=words, replace=replace, today=today, ticket=ticket)
    return lines
