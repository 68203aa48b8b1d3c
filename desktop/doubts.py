"""What the checks doubt, as it is marked and counted everywhere: by cell, errors before queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.model.words import Severity
from desktop.delegates.marks import Mark, MarkName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.rules.finding import Finding

SEVERITY_MARKS = {Severity.ERROR: Mark.ERROR, Severity.QUERY: Mark.QUERY}
SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.QUERY: "疑问"}

Place = tuple[str, str]
"""The row and the period of a cell."""


class CellDoubt(NamedTuple):
    """How a doubted cell is marked, and what is said of it."""

    mark: MarkName
    words: str


class DoubtCount(NamedTuple):
    """Cells with an error, and cells with a query that is not explained."""

    errors: int = 0
    queries: int = 0

    @property
    def total(self) -> int:
        """Return how much is left; a cell with both counts twice, as it stands in both piles."""
        return self.errors + self.queries

    def __bool__(self) -> bool:
        """Tell whether anything is left to mend or to explain."""
        return self.total > 0


def open_cells(
    findings: Iterable[Finding], severity: Severity, period: str = ""
) -> set[tuple[str, str, str | None]]:
    """Return the cells (row, period, unit) somebody still has to mend or explain.

    With a `period` only those of it.
    """
    return {
        (finding.row, finding.period, finding.unit)
        for finding in findings
        if finding.is_open
        and finding.severity is severity
        and (not period or finding.period == period)
    }


def doubt_count(findings: Iterable[Finding], period: str, rows: Iterable[str]) -> DoubtCount:
    """Return what is left of a period in these rows: so it stands wherever it is counted."""
    known, told = set(rows), tuple(findings)
    counts = (
        sum(row in known for row, _, _ in open_cells(told, severity, period))
        for severity in (Severity.ERROR, Severity.QUERY)
    )
    return DoubtCount(*counts)


def doubted_cells(findings: Iterable[Finding]) -> dict[Place, CellDoubt]:
    """Return each cell that is still to be mended or explained; an error outweighs a query."""
    held: dict[Place, list[Finding]] = {}
    for finding in findings:
        if finding.is_open:
            held.setdefault((finding.row, finding.period), []).append(finding)
    return {place: _doubt(told) for place, told in held.items()}


def _doubt(findings: list[Finding]) -> CellDoubt:
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    mark = SEVERITY_MARKS[Severity.ERROR if wrong else Severity.QUERY]
    return CellDoubt(mark, "\n".join(finding.message for finding in findings))


def of_cell(findings: Iterable[Finding], row: str, period: str) -> tuple[Finding, ...]:
    """Return what is said of one cell, errors first, explained queries last."""
    found = [one for one in findings if one.row == row and one.period == period]
    order = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.NOTE: 2}
    return tuple(sorted(found, key=lambda one: (not one.is_open, order[one.severity])))
