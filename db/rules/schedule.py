"""How a project stands against its plan: behind or not, by how many days, its expected end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import PROJECT_STAGES
from db.rules.stage_dates import days_late, first_day, last_day, sorts_as
from db.rules.stages import (
    BUILT,
    HANDED_OVER,
    STAGE_LETTERS,
    is_built,
    is_handed_over,
    place_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.project_lines import MilestoneLine, ProjectRow

SEVERE_DAYS = 180
"""From so many days on (half a year) a stage that is overdue is 严重滞后, until all is built."""

_SLOWEST, _QUICKEST = 3.0, 0.5
"""The bounds of a pace: what happened once is not carried on without end."""


_BUILT, _HANDED_OVER = (STAGE_LETTERS[PROJECT_STAGES[at]] for at in (BUILT, HANDED_OVER))


class Standing(StrEnum):
    """判定 of a project: where it stands on a day."""

    DONE = "完成"
    FINE = "正常"
    BEHIND = "滞后"
    SEVERE = "严重滞后"
    NOT_DUE = "未到节点"
    OPEN = "待核"


LATE = frozenset({Standing.BEHIND, Standing.SEVERE})


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a project stands: `stage` is the one that is overdue, or comes next, `days` how late.

    `planned_end` and `expected_end` are the days of its last stage (`end_stage`) as planned and as
    the present pace leads to it; None where no dates are planned, or all is done.
    """

    standing: Standing
    stage: str = ""
    days: int = 0
    end_stage: str = ""
    planned_end: date | None = None
    expected_end: date | None = None

    @property
    def is_late(self) -> bool:
        """Tell whether something is overdue."""
        return self.standing in LATE

    @property
    def days_after_plan(self) -> int:
        """Return by how many days the expected end misses the planned one; 0 where neither is."""
        if self.planned_end is None or self.expected_end is None:
            return 0
        return (self.expected_end - self.planned_end).days


def in_order(milestones: Iterable[MilestoneLine]) -> list[MilestoneLine]:
    """Return milestones in the order of the stages."""
    return sorted(milestones, key=lambda one: place_of(one.stage))


def stage_reached(milestones: Iterable[MilestoneLine]) -> str:
    """Return the furthest stage that has an actual date, empty while none has."""
    passed = [one.stage for one in milestones if one.actual]
    return max(passed, key=place_of, default="")


def ahead(milestones: Iterable[MilestoneLine], stage: str) -> list[MilestoneLine]:
    """Return what is still to be passed: behind the furthest passed stage, and behind `stage`.

    A stage that was skipped counts as passed: whoever builds has got the land.
    """
    steps = in_order(milestones)
    reached = max(place_of(stage_reached(steps)), place_of(stage))
    return [one for one in steps if place_of(one.stage) > reached]


def next_step(milestones: Iterable[MilestoneLine], stage: str) -> MilestoneLine | None:
    """Return the next milestone to be passed that has a planned date, None where there is none."""
    return next((one for one in ahead(milestones, stage) if one.planned), None)


def due_date(due_year: int | None, deadline: str) -> str:
    """Return the month in which a project is due, "" where the plan says none.

    A year alone means its end.
    """
    if deadline:
        return deadline
    return "" if due_year is None else f"{due_year}-12"


def overdue_days(
    milestones: Sequence[MilestoneLine], stage: str, due: str, today: date
) -> tuple[str, int]:
    """Return the overdue stage and the days that have gone by since it was planned, ("", 0): none.

    Without a planned date ahead it is the whole project, due in the month `due`; its stage is then
    empty.
    """
    if is_handed_over(stage):
        return "", 0
    if milestones:
        coming = next_step(milestones, stage)
        if coming is not None:
            days = (today - last_day(coming.planned)).days
            return (coming.stage, days) if days > 0 else ("", 0)
    if not due or is_built(stage):
        return "", 0
    return "", max((today - last_day(due)).days, 0)


def judge(milestones: Sequence[MilestoneLine], stage: str, due: str, today: date) -> Judgement:
    """Return how a project stands on a day.

    `stage` is the one it is said to have reached, which may be further than its dates tell; `due`
    the month it is promised for (`due_date`). 完成: handed over, or nothing is ahead. 严重滞后:
    half a year overdue and not built. 待核: the plan names neither dates nor a year.
    """
    steps = in_order(milestones)
    reached = max(stage_reached(steps), stage, key=place_of)
    rest = ahead(steps, stage)
    if is_handed_over(reached) or (is_built(reached) and not rest):
        return Judgement(Standing.DONE)
    _, days = overdue_days(steps, reached, due, today)
    standing = _standing_of(reached, days)
    coming = next((one for one in rest if one.planned), None)
    if coming is None:
        if not due:
            return Judgement(Standing.FINE if place_of(reached) > 0 else Standing.OPEN)
        return Judgement(standing, days=days, planned_end=last_day(due))
    end = max((one for one in rest if one.planned), key=lambda one: sorts_as(one.planned))
    return Judgement(
        standing,
        coming.stage,
        days,
        end.stage,
        last_day(end.planned),
        expected_end(steps, reached, today),
    )


