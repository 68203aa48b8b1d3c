"""What the pane says of a doubted cell, or of a figure that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import COUNTING_WORDS, DIRECTION_WORDS
from desktop.delegates.marks import Mark
from desktop.doubt_sections import doubt_sections
from desktop.findings.columns import shown_figure
from desktop.findings.rows import CHECK_TITLES
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import period_words

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine
    from db.model.todo_lines import MissingLine
    from desktop.findings.rows import DoubtedCell

_LAST_VALUES = 5
_GO = "按 Enter 到这一格。"


def doubt_pane(cell: DoubtedCell) -> tuple[str, str, tuple[PaneSection, ...]]:
    """Return title, word beside it and sections of a doubted cell: what is wrong first."""
    line = cell.line
    titles = dict.fromkeys(CHECK_TITLES.get(one.rule, "") for one in cell.findings)
    rules = PaneSection("规则", (PaneRow("、".join(title for title in titles if title)),))
    whose = cell.unit_name or ""
    aside = " · ".join(part for part in (period_words(cell.period), whose) if part)
    made = (*doubt_sections(cell.findings), rules, _years(cell), _row(line))
    name = f"{line.number} {line.name}".strip()
    return name, aside, tuple(section for section in made if section.rows)


def _years(cell: DoubtedCell) -> PaneSection:
    line = cell.line
    rows = tuple(
        PaneRow(
            shown_figure(line, period),
            left=period_words(period),
            bold=period == cell.period,
        )
        for period in sorted(line.actuals, reverse=True)[:_LAST_VALUES]
    )
    return PaneSection("近几期实际", rows, aside=line.unit)


def _row(line: IndicatorLine) -> PaneSection:
    how = (DIRECTION_WORDS[line.direction], COUNTING_WORDS[line.counting], line.nature)
    rows = [PaneRow(" · ".join(word for word in how if word), left="方向")]
    if line.definition:
        rows.append(PaneRow(line.definition, left="口径"))
    if line.units:
        lead = [unit.name + "（牵头）" * unit.lead for unit in line.units]
        rows.append(PaneRow("、".join(lead), left="责任"))
    return PaneSection("指标", tuple(rows), aside=line.category)


def missing_pane(line: MissingLine) -> tuple[str, str, tuple[PaneSection, ...]]:
    """Return title, word beside it and sections of a figure that is missing."""
    rows = (
        PaneRow("未填。到这一格键入；没有这一项填“无此项”并写明原因。", mark=Mark.BLANK),
        PaneRow(line.unit_name or "没有责任单位", left="向谁要"),
        *((PaneRow(line.person, left="责任人"),) if line.person else ()),
        PaneRow(line.measure_unit or "未写", left="单位"),
        PaneRow(_GO, ink="muted"),
    )
    aside = period_words(line.period)
    return line.name, aside, (PaneSection(line.category or "未分类", rows),)
