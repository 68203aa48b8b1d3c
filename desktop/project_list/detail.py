"""What the pane says of a project: doubts first, then all that is known of it and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.delegates.marks import Mark
from desktop.project_list.words import sizes
from desktop.widgets.pane import PaneRow, PaneSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import ProjectLine
    from db.rules.finding import Finding

_MOST_PARTS = 60


def sections(
    line: ProjectLine, projects: Sequence[ProjectLine], findings: Sequence[Finding]
) -> tuple[PaneSection, ...]:
    """Return the pane's sections of one of the projects."""
    made = (
        _doubts(findings),
        _about(line, projects),
        _sizes(line),
        _units(line),
        _parts(line, projects),
        _words(line),
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


def _about(line: ProjectLine, projects: Sequence[ProjectLine]) -> PaneSection:
    lump = next((one.name for one in projects if one.id == line.parent), "")
    pairs = (
        ("阶段", line.stage or "未填"),
        ("性质", line.kind or "未写明"),
        ("学段", line.school_stage),
        ("年度", line.year_class),
        ("完成", f"{line.due_year} 年" if line.due_year is not None else "未写明年份"),
        ("属于", lump),
        ("任务", line.task_title),
    )
    return PaneSection("项目", tuple(PaneRow(words, left=left) for left, words in pairs if words))


def _sizes(line: ProjectLine) -> PaneSection:
    rows = tuple(PaneRow(words, left=what, bold=True) for what, words in sizes(line))
    return PaneSection("规模与投资", rows or (PaneRow("规划没有写规模和投资。", ink="muted"),))


def _units(line: ProjectLine) -> PaneSection:
    rows = tuple(
        PaneRow(
            share.name,
            left="牵头" if share.lead else "配合",
            right="推定" if share.presumed else "",
        )
        for share in line.units
    )
    return PaneSection("责任单位", rows or (PaneRow("规划没有写明责任单位。", ink="muted"),))


def _parts(line: ProjectLine, projects: Sequence[ProjectLine]) -> PaneSection:
    parts = [one for one in projects if one.parent == line.id]
    rows = [
        PaneRow(one.name, right=" · ".join(words for _, words in sizes(one)[:2]))
        for one in parts[:_MOST_PARTS]
    ]
    if len(parts) > _MOST_PARTS:
        rows.append(PaneRow(f"还有 {len(parts) - _MOST_PARTS} 个，见表。", ink="muted"))
    return PaneSection("列出名称的项目", tuple(rows), aside=f"{len(parts)} 个")


def _words(line: ProjectLine) -> PaneSection:
    pairs = (("备注", line.note), ("原文", line.place))
    return PaneSection(
        "备注与出处", tuple(PaneRow(words, left=left) for left, words in pairs if words)
    )
