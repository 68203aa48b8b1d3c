"""A page's table on paper, as it stands: its columns, its rows, what is filtered and folded."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.columns import Cell, Heading, breadth
from desktop.delegates.marks import MARK_WORDS, Mark
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from db.ticket import Ticket
    from desktop.columns import Column
    from desktop.laid_out import LaidOut
    from desktop.page import Page
    from desktop.paper import Paper, PaperBand, PaperRow
    from desktop.widgets.table import LineTable

    PaperRows = tuple[PaperRow | PaperBand, ...]

_INDENT = "\u3000"
_ROOM = {"A4": 300, "A3": 440}
"""What fits across a page, as `breadth` counts: a digit 2, a sign of ours 4."""
_SHORT, _LONG = 30, 120
"""A column up to the first is never broken; one beyond the second asks for no more."""
_AIR = 4
_LEAST_FOR_WORDS = 60
"""What is left on the page for the columns of words."""
_AT_ONCE = 200
"""Rows read in one turn: some 15 milliseconds."""
_FOLDED = "（已收起，各行没有打印）"
"""Behind a heading: hidden rows are not printed, as in a spreadsheet; the paper says so."""
_SIGNED = ("填表人：", "审核人：", "日期：")
_AS_SHOWN: Mapping[str, Callable[[Any], Cell]] = MappingProxyType({})


def print_table(
    page: Page,
    table: LineTable,
    what: str,
    whose: str = "",
    *,
    signed: bool = False,
    period: str | None = None,
    in_full: Mapping[str, Callable[[Any], Cell]] = _AS_SHOWN,
) -> None:
    """Show a table of a page as it will be printed, once it is read and laid out.

    `what` follows the plan's title in that of the paper, `whose` stands below at the left. A line
    to be signed is added where the paper is `signed`. `period` is what the table speaks of, if
    not the year at hand; empty for a table of no period. `in_full` are cells, by the titles of
    their columns, that the screen shortens and paper has room for.
    """
    plan = page.session.plan
    if not table.lines.rows or plan is None:
        page.notices.tell("没有可打印的行。")
        return
    if not page.papers.is_free():
        return
    shown = table.lines.columns
    columns = [one._replace(cell=in_full.get(one.title, one.cell)) for one in shown]
    asked = page.session.period if period is None else period
    beside = whose, f"报告期：{period_words(asked)}" if asked else ""
    closing = _SIGNED if signed else ()

    def lay_out(rows: PaperRows, ticket: Ticket) -> LaidOut:
        # Loaded here: printing is asked for now and then, the table is always there.
        from desktop.paper_pages import PaperPages  # noqa: PLC0415

        paper = table_paper(columns, rows, f"{plan.title}{what}", beside, closing)
        return PaperPages(paper, ticket)

    reading = TableReading(columns, table.lines.rows, page)
    reading.done.connect(lambda rows: page.papers.preview(partial(lay_out, rows)))
    reading.done.connect(reading.deleteLater)
    reading.go_on()


class TableReading(QObject):
    """Reads the cells of a table as they stand, a few rows a turn: the window stays alive.

    On the window's thread, for a cell may look into the open book.
    """

    done = Signal(object)
    """The rows as they are printed."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows = rows
        self._read: list[PaperRow | PaperBand] = []

    @Slot()
    def go_on(self) -> None:
        """Read some rows, the others in the turns that follow."""
        start = len(self._read)
        self._read += [_row(self._columns, row) for row in self._rows[start : start + _AT_ONCE]]
        if len(self._read) < len(self._rows):
            QTimer.singleShot(0, self.go_on)
        else:
            self.done.emit(tuple(self._read))


def table_paper(
    columns: Sequence[Column],
    rows: PaperRows,
    title: str,
    beside: tuple[str, str] = ("", ""),
    closing: tuple[str, ...] = (),
) -> Paper:
    """Return a table as a paper; figures stay on one line, columns of words share what is left.

    `beside` are the words at both sides below the title, `closing` the parts of the line to sign.
    """
    from desktop.paper import Paper, PaperColumn, PaperSize  # noqa: PLC0415 - as above

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
    if cell.mark == Mark.BLANK and cell.text.endswith(MARK_WORDS[Mark.BLANK]):
        return ""
    words = cell.text
    if not words and cell.mark is not None:
        words = MARK_WORDS[cell.mark]
    if cell.struck:
        words = f"{cell.struck} → {words}"
    tagged = f"{words}（{cell.tag}）" if cell.tag else words
    return f"{_INDENT * cell.indent}{cell.label}{' ' if cell.label else ''}{tagged}{cell.after}"


def _row(columns: Sequence[Column], line: object) -> PaperRow | PaperBand:
    from desktop.paper import PaperBand, PaperRow  # noqa: PLC0415 - as above

    if not isinstance(line, Heading):
        return PaperRow(tuple(words_on_paper(column.cell(line)) for column in columns))
    words = f"{line.title}  {line.detail}".rstrip() + ("" if line.open else _FOLDED)
    if not line.totals:
        return PaperBand(f"{_INDENT * line.depth}{words}")
    totals = (line.totals.get(column.name, "") for column in columns[1:])
    return PaperRow((words, *totals), bold=True)
