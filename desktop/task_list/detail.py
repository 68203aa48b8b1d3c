"""What the pane says of a task, and of the measure or commitment under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, MeasureLine, ProjectLine, TaskLine, YearValue
from db.rules.finding import Finding
from desktop.delegates.marks import Mark
from desktop.task_list.words import (
    STATUS_MARKS,
    breakdown,
    co_units_of,
    due,
    figure_with_unit,
    leads_of,
    promised,
)
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import DASH, period_words

if TYPE_CHECKING:
    from desktop.task_list.rows import TaskRow

Findings = Mapping[str, Sequence[Finding]]
"""What the plan itself contradicts, by the id of the row."""


def sections(
    task: TaskLine, row: TaskRow, findings: Findings, projects: Sequence[ProjectLine]
) -> tuple[PaneSection, ...]:
    """Return the pane's sections: the row under the cursor first, then its whole task."""
    made = (
        _doubts([*findings.get(row.id, ()), *(findings.get(task.id, ()) if row != task else ())]),
        _under_cursor(row),
        _about(task),
        _measures(task),
        _commitments(task),
        _projects(task, projects),
    )
    return tuple(section for section in made if section.rows)


def _doubts(findings: Sequence[Finding]) -> PaneSection:
    rows: list[PaneRow] = []
    for finding in findings:
        rows.append(PaneRow(finding.message, mark=Mark.UNEQUAL, ink="warn"))
        rows.extend(
            PaneRow(f"“{anchor.quote}”" if anchor.quote else "", left=anchor.place)
            for anchor in finding.anchors
        )
    return PaneSection("规划原文待核", tuple(rows))


def _under_cursor(row: TaskRow) -> PaneSection:
    if isinstance(row, MeasureLine):
        return PaneSection("具体举措", (PaneRow(row.title, bold=True),))
    if not isinstance(row, IndicatorLine):
        return PaneSection("", ())
    rows = [PaneRow(row.name, bold=True), PaneRow(promised(row) or "未写明", left="目标")]
    rows += [_dated(value, row.unit, "基期") for value in row.baselines]
    pairs = (
        ("分年度", breakdown(row)),
        ("时限", due(row)),
        ("口径", row.definition),
        ("备注", row.note),
        ("原文", row.place),
    )
    rows += [PaneRow(words, left=left) for left, words in pairs if words]
    for period in sorted(row.actuals):
        words = row.actuals[period].amount.text
        rows.append(PaneRow(words, left=f"{period_words(period)}实际"))
    return PaneSection("量化目标", tuple(rows), aside=row.unit)


def _dated(value: YearValue, unit: str, word: str) -> PaneRow:
    left = f"{value.year} {word}" if value.year else word
    return PaneRow(figure_with_unit(value, unit), left=left)


def _about(task: TaskLine) -> PaneSection:
    rows = [PaneRow(task.status, left="状态", mark=STATUS_MARKS[task.status], bold=True)]
    rows += [
        PaneRow(share.name, left="牵头", right="推定" if share.presumed else "")
        for share in leads_of(task.units)
    ]
    others = "、".join(share.name for share in co_units_of(task.units))
    if not task.units:
        rows.append(PaneRow("规划没有写明责任单位。", left="牵头"))
    pairs = (
        ("配合", others),
        ("时限", task.deadline or "未写明"),
        ("类别", task.kind),
        ("章节", task.section),
        ("原文", task.place),
    )
    rows += [PaneRow(words, left=left) for left, words in pairs if words]
    if task.note:
        doubt = "疑" in task.note
        rows.append(
            PaneRow(
                task.note,
                left="备注",
                mark=Mark.UNEQUAL if doubt else None,
                ink="warn" if doubt else "",
            )
        )
    return PaneSection("任务", tuple(rows))


def _measures(task: TaskLine) -> PaneSection:
    rows = [PaneRow(f"{at}. {line.title}") for at, line in enumerate(task.measures, start=1)]
    if not rows:
        rows = [PaneRow("规划没有为它列出举措。", ink="muted")]
    return PaneSection("具体举措", tuple(rows), aside=f"{len(task.measures)} 条")


def _commitments(task: TaskLine) -> PaneSection:
    rows: list[PaneRow] = []
    for line in task.commitments:
        rows.append(PaneRow(line.name, right=due(line)))
        base = "、".join(
            f"基期 {value.year or ''} {figure_with_unit(value, line.unit)}".replace("  ", " ")
            for value in line.baselines
        )
        parts = [part for part in (promised(line) or DASH, base, breakdown(line)) if part]
        rows.append(PaneRow(" · ".join(parts), bold=True))
    if not rows:
        rows = [PaneRow("规划没有为它写量化目标。", ink="muted")]
    return PaneSection("量化目标", tuple(rows), aside=f"{len(task.commitments)} 个")


def _projects(task: TaskLine, projects: Sequence[ProjectLine]) -> PaneSection:
    mine = [line for line in projects if line.task == task.id and line.parent is None]
    rows = tuple(PaneRow(line.name, right=line.stage) for line in mine)
    return PaneSection("所属项目", rows, aside=f"{len(mine)} 个")
