"""The 年度任务分解表 of a plan's year as a report: what is to be done, by when, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import TargetRole
from db.reports.document import (
    Align,
    Document,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from db.model.lines import IndicatorLine, PlanLine, TaskLine, UnitShare, YearlyWorkLine

_COLUMNS = (
    ReportColumn("序号", 8, Align.CENTRE),
    ReportColumn("任务", 26),
    ReportColumn("年度工作内容", 42),
    ReportColumn("年度目标", 16),
    ReportColumn("牵头单位", 18),
    ReportColumn("配合单位", 22),
    ReportColumn("完成时限", 14, Align.CENTRE),
    ReportColumn("状态", 10, Align.CENTRE),
)


def yearly_tasks(
    plan: PlanLine,
    tasks: Sequence[TaskLine],
    works: Sequence[YearlyWorkLine],
    year: int,
    today: date,
) -> Document:
    """Return a year's table: under each section its tasks that have work or a yearly target.

    `works` are the plan's lines of all years. A task's own units do what names no unit.
    """
    mine: dict[str, list[YearlyWorkLine]] = {}
    for work in works:
        if work.year == year:
            mine.setdefault(work.task, []).append(work)
    table = ReportTable(_COLUMNS, tuple(_rows(tasks, mine, year)), name=1)
    return Document(
        title=f"{plan.title}{year}年度任务分解表",
        sections=(Section(f"{year}年", table=table),),
        left=f"填报单位：{plan.issuer}" if plan.issuer else "",
        right=f"{today.year}年{today.month}月{today.day}日",
        closing=("填表人：", "审核人：", "负责人："),
    )


def _rows(
    tasks: Sequence[TaskLine], works: dict[str, list[YearlyWorkLine]], year: int
) -> Iterator[ReportRow | ReportBand]:
    section: str | None = None
    for task in tasks:
        promises = [(line, words) for line in task.commitments if (words := _of_year(line, year))]
        if task.id not in works and not promises:
            continue
        if task.section != section:
            section = task.section
            yield ReportBand(section or "未分章节")
        yield from _task_rows(task, works.get(task.id, []), promises, year)


def _task_rows(
    task: TaskLine,
    works: Sequence[YearlyWorkLine],
    promises: Sequence[tuple[IndicatorLine, str]],
    year: int,
) -> Iterator[ReportRow]:
    leads, others = _names(task.units, lead=True), _names(task.units, lead=False)
    said: list[tuple[str, ...]] = []
    for work in works:
        due = _month_words(work.due) if work.due else f"{year}年底"
        doer = work.unit_name or leads
        helpers = "" if work.unit_name else others
        said.append((work.words, "", doer, helpers, due, work.status.value))
    for line, words in promises:
        said.append((line.name, words, leads, others, f"{year}年底", ""))
    whose = (task.number, task.title)
    for at, cells in enumerate(said):
        yield (
            ReportRow(("", "", *cells), atop=(*whose, *cells))
            if at
            else ReportRow((*whose, *cells))
        )


def _of_year(line: IndicatorLine, year: int) -> str:
    """Return what a promise asks for in a year, with its unit; empty for nothing."""
    value = next(
        (one for one in line.targets if one.year == year and one.role is TargetRole.YEARLY), None
    )
    if value is None:
        return ""
    words = value.amount.text
    return words if not line.unit or line.unit in words else f"{words}{line.unit}"


def _month_words(due: str) -> str:
    year, _, month = due.partition("-")
    return f"{year}年{int(month)}月" if month.isdigit() else due


def _names(units: Sequence[UnitShare], *, lead: bool) -> str:
    return "、".join(share.name for share in units if share.lead is lead)
