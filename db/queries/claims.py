"""Which plans have a row on each shared series: what decides where its figures are entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.reading import Grouped, rows
from db.rules.ownership import Claim, referenced_years

if TYPE_CHECKING:
    import sqlite3

_CLAIMS = """
    select distinct indicator.series, plan.id, plan.title, plan.period_start, plan.period_end,
        plan.position
    from indicator join plan on plan.id = indicator.plan
    where indicator.withdrawn_by is null and indicator.series in (
        select series from indicator where withdrawn_by is null
        group by series having count(distinct plan) > 1)
"""

_YEARS = """
    with shared as (select series from indicator where withdrawn_by is null
        group by series having count(distinct plan) > 1)
    select series, cast(substr(period, 1, 4) as integer) as year from actual
        where series in (select series from shared)
    union select indicator.series, target.year
        from target join indicator on indicator.id = target.indicator
        where target.year is not null and indicator.series in (select series from shared)
"""

_MORE_THAN_ONE = "select count(*) > 1 from plan"


def referenced(connection: sqlite3.Connection, plan: str) -> dict[str, dict[int, str]]:
    """Return the years whose figures another plan owns, with its title, by series of the plan.

    Only a series that more than one plan has a row on has any; most books have none. Of the years
    are looked at those of the plans, and those anything is said of.
    """
    if not connection.execute(_MORE_THAN_ONE).fetchone()[0]:
        return {}
    claims, years = Grouped[Claim](), Grouped[int]()
    for row in rows(connection, _CLAIMS):
        first, last = row["period_start"], row["period_end"]
        claim = Claim(row["id"], row["title"], first, last, row["position"])
        claims[row["series"]].append(claim)
        if first is not None and last is not None:
            years[row["series"]] += range(first, last + 1)
    for row in rows(connection, _YEARS) if claims else ():
        years[row["series"]].append(row["year"])
    return {
        series: referenced_years(claimed, plan, years.of(series))
        for series, claimed in claims.items()
    }
