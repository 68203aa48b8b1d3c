"""A list as an office hands it in, with everything that makes one hard to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from db.connection.whole_file import written_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One row as typed: a blank category is that of the row above, a blank figure an empty cell.

    A number is written as a number, words as text, whether or not they look like a number.
    """

    category: str
    name: str
    nature: str
    baseline: str | float | None
    actual: str | float | None
    target: str | float | None


@dataclass(frozen=True, slots=True)
class OfficeList:
    """What stands above, in and below the table; the years are those of the figures."""

    title: str
    remark: str
    rows: Sequence[OfficeRow]
    footnote: str
    baseline_year: int
    actual_year: int
    target_year: int


FIRST_ROW = 6
"""The first row of figures: below the title, the unit line, a blank row and two of headings."""


def write_office_list(path: Path, sheet: OfficeList, *, replace: bool = False) -> None:
    """Write an untidy list: no merged groups, years as numbers, totals and notes among the rows.

    TargetRefused when the file cannot be written. This is no export: it is what the program tries
    itself on, because nothing real may be shipped with it.
    """
    with written_whole(path, replace=replace) as beside:
        workbook = Workbook(str(beside), {"strings_to_numbers": False})
        try:
            _fill(workbook, sheet)
        finally:
            workbook.close()


def _fill(workbook: Workbook, sheet: OfficeList) -> None:
    hidden = workbook.add_worksheet("底稿")
    hidden.write_string(0, 0, "不报")
    page = workbook.add_worksheet("附件2")
    page.activate()
    page.set_first_sheet()
    hidden.hide()
    title = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
    page.merge_range(0, 0, 0, 6, sheet.title, title)
    page.write_string(1, 0, sheet.remark)
    page.write_string(1, 6, "单位：%")
    _write_headings(page, sheet)
    for order, row in enumerate(sheet.rows):
        _write_row(page, FIRST_ROW - 1 + order, row)
    below = FIRST_ROW - 1 + len(sheet.rows)
    page.write_string(below, 1, "合计")
    page.write_number(below, 4, len(sheet.rows))
    page.write_string(below + 1, 0, sheet.footnote)
    page.set_column(1, 1, 34)


def _write_headings(page: Worksheet, sheet: OfficeList) -> None:
    upper = ("类 别", "指标名称", "属性", "基期值", "实际完成", "目标值", "牵头\n单位")
    for column, words in enumerate(upper):
        page.write_string(3, column, words)
    years = (sheet.baseline_year, sheet.actual_year, sheet.target_year)
    for column, year in enumerate(years, start=3):
        page.write_number(4, column, year)


def _write_row(page: Worksheet, at: int, row: OfficeRow) -> None:
    cells = (row.category, row.name, row.nature, row.baseline, row.actual, row.target)
    for column, value in enumerate(cells):
        if isinstance(value, str):
            if value:
                page.write_string(at, column, value)
        elif value is not None:
            page.write_number(at, column, value)
