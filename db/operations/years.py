"""Which years a plan has: what is done for another one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault

if TYPE_CHECKING:
    from db.model.lines import PlanLine
    from db.model.records import Plan


def require_year_of(plan: Plan | PlanLine, year: int) -> None:
    """Refuse a year outside a plan, as far as it names its years: YEAR_OUTSIDE_PLAN."""
    first, last = plan.period_start, plan.period_end
    if (first is not None and year < first) or (last is not None and year > last):
        raise ValueRefused(ValueFault.YEAR_OUTSIDE_PLAN, f"{year} 年")
