"""The 审签表: entries that are reviewed on paper, with what is doubted in them, to be signed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from db.model.words import RowKind
from db.reports.document import (
    Align,
    Document,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)
from db.rules.growth import difference
from db.rules.periods import on_paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.model.lines import PlanLine
    from db.model.review_lines import ReviewLine
    from db.rules.finding import Finding

_COLUMNS = (
    ReportColumn("序号", 5, Align.CENTRE, numbers=True),
    ReportColumn("指标、任务、项目", 34),
    ReportColumn("单位", 7, Align.CENTRE),
    ReportColumn("报告期", 10, Align.CENTRE),
    ReportColumn("上期", 12, Align.RIGHT, numbers=True),
    ReportColumn("本次", 12, Align.RIGHT, numbers=True),
    ReportColumn("差", 10, Align.RIGHT, numbers=True),
    ReportColumn("校验", 28),
    ReportColumn("填报人说明", 30),
)
_NAME = 1
_NO_DOUBT = "无疑问"
CLOSING = ("填报人：", "审核人：", "日期：　　　年　　月　　日")


class SheetEntry(NamedTuple):
    """An entry on the sheet: what it is, what is doubted in it, how those who filled it in say."""

    line: ReviewLine
    findings: tuple[Finding, ...] = ()
    explanation: str = ""


def review_sheet(
    plan: PlanLine, entries: Sequence[SheetEntry], period: str, today: date, *, bureau: str = ""
) -> Document:
    """Return the sheet of these entries of a period, in their order, a band for each category.

    An entry that was approved before stands beside what was approved then. `bureau` is who fills
    in; where it is not known, the plan's issuer.
    """
    rows: list[ReportRow | ReportBand] = []
    number = 0
    for category, held in groupby(entries, key=lambda one: one.line.category):
        rows.append(ReportBand(category or "未分类"))
        for entry in held:
            number += 1
            rows.append(_row(number, entry))
    doubted = sum(bool(entry.findings) for entry in entries)
    counted = f"共 {len(entries)} 格" + (f"，有疑问 {doubted} 格" if doubted else "")
    who = bureau or plan.issuer
    asked = f"报告期：{on_paper(period)}"
    return Document(
        f"{plan.title}数据审签表",
        (Section("审签表", table=ReportTable(_COLUMNS, tuple(rows), name=_NAME)),),
        "　".join(part for part in (f"填报单位：{who}" if who else "", asked) if part),
        f"{counted}　打印日期：{today.isoformat()}",
        CLOSING,
    )


def _row(number: int, entry: SheetEntry) -> ReportRow:
    line = entry.line
    name = f"{line.name}（{line.unit_name}）" if line.unit_name else line.name
    if line.kind is RowKind.MILESTONE:
        name = f"{line.category}：{name}"
    return ReportRow(
        (
            str(number),
            name,
            line.measure_unit,
            line.period,
            f"{line.before}（原审定）" if line.was_approved and line.before else line.before,
            line.words,
            _change(line),
            "；".join(finding.message.rstrip("。") for finding in entry.findings) or _NO_DOUBT,
            entry.explanation,
        )
    )


def _change(line: ReviewLine) -> str:
    by = difference(line.before_value, line.value)
    return "" if by is None else f"{by:+f}" if by else "0"
