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

_NOWHERE: dict[int, str] = {}
"""Of the rows whose figures are all their own plan's: one for all of them, never written to."""


class Claims:
    """The claims on the series that more than one plan has a row on; most books have none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._claims, self._years = Grouped(), Grouped()
        if connection.execute(_MORE_THAN_ONE).fetchone()[0]:
            self._read(connection)

    def _read(self, connection: sqlite3.Connection) -> None:
        for row in rows(connection, _CLAIMS):
            first, last = row["period_start"], row["period_end"]
            claim = Claim(row["id"], row["title"], first, last, row["position"])
            self._claims[row["series"]].append(claim)
            if first is not None and last is not None:
                self._years[row["series"]] += range(first, last + 1)
        for row in rows(connection, _YEARS) if self._claims else ():
            self._years[row["series"]].append(row["year"])

    def referenced(self, series: str, plan: str) -> dict[int, str]:
        """Return the years whose figures another plan owns, of the years anything is said of."""
        if series not in self._claims:
            return _NOWHERE
        return referenced_years(self._claims.of(series), plan, self._years.of(series))
