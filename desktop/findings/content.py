"""What the findings page knows of a period: doubted cells and missing figures, by scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.queries.checks import missing_lines
from desktop.findings.rows import DoubtedCell, Scope, doubted_cells, missing_in
from desktop.gaps import missing
from desktop.readings import LARGE

if TYPE_CHECKING:
    from db.model.todo_lines import MissingLine
    from desktop.session import BookSession


class YearFindings:
    """Reads from the session what is doubted and what is missing in the period being filled."""

    def __init__(self, session: BookSession) -> None:
        self._session = session
        self._cells: tuple[DoubtedCell, ...] = ()
        self._gaps: dict[Scope, list[MissingLine]] = {}
        self._looking: set[Scope] = set()

    def read(self) -> None:
        """Read everything anew; what was not changed is remembered by the session."""
        session, period = self._session, self._session.period
        rows = session.rows()
        names = {line.id: line.name for line in session.read(queries.unit_lines)}
        found = list(doubted_cells(session.doubts(), rows, period, {}))
        checks = session.checks
        of_units = checks.of_units(period) if checks is not None else None
        self._looking = {Scope.UNITS} if of_units is None else set()
        if checks is None or checks.is_looking():
            self._looking |= {Scope.COUNTY, Scope.TASKS}
        for unit in dict.fromkeys(one.unit for one in of_units or ()):
            theirs = [one for one in of_units or () if one.unit == unit]
            found += doubted_cells(theirs, session.rows(unit), period, names)
        self._cells = tuple(found)
        plan = session.plan
        read = session.read_later if len(rows) > LARGE else session.read
        today = session.today
        asked = read(missing_lines, plan.id, period, today=today) if plan is not None else ()
        if asked is None:
            self._looking |= set(Scope)
            asked = ()
        county = {line.id for line in missing(session.indicators, period, today)}
        self._gaps = {scope: missing_in(scope, asked, rows, county) for scope in Scope}

    def is_looking(self, scope: Scope) -> bool:
        """Tell whether the doubts of a scope are still looked for in the background."""
        return scope in self._looking

    def cells(self, scope: Scope) -> list[DoubtedCell]:
        """Return the doubted cells of a scope."""
        return [cell for cell in self._cells if cell.scope is scope]

    def gaps(self, scope: Scope) -> list[MissingLine]:
        """Return the missing figures of a scope."""
        return self._gaps.get(scope, [])

    def units(self) -> dict[str, str]:
        """Return the units of which a figure is doubted or missing, by id with their names."""
        found = {cell.unit or "": cell.unit_name for cell in self.cells(Scope.UNITS)}
        found |= {line.unit or "": line.unit_name for line in self.gaps(Scope.UNITS)}
        return found

    def sizes(self) -> list[tuple[Scope, int]]:
        """Return the scopes that have anything, and the county's, with how much is open there."""
        made = []
        for scope in Scope:
            size = len(self.cells(scope)) + len(self.gaps(scope))
            if size or scope is Scope.COUNTY:
                made.append((scope, size))
        return made
