"""What a 校验情况表 lists: each thing the checks said of a year, with what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CheckStanding(StrEnum):
    """How a finding stands, in the order of the list: its words are the list's own."""

    ERROR = "错误（须改）"
    QUERY = "疑问（未说明）"
    EXPLAINED = "疑问（已说明）"
    PLAN = "规划原文"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One finding of a plan, about a figure of a period or (PLAN) about the plan's own text.

    `unit` names whose figure it is, empty for the whole county's. `before` and `figure` are the
    words of the figures of the period before and of the period, `others` those they are compared
    with, each behind its place. `explanation` with `who` and `made_at` (ISO) is what was said of
    it, empty until something was.
    """

    standing: CheckStanding
    name: str
    category: str
    measure_unit: str
    unit: str
    period: str
    before: str
    figure: str
    message: str
    others: str
    explanation: str = ""
    who: str = ""
    made_at: str = ""

    @property
    def day(self) -> str:
        """Return the ISO day on which it was explained; empty where it was not."""
        return self.made_at[:10]
