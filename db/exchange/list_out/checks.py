"""The 校验情况表 as a table: what was doubted, the figures, the explanation, who gave it when."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from db.exchange.list_out.table import NUMBER, Column, ListTable, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.check_lines import CheckLine

CLOSING = ("单位负责人：", "审核人：", "填表人：", "填表日期：")
"""Who signs a 校验情况表."""

_COLUMNS = (
    NUMBER,
    Column("校验结果", Look.CENTRED, 16, 16),
    Column("指标名称", Look.NAME, 18, 32),
    Column("计量单位", Look.CENTRED, 6, 8),
    Column("报数单位", Look.CENTRED, 8, 14),
    Column("上期", Look.FIGURE, 8, 12, "数值"),
    Column("本期", Look.FIGURE, 8, 12, "数值"),
    Column("校验情况", Look.WORDS, 24, 44),
    Column("相关数值", Look.WORDS, 14, 28),
    Column("说明", Look.WORDS, 18, 40),
    Column("说明人", Look.CENTRED, 8, 10),
    Column("说明日期", Look.CENTRED, 11, 12),
)


def check_table(lines: Sequence[CheckLine], county: str) -> ListTable:
    """Return the sheet of what was doubted; a figure of no unit is that of the `county`."""
    numbers = count(1)
    rows = [
        (
            str(next(numbers)),
            line.standing.value,
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
        for line in lines
    ]
    return ListTable(
        "校验情况",
        "校验情况表",
        _COLUMNS,
        rows,
        [0] * len(rows),
        (),
        2,
        closing=CLOSING,
    )
