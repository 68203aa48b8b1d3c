"""What the pane says of an indicator and of the cell under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import StatementRole
from desktop.delegates.marks import Mark
from desktop.gaps import is_asked
from desktop.indicators.grid import NOT_ASKED
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import (
    COUNTING_WORDS,
    DIRECTION_WORDS,
    STATE_WORDS,
    as_printed,
    period_words,
    stamp,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import ActualValue, CellHistoryLine, IndicatorLine, StatementLine
    from db.rules.finding import Finding

_LAST_VALUES = 5
_LAST_STEPS = 8


def sections(
    line: IndicatorLine,
    period: str,
    statements: Sequence[StatementLine],
    history: Sequence[CellHistoryLine],
    findings: Sequence[Finding],
) -> tuple[PaneSection, ...]:
    """Return the pane's sections: what is wrong first, then what the row is, then the cell."""
    actual = line.actuals.get(period)
    made = (
        _doubts(findings),
        _cell(line, period, actual),
        _nature(line),
        _statements(line, statements),
        _values(line, period),
        _history(period, history),
        _source(actual),
    )
    return tuple(section for section in made if section.rows)


def _doubts(findings: Sequence[Finding]) -> PaneSection:
    rows: list[PaneRow] = []
    for finding in findings:
        rows.append(PaneRow(finding.message, right="", mark=Mark.UNEQUAL, ink="warn"))
        rows.extend(
            PaneRow(f"“{anchor.quote}”" if anchor.quote else "", left=anchor.place)
            for anchor in finding.anchors
        )
    return PaneSection("规划原文待核", tuple(rows))


def _cell(line: IndicatorLine, period: str, actual: ActualValue | None) -> PaneSection:
    title = f"{period_words(period)} 实际"
    if actual is None and not is_asked(line):
        return PaneSection(title, (PaneRow(NOT_ASKED, ink="muted"),))
    if actual is None:
        row = PaneRow("未填。直接键入；没有这一项填“无此项”。", mark=Mark.BLANK)
        return PaneSection(title, (row,))
    rows = [PaneRow(f"{as_printed(actual.amount, line.unit)} {line.unit}".strip(), bold=True)]
    if actual.as_of:
        rows.append(PaneRow(actual.as_of, left="截至"))
    if actual.provisional:
        rows.append(PaneRow("快报数", left="性质"))
    if actual.note:
        rows.append(PaneRow(actual.note, left="说明"))
    return PaneSection(title, tuple(rows), aside=STATE_WORDS[actual.state])


def _nature(line: IndicatorLine) -> PaneSection:
    how = [DIRECTION_WORDS[line.direction], COUNTING_WORDS[line.counting]]
    if line.nature:
        how.append(line.nature)
    rows = [PaneRow(" · ".join(how), left="方向")]
    rows.append(PaneRow(line.unit or "未写", left="单位"))
    if line.definition:
        rows.append(PaneRow(line.definition, left="口径"))
    if line.units:
        lead = [unit.name + "（牵头）" * unit.lead for unit in line.units]
        rows.append(PaneRow("、".join(lead), left="责任"))
    if line.deadline:
        rows.append(PaneRow(line.deadline, left="时限"))
    if line.note:
        rows.append(PaneRow(line.note, left="备注"))
    if line.place:
        rows.append(PaneRow(line.place, left="原文"))
    return PaneSection("指标", tuple(rows), aside=line.category)


def _statements(line: IndicatorLine, statements: Sequence[StatementLine]) -> PaneSection:
    said: dict[tuple[StatementRole, int | None], set[object]] = {}
    for statement in statements:
        value = statement.amount.value
        key = (statement.role, statement.year)
        said.setdefault(key, set()).add(statement.amount.text if value is None else value)
    rows = tuple(
        PaneRow(
            as_printed(statement.amount, line.unit),
            left=_when(statement),
            middle=statement.place or "原文",
            right="✓ 采用" if statement.chosen else "",
            mark=Mark.UNEQUAL if len(said[statement.role, statement.year]) > 1 else None,
        )
        for statement in statements
    )
    return PaneSection(f"表述 {len(rows)} 处", rows)


def _when(statement: StatementLine) -> str:
    word = "基期" if statement.role is StatementRole.BASELINE else "目标"
    return f"{statement.year} {word}" if statement.year else word


def _values(line: IndicatorLine, period: str) -> PaneSection:
    known = sorted(line.actuals)[-_LAST_VALUES:]
    rows = tuple(
        PaneRow(
            as_printed(line.actuals[year].amount, line.unit),
            left=period_words(year),
            right=STATE_WORDS[line.actuals[year].state],
            bold=year == period,
        )
        for year in reversed(known)
    )
    return PaneSection("近几年实际", rows)


def _history(period: str, history: Sequence[CellHistoryLine]) -> PaneSection:
    rows = tuple(
        PaneRow(
            f"{step.before or '未填'} → {step.after or '未填'}",
            left=stamp(step.made_at),
            right=step.who,
        )
        for step in history[:_LAST_STEPS]
    )
    return PaneSection(f"本格历史（{period_words(period)}）", rows)


def _source(actual: ActualValue | None) -> PaneSection:
    if actual is None or not (actual.source or actual.cell):
        return PaneSection("来源", ())
    words = " · ".join(part for part in (actual.source, actual.cell) if part)
    return PaneSection("来源", (PaneRow(words),))
