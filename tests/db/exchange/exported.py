"""Lists written into a real file, and how openpyxl, another program, sees them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl

from db.exchange.list_writer import write_list
from tests.db.builders import a_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from db.model.lines import IndicatorLine, PlanLine, ProjectLine, TaskLine

TODAY = date(2026, 11, 22)
FIRST = 5


def export(
    folder: Path,
    indicators: Sequence[IndicatorLine] = (),
    tasks: Sequence[TaskLine] = (),
    projects: Sequence[ProjectLine] = (),
    plan: PlanLine | None = None,
) -> Path:
    path = folder / "一览表.xlsx"
    write_list(path, plan or a_plan(), indicators, tasks, projects, replace=True, today=TODAY)
    return path


def opened(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def header(sheet: Worksheet) -> list[tuple[str, str]]:
    """Return group and heading of every column, line breaks aside."""
    group = ""
    headings = []
    for upper, lower in zip(sheet[3], sheet[4], strict=True):
        group = str(upper.value or group)
        heading = str(lower.value or "") if lower.value else group
        headings.append((group if lower.value else "", heading.replace("\n", "")))
    return headings


def cells(sheet: Worksheet, heading: str, group: str = "") -> list[object]:
    """Return the column under a heading, from the first row of the table to the last."""
    column = header(sheet).index((group, heading)) + 1
    return [sheet.cell(row, column).value for row in range(FIRST, sheet.max_row + 1)]
