"""What a year in a heading stands for: the state at the start, a value reached, or a goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.list_in.years import find_period, plan_years
from db.exchange.listing import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACHED = re.compile("完成情况|实际|统计|进展|监测|完成")
_SHEET_OF_A_YEAR = re.compile(r"20\d\d年?度?(?:数据|统计|实际|完成|情况|指标|汇总|表)*")
_YEAR_LENGTH = 4


class Context(NamedTuple):
    """What is known around a table: captions and sheet's name (squashed), years of the plan."""

    caption: str
    start: int | None
    end: int | None
    sheet: str = ""

    @property
    def role(self) -> Meaning | None:
        """Return what the captions call the figures: 完成情况 is stronger than 目标."""
        if _REACHED.search(self.caption):
            return Meaning.ACTUAL
        return Meaning.TARGET if "目标" in self.caption else None

    @property
    def period(self) -> str:
        """Return the one reporting period the captions name; empty when none or a plan's years.

        Captions without a year leave it to a sheet that is called 2022年 or 2022年度统计.
        """
        if not find_period(self.caption) and _SHEET_OF_A_YEAR.fullmatch(self.sheet):
            return self.sheet[:_YEAR_LENGTH]
        found = find_period(self.caption)
        if found is None or plan_years([found.period]) != (None, None):
            return ""
        if find_period(found.rest) or "十" in self.caption[: self.caption.find("五") + 1][-3:]:
            return ""
        return found.period


class Undecided(NamedTuple):
    """A figure column before its meaning is known: its role and period as the heading says them."""

    role: Meaning | None
    period: str | None
    unsaid_year: bool = False


class Decided(NamedTuple):
    """A figure column's meaning and period; without a meaning, `reason` says why not."""

    meaning: Meaning | None
    period: str = ""
    reason: str = ""


def decide(columns: Sequence[Undecided], context: Context) -> tuple[Decided, ...]:
    """Return the meaning of every figure column of a table, judged together."""
    bare = sorted({c.period for c in columns if c.role is None and c.period})
    roles = {column.role for column in columns}
    return tuple(
        _with_role(column, context)
        if column.role is not None
        else _bare(column.period or "", bare, roles, context)
        for column in columns
    )


def _with_role(column: Undecided, context: Context) -> Decided:
    """Return a column whose heading says what it is; a missing year is the plan's own."""
    meaning = column.role
    if column.period == "":
        return Decided(None, reason="不是台账的报告期，这一列没有读")
    if column.period is not None:
        return Decided(meaning, column.period)
    if column.unsaid_year:
        return Decided(meaning)
    if meaning is Meaning.BASELINE:
        return Decided(meaning, str(context.start - 1) if context.start else "")
    if meaning is Meaning.ACTUAL:
        if context.period:
            return Decided(meaning, context.period)
        return Decided(None, reason="没有写明是哪一年，这一列没有读")
    return Decided(meaning, str(context.end) if context.end else "")


def _bare(
    period: str, bare: Sequence[str], roles: set[Meaning | None], context: Context
) -> Decided:
    """Return a column that is headed by nothing but a time."""
    if not period:
        return Decided(None, reason="不是台账的报告期，这一列没有读")
    if len(period) > _YEAR_LENGTH:
        goal = context.role is Meaning.TARGET
        return Decided(Meaning.TARGET if goal else Meaning.ACTUAL, period)
    if any(other.startswith(f"{period}-") for other in bare) and context.role is None:
        # The year behind its quarters is as they are.
        return Decided(Meaning.ACTUAL, period)
    if context.start and context.end:
        return Decided(_within_plan(int(period), context), period)
    return _without_plan(period, bare, roles, context)


def _within_plan(year: int, context: Context) -> Meaning:
    """Return what a year is to a plan whose years are known."""
    if context.start and year < context.start:
        return Meaning.BASELINE
    if context.end and year >= context.end:
        return Meaning.TARGET
    return Meaning.ACTUAL if context.role is Meaning.ACTUAL else Meaning.TARGET


def _without_plan(
    period: str, bare: Sequence[str], roles: set[Meaning | None], context: Context
) -> Decided:
    """Return what a year is among the others, where no title tells the plan's years.

    The earliest is where a plan starts and the last is its goal, unless the columns that say
    what they are already hold that place, or the title says that all of it was reached.
    """
    goal_said = bool(roles & {Meaning.TARGET, Meaning.YEARLY})
    between = Meaning.ACTUAL if context.role is Meaning.ACTUAL else Meaning.TARGET
    if context.role is Meaning.ACTUAL and not goal_said:
        return Decided(Meaning.ACTUAL, period)
    first = period == bare[0] and Meaning.BASELINE not in roles
    if first and (len(bare) > 1 or goal_said):
        return Decided(Meaning.BASELINE, period)
    if goal_said:
        return Decided(Meaning.ACTUAL, period)
    if len(bare) == 1 and not (context.role or Meaning.BASELINE in roles):
        return Decided(None, reason="没有写明是基期、实际还是目标，这一列没有读")
    return Decided(Meaning.TARGET if period == bare[-1] else between, period)
