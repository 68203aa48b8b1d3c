"""The rows of the findings page: doubted cells in piles, missing figures under their units."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.todo_lines import MissingLine
from db.rules.checks.judging import CHECKS
from db.rules.finding import Severity
from desktop.columns import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.model.lines import IndicatorLine
    from db.rules.finding import Finding

CHECK_TITLES = {check.id: check.title for check in CHECKS}


class Pile(StrEnum):
    """Where a cell lies: to be mended, to be mended or explained, explained."""

    ERROR = "error"
    QUERY = "query"
    EXPLAINED = "explained"


PILE_WORDS = {
    Pile.ERROR: ("错误", "须改数"),
    Pile.QUERY: ("疑问", "改或说明"),
    Pile.EXPLAINED: ("已说明", "不再提示，数改了会重新提示"),
}


class Scope(StrEnum):
    """Whose figures are looked at."""

    COUNTY = "county"
    TASKS = "tasks"
    UNITS = "units"


SCOPE_WORDS = {
    Scope.COUNTY: "指标",
    Scope.TASKS: "任务的量化目标",
    Scope.UNITS: "各单位报的数",
}


@dataclass(frozen=True, slots=True)
class DoubtedCell:
    """A cell with what is said of it; `unit_name` is empty for a figure of the county."""

    pile: Pile
    line: IndicatorLine
    period: str
    unit: str | None
    unit_name: str
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """Return what tells the cell from every other, and an error in it from a query."""
        wrong = self.pile is Pile.ERROR
        return f"{self.line.id} {self.period} {self.unit or ''} {'!' if wrong else '?'}"

    @property
    def words(self) -> str:
        """Return what is said of it."""
        return "".join(finding.message for finding in self.findings)

    @property
    def explanation(self) -> str:
        """Return why its figure is right, as it was said; empty until it was."""
        given = (one.explanation.words for one in self.findings if one.explanation is not None)
        return next(given, "")

    @property
    def lapsed(self) -> str:
        """Return what was said of another figure here, to be said again or not."""
        return next((one.lapsed for one in self.findings if one.lapsed), "")

    @property
    def proposed(self) -> str:
        """Return what was said of another figure here, else of the period before."""
        earlier = (one.earlier.words for one in self.findings if one.earlier is not None)
        return self.lapsed or next(earlier, "")

    @property
    def scope(self) -> Scope:
        """Return whose figure it is."""
        if self.unit is not None:
            return Scope.UNITS
        return Scope.COUNTY if self.line.task is None else Scope.TASKS


def doubted_cells(
    findings: Iterable[Finding],
    rows: Iterable[IndicatorLine],
    period: str,
    unit_names: Mapping[str, str],
) -> tuple[DoubtedCell, ...]:
    """Return the cells of a period in which something is doubted, in the order of the findings.

    A cell with an error and a query is two rows: one is mended, the other may be explained.
    """
    lines = {line.id: line for line in rows}
    held: dict[tuple[str, str | None, bool], list[Finding]] = {}
    for finding in findings:
        if finding.period == period and finding.row in lines:
            if finding.severity is Severity.NOTE:
                continue
            wrong = finding.severity is Severity.ERROR
            held.setdefault((finding.row, finding.unit, wrong), []).append(finding)
    return tuple(
        DoubtedCell(
            _pile(told), lines[row], period, unit, unit_names.get(unit or "", ""), tuple(told)
        )
        for (row, unit, _), told in held.items()
    )


def _pile(findings: Sequence[Finding]) -> Pile:
    if findings[0].severity is Severity.ERROR:
        return Pile.ERROR
    return Pile.QUERY if any(one.is_open for one in findings) else Pile.EXPLAINED


def in_piles(
    cells: Sequence[DoubtedCell], placed: Mapping[str, Pile], folded: Iterable[str]
) -> list[Heading | DoubtedCell]:
    """Return the cells under their piles; `placed` are those that stay where they lay before."""
    shut = set(folded)
    rows: list[Heading | DoubtedCell] = []
    for pile, (word, what_to_do) in PILE_WORDS.items():
        here = [cell for cell in cells if placed.get(cell.key, cell.pile) is pile]
        if here:
            count = sum(cell.pile is pile for cell in here)
            opened = pile not in shut
            rows.append(Heading(pile, word, f"{count} 格，{what_to_do}", opened))
            rows += here if opened else []
    return rows


def counts(cells: Iterable[DoubtedCell]) -> dict[Pile, int]:
    """Return how many cells lie on each pile."""
    told = list(cells)
    return {pile: sum(cell.pile is pile for cell in told) for pile in Pile}


def rules_of(cells: Iterable[DoubtedCell]) -> dict[str, str]:
    """Return the checks that found something, by id with their titles."""
    found = {finding.rule for cell in cells for finding in cell.findings}
    return {rule: title for rule, title in CHECK_TITLES.items() if rule in found}


def key_of_missing(line: MissingLine) -> str:
    """Return what tells a missing figure from every other."""
    return f"{line.unit or ''} {line.row}"


def missing_in(
    scope: Scope, lines: Iterable[MissingLine], rows: Iterable[IndicatorLine], county: set[str]
) -> list[MissingLine]:
    """Return the missing figures of a scope; `county` are the indicators that have none.

    An indicator that is the sum of its units is missing once: it stands under the first of them.
    """
    tasks = {line.id for line in rows if line.task is not None}
    asked = [line for line in lines if not line.has_answer]
    if scope is Scope.TASKS:
        return [line for line in asked if line.row in tasks]
    if scope is Scope.UNITS:
        return [line for line in asked if line.unit is not None and line.row not in county | tasks]
    first: dict[str, MissingLine] = {}
    for line in asked:
        if line.row in county:
            first.setdefault(line.row, line)
    return list(first.values())


def by_unit(lines: Sequence[MissingLine], folded: Iterable[str]) -> list[Heading | MissingLine]:
    """Return the missing figures under the units and persons they are asked of.

    What of a unit is asked of nobody by name stands under the unit alone, before its persons.
    """
    shut = set(folded)
    units: dict[str, dict[str, list[MissingLine]]] = {}
    for line in lines:
        unit = units.setdefault(line.unit_name or "没有责任单位", {"": []})
        unit.setdefault(line.person, []).append(line)
    groups = {
        f"{unit} · {person}" if person else unit: members
        for unit, persons in units.items()
        for person, members in persons.items()
        if members
    }
    rows: list[Heading | MissingLine] = []
    for name, members in groups.items():
        opened = name not in shut
        rows.append(Heading(name, name, f"还差 {len(members)} 格", opened))
        rows += members if opened else []
    return rows


def as_text(rows: Iterable[object]) -> str:
    """Return the list as lines with tabs, for a message or a sheet: headings are left out."""
    made: list[str] = []
    for row in rows:
        if isinstance(row, DoubtedCell):
            word = PILE_WORDS[row.pile][0]
            cell = (row.line.name, row.unit_name, row.period, word, row.words, row.explanation)
            made.append("\t".join(cell))
        elif isinstance(row, MissingLine):
            asked = (row.unit_name, row.person, row.category, row.name, row.measure_unit)
            made.append("\t".join((*asked, row.period)))
    return "\n".join(made)
