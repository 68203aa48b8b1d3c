"""Which plan of a book a figure belongs to, where several plans have a row on one series."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.lines import PlanLine


class Claim(NamedTuple):
    """A plan with a row on a series: its years (None: not said), its place among the plans."""

    plan: str
    title: str
    first: int | None
    last: int | None
    position: int

    def covers(self, year: int) -> bool:
        """Tell whether the year lies in the plan's period; an end not said is open."""
        if self.first is None and self.last is None:
            return False
        after = self.first is None or self.first <= year
        return after and (self.last is None or year <= self.last)


def owner_of(claims: Iterable[Claim], year: int) -> Claim | None:
    """Return the plan in which figures of that year are entered; None when no plan claims them.

    It is the first by position whose period covers the year; if none does, the first of all.
    """
    ordered = sorted(claims, key=lambda claim: (claim.position, claim.plan))
    covering = (claim for claim in ordered if claim.covers(year))
    return next(covering, next(iter(ordered), None))


def referenced_years(claims: Iterable[Claim], plan: str, years: Iterable[int]) -> dict[int, str]:
    """Return the years whose figures this plan only refers to, with the owning plan's title."""
    held = tuple(claims)
    owners = ((year, owner_of(held, year)) for year in years)
    return {year: owner.title for year, owner in owners if owner and owner.plan != plan}


def plan_of_year(plans: Sequence[PlanLine], year: int) -> str:
    """Return the id of the first plan whose period covers the year, else of the first; "" of none.

    `plans` are in their order in the book.
    """
    claims = (
        Claim(plan.id, plan.title, plan.period_start, plan.period_end, place)
        for place, plan in enumerate(plans)
    )
    owner = owner_of(claims, year)
    return owner.plan if owner is not None else ""
