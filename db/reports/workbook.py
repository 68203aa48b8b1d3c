"""A report as a workbook in the look of the official list: a sheet a section, ready to print."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

from db.connection.whole_file import written_whole
from db.errors import TargetRefused
from db.exchange.list_out.book import ENDING, empty_workbook
from db.exchange.list_out.sheet import plain_decimals, write_words
from db.exchange.list_out.sizes import (
    PAGES,
    SMALLEST_PRINT,
    height_of,
    lines_of,
    pixels,
    text_width,
)
from db.exchange.list_out.style import BODY_SIZE, LINE_SIZE, TITLE_SIZE, Styles, set_page
from db.exchange.list_out.table import Look
from db.faults import TargetFault
from db.reports.document import Align, ReportBand, ReportRow
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from db.reports.document import Document, ReportColumn, ReportTable, Section
_TITLE_HEIGHT, _LINE_HEIGHT, _CLOSING_HEIGHT = 40.0, 22.0, 36.0
_LEAST_HEADER = 22.0
_MOST_HEIGHT = 409.0
_MOST_LINES = 25
"""As many lines as the highest row holds."""
_SHORT = 50
_LONGEST_SHEET_NAME = 31
_NOT_IN_A_NAME = frozenset("[]:*?/\\")
_ROWS_A_REPORT = 200
# As wide as what sets a part's name in.
_INDENT = "　"
_PROSE = 30
"""Half-width signs of a column where a section has no table."""
_SPREAD = 3
"""Columns of a sheet without a table; words reach across them."""

_LOOKS = {Align.LEFT: Look.WORDS, Align.CENTRE: Look.CENTRED, Align.RIGHT: Look.FIGURE}


def write_report(
    path: Path,
    document: Document,
    *,
    replace: bool = False,
    today: date,
    author: str = "",
    ticket: Ticket | None = None,
) -> None:
    """Write a report as a workbook, whole or not at all.

    Text is written as text whatever it begins with; only plain numbers in columns of numbers are
    numbers. Every section is a sheet: the title above, the table's head on every page, one page
    wide; what is signed stands below the last.

    Raises:
        TargetRefused: the file cannot be written, or exists and `replace` is not given.
        Cancelled: the ticket says so.
    """
    if path.suffix.casefold() != ENDING:
        raise TargetRefused(path, TargetFault.WRONG_ENDING, path.suffix)
    with written_whole(path, replace=replace) as beside:
        beside.write_bytes(report_bytes(document, today, author, ticket))


def report_bytes(
    document: Document, today: date, author: str = "", ticket: Ticket | None = None
) -> memoryview:
    """Return the workbook; the same report of the same day gives the same bytes."""
    content = BytesIO()
    book = empty_workbook(content, document.title, author, today)
    styles = ReportStyles(book)
    names: set[str] = set()
    for number, section in enumerate(document.sections):
        sheet = book.add_worksheet(_sheet_name(section.name, names))
        writer = _SectionWriter(sheet, styles, document, section)
        writer.write(ticket or Unhurried(), closes=number == len(document.sections) - 1)
    book.close()
    return content.getbuffer()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes and no other sheet of the workbook has."""
    plain = "".join(sign for sign in name if sign not in _NOT_IN_A_NAME).strip(" '") or "表"
    number, made = 1, plain[:_LONGEST_SHEET_NAME]
    while made.casefold() in taken:
        number += 1
        ending = f"（{number}）"
        made = plain[: _LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(made.casefold())
    return made


class ReportStyles(Styles):
    """The formats of a list, with those that only a report has."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._bold: dict[Look, Format] = {}
        self.band = self._format(
            "黑体", BODY_SIZE, 3, align="left", border=1, bg_color="#F2F2F2", indent=0
        )
        self.heading = self._format("黑体", LINE_SIZE, 3, align="left")
        self.paragraph = self._format("仿宋_GB2312", LINE_SIZE, 3, align="left")
        self.closing = self._format("楷体_GB2312", LINE_SIZE, 3, align="left")

    def bold(self, look: Look) -> Format:
        """Return the format of a cell of words in a row that stands out."""
        if look not in self._bold:
            aligned = {Look.FIGURE: "right", Look.CENTRED: "center"}.get(look, "left")
            self._bold[look] = self._format("黑体", BODY_SIZE, 3, align=aligned, border=1)
        return self._bold[look]


class _SectionWriter:
    """One section on its way into one sheet."""

    def __init__(
        self, sheet: Worksheet, styles: ReportStyles, document: Document, section: Section
    ) -> None:
        self._sheet = sheet
        self._styles = styles
        self._document = document
        self._section = section
        columns = section.table.columns if section.table is not None else ()
        page = PAGES[document.size, document.landscape]
        self._widths = _widths([column.width for column in columns] or [_PROSE] * _SPREAD, page)
        self._last_column = len(self._widths) - 1
        self._row = 0

    def write(self, ticket: Ticket, *, closes: bool) -> None:
        """Write everything from the title to how the sheet prints; `closes` adds what is signed."""
        sheet, table = self._sheet, self._section.table
        for number, width in enumerate(self._widths):
            sheet.set_column(number, number, width)
        self._write_line(self._document.title, self._styles.title, TITLE_SIZE, _TITLE_HEIGHT)
        self._write_parts()
        if self._section.heading:
            self._write_line(self._section.heading, self._styles.heading, LINE_SIZE, _LINE_HEIGHT)
        for words in self._section.paragraphs:
            self._write_line(words, self._styles.paragraph, LINE_SIZE, _LINE_HEIGHT)
        head: tuple[int, int] | None = None
        if table is not None:
            head = self._write_head(table.columns)
            self._write_rows(table, ticket)
        if closes and self._document.closing:
            self._write_closing(self._document.closing)
        last_row = max(self._row - 1, 0)
        set_page(
            sheet,
            last_row,
            self._last_column,
            head=head,
            size=self._document.size,
            landscape=self._document.landscape,
        )
        if head is not None:
            sheet.freeze_panes(head[1] + 1, 0)
        # Words such as 007 stay words, and need no green corner to say so.
        sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last_row, self._last_column)})

    # -- above the table -------------------------------------------------------------------------

    def _write_line(self, words: str, style: Format, size: float, height: float) -> None:
        """Write words from side to side in a row of their own, as high as they need."""
        lines = lines_of(words, sum(self._widths) * BODY_SIZE / size)
        self._sheet.set_row(self._row, min(height * lines, _MOST_HEIGHT))
        self._write_across(self._row, 0, self._last_column, words, style)
        self._row += 1

    def _write_parts(self) -> None:
        """Write the line below the title in two parts, the right one as wide as it needs."""
        left, right = self._document.left, self._document.right
        if not left and not right:
            return
        scale = BODY_SIZE / LINE_SIZE
        split = self._last_column
        while split > 1 and sum(self._widths[split:]) * scale < text_width(right) + 1:
            split -= 1
        lines = max(
            lines_of(left, sum(self._widths[:split]) * scale),
            lines_of(right, sum(self._widths[split:]) * scale),
        )
        self._sheet.set_row(self._row, _LINE_HEIGHT * lines)
        self._write_across(self._row, 0, max(split - 1, 0), left, self._styles.left_line)
        if split:
            self._write_across(self._row, split, self._last_column, right, self._styles.right_line)
        self._row += 1

    def _write_across(self, row: int, first: int, last: int, words: str, style: Format) -> None:
        if last > first:
            self._sheet.merge_range(row, first, row, last, "", style)
        write_words(self._sheet, row, first, words, style)

    # -- the table -------------------------------------------------------------------------------

    def _write_head(self, columns: Sequence[ReportColumn]) -> tuple[int, int]:
        """Write the head and return its first and last row; two rows where columns are grouped."""
        grouped = any(column.group for column in columns)
        first, last = self._row, self._row + grouped
        style, lines = self._styles.header, [1, 1]
        for group, numbers in _groups(columns):
            if group:
                width = sum(self._widths[number] for number in numbers)
                self._write_across(first, numbers[0], numbers[-1], group, style)
                lines[0] = max(lines[0], lines_of(group, width))
            for number in numbers:
                words = columns[number].heading
                taken = lines_of(words, self._widths[number])
                if grouped and not group:
                    self._sheet.merge_range(first, number, last, number, "", style)
                    write_words(self._sheet, first, number, words, style)
                    taken -= 1
                else:
                    write_words(self._sheet, last, number, words, style)
                lines[1] = max(lines[1], taken)
        if grouped:
            self._sheet.set_row(first, max(height_of(lines[0]), _LEAST_HEADER))
        self._sheet.set_row(last, max(height_of(lines[1]), _LEAST_HEADER))
        self._row = last + 1
        return first, last

    def _write_rows(self, table: ReportTable, ticket: Ticket) -> None:
        for done, row in enumerate(table.rows):
            if done % _ROWS_A_REPORT == 0:
                ticket.report(done, len(table.rows), self._section.name)
            if isinstance(row, ReportBand):
                self._sheet.set_row(self._row, height_of(lines_of(row.words, sum(self._widths))))
                self._write_across(self._row, 0, self._last_column, row.words, self._styles.band)
            else:
                self._write_row(table, row)
            self._row += 1

    def _write_row(self, table: ReportTable, row: ReportRow) -> None:
        """Write a row; of one that is higher than a row can be, the rest stands in the next."""
        cells = [
            _cut_to_height(words, width) if len(words) > _SHORT else (words, "")
            for words, width in zip(row.atop or row.cells, self._widths, strict=True)
        ]
        lines = 1
        for number, ((words, _), column) in enumerate(zip(cells, table.columns, strict=True)):
            set_in = row.depth if number == table.name else 0
            lines = max(lines, lines_of(_INDENT * set_in + words, self._widths[number]))
            self._write_cell(number, column, words, bold=row.bold, set_in=set_in)
        self._sheet.set_row(self._row, height_of(lines))
        left = tuple(rest for _, rest in cells)
        if any(left):
            self._row += 1
            self._write_row(table, ReportRow(left, row.bold, row.depth))

    def _write_cell(
        self, number: int, column: ReportColumn, words: str, *, bold: bool, set_in: int
    ) -> None:
        look = _LOOKS[column.align]
        style = self._styles.bold(look) if bold else self._styles.cell(look, indent=set_in)
        decimals = plain_decimals(words) if column.numbers and words else None
        if not words:
            self._sheet.write_blank(self._row, number, None, style)
        elif decimals is not None:
            style = self._styles.cell(look, decimals=decimals)
            self._sheet.write_number(self._row, number, float(words), style)
        else:
            write_words(self._sheet, self._row, number, words, style)

    # -- below the table -------------------------------------------------------------------------

    def _write_closing(self, parts: Sequence[str]) -> None:
        """Write the parts of what is signed, spread over the width of the page."""
        self._sheet.set_row(self._row, _CLOSING_HEIGHT)
        for (first, last), words in zip(_spread(self._widths, len(parts)), parts, strict=False):
            self._write_across(self._row, first, last, words, self._styles.closing)
        self._row += 1


def _cut_to_height(words: str, width: float) -> tuple[str, str]:
    """Return as many signs of words as a row is high enough for in a column, and the rest."""
    if lines_of(words, width) <= _MOST_LINES:
        return words, ""
    fits, most = 1, len(words)
    while fits < most:
        tried = (fits + most + 1) // 2
        if lines_of(words[:tried], width) <= _MOST_LINES:
            fits = tried
        else:
            most = tried - 1
    return words[:fits], words[fits:].lstrip("\n")


def _widths(wished: Sequence[float], page: float) -> list[float]:
    """Return widths that together fill the page, each in proportion to what it asked for.

    Where they ask for more, the page is printed smaller rather than that words break.
    """
    own = [pixels(width) for width in wished]
    scale = min(max(sum(own), page), page / SMALLEST_PRINT) / sum(own)
    sides = pixels(0)
    return [max((width * scale - sides) / (pixels(1) - sides), 2.0) for width in own]


def _groups(columns: Sequence[ReportColumn]) -> Iterator[tuple[str, list[int]]]:
    """Yield each group of neighbouring columns with their numbers."""
    for group, numbers in groupby(range(len(columns)), lambda number: columns[number].group):
        yield group, list(numbers)


def _spread(widths: Sequence[float], count: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last column of as many stretches as are asked for, about equally wide."""
    whole, first, passed = sum(widths), 0, 0.0
    for number in range(count):
        last = first
        passed += widths[first] if first < len(widths) else 0.0
        left = count - number - 1
        while last + 1 < len(widths) - left and passed < whole * (number + 1) / count:
            last += 1
            passed += widths[last]
        yield first, last
        first = last + 1
        if first >= len(widths):
            return
