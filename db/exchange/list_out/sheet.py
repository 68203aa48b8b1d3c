"""One table of a list written into one sheet: title, lines, header, rows, merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

from db.exchange.list_out.sizes import (
    heading_words,
    height_of,
    lines_of,
    sizes_of,
    text_width,
)
from db.exchange.list_out.style import BODY_SIZE, LINE_SIZE, TITLE_SIZE, Styles, set_page
from db.exchange.list_out.table import NUMBERS, Column, ListTable, Look
from db.exchange.list_out.words import FigureWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from db.model.lines import PlanLine
    from db.model.revised import RevisionEntry
    from db.ticket import Ticket

_TITLE_ROW, _LINE_ROW, _GROUP_ROW, _HEADING_ROW, _FIRST_ROW = range(5)
_TITLE_HEIGHT, _LINE_HEIGHT = 40.0, 22.0
_LEAST_HEADER = 22.0
# A text that a cell cannot hold loses its end, and says so.
_MOST_SIGNS = 32_767
_CUT = "……"
# As many digits as a cell keeps.
_MOST_DIGITS = 15
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
_ROWS_A_REPORT = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above every table: the plan's title, whose it is, and the day of the list."""

    title: str
    left: str
    right: str

    @classmethod
    def of(cls, plan: PlanLine, today: date, revisions: Sequence[RevisionEntry] = ()) -> Opening:
        """Return the words above the tables of a plan, whose targets follow these revisions."""
        said = (
            ("文号：", plan.document_number),
            ("发文机关：", plan.issuer),
            # Words that are not read as the plan's own 文号, nor as a title.
            ("目标调整日期：", "、".join(_dated(entry) for entry in revisions)),
        )
        left = "　".join(label + words for label, words in said if words)
        return cls(plan.title, left, f"单位：见表　填表日期：{today.isoformat()}")


def _dated(entry: RevisionEntry) -> str:
    told = entry.document_number
    return f"{entry.decided_on}（{told}）" if told else entry.decided_on


@dataclass(slots=True)
class Progress:
    """How many rows of all sheets are written, told every so often."""

    ticket: Ticket
    total: int
    done: int = 0

    def row_done(self, what: str) -> None:
        """Count a row."""
        self.done += 1
        if self.done % _ROWS_A_REPORT == 0:
            self.report(what)

    def report(self, what: str) -> None:
        """Tell how far the writing is; Cancelled when it should stop."""
        self.ticket.report(self.done, self.total, what)


