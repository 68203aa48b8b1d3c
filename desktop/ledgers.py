"""对账单 on their way out: which period, which kind of file, one unit or a folder of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.errors import TargetRefused, ValueRefused
from db.faults import TargetFault, ValueFault
from db.model.period import Period
from db.reports.ledger import ledger
from db.reports.workbook import ENDING, write_report

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.book import PlanBook
    from db.model.lines import PlanLine
    from db.reports.document import Document
    from db.ticket import Ticket

PDF = ".pdf"
_NOT_IN_A_NAME = '\\/:*?"<>|'


def ledger_period(asked: str | None, carried: str, plan: PlanLine, today: date) -> str:
    """Return the period of a 对账单: the asked one, that of the book, else this year in the plan.

    Raises ValueRefused(NOT_A_PERIOD) for words that are none.
    """
    if asked:
        try:
            return str(Period.read(asked))
        except ValueError:
            raise ValueRefused(ValueFault.NOT_A_PERIOD, asked) from None
    if carried:
        return carried
    first, last = plan.period_start or today.year, plan.period_end or today.year
    return str(min(max(today.year, first), last))


def write_ledger(
    target: Path,
    made: Document,
    plan: PlanLine,
    today: date,
    *,
    replace: bool = False,
    ticket: Ticket | None = None,
) -> None:
    """Write a 对账单 as .xlsx or .pdf by the ending of its file.

    A PDF needs a QGuiApplication. Raises TargetRefused where it cannot be written, or has another
    ending.
    """
    ending = target.suffix.casefold()
    if ending == ENDING:
        write_report(target, made, replace=replace, today=today, author=plan.issuer, ticket=ticket)
    elif ending == PDF:
        # Paper needs Qt: loaded only for it.
        from desktop.printing import write_pdf  # noqa: PLC0415
        from desktop.report_paper import paper_of  # noqa: PLC0415

        write_pdf(target, paper_of(made), replace=replace, ticket=ticket)
    else:
        raise TargetRefused(target, TargetFault.WRONG_ENDING, f"{ENDING} 或 {PDF}")


def write_all(
    folder: Path, book: PlanBook, plan: PlanLine, *, period: str, today: date, ticket: Ticket
) -> tuple[int, int]:
    """Write the 对账单 of every unit that answers for something in a plan into a folder.

    Returns how many were written and how many units answer for nothing. Files of an earlier time
    are replaced. Raises TargetRefused, Cancelled.
    """
    written = empty = 0
    chosen = book.read(queries.unit_lines)
    for done, unit in enumerate(chosen):
        ticket.report(done, len(chosen), unit.name)
        account = book.read(queries.unit_account, plan.id, unit.id, period)
        if account.is_empty:
            empty += 1
            continue
        made = ledger(plan, account, period, today)
        target = folder / f"{file_name(unit.name)}对账单{ENDING}"
        write_report(target, made, replace=True, today=today, author=plan.issuer)
        written += 1
    ticket.report(len(chosen), len(chosen), folder.name)
    return written, empty


def file_name(name: str) -> str:
    """Return a name as part of a file's: what no system takes is left out."""
    return "".join(sign for sign in name if sign not in _NOT_IN_A_NAME).strip(" .") or "单位"
