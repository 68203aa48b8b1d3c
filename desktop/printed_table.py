"""A page's table on paper, as it stands: its columns, its rows, what is filtered and folded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.columns import Cell, Heading, breadth
from desktop.delegates.marks import MARK_WORDS, Mark
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.ticket import Ticket
    from desktop.columns import Column
    from desktop.laid_out import LaidOut
    from desktop.page import Page
    from desktop.paper import Paper, PaperBand, PaperRow
    from desktop.widgets.table import LineTable

_INDENT = "\u3000"
_ROOM = {"A4": 300, "A3": 440}
"""What fits across a page, as `breadth` counts: a digit 2, a sign of ours 4."""
_SHORT, _LONG = 30, 120
"""A column up to the first is never broken; one beyond the second asks for no more."""
_AIR = 4
_LEAST_FOR_WORDS = 60
"""What is left on the page for the columns of words."""
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
    page.papers.preview(partial(_laid_out, paper))


def table_paper(
    table: LineTable, title: str, beside: tuple[str, str] = ("", ""), closing: tuple[str, ...] = ()
) -> Paper:
    """Return a table as a paper; figures stay on one line, columns of words share what is left.

    `beside` are the words at both sides below the title, `closing` the parts of the line to sign.
    """
    # Loaded here: printing is asked for now and then, the table is always there.
    from desktop.paper import Paper, PaperColumn, PaperSize  # noqa: PLC0415

    columns = table.lines.columns
    rows = tuple(_row(table, place) for place in range(len(table.lines.rows)))
    needed = [_needed(column, at, rows) for at, column in enumerate(columns)]
    short = sum(one for one in needed if one <= _SHORT)
    size = PaperSize.A3 if short + _LEAST_FOR_WORDS > _ROOM["A4"] else PaperSize.A4
    left = max(_ROOM[size] - short, _LEAST_FOR_WORDS)
    wished = sum(one for one in needed if one > _SHORT) or 1
    widths = [one if one <= _SHORT else left * one / wished for one in needed]
    return Paper(
        title,
        tuple(
            PaperColumn(column.title, width, column.align, column.group)
            for column, width in zip(columns, widths, strict=True)
        ),
        rows,
        left=beside[0],
        right=beside[1],
        closing=closing,
        size=size,
    )


def _needed(column: Column, at: int, rows: Iterable[PaperRow | PaperBand]) -> int:
    """Return how broad a column is: as its longest cell, its heading on two lines."""
    from desktop.paper import PaperRow  # noqa: PLC0415 - as above

    cells = (row.cells[at] for row in rows if isinstance(row, PaperRow))
    longest = max((breadth(words) for words in cells if isinstance(words, str)), default=0)
    head = max((breadth(words) for words in column.title.split("\n")), default=0)
    return min(max(longest, head if head <= _AIR * 4 else head // 2), _LONG) + _AIR


def words_on_paper(cell: Cell) -> str:
    """Return a cell as words: what colour, place or a mark say on the screen is written out.

    A gap is left blank, to be filled in by hand.
    """
    if cell.mark is Mark.BLANK and cell.text.endswith(MARK_WORDS[Mark.BLANK]):
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
