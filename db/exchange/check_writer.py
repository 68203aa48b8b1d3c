"""The 校验情况表 as an office would print it: a new workbook of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.list_out.checks import check_table
from db.exchange.list_out.sheet import Opening
from db.exchange.list_writer import write_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from db.model.check_lines import CheckLine
    from db.model.lines import PlanLine
    from db.ticket import Ticket


def write_checks(
    path: Path,
    plan: PlanLine,
    lines: Sequence[CheckLine],
    *,
    period: str,
    replace: bool = False,
    today: date,
    ticket: Ticket | None = None,
) -> None:
    """Write what was doubted in a plan's figures; `period` is said in words (2024 年).

    A4 on its side, the heads on every page, a line for signatures below the last row.

    Raises:
        TargetRefused: the file cannot be written, or exists and `replace` is not given.
        Cancelled: the ticket says so.
    """
    table = check_table(lines, plan.county)
    opening = Opening(
        f"{plan.title}{period.replace(' ', '')}",
        f"编制单位：{plan.issuer}" if plan.issuer else "",
        f"报告期：{period}　填表日期：{today.isoformat()}",
    )
    write_tables(
        path,
        [table],
        opening,
        subject=table.subject,
        author=plan.issuer,
        replace=replace,
        today=today,
        ticket=ticket,
    )
