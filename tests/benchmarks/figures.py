"""Made-up plans of any size, as lines to write and as a book to fill."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import xlsxwriter

from db.model.amount import Amount
from db.model.lines import ActualValue, IndicatorLine, PlanLine, YearValue
from db.model.words import Counting, Direction, EntryState, Nature, TargetRole

if TYPE_CHECKING:
    from pathlib import Path

YEARS = tuple(range(2021, 2025))


def a_plan(indicators: int) -> PlanLine:
    return PlanLine(
        id="plan", title="某县“十四五”教育事业发展规划", document_number="某政发〔2021〕1号",
        issuer="某县人民政府", issued_on="2021-06-01", period_start=2021, period_end=2025,
        county="某县", disclosure="主动公开", indicators=indicators, commitments=0, tasks=0,
        projects=0, demonstration=False,
    )  # fmt: skip


def amount(value: Decimal) -> Amount:
    return Amount(format(value, "f"), value)


def indicator_rows(count: int) -> tuple[IndicatorLine, ...]:
    return tuple(_row(order) for order in range(count))


def _row(order: int) -> IndicatorLine:
    base = Decimal(order % 9000) / 100
    return IndicatorLine(
        id=f"i{order}", series=f"s{order}", number="", name=f"第{order}项指标普及水平",
        category=f"类别{order // 25}", unit="%", nature=Nature.BINDING,
        direction=Direction.AT_LEAST, counting=Counting.POINT, parent=None, depth=0, task=None,
        measure=None, recurring="", deadline="", definition="", note="", place="", position=order,
        baselines=(YearValue(f"b{order}", 2020, amount(base)),),
        targets=(YearValue(f"t{order}", 2025, amount(base + 5), TargetRole.TARGET),),
        actuals={
            str(year): ActualValue(
                f"a{order}{year}", str(year), amount(base + year - 2020), EntryState.DRAFT,
                provisional=False, as_of=f"{year}-12-31", note="",
            )
            for year in YEARS
        },
    )  # fmt: skip


def write_office_table(path: Path, rows: int, periods: tuple[str, ...]) -> None:
    """Write a plain table with one column of actuals a period."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("汇总")
        header = ["类别", "指标名称", "单位", *(f"{period}年实际" for period in periods)]
        sheet.write_row(0, 0, header)
        for order in range(rows):
            values = [
                round(50 + (order * 7 + column) % 400 / 10, 1) for column in range(len(periods))
            ]
            sheet.write_row(
                1 + order, 0, [f"类别{order // 25}", f"第{order}项指标普及水平", "%", *values]
            )
