"""The tasks of a plan as a table: each with its 具体举措 and 量化目标 as rows below it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.exchange.official_table import (
    CO_UNITS,
    DEADLINE,
    LEADS,
    NOTE,
    NUMBER,
    Column,
    ListTable,
    Look,
    Span,
    runs,
)
from db.exchange.official_words import (
    amount_words,
    deadline_words,
    name_words,
    unit_words,
    year_words,
)
from db.exchange.official_years import (
    YearGroup,
    actual_figures,
    baseline_figures,
    year_group,
    yearly_figures,
)
from db.model.words import TargetRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.model.lines import IndicatorLine, MeasureLine, TaskLine, YearValue

_SECTION, _NUMBER, _TITLE, _KIND = range(4)
_FIRST_COLUMNS = (
    Column("章节", Look.CENTRED, 10, 16),
    NUMBER,
    Column("任务名称", Look.NAME, 16, 30),
    Column("类型", Look.CENTRED, 10, 10),
    Column("具体举措", Look.WORDS, 16, 30),
    Column("量化目标", Look.WORDS, 16, 30),
    Column("计量单位", Look.CENTRED, 8, 10),
    Column("目标值", Look.FIGURE, 9, 15),
    Column("频次", Look.CENTRED, 6, 10),
)
_LAST_COLUMNS = (
    LEADS,
    CO_UNITS,
    DEADLINE,
    Column("状态", Look.CENTRED, 10, 10),
    NOTE,
)


@dataclass(frozen=True, slots=True)
class _Years:
    """The groups of years that at least one commitment has figures for."""

    baselines: YearGroup
    actuals: YearGroup
    interim: YearGroup
    yearly: YearGroup

    def columns(self) -> tuple[Column, ...]:
        groups = (self.baselines, self.actuals, self.interim, self.yearly)
        return tuple(column for group in groups for column in group.columns())

    def cells(self, line: IndicatorLine) -> tuple[str, ...]:
        return (
            *self.baselines.cells(baseline_figures(line)),
            *self.actuals.cells(actual_figures(line)),
            *self.interim.cells(_interim_figures(line)),
            *self.yearly.cells(yearly_figures(line)),
        )


def task_table(tasks: Sequence[TaskLine]) -> ListTable:
    """Return the sheet of the tasks; a task's number, title and kind reach over its rows."""
    years = _years(tasks)
    blank = ("",) * len(years.columns())
    rows: list[tuple[str, ...]] = []
    sections: list[str] = []
    spans: list[Span] = []
    for task in tasks:
        first = len(rows)
        rows.append(_task_row(task, blank))
        for measure, promise in _parts(task):
            rows.append(_part_row(measure, promise, years, blank))
        last = len(rows) - 1
        sections += [task.section] * (last - first + 1)
        spans += (
            Span(_NUMBER, first, last, task.number),
            Span(_TITLE, first, last, task.title),
            Span(_KIND, first, last, task.kind),
        )
    spans += runs(_SECTION, sections)
    columns = (*_FIRST_COLUMNS, *years.columns(), *_LAST_COLUMNS)
    return ListTable("任务", "主要任务一览表", columns, rows, [0] * len(rows), spans, _TITLE)


def _years(tasks: Sequence[TaskLine]) -> _Years:
    promises = [promise for task in tasks for promise in task.commitments]
    return _Years(
        baselines=year_group("基期值", map(baseline_figures, promises)),
        actuals=year_group("实际完成值", map(actual_figures, promises)),
        interim=year_group("阶段目标", map(_interim_figures, promises)),
        yearly=year_group("分年度", map(yearly_figures, promises)),
    )


def _parts(task: TaskLine) -> Iterator[tuple[MeasureLine | None, IndicatorLine | None]]:
    """Yield a task's measures, each before its commitments, and then those without a measure."""
    measures = {measure.id: measure for measure in task.measures}
    promises: dict[str | None, list[IndicatorLine]] = defaultdict(list)
    placed: dict[str | None, str | None] = {}
    for promise in task.commitments:
        measure = promise.measure if promise.measure in measures else None
        # A part stays below its whole, whatever measure it names itself.
        placed[promise.id] = placed.get(promise.parent, measure)
        promises[placed[promise.id]].append(promise)
    for key, line in measures.items():
        yield line, None
        for promise in promises[key]:
            yield line, promise
    for promise in promises[None]:
        yield None, promise


def _task_row(task: TaskLine, blank: tuple[str, ...]) -> tuple[str, ...]:
    # Section, number, title and kind come from the spans.
    return (
        *("", "", "", ""),
        *("", "", "", "", ""),
        *blank,
        unit_words(task.units, lead=True),
        unit_words(task.units, lead=False),
        deadline_words(task.deadline),
        str(task.status),
        task.note,
    )


def _part_row(
    measure: MeasureLine | None,
    promise: IndicatorLine | None,
    years: _Years,
    blank: tuple[str, ...],
) -> tuple[str, ...]:
    title = measure.title if measure else ""
    if promise is None:
        return ("", "", "", "", title, "", "", "", "", *blank, "", "", "", "", "")
    target = _target(promise)
    year = target.year if target else None
    return (
        *("", "", "", ""),
        title,
        name_words(promise.name, promise.depth),
        promise.unit,
        amount_words(target.amount) if target else "",
        promise.recurring,
        *years.cells(promise),
        unit_words(promise.units, lead=True),
        unit_words(promise.units, lead=False),
        deadline_words(promise.deadline) if year is None else year_words(year),
        "",
        promise.note,
    )


def _target(promise: IndicatorLine) -> YearValue | None:
    """Return what is promised in the end; what is to be done a year, or on the way, is not it."""
    ends = [value for value in promise.targets if value.role is not TargetRole.YEARLY]
    return max(ends, key=lambda value: value.year or 0, default=None)


def _interim_figures(promise: IndicatorLine) -> dict[str, str]:
    """Return what is promised on the way, where a promise has more than one target."""
    target = _target(promise)
    return {
        "" if value.year is None else str(value.year): amount_words(value.amount)
        for value in promise.targets
        if value.role is not TargetRole.YEARLY and value is not target
    }
