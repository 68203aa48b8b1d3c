"""The 校验情况表 of the period in sight: kept as a file, or printed over a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.book import PlanBook
from db.queries import find_plan
from db.queries.check_report import check_lines
from desktop.check_paper import check_paper
from desktop.check_report import write_check_report
from desktop.paper_pages import PaperPages
from desktop.plan_paper import PlanPaper
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from db.ticket import Ticket
    from desktop.printing import PrintPreview


class CheckReport(PlanPaper):
    """Says what the checks find in the figures of a period, and what was said of it."""

    what = "校验情况表"

    def why_none(self) -> str:
        return "还没有规划，没有校验情况可列。" if self.session.plan is None else ""

    def title(self) -> str:
        plan = self.session.plan
        words = period_words(self.session.period).replace(" ", "")
        return f"{plan.title if plan is not None else ''}{words}{self.what}"

    def laying_out(self) -> Callable[[Ticket], PaperPages]:
        return partial(_laid_out, *self._asked())

    def writing(self, target: Path) -> Callable[[Ticket], Path]:
        return partial(_kept, *self._asked(), target)

    def preview_at_once(self) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        plan = self.session.plan
        if plan is None:
            raise RuntimeError("no plan")
        session = self.session
        lines = session.book.read(check_lines, plan.id, session.period, today=session.today)
        words = period_words(session.period)
        return self.desk.show(PaperPages(check_paper(plan, lines, words, session.today)))

    def _asked(self) -> tuple[Path, str, str, date]:
        session = self.session
        plan = session.plan.id if session.plan is not None else ""
        return session.book.path, plan, session.period, session.today


def _laid_out(path: Path, plan: str, period: str, today: date, ticket: Ticket) -> PaperPages:
    with PlanBook.open(path) as book:
        line = book.read(find_plan, plan)
        lines = book.read(check_lines, plan, period, today=today)
    return PaperPages(check_paper(line, lines, period_words(period), today), ticket)


def _kept(  # noqa: PLR0917 - the target comes last but for the ticket
    path: Path, plan: str, period: str, today: date, target: Path, ticket: Ticket
) -> Path:
    with PlanBook.open(path) as book:
        write_check_report(book, target, plan, period, replace=True, today=today, ticket=ticket)
    return target
