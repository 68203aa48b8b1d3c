"""The indicators of a plan as a table: what each is, its figures by year, who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.list_out.people import with_people
from db.exchange.list_out.table import (
    CO_UNITS,
    DEADLINE,
    LEADS,
    NOTE,
    NUMBER,
    Column,
    ListTable,
    Look,
    runs,
)
from db.exchange.list_out.words import deadline_words, name_words, unit_words
from db.exchange.list_out.years import (
    YearGroup,
    actual_figures,
    baseline_figures,
    side_by_side,
    target_figures,
    year_group,
    yearly_figures,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine, PlanLine


def indicator_table(plan: PlanLine, lines: Sequence[IndicatorLine]) -> ListTable:
    """Return the sheet of the indicators; without any, the years are those of the plan."""
    years = _years(plan, lines)
    # A running number of ours would come back as the plan's own.
    numbered = any(line.number for line in lines)
    leading = (NUMBER,) if numbered else ()
    columns = (
        *leading,
        Column("类别", Look.CENTRED, 8, 14),
        Column("指标名称", Look.NAME, 20, 46),
        Column("单位", Look.CENTRED, 6, 12),
        Column("属性", Look.CENTRED, 8, 8),
        *(column for group in years for column in group.columns()),
        LEADS,
        CO_UNITS,
        DEADLINE,
        NOTE,
    )
    rows = [
        (
            *((line.number,) if numbered else ()),
            line.category,
            name_words(line.name, line.depth),
            line.unit,
            line.nature.value,
            *figures,
            unit_words(line.units, lead=True),
            unit_words(line.units, lead=False),
            deadline_words(line.deadline),
            line.note,
        )
        for line, figures in zip(lines, side_by_side(years), strict=True)
    ]
    category = len(leading)
    spans = list(runs(category, (line.category for line in lines)))
    depths = [line.depth for line in lines]
    table = ListTable("指标", "主要指标一览表", columns, rows, depths, spans, category + 1)
    return with_people(table, [line.units for line in lines], [line.provider for line in lines])


def _years(plan: PlanLine, lines: Sequence[IndicatorLine]) -> tuple[YearGroup, ...]:
    """Return the groups of years; those of the actuals and of the yearly targets may be empty."""
    start, end = plan.period_start, plan.period_end
    before = "" if start is None else str(start - 1)
    last = "" if end is None else str(end)
    return (
        year_group("基期值", map(baseline_figures, lines), (before,)),
        year_group("实际完成值", map(actual_figures, lines)),
        year_group("目标值", map(target_figures, lines), (last,)),
        year_group("年度目标", map(yearly_figures, lines)),
    )
