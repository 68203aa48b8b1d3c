"""The rows of one plan under all checks: judged whole, or only where one edit can be felt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.rules.checks.bounds import BOUNDS
from db.rules.checks.cells import Around, cells_of, row_of
from db.rules.checks.copies import COPIES
from db.rules.checks.families import family_of
from db.rules.checks.limits import Limits
from db.rules.checks.movement import MOVEMENT
from db.rules.checks.slips import SLIPS
from db.rules.checks.sums import SUMS
from db.rules.checks.writing import WRITING
from db.rules.finding import Anchor, Finding, OtherCell, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from db.model.lines import ActualValue, IndicatorLine
    from db.rules.checks.cells import Cell, Check, Doubt

CHECKS: tuple[Check, ...] = (*SLIPS, *BOUNDS, *SUMS, *MOVEMENT, *COPIES, *WRITING)
"""Every check of a recorded figure, in the order in which a cell tells them."""


@dataclass(frozen=True, slots=True)
class Checks:
    """A plan's rows with the figures of the county (`unit` None) or of one unit, to be judged.

    Made by `checks_of`. After an edit `with_figures` gives another one, cheaply.
    """

    around: Around
    unit: str | None = None

    @property
    def lines(self) -> tuple[IndicatorLine, ...]:
        """Return the rows as they are judged."""
        return tuple(row.line for row in self.around.rows.values())

    def findings(
        self, rows: Iterable[str] | None = None, periods: Collection[str] | None = None
    ) -> tuple[Finding, ...]:
        """Return what is doubted, in all rows and periods or only in these, in plan order."""
        around = self.around
        asked = around.rows if rows is None else set(rows)
        found: list[Finding] = []
        for row in around.rows.values():
            if row.line.id in asked:
                for cell in cells_of(row, around, periods):
                    found += self._judged(cell)
        return tuple(found)

    def touched_by(self, series: Iterable[str]) -> frozenset[str]:
        """Return the rows whose findings may change when figures of these series do."""
        family = self.around.family
        touched: set[str] = set()
        for one in series:
            for row in family.by_series.get(one, ()):
                touched |= family.readers[row]
        return frozenset(touched)

    def with_figures(self, changed: Mapping[str, Mapping[str, ActualValue]]) -> Checks:
        """Return the same rows with other figures, given whole for each changed series."""
        rows = dict(self.around.rows)
        for series, actuals in changed.items():
            for row in self.around.family.by_series.get(series, ()):
                rows[row] = row_of(rows[row].line._replace(actuals=actuals))
        return replace(self, around=replace(self.around, rows=rows))

    def holding(self, lines: Iterable[IndicatorLine]) -> Checks:
        """Return the same checks over these very lines, which are equal to those they hold.

        Lines that are given again then need no comparing.
        """
        rows = self.around.rows
        others = {
            line.id: replace(rows[line.id], line=line)
            for line in lines
            if rows[line.id].line is not line
        }
        return replace(self, around=replace(self.around, rows={**rows, **others}))

    def _judged(self, cell: Cell) -> Iterator[Finding]:
        """Yield what is doubted in a cell, each fault once: an error, else the first of a chain."""
        off = cell.limits.off
        told = [
            (check, doubt) for check in CHECKS if check.id not in off for doubt in check.judge(cell)
        ]
        wrong = next((one for one in told if _is_error(*one)), None)
        said: set[str] = set()
        for one in told:
            check, doubt = one
            if wrong is not None and (check.chain or _is_error(*one)):
                if one is not wrong:
                    continue
            elif check.chain in said:
                continue
            elif check.chain:
                said.add(check.chain)
            yield self._finding(cell, check, doubt)

    def _finding(self, cell: Cell, check: Check, doubt: Doubt) -> Finding:
        line = cell.line
        own = Anchor(cell.held.amount.text, f"{cell.period} {line.name}")
        return Finding(
            kind=check.kind,
            severity=doubt.severity or check.severity,
            message=doubt.message,
            row=line.id,
            anchors=(own, *(Anchor(one.words, one.place) for one in doubt.others)),
            period=str(cell.period),
            unit=self.unit,
            subject=line.series,
            check=check.id,
            others=tuple(
                OtherCell(one.line.id, one.line.series, str(one.period)) for one in doubt.others
            ),
        )


def _is_error(check: Check, doubt: Doubt) -> bool:
    return (doubt.severity or check.severity) is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What an edit changed: the rows that were judged anew, and all that is doubted in them now.

    Their findings know no explanations yet; `with_explanations` gives them theirs.
    """

    checks: Checks
    rows: frozenset[str]
    findings: tuple[Finding, ...]

    def merged(self, before: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings of before, those of the judged rows exchanged; in plan order."""
        checked = {check.id for check in CHECKS}
        kept = [
            one
            for one in before
            if one.row not in self.rows or one.unit != self.checks.unit or one.rule not in checked
        ]
        place = {line.id: order for order, line in enumerate(self.checks.lines)}
        return tuple(sorted([*kept, *self.findings], key=lambda one: place.get(one.row, -1)))


def recheck(checks: Checks, lines: Sequence[IndicatorLine]) -> Rechecked:
    """Judge anew what differs in freshly read lines, computed figures included.

    Only figures may have changed for that to be quick; after any other change all is judged anew.
    """
    held = {row.line.id: row.line for row in checks.around.rows.values()}
    read = lines if checks.unit is None else [_of_unit(line) for line in lines]
    changed = [line for line in read if held.get(line.id) is not line and held.get(line.id) != line]
    figures_only = len(held) == len(lines) and all(
        line.id in held and line._replace(actuals=held[line.id].actuals) == held[line.id]
        for line in changed
    )
    if not figures_only:
        around = checks.around
        fresh = checks_of(lines, limits=around.limits, unit=checks.unit, today=around.today)
        rows = frozenset(held) | {line.id for line in lines}
        return Rechecked(fresh, rows, fresh.findings())
    fresh = checks.with_figures({line.series: line.actuals for line in changed})
    if checks.unit is None:
        fresh = fresh.holding(lines)
    rows = fresh.touched_by(line.series for line in changed)
    return Rechecked(fresh, rows, fresh.findings(rows))


def checks_of(
    lines: Sequence[IndicatorLine],
    *,
    limits: Limits | None = None,
    unit: str | None = None,
    today: date | None = None,
) -> Checks:
    """Return the rows of a plan ready to be judged; the lines hold the figures of `unit`.

    The plan's baselines and targets are the county's: a unit's figures are not compared with them.
    Without a day no year counts as closed.
    """
    rows = {line.id: row_of(line) for line in lines}
    family = family_of(rows)
    if unit is not None:
        rows = {line.id: row_of(_of_unit(line)) for line in lines}
    return Checks(Around(rows, family, limits or Limits(), today), unit)


def _of_unit(line: IndicatorLine) -> IndicatorLine:
    return line._replace(baselines=(), targets=())
