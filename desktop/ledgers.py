"""对账单 on their way out: up to which period, and a folder of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.errors import ValueRefused
from db.exchange.list_out.book import ENDING
from db.faults import ValueFault
from db.model.period import Period
from db.reports.ledger import ledger
from db.reports.workbook import write_report
from db.rules.file_names import NAME_LENGTH, safe_name

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.book import PlanBook
    from db.model.lines import PlanLine
    from db.ticket import Ticket


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
        target = folder / safe_name(f"{unit.name}对账单", NAME_LENGTH, ENDING)
        write_report(target, made, replace=True, today=today, author=plan.issuer)
        written += 1
    ticket.report(len(chosen), len(chosen), folder.name)
    return written, empty
