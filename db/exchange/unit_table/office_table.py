"""A table of units as an office hands it in: two rows of headings, townships, sums that are off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from db.connection.whole_file import written_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_FIRST = 4
"""The first row of units, counted from 0: below the title, the unit line and two of headings."""


@dataclass(frozen=True, slots=True)
class TownRows:
    """A township with its schools: each a name and a figure for every column."""

    town: str
    schools: Sequence[tuple[str, Sequence[str | float]]]


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """What stands above, in and below the table.

    `headings` are (upper, lower) pairs, an upper one that is repeated is merged over its columns,
    one without a lower is merged down. `total` is what the office says the columns add up to.
    """

    title: str
    remark: str
    headings: Sequence[tuple[str, str]]
    towns: Sequence[TownRows]
    total: Sequence[float]
    footnote: str


def write_office_table(path: Path, table: OfficeTable, *, replace: bool = False) -> None:
    """Write the table; TargetRefused when the file cannot be written.

    This is no export: it is what the program shows and tries itself on.
    """
    with written_whole(path, replace=replace) as beside:
        workbook = Workbook(str(beside), {"strings_to_numbers": False})
        try:
            _fill(workbook, table)
        finally:
            workbook.close()


def _fill(workbook: Workbook, table: OfficeTable) -> None:
    page = workbook.add_worksheet("各园情况")
    middle = workbook.add_format({"align": "center", "valign": "vcenter"})
    last = len(table.headings) + 1
    page.merge_range(0, 0, 0, last, table.title, middle)
    page.write_string(1, 0, table.remark)
    _write_headings(page, table.headings, middle)
    at = _FIRST
    for town in table.towns:
        top = at
        for name, figures in town.schools:
            page.write_string(at, 1, name)
            _write_figures(page, at, figures)
            at += 1
        sums = zip(*(figures for _, figures in town.schools), strict=True)
        page.write_string(at, 1, "小计")
        _write_figures(page, at, [_sum(column) for column in sums])
        page.merge_range(top, 0, at, 0, town.town, middle)
        at += 1
    page.merge_range(at, 0, at, 1, "合计", middle)
    _write_figures(page, at, table.total)
    page.write_string(at + 1, 0, table.footnote)
    page.set_column(1, 1, 26)


def _write_headings(page: Worksheet, headings: Sequence[tuple[str, str]], middle: object) -> None:
    for column, words in enumerate(("乡镇", "幼儿园名称")):
        page.merge_range(2, column, 3, column, words, middle)
    uppers = [upper for upper, _ in headings]
    for place, (upper, lower) in enumerate(headings):
        column = place + 2
        if not lower:
            page.merge_range(2, column, 3, column, upper, middle)
            continue
        page.write_string(3, column, lower, middle)
        if uppers.index(upper) == place:
            page.merge_range(2, column, 2, column + uppers.count(upper) - 1, upper, middle)


def _write_figures(page: Worksheet, at: int, figures: Sequence[str | float]) -> None:
    for column, value in enumerate(figures, start=2):
        if isinstance(value, str):
            page.write_string(at, column, value)
        else:
            page.write_number(at, column, value)


def _sum(column: Sequence[str | float]) -> float:
    return sum(value for value in column if not isinstance(value, str))
