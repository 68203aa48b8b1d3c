"""What of a project stands on a timeline: its plan, what was done, its milestones, its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.rules.schedule import Standing, ahead, in_order
from db.rules.stage_dates import first_day, last_day
from db.rules.stages import is_handed_over, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.model.project_lines import MilestoneLine
    from db.rules.schedule import Judgement

_ALWAYS = frozenset({"开工", "主体封顶"})
"""The stages that are marked however small the scale is, beside the last one."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A milestone on its planned day; `main` ones are marked at every scale."""

    day: date
    stage: str
    passed: bool
    main: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn in a project's row; a pair of days is a bar from the first to the second.

    `outlook` goes from today to the expected end of a project that is late; `severe` tells how.
    """

    planned: tuple[date, date] | None = None
    done: tuple[date, date] | None = None
    ticks: tuple[Tick, ...] = ()
    outlook: tuple[date, date] | None = None
    severe: bool = False


def bars_of(
    milestones: Sequence[MilestoneLine], stage: str, judged: Judgement, today: date
) -> Bars:
    """Return what a project's row shows on a day.

    The plan reaches from its first to its last planned stage; what was done from the first stage
    that was passed to the last one, or to today while there is something ahead. A project that
    only has a year is a single mark at its end.
    """
    steps = in_order(milestones)
    planned = [one for one in steps if one.planned]
    passed = [one for one in steps if one.actual]
    coming = {one.stage for one in ahead(steps, stage)}
    ended = is_handed_over(max((one.stage for one in passed), key=place_of, default=""))
    outlook = None
    if judged.is_late and judged.expected_end is not None and judged.expected_end > today:
        outlook = (today, judged.expected_end)
    return Bars(
        _plan(planned),
        _done(passed, today, goes_on=bool(coming) and not ended),
        _ticks(planned, coming, judged),
        outlook,
        judged.standing is Standing.SEVERE,
    )


def _plan(planned: Sequence[MilestoneLine]) -> tuple[date, date] | None:
    if len(planned) < 2:  # noqa: PLR2004 - one day is no way
        return None
    begin = min(first_day(one.planned) for one in planned)
    return begin, max(last_day(one.planned) for one in planned)


def _done(
    passed: Sequence[MilestoneLine], today: date, *, goes_on: bool
) -> tuple[date, date] | None:
    if not passed:
        return None
    begin = min(first_day(one.actual) for one in passed)
    end = max(last_day(one.actual) for one in passed)
    if goes_on:
        end = max(end, today)
    # A month that has not ended was not worked through to its end.
    end = min(end, today)
    return (begin, end) if end >= begin else None


def _ticks(
    planned: Sequence[MilestoneLine], coming: set[str], judged: Judgement
) -> tuple[Tick, ...]:
    if not planned:
        if judged.planned_end is None:
            return ()
        return (Tick(judged.planned_end, "", passed=False, main=True),)
    last = planned[-1].stage
    return tuple(
        Tick(last_day(one.planned), one.stage, one.stage not in coming,
             one.stage in _ALWAYS or one.stage == last)
        for one in planned
    )  # fmt: skip
