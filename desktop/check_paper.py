"""The 校验情况表 on paper: findings under how they stand, with figures and explanations."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from db.exchange.list_out.checks import CLOSING
from desktop.columns import Align
from desktop.paper import Paper, PaperBand, PaperColumn, PaperRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from db.model.check_lines import CheckLine
    from db.model.lines import PlanLine

_COLUMNS = (
    PaperColumn("序号", 11, Align.CENTRE),
    PaperColumn("指标名称", 40),
    PaperColumn("计量\n单位", 11, Align.CENTRE),
    PaperColumn("报数单位", 26, Align.CENTRE),
    PaperColumn("上期", 18, Align.RIGHT, group="数值"),
    PaperColumn("本期", 18, Align.RIGHT, group="数值"),
    PaperColumn("校验情况", 50),
    PaperColumn("相关数值", 32),
    PaperColumn("说明", 41),
    PaperColumn("说明人", 14, Align.CENTRE),
    PaperColumn("说明日期", 23, Align.CENTRE),
)


def check_paper(plan: PlanLine, lines: Sequence[CheckLine], period: str, today: date) -> Paper:
    """Return the paper of what was doubted in a plan; `period` is said in words (2024 年)."""
    return Paper(
        title=f"{plan.title}{period.replace(' ', '')}校验情况表",
        columns=_COLUMNS,
        rows=tuple(_rows(lines, plan.county)),
        left=f"编制单位：{plan.issuer}" if plan.issuer else "",
        right=f"报告期：{period}　填表日期：{today.isoformat()}",
        closing=CLOSING,
    )


def _rows(lines: Sequence[CheckLine], county: str) -> Iterator[PaperRow | PaperBand]:
    number = 0
    for standing, told in groupby(lines, lambda line: line.standing):
        members = list(told)
        yield PaperBand(f"{standing}　{len(members)} 处")
        for line in members:
            number += 1
            yield _row(number, line, county)
    if not lines:
        yield PaperBand("没有错误，也没有疑问")


def _row(number: int, line: CheckLine, county: str) -> PaperRow:
    return PaperRow(
        (
            str(number),
            line.name,
            line.measure_unit,
            line.unit or (county if line.period else ""),
            line.before,
            line.figure,
            line.message,
            line.others,
            line.explanation,
            line.who,
            line.day,
        )
    )
