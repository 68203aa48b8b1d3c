"""Lines as the book would give them, with only what a story is about said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import TYPE_CHECKING, Any

from db.model.amount import Amount
from db.model.lines import (
    ActualValue,
    IndicatorLine,
    MeasureLine,
    PlanLine,
    ProjectLine,
    TaskLine,
    UnitShare,
    YearlyWorkLine,
    YearValue,
)
from db.model.words import (
    Counting,
    Direction,
    EntryState,
    Nature,
    TargetRole,
    TaskStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_numbers = count(1)

Given = str | Amount
"""A figure in a story: its words, or a whole Amount where the words alone do not tell."""


def fresh(kind: str) -> str:
    """Return an id that no other line of the test run has."""
    return f"{kind}-{next(_numbers)}"


def an_amount(given: Given) -> Amount:
    """Return the figure of words: a plain number has its value, other words have none."""
    if isinstance(given, Amount):
        return given
    try:
        return Amount(given, Decimal(given))
    except InvalidOperation:
        return Amount(given)


def a_plan(title: str = "清河县教育事业发展“十四五”规划", **said: Any) -> PlanLine:
    """Return a plan of 2021–2025."""
    plan = PlanLine(
        id=fresh("plan"),
        title=title,
        document_number="清政办发〔2022〕3号",
        issuer="清河县人民政府办公室",
        issued_on="2022-03-01",
        period_start=2021,
        period_end=2025,
        county="清河县",
        disclosure="主动公开",
        indicators=0,
        commitments=0,
        tasks=0,
        projects=0,
        demonstration=False,
    )
    return plan._replace(**said)


def units(leads: Iterable[str] = (), co_units: Iterable[str] = ()) -> tuple[UnitShare, ...]:
    """Return who answers for a row: the leads, then the others."""
    named = [(name, True) for name in leads] + [(name, False) for name in co_units]
    return tuple(UnitShare(fresh("unit"), name, lead, presumed=False) for name, lead in named)


def an_indicator(
    name: str = "学前教育毛入园率",
    *,
    baselines: Mapping[int | None, Given] | None = None,
    targets: Mapping[int | None, Given] | None = None,
    interim: Mapping[int | None, Given] | None = None,
    yearly: Mapping[int | None, Given] | None = None,
    actuals: Mapping[str, Given] | None = None,
    **said: Any,
) -> IndicatorLine:
    """Return an indicator in per cent; with a `task`, a commitment of it. Figures by year."""
    indicator = IndicatorLine(
        id=fresh("indicator"),
        series=fresh("series"),
        number="",
        name=name,
        category="",
        unit="%",
        nature=Nature.UNSAID,
        direction=Direction.AT_LEAST,
        counting=Counting.POINT,
        parent=None,
        depth=0,
        task=None,
        measure=None,
        recurring="",
        deadline="",
        definition="",
        note="",
        place="",
        position=0,
        baselines=_values(baselines, None),
        targets=(
            *_values(interim, TargetRole.INTERIM),
            *_values(targets, TargetRole.TARGET),
            *_values(yearly, TargetRole.YEARLY),
        ),
        actuals={period: _actual(period, given) for period, given in (actuals or {}).items()},
    )
    return indicator._replace(**said)


def _values(
    given: Mapping[int | None, Given] | None, role: TargetRole | None
) -> tuple[YearValue, ...]:
    return tuple(
        YearValue(fresh("value"), year, an_amount(words), role)
        for year, words in (given or {}).items()
    )


def _actual(period: str, given: Given) -> ActualValue:
    return ActualValue(
        id=fresh("actual"),
        period=period,
        amount=an_amount(given),
        state=EntryState.DRAFT,
        provisional=False,
        as_of="",
        note="",
    )


def a_task(
    title: str = "学前教育普及普惠发展",
    *,
    measures: Sequence[str] = (),
    commitments: Sequence[IndicatorLine] = (),
    **said: Any,
) -> TaskLine:
    """Return a task; a commitment whose `measure` is the title of a measure belongs to it."""
    task = TaskLine(
        id=fresh("task"),
        section="（一）基础教育",
        number="1",
        title=title,
        kind="主要任务",
        status=TaskStatus.ON_TRACK,
        deadline="2025",
        note="",
        place="",
        position=0,
    )
    lines = tuple(
        MeasureLine(fresh("measure"), task.id, words, position)
        for position, words in enumerate(measures)
    )
    ids = {line.title: line.id for line in lines}
    promises = tuple(
        line._replace(task=task.id, measure=ids.get(line.measure or "", line.measure))
        for line in commitments
    )
    return replace(task, measures=lines, commitments=promises, **said)


def a_measure_status(task: TaskLine, title: str, status: TaskStatus) -> TaskLine:
    """Return the task with one of its measures in a status of its own."""
    lines = (
        line._replace(status=status) if line.title == title else line for line in task.measures
    )
    return replace(task, measures=tuple(lines))


def a_yearly_work(
    task: TaskLine, year: int, words: str, *, measure: str | None = None, **said: Any
) -> YearlyWorkLine:
    """Return what of a task is to be done in a year; `measure` is the title of one of its own."""
    work = YearlyWorkLine(
        id=fresh("work"),
        task=task.id,
        measure=next((line.id for line in task.measures if line.title == measure), None),
        year=year,
        words=words,
        due="",
        unit=None,
        unit_name="",
        status=TaskStatus.NOT_STARTED,
        position=0,
    )
    return replace(work, **said)


def a_project(name: str = "城东第三幼儿园", **said: Any) -> ProjectLine:
    """Return a new kindergarten of which only the name and the kind are known."""
    project = ProjectLine(
        id=fresh("project"),
        name=name,
        kind="新建",
        school_stage="学前",
        year_class="",
        due_year=None,
        count=None,
        places=None,
        classes=None,
        investment=None,
        area=None,
        floor_area=None,
        stage="",
        parent=None,
        depth=0,
        task=None,
        task_title="",
        note="",
        place="",
        position=0,
    )
    return replace(project, **said)
