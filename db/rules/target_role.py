"""What a target of a year is: the goal at the end of the plan, or one on the way to it."""

from __future__ import annotations

from db.model.words import TargetRole


def role_of_target(year: int | None, period_end: int | None, *, of_task: bool) -> TargetRole:
    """Return what a target is that is no yearly one.

    A target of a task has no other on the way: its year is that in which it falls due.
    """
    early = not of_task and year is not None and period_end is not None and year < period_end
    return TargetRole.INTERIM if early else TargetRole.TARGET
