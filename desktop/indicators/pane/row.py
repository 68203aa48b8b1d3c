"""What the pane says of the row: what it counts, who answers for it, what the plan printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.timetable import timetable_words
from db.model.words import COUNTING_WORDS, DIRECTION_WORDS
from db.model.work_words import StatementRole
from desktop.delegates.marks import Mark
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import as_printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine
    from db.model.statement_lines import StatementLine
    from db.rules.finding import Finding


def nature_section(line: IndicatorLine) -> PaneSection:
    """Return the row's direction, counting and nature, its definition and its units."""
    how = [DIRECTION_WORDS[line.direction], COUNTING_WORDS[line.counting]]
    if line.nature:
        how.append(line.nature)
    rows = [PaneRow(" · ".join(how), left="方向")]
    rows.append(PaneRow(line.unit or "未写", left="单位"))
    if line.definition:
        rows.append(PaneRow(line.definition, left="口径"))
    if line.available_from:
        rows.append(PaneRow(timetable_words(line.available_from), left="出数"))
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


def statement_section(
    line: IndicatorLine, statements: Sequence[StatementLine], findings: Sequence[Finding]
) -> PaneSection:
    """Return every printing of the row's values, and what contradicts itself in them."""
    said: dict[tuple[StatementRole, int | None], set[object]] = {}
    for statement in statements:
        value = statement.amount.value
        key = (statement.role, statement.year)
        said.setdefault(key, set()).add(statement.amount.text if value is None else value)
    rows = [
        PaneRow(
            as_printed(statement.amount, line.unit),
            left=_when(statement),
            middle=statement.place or "原文",
            right="✓ 采用" if statement.chosen else "",
            mark=Mark.UNEQUAL if len(said[statement.role, statement.year]) > 1 else None,
        )
        for statement in statements
    ]
    places = {statement.place for statement in statements}
    for finding in findings:
        rows.append(PaneRow(finding.message, mark=Mark.UNEQUAL, ink="warn"))
        rows += [
            PaneRow(f"“{anchor.quote}”" if anchor.quote else "", left=anchor.place)
            for anchor in finding.anchors
            if anchor.place not in places
        ]
    title = f"表述 {len(statements)} 处" if statements else "规划原文待核"
    return PaneSection(title, tuple(rows))


def _when(statement: StatementLine) -> str:
    word = "基期" if statement.role is StatementRole.BASELINE else "目标"
    return f"{statement.year} {word}" if statement.year else word
