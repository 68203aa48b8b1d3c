"""The tasks of a plan as a table: each with its 具体举措 and 量化目标 as rows below it."""

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
    Span,
    runs,
)
from db.exchange.list_out.words import (
    amount_words,
    deadline_words,
    name_words,
    unit_words,
    year_words,
)
from db.exchange.list_out.years import (
    YearGroup,
    actual_figures,
    baseline_figures,
    side_by_side,
    year_group,
    yearly_figures,
)
from db.model.words import TargetRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.model.lines import IndicatorLine, MeasureLine, TaskLine, UnitShare, YearValue

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


def task_table(tasks: Sequence[TaskLine]) -> ListTable:
    """Return the sheet of the tasks; a task's number, title and kind reach over its rows."""
    years = _years(tasks)
    columns = (
        *_FIRST_COLUMNS,
        *(column for group in years for column in group.columns()),
        *_LAST_COLUMNS,
    )
    blank = ("",) * (len(columns) - len(_FIRST_COLUMNS) - len(_LAST_COLUMNS))
    figures = dict(zip(map(id, _promises(tasks)), side_by_side(years), strict=True))
    rows: list[tuple[str, ...]] = []
    sections: list[str] = []
    shares: list[tuple[UnitShare, ...]] = []
    providers: list[str] = []
    spans: list[Span] = []
    for task in tasks:
        first = len(rows)
        rows.append(_task_row(task, blank))
        shares.append(task.units)
        providers.append("")
        for measure, promise in _parts(task):
            shares.append(promise.units if promise is not None else ())
            providers.append(promise.provider if promise is not None else "")
            title = measure.title if measure else ""
            if promise is None and measure is not None:
                rows.append(_measure_row(measure, blank))
            elif promise is not None:
                rows.append(_promise_row(title, promise, figures[id(promise)]))
        last = len(rows) - 1
        sections += [task.section] * (last - first + 1)
        spans += (
            Span(_NUMBER, first, last, task.number),
            Span(_TITLE, first, last, task.title),
            Span(_KIND, first, last, task.kind),
        )
    spans += runs(_SECTION, sections)
    table = ListTable("任务", "主要任务一览表", columns, rows, [0] * len(rows), spans, _TITLE)
    return with_people(table, shares, providers)


def _promises(tasks: Sequence[TaskLine]) -> list[IndicatorLine]:
    return [promise for task in tasks for promise in task.commitments]


def _years(tasks: Sequence[TaskLine]) -> tuple[YearGroup, ...]:
    """Return the groups of years; one that no commitment has a figure for is empty."""
    promises = _promises(tasks)
    return (
        year_group("基期值", map(baseline_figures, promises)),
        year_group("实际完成值", map(actual_figures, promises)),
        year_group("阶段目标", map(_interim_figures, promises)),
        year_group("分年度", map(yearly_figures, promises)),
    )


def _parts(task: TaskLine) -> Iterator[tuple[MeasureLine | None, IndicatorLine | None]]:
    """Yield a task's measures and commitments, both in their own order.

    A measure stands before the first commitment that is its own; commitments without one that
    come last stand behind all measures.
    """
    measures = {measure.id: measure for measure in task.measures}
    waiting = list(task.measures)
    owners = [measures.get(promise.measure or "") for promise in task.commitments]
    for place, (promise, owner) in enumerate(zip(task.commitments, owners, strict=True)):
        last = promise.parent is None and not any(owners[place:])
        while waiting and (last or owner in waiting):
            yield waiting.pop(0), None
        yield owner, promise
    yield from ((measure, None) for measure in waiting)


def _task_row(task: TaskLine, blank: tuple[str, ...]) -> tuple[str, ...]:
    # Section, number, title and kind come from the spans.
    return (
        *("", "", "", ""),
        *("", "", "", "", ""),
        *blank,
        unit_words(task.units, lead=True),
        unit_words(task.units, lead=False),
        deadline_words(task.deadline),
        task.status.value,
        task.note,
    )


def _measure_row(measure: MeasureLine, blank: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *("", "", "", ""),
        measure.title,
        *("", "", "", ""),
        *blank,
        *("", ""),
        deadline_words(measure.deadline or ""),
        measure.status.value if measure.status else "",
        "",
    )


def _promise_row(title: str, promise: IndicatorLine, figures: tuple[str, ...]) -> tuple[str, ...]:
    target = _target(promise)
    year = target.year if target else None
    return (
        *("", "", "", ""),
        title,
        name_words(promise.name, promise.depth),
        promise.unit,
        amount_words(target.amount, promise.unit) if target else "",
        promise.recurring,
        *figures,
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
        "" if value.year is None else str(value.year): amount_words(value.amount, promise.unit)
        for value in promise.targets
        if value.role is not TargetRole.YEARLY and value is not target
    }
