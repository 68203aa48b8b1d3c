"""The 调整对照表 of the plan in sight: kept as a file, or printed over a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.book import PlanBook
from db.queries import find_plan
from db.queries.revisions import revision_entries
from db.reports.revision_table import revision_table
from desktop.plan_paper import PlanPaper
from desktop.report_file import write_report_file
from desktop.report_paper import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from db.reports.document import Document
    from db.ticket import Ticket
    from desktop.paper_pages import PaperPages
    from desktop.printing import PrintPreview


class RevisionReport(PlanPaper):
    """Puts what was before each revision beside what is since."""

    what = "调整对照表"

    def why_none(self) -> str:
        plan = self.session.plan
        if plan is None or not self.session.read(revision_entries, plan.id):
            return "还没有目标调整，没有可列的。"
        return ""

    def title(self) -> str:
        plan = self.session.plan
        return f"{plan.title if plan is not None else ''}目标{self.what}"

    def laying_out(self) -> Callable[[Ticket], PaperPages]:
        return partial(_laid_out, *self._asked())

    def writing(self, target: Path) -> Callable[[Ticket], Path]:
        return partial(_kept, *self._asked(), target)

    def preview_at_once(self) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        return self.desk.show(laid_out(_document(*self._asked())))

    def _asked(self) -> tuple[Path, str, date]:
        session = self.session
        plan = session.plan.id if session.plan is not None else ""
        return session.book.path, plan, session.today


def _document(path: Path, plan: str, today: date) -> Document:
    with PlanBook.open(path) as book:
        return revision_table(book.read(find_plan, plan), book.read(revision_entries, plan), today)


def _laid_out(path: Path, plan: str, today: date, ticket: Ticket) -> PaperPages:
    return laid_out(_document(path, plan, today), ticket)


def _kept(path: Path, plan: str, today: date, target: Path, ticket: Ticket) -> Path:
    return write_report_file(target, _document(path, plan, today), today, ticket, replace=True)
