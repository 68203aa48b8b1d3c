"""The 目标任务一览表 as an office would print it: a new workbook with up to three sheets."""

from __future__ import annotations

from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.connection.whole_file import written_whole
from db.errors import TargetRefused
from db.exchange.collector import collector_at_rest
from db.exchange.list_out.book import ENDING, empty_workbook
from db.exchange.list_out.indicators import indicator_table
from db.exchange.list_out.projects import project_table
from db.exchange.list_out.sheet import Opening, Progress, SheetWriter
from db.exchange.list_out.style import Styles
from db.exchange.list_out.tasks import task_table
from db.faults import TargetFault
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from db.exchange.list_out.table import ListTable
    from db.model.lines import IndicatorLine, PlanLine, ProjectLine, TaskLine
    from db.model.project_lines import ProjectWork
    from db.model.revised import RevisionEntry


def write_list(
    path: Path,
    plan: PlanLine,
    indicators: Sequence[IndicatorLine],
    tasks: Sequence[TaskLine],
    projects: Sequence[ProjectLine],
    *,
    revisions: Sequence[RevisionEntry] = (),
    work: Mapping[str, ProjectWork] = MappingProxyType({}),
    replace: bool = False,
    today: date,
    ticket: Ticket | None = None,
) -> None:
    """Write a plan's indicators, tasks and projects as a list in the official look.

    Targets are today's; the line below the title says which `revisions` they follow. Rows keep
    their order. A figure whose words are a plain number becomes a number cell that shows these
    words; everything else is text. Tasks and projects get a sheet where there are any.
    `work` is what is recorded of projects, by their ids: dates, money and years get columns where
    any project has them.

    Raises:
        TargetRefused: the file cannot be written, or exists and `replace` is not given.
        Cancelled: the ticket says so.
    """
    write_tables(
        path,
        _tables(plan, indicators, tasks, projects, work),
        Opening.of(plan, today, revisions),
        subject="目标任务一览表",
        author=plan.issuer,
        replace=replace,
        today=today,
        ticket=ticket,
    )


def _tables(
    plan: PlanLine,
    indicators: Sequence[IndicatorLine],
    tasks: Sequence[TaskLine],
    projects: Sequence[ProjectLine],
    work: Mapping[str, ProjectWork],
) -> Iterator[ListTable]:
    yield indicator_table(plan, indicators)
    if tasks:
        yield task_table(tasks)
    if projects:
        yield project_table(projects, work)


def write_tables(
    path: Path,
    tables: Iterable[ListTable],
    opening: Opening,
    *,
    subject: str,
    author: str = "",
    replace: bool = False,
    today: date,
    ticket: Ticket | None = None,
) -> None:
    """Write tables into a workbook in the official look, a sheet each.

    The file's own title is that of the opening with its `subject`.

    Raises:
        TargetRefused: the file cannot be written, or exists and `replace` is not given.
        Cancelled: the ticket says so.
    """
    if path.suffix.casefold() != ENDING:
        raise TargetRefused(path, TargetFault.WRONG_ENDING, path.suffix)
    with written_whole(path, replace=replace) as beside, collector_at_rest(kept=False):
        made = list(tables)
        content = _workbook(
            made,
            opening,
            subject=subject,
            author=author,
            today=today,
            ticket=ticket or Unhurried(),
        )
        beside.write_bytes(content)


def _workbook(
    tables: Sequence[ListTable],
    opening: Opening,
    *,
    subject: str,
    author: str,
    today: date,
    ticket: Ticket,
) -> memoryview:
    """Return the bytes of the workbook; the same plan on the same day gives the same bytes."""
    content = BytesIO()
    book = empty_workbook(content, f"{opening.title}{subject}", author, today)
    styles = Styles(book)
    progress = Progress(ticket, sum(len(table.rows) for table in tables))
    for table in tables:
        sheet = book.add_worksheet(table.sheet)
        SheetWriter(sheet, styles, table).write(opening, progress)
    progress.report("保存文件")
    book.close()
    return content.getbuffer()