class SheetWriter:
    """One table on its way into one sheet."""

    def __init__(self, sheet: Worksheet, styles: Styles, table: ListTable) -> None:
        self._sheet = sheet
        self._styles = styles
        self._table = table
        self._sizes = sizes_of(table)
        self._widths = self._sizes.widths
        self._last_column = len(table.columns) - 1

    def write(self, opening: Opening, progress: Progress) -> None:
        """Write everything from the title to how the sheet prints."""
        sheet, table = self._sheet, self._table
        for number, width in enumerate(self._widths):
            sheet.set_column(number, number, width)
        self._write_title(opening.title + table.subject)
        self._write_lines(opening.left, opening.right)
        self._write_header()
        self._write_rows(progress)
        for span in table.spans:
            column = table.columns[span.column]
            first, last = _FIRST_ROW + span.first, _FIRST_ROW + span.last
            style = self._styles.cell(column.look)
            if last > first:
                sheet.merge_range(first, span.column, last, span.column, "", style)
            self._write_cell(first, span.column, span.text, column.look, style)
        last_row = _HEADING_ROW + len(table.rows)
        set_page(sheet, last_row, self._last_column)
        sheet.freeze_panes(_FIRST_ROW, table.name + 1)
        # Words such as 007 stay words, and need no green corner to say so.
        sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last_row, self._last_column)})

    def _write_title(self, title: str) -> None:
        lines = lines_of(title, sum(self._widths) * BODY_SIZE / TITLE_SIZE)
        self._sheet.set_row(_TITLE_ROW, _TITLE_HEIGHT * lines)
        self._write_across(_TITLE_ROW, 0, self._last_column, title, self._styles.title)

    def _write_lines(self, left: str, right: str) -> None:
        """Write the line below the title in two parts, the right one as wide as it needs."""
        scale = BODY_SIZE / LINE_SIZE
        split = self._last_column
        while split > 1 and sum(self._widths[split:]) * scale < text_width(right) + 1:
            split -= 1
        lines = lines_of(left, sum(self._widths[:split]) * scale)
        self._sheet.set_row(_LINE_ROW, _LINE_HEIGHT * lines)
        self._write_across(_LINE_ROW, 0, split - 1, left, self._styles.left_line)
        self._write_across(_LINE_ROW, split, self._last_column, right, self._styles.right_line)

    def _write_across(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        if last > first:
            self._sheet.merge_range(row, first, row, last, "", style)
        self._sheet.write_string(row, first, text, style)

    def _write_header(self) -> None:
        """Write both rows of the header; a heading without a group reaches over both."""
        style = self._styles.header
        lines = [1, 1]
        for group, columns in _groups(self._table.columns):
            first, last = columns[0], columns[-1]
            if group:
                self._write_across(_GROUP_ROW, first, last, group, style)
                lines[0] = max(lines[0], lines_of(group, sum(self._widths[first : last + 1])))
            for column in columns:
                heading = heading_words(self._table.columns[column].heading)
                taken = lines_of(heading, self._widths[column])
                if group:
                    self._sheet.write_string(_HEADING_ROW, column, heading, style)
                    lines[1] = max(lines[1], taken)
                else:
                    self._sheet.merge_range(_GROUP_ROW, column, _HEADING_ROW, column, "", style)
                    self._sheet.write_string(_GROUP_ROW, column, heading, style)
                    lines[1] = max(lines[1], taken - 1)
        self._sheet.set_row(_GROUP_ROW, max(height_of(lines[0]), _LEAST_HEADER))
        self._sheet.set_row(_HEADING_ROW, max(height_of(lines[1]), _LEAST_HEADER))

    def _write_rows(self, progress: Progress) -> None:
        """Write all cells but those of the columns that the spans fill."""
        table, styles = self._table, self._styles
        merged = {span.column for span in table.spans}
        plain = [
            (number, column.look, styles.cell(column.look))
            for number, column in enumerate(table.columns)
            if number not in merged
        ]
        indented = [
            (number, look, styles.cell(look, indent=1) if number == table.name else style)
            for number, look, style in plain
        ]
        for at, (texts, depth) in enumerate(zip(table.rows, table.depths, strict=True)):
            row = _FIRST_ROW + at
            self._sheet.set_row(row, self._sizes.heights[at])
            for number, look, style in indented if depth else plain:
                self._write_cell(row, number, texts[number], look, style)
            progress.row_done(table.sheet)

    def _write_cell(self, row: int, column: int, text: str, look: Look, style: Format) -> None:
        """Write a number where a column holds them and the text is one, else the text as it is."""
        if not text:
            self._sheet.write_blank(row, column, None, style)
            return
        if isinstance(text, FigureWords):
            style = self._styles.cell(look, shown=text)
            self._sheet.write_number(row, column, float(text.number), style)
            return
        decimals = plain_decimals(text) if look in NUMBERS else None
        if decimals is not None:
            style = self._styles.cell(look, decimals=decimals)
            self._sheet.write_number(row, column, float(text), style)
        else:
            write_words(self._sheet, row, column, text, style)


def write_words(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text as it is, cut where it is longer than a cell can hold."""
    if len(text) <= _MOST_SIGNS // 2 and not text.startswith("<r>"):
        sheet.write_string(row, column, text, style)
        return
    words = _cut(text)
    if words.startswith("<r>") and words.endswith("</r>"):
        # It would be laid into the file as it is; given in two runs it is text again.
        sheet.write_rich_string(row, column, style, words[:1], style, words[1:], style)
    else:
        sheet.write_string(row, column, words, style)


@lru_cache(maxsize=8192)
def plain_decimals(text: str) -> int | None:
    """Return how many decimals a plain number shows: 95.10 has 2; None when a text is no such.

    Only a number that a cell keeps to the last digit and shows again as it was written is one.
    """
    found = _PLAIN_NUMBER.fullmatch(text)
    if found is None or len(text) - text.count(".") - text.count("-") > _MOST_DIGITS:
        return None
    # A cell knows no -0.
    if text.startswith("-") and not float(text):
        return None
    return len(found[1] or "")


def _cut(text: str) -> str:
    """Return what a cell can hold of a text, in the units of UTF-16 that it counts in."""
    units = text.encode("utf-16-le")
    if len(units) <= _MOST_SIGNS * 2:
        return text
    return units[: (_MOST_SIGNS - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, list[int]]]:
    """Yield each group of neighbouring columns with their numbers; those without group alone."""
    for group, numbers in groupby(range(len(columns)), lambda number: columns[number].group):
        yield group, list(numbers)
