"""What the pane says of a task below the form: doubts, problems, the row under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine, ProblemLine, TaskLine, TaskProject, YearValue
from db.model.work_words import ProblemKind
from desktop.delegates.marks import Mark
from desktop.progress_telling import STATUS_MARKS
from desktop.review_words import review_section
from desktop.task_list.words import (
    breakdown,
    co_units_of,
    due,
    figure_with_unit,
    leads_of,
    promised,
)
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import part_words, period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import ProgressLine
    from db.model.words import EntryState
    from db.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is known of a task: doubts of the plan, projects, problems, what units told."""

    findings: tuple[Finding, ...] = ()
    projects: tuple[TaskProject, ...] = ()
    problems: tuple[ProblemLine, ...] = ()
    others: tuple[tuple[str, ProgressLine], ...] = ()
    review: tuple[tuple[str, EntryState, str], ...] = ()
    """What the period holds, as `desktop.review_words.review_section` is given it."""


def sections(task: TaskLine, row: object, beside: Beside) -> tuple[PaneSection, ...]:
    """Return the sections: the promise under the cursor first, then what belongs to the task."""
    made = (
        review_section(beside.review),
        _doubts(beside.findings),
        _promise(row) if isinstance(row, IndicatorLine) else PaneSection("", ()),
        _others(beside.others),
        _problems(beside.problems),
        _about(task),
        _projects(beside.projects),
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


def _promise(row: IndicatorLine) -> PaneSection:
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


def _others(others: Sequence[tuple[str, ProgressLine]]) -> PaneSection:
    """Return what the units that take part told of the same period."""
    rows: list[PaneRow] = []
    for unit, told in others:
        rows.append(PaneRow(told.words or "——", left=unit))
        if told.problem:
            rows.append(PaneRow(told.problem, left="问题", ink="warn"))
    return PaneSection("配合单位进展", tuple(rows))


def _problems(problems: Sequence[ProblemLine]) -> PaneSection:
    rows: list[PaneRow] = []
    for line in problems:
        rows.append(
            PaneRow(
                line.words,
                left="问题" if line.kind is ProblemKind.PROBLEM else "协调",
                right="已办结" if not line.is_open else part_words(line.period or ""),
                ink="" if line.is_open else "muted",
            )
        )
        decided = " ".join(part for part in (line.decided_on, line.meeting, line.decision) if part)
        if decided:
            rows.append(PaneRow(decided, left="议定", ink="muted"))
        if line.result:
            rows.append(PaneRow(line.result, left="结果", ink="muted"))
    open_ones = sum(line.is_open for line in problems)
    return PaneSection(
        "问题与协调事项", tuple(rows), aside=f"未办结 {open_ones}", link="办理…", key="problems"
    )


def _about(task: TaskLine) -> PaneSection:
    rows = [PaneRow(task.status, left="状态", mark=STATUS_MARKS[task.status], bold=True)]
    rows += [
        PaneRow(share.name, left="牵头", right="推定" if share.presumed else "")
        for share in leads_of(task.units)
    ]
    for share in leads_of(task.units):
        told = (("股室", share.office), ("责任人", share.person), ("分管", share.leader))
        rows += [PaneRow(words, left=left) for left, words in told if words]
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


def _projects(projects: Sequence[TaskProject]) -> PaneSection:
    rows = tuple(PaneRow(line.name, right=line.stage) for line in projects)
    return PaneSection("所属项目", rows, aside=f"{len(projects)} 个")
