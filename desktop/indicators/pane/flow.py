"""What the pane says of a figure counted by the year: 本期, 本年累计, 累计, and the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.period import Period
from db.rules.flows import Total, against_target, flow_figures, sum_of_parts
from desktop.indicators.beside import promised_cell
from desktop.indicators.cells import row_decimals
from desktop.indicators.pane.figure import SUM
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import period_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.lines import IndicatorLine

_MOST_NAMED = 3
"""Periods without a figure that are named one by one."""


def flow_section(line: IndicatorLine, period: str, first: int) -> PaneSection:
    """Return what a 当年数 adds up to by the end of a period; `first` is the plan's first year."""
    figures = flow_figures(line.actuals, Period.read(period), first_year=first)
    rows = [
        *_rows(line, "本期", figures.period),
        *(_rows(line, "本年累计", figures.year) if len(period) > len("2023") else ()),
        *_rows(line, "累计", figures.running),
    ]
    found = against_target(line, Period.read(period), first_year=first)
    if found.promised is not None and figures.running.value is not None:
        due = f"{found.due_year} 年" if found.due_year else ""
        promised = value_words(found.promised, row_decimals(line))
        apart = promised_cell(line, period, first).text
        rows.append(PaneRow(f"{due}累计 {promised}，{apart}", left="目标"))
    return PaneSection("当年数", tuple(rows), aside=f"{first} 年起")


def with_sum(section: PaneSection, line: IndicatorLine, period: str) -> PaneSection:
    """Return what is said of a cell, with the sum of its parts where it waits to be filled in."""
    found = sum_of_parts(line, period)
    if found is None:
        return section
    row = PaneRow(f"{found.words} {line.unit}".strip(), left=found.note)
    return section._replace(rows=(*section.rows, row), link=f"填入 {found.words}", key=SUM)


def _rows(line: IndicatorLine, name: str, total: Total) -> Iterator[PaneRow]:
    """Yield a sum, and the periods that it still lacks."""
    if total.value is None:
        yield PaneRow("未填", left=name, ink="muted")
        return
    words = value_words(total.value, row_decimals(line))
    yield PaneRow(f"{words} {line.unit}".strip(), left=name)
    if total.missing:
        named = total.missing if len(total.missing) <= _MOST_NAMED else total.missing[:1]
        lacking = "、".join(period_words(period) for period in named)
        if named is not total.missing:
            lacking += f"等 {len(total.missing)} 期"
        yield PaneRow(f"还缺 {lacking}", ink="muted")