def _standing_of(reached: str, days: int) -> Standing:
    if days > 0:
        severe = days >= SEVERE_DAYS and not is_built(reached)
        return Standing.SEVERE if severe else Standing.BEHIND
    return Standing.FINE if place_of(reached) >= 0 else Standing.NOT_DUE


def in_short(milestones: Iterable[MilestoneLine], stage: str) -> str:
    """Return the furthest passed stage and the next one in a few letters: `fh2022-11`.

    First the letter of the furthest stage that has an actual date (`STAGE_LETTERS`), a space while
    none has; then that of the next one that has a planned date, and the date: nothing while none
    has. `stage` is the one that the project is said to have reached.
    """
    steps = in_order(milestones)
    coming = next_step(steps, stage)
    rest = "" if coming is None else f"{STAGE_LETTERS[coming.stage]}{coming.planned}"
    return f"{STAGE_LETTERS.get(stage_reached(steps), ' ')}{rest}"


def is_late(row: ProjectRow, today: str) -> bool:
    """Tell whether `judge` would call a row of the board late on an ISO day.

    It is told by text alone: ten thousand are asked at once.
    """
    stated, passed = STAGE_LETTERS.get(row.stage, ""), row.packed[:1]
    reached = max(stated, passed)
    if reached >= _HANDED_OVER:
        return False
    planned = row.packed[2:]
    if planned:
        return sorts_as(planned) < today
    due = due_date(row.due_year, row.deadline)
    return bool(due) and sorts_as(due) < today and reached < _BUILT


def pace_of(milestones: Iterable[MilestoneLine]) -> float:
    """Return how much longer than planned the passed stages took: 1.2 is a fifth longer.

    The way from the first to the last stage that has both dates is compared; 1 where there is
    none. It stays between a half and three.
    """
    both = [one for one in in_order(milestones) if one.planned and one.actual]
    if not both:
        return 1.0
    first, last = both[0], both[-1]
    planned = (last_day(last.planned) - last_day(first.planned)).days
    lost = days_late(last.planned, last.actual) - days_late(first.planned, first.actual)
    taken = planned + lost
    if planned <= 0 or taken <= 0:
        return 1.0
    return min(max(taken / planned, _QUICKEST), _SLOWEST)


def expected_end(milestones: Iterable[MilestoneLine], stage: str, today: date) -> date | None:
    """Return the day of the last stage if work goes on at the present pace; None without a plan.

    What comes next is passed when it is planned, today at the earliest; what is planned behind it
    takes longer, or less long, by the pace of what was passed.
    """
    steps = in_order(milestones)
    coming = next_step(steps, stage)
    if coming is None:
        return None
    end = max(last_day(one.planned) for one in ahead(steps, stage) if one.planned)
    due = last_day(coming.planned)
    rest = max((end - due).days, 0)
    return max(due, today) + timedelta(days=round(rest * pace_of(steps)))


def late_by(step: MilestoneLine, today: date, *, is_next: bool) -> int | None:
    """Return the days that a stage was passed late (negative: early), or is overdue.

    None where nothing can be said: no plan, or not passed and not the next one.
    """
    if not step.planned:
        return None
    if step.actual:
        return days_late(step.planned, step.actual)
    overdue = (today - last_day(step.planned)).days
    return overdue if is_next and overdue > 0 else None


def out_of_order(milestones: Iterable[MilestoneLine], stage: str, actual: str) -> str:
    """Return the stage that an actual date of `stage` would stand in the wrong order with, or "".

    An earlier stage of the project that has not been passed, or was passed later; or a later one
    that was passed earlier.
    """
    place = place_of(stage)
    for one in in_order(milestones):
        at = place_of(one.stage)
        if at < place and one.planned and not one.actual:
            return one.stage
        if at < place and one.actual and first_day(one.actual) > last_day(actual):
            return one.stage
        if at > place and one.actual and last_day(one.actual) < first_day(actual):
            return one.stage
    return ""
