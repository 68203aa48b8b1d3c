"""A page's table on paper, as it stands: its columns, its rows, what is filtered and folded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.columns import Cell, Heading
from desktop.delegates.marks import MARK_WORDS, Mark
from desktop.tasks import Task
from desktop.wording import period_words

if TYPE_CHECKING:
    from db.ticket import Ticket
    from desktop.laid_out import LaidOut
    from desktop.page import Page
    from desktop.paper import Paper, PaperBand, PaperRow
    from desktop.widgets.table import LineTable

_INDENT = "\u3000"
_MOST_ON_A4 = 1200
"""Pixels of columns; wider tables are printed on A3, or their figures would break."""
_SIGNED = ("填表人：", "审核人：", "日期：")


def print_table(
    page: Page, table: LineTable, what: str, whose: str = "", *, signed: bool = False
) -> None:
    """Show a table of a page as it will be printed; it is laid out on the worker thread.

    `what` follows the plan's title in that of the paper, `whose` stands below at the left. A line
    to be signed is added where the paper is `signed`.
    """
    plan = page.session.plan
    if not table.lines.rows or plan is None:
        page.notices.tell("没有可打印的行。")
        return
    title, period = f"{plan.title}{what}", f"报告期：{period_words(page.session.period)}"
    paper = table_paper(table, title, (whose, period), _SIGNED if signed else ())
    task = Task(partial(_laid_out, paper), page)
    task.succeeded.connect(partial(_show, page))
    task.failed.connect(page.notices.report)
    task.ended.connect(task.deleteLater)
    page.runner.start(task)


def table_paper(
    table: LineTable, title: str, beside: tuple[str, str] = ("", ""), closing: tuple[str, ...] = ()
) -> Paper:
    """Return a table as a paper; its columns are as wide to one another as in the window.

    `beside` are the words at both sides below the title, `closing` the parts of the line to sign.
    """
    # Loaded here: printing is asked for now and then, the table is always there.
    from desktop.paper import Paper, PaperColumn, PaperSize  # noqa: PLC0415

    lines = table.lines
    widths = [table.columnWidth(place) for place in range(len(lines.columns))]
    columns = tuple(
        PaperColumn(column.title, width, column.align, column.group)
        for column, width in zip(lines.columns, widths, strict=True)
    )
    return Paper(
        title,
        columns,
        tuple(_row(table, place) for place in range(len(lines.rows))),
        left=beside[0],
        right=beside[1],
        closing=closing,
        size=PaperSize.A3 if sum(widths) > _MOST_ON_A4 else PaperSize.A4,
    )


def words_on_paper(cell: Cell) -> str:
    """Return a cell as words: what colour, place or a mark say on the screen is written out.

    A gap is left blank, to be filled in by hand.
    """
    if cell.mark is Mark.BLANK:
        return ""
    words = cell.text
    if not words and cell.mark is not None:
        words = MARK_WORDS[cell.mark]
    if cell.struck:
        words = f"{cell.struck} → {words}"
    tagged = f"{words}（{cell.tag}）" if cell.tag else words
    return f"{_INDENT * cell.indent}{cell.label}{' ' if cell.label else ''}{tagged}{cell.after}"


def _row(table: LineTable, place: int) -> PaperRow | PaperBand:
    from desktop.paper import PaperBand, PaperRow  # noqa: PLC0415 - as above

    lines = table.lines
    line = lines.rows[place]
    if isinstance(line, Heading) and not line.totals:
        return PaperBand(f"{_INDENT * line.depth}{line.title}  {line.detail}".rstrip())
    cells = (words_on_paper(lines.cell(place, at)) for at in range(len(lines.columns)))
    return PaperRow(tuple(cells), bold=isinstance(line, Heading))


def _laid_out(paper: Paper, ticket: Ticket) -> LaidOut:
    from desktop.paper_pages import PaperPages  # noqa: PLC0415 - as above

    return PaperPages(paper, ticket)


def _show(page: Page, pages: LaidOut) -> None:
    from desktop.printing import PrintPreview  # noqa: PLC0415 - as above

    preview = PrintPreview(pages, page.notices, page)
    preview.finished.connect(preview.deleteLater)
    preview.open()
