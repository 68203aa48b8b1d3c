"""A row of the book as a list would write it: words and figures by meaning, units in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.listing import PEOPLE, Meaning
from db.exchange.project_facts import facts_of
from db.model.amount import Amount
from db.model.project_lines import ProjectWork
from db.model.words import TargetRole
from db.rules.people_words import people_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.exchange.matching import HeldPlan
    from db.model.lines import (
        ActualValue,
        IndicatorLine,
        MeasureLine,
        ProjectLine,
        TaskLine,
        UnitShare,
        YearValue,
    )

FigureKey = tuple[Meaning, str]
"""A kind of figure and its period; the period is empty where the plan names none."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What stands in the book for one row; `actuals` are its figures by period with their state.

    A `promise` (a commitment) has one target, whose year is its 完成时限. `passed` are the stages
    of a project with the EntryState of their actual date.
    """

    words: Mapping[Meaning, str] = field(default_factory=dict)
    figures: Mapping[FigureKey, Amount] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    actuals: Mapping[str, ActualValue] = field(default_factory=dict)
    promise: bool = False
    passed: Mapping[str, str] = field(default_factory=dict)


def held_rows(held: HeldPlan) -> dict[str, HeldRow]:
    """Return every row of a plan by its id."""
    rows = {line.id: _indicator(line) for line in held.indicators}
    for task in held.tasks:
        rows[task.id] = _task(task)
        rows.update({measure.id: _measure(measure) for measure in task.measures})
        titles = {measure.id: measure.title for measure in task.measures}
        for promise in task.commitments:
            rows[promise.id] = _commitment(promise, titles.get(promise.measure or "", ""))
    for project in held.projects:
        rows[project.id] = _project(project, held.work.get(project.id, ProjectWork()))
    return rows


def _year(value: YearValue) -> str:
    return "" if value.year is None else str(value.year)


def _units(shares: tuple[UnitShare, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leads = tuple(share.name for share in shares if share.lead)
    return leads, tuple(share.name for share in shares if not share.lead)


def _people(shares: tuple[UnitShare, ...]) -> dict[Meaning, str]:
    return {
        meaning: people_words([(share.name, getattr(share, field)) for share in shares])
        for meaning, field in PEOPLE.items()
    }


def _indicator(line: IndicatorLine) -> HeldRow:
    figures: dict[FigureKey, Amount] = {}
    for baseline in line.baselines:
        figures[Meaning.BASELINE, _year(baseline)] = baseline.amount
    for target in line.targets:
        yearly = target.role is TargetRole.YEARLY
        figures[Meaning.YEARLY if yearly else Meaning.TARGET, _year(target)] = target.amount
    for actual in line.actuals.values():
        figures[Meaning.ACTUAL, actual.period] = actual.amount
    leads, co_units = _units(line.units)
    return HeldRow(
        words={
            Meaning.CATEGORY: line.category,
            Meaning.UNIT: line.unit,
            Meaning.NATURE: line.nature,
            Meaning.RECURRING: line.recurring,
            Meaning.DEADLINE: line.deadline,
            Meaning.NOTE: line.note,
            Meaning.PROVIDER: line.provider,
            **_people(line.units),
        },
        figures=figures,
        leads=leads,
        co_units=co_units,
        actuals=line.actuals,
    )


def _commitment(line: IndicatorLine, measure: str) -> HeldRow:
    held = _indicator(line)
    promised = next((one for one in line.targets if one.role is not TargetRole.YEARLY), None)
    figures = {key: value for key, value in held.figures.items() if key[0] is not Meaning.TARGET}
    if promised is not None:
        figures[Meaning.TARGET, ""] = promised.amount
    due = _year(promised) if promised is not None else ""
    words = {**held.words, Meaning.DEADLINE: due or line.deadline, Meaning.MEASURE: measure}
    return HeldRow(words, figures, held.leads, held.co_units, held.actuals, promise=True)


def _measure(line: MeasureLine) -> HeldRow:
    return HeldRow(words={Meaning.STATUS: line.status or "", Meaning.DEADLINE: line.deadline or ""})


def _task(line: TaskLine) -> HeldRow:
    leads, co_units = _units(line.units)
    return HeldRow(
        words={
            Meaning.SECTION: line.section,
            Meaning.NUMBER: line.number,
            Meaning.KIND: line.kind,
            Meaning.STATUS: line.status,
            Meaning.DEADLINE: line.deadline,
            Meaning.NOTE: line.note,
            **_people(line.units),
        },
        leads=leads,
        co_units=co_units,
    )


def _project(line: ProjectLine, work: ProjectWork) -> HeldRow:
    leads, co_units = _units(line.units)
    sizes: Mapping[Meaning, Decimal | int | None] = {
        Meaning.COUNT: line.count,
        Meaning.PLACES: line.places,
        Meaning.CLASSES: line.classes,
        Meaning.INVESTMENT: line.investment,
        Meaning.AREA: line.area,
        Meaning.FLOOR_AREA: line.floor_area,
    }
    return HeldRow(
        words={
            Meaning.KIND: line.kind,
            Meaning.SCHOOL_STAGE: line.school_stage,
            Meaning.YEAR_CLASS: line.year_class,
            Meaning.DUE_YEAR: "" if line.due_year is None else str(line.due_year),
            Meaning.STAGE: line.stage,
            Meaning.TASK: line.task_title,
            Meaning.NOTE: line.note,
            **_people(line.units),
            Meaning.STREET: line.street,
            Meaning.SITE: line.site,
            Meaning.COUNT_UNIT: line.count_unit,
            Meaning.DEADLINE: line.deadline,
        },
        figures={
            (meaning, ""): Amount(format(Decimal(value), "f"), Decimal(value))
            for meaning, value in sizes.items()
            if value is not None
        }
        | {(fact.meaning, fact.key): fact.amount for fact in facts_of(work)},
        leads=leads,
        co_units=co_units,
        passed={one.stage: one.state for one in work.milestones if one.actual},
    )
