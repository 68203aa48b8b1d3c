"""Which figures of a period are still to be filled or explained: one count for every place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from db.model.period import Period
from db.model.words import Aggregation, Severity
from db.rules.availability import Availability, availability

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from db.model.lines import IndicatorLine
    from db.rules.finding import Finding


class Gaps(NamedTuple):
    """还差: cells without a figure, cells whose answer or doubt waits for words, cells asked for.

    `waiting` are those asked for whose figure cannot exist yet (数据未出). No cell is counted
    twice, so that `left` is what stands on the screen.
    """

    missing: int = 0
    to_explain: int = 0
    asked: int = 0
    waiting: int = 0

    @property
    def left(self) -> int:
        """Return how many cells still need a hand."""
        return self.missing + self.to_explain


class UnitGaps(NamedTuple):
    """What one unit still owes in a period: ids of rows.

    Of `own` its own figure is missing, a part of the county's sum; of `county` the whole county's,
    which is asked of it. `asked` counts the cells asked of it, filled or not; `waiting` those
    whose figure cannot exist yet.
    """

    own: frozenset[str] = frozenset()
    county: frozenset[str] = frozenset()
    asked: int = 0
    waiting: int = 0

    @property
    def rows(self) -> frozenset[str]:
        """Return the rows in which something is missing; none is in both."""
        return self.own | self.county


def is_asked(line: IndicatorLine) -> bool:
    """Tell whether the plan promises something; a figure of its review is not asked for."""
    return bool(line.targets)


def is_missing(line: IndicatorLine, period: str, today: date | None = None) -> bool:
    """Tell whether a promised figure that can exist is not recorded; an answer is no gap.

    Nothing is missing in no period (empty words); ValueError for words that are none.
    """
    return is_asked(line) and _blank(line, period, today) is Availability.EXISTS


def is_reported(line: IndicatorLine, period: str, today: date | None = None) -> bool:
    """Tell whether a figure of the period is asked for here and can exist, filled or not."""
    return _standing(line, period, today) is Availability.EXISTS


def _is_waiting(line: IndicatorLine, period: str, today: date | None) -> bool:
    """Tell whether the figure of a blank cell is asked for and cannot exist yet."""
    return _blank(line, period, today) is Availability.NOT_YET


def _blank(line: IndicatorLine, period: str, today: date | None) -> Availability | None:
    """Return whether the figure of a blank cell can exist; None for one not asked, or filled."""
    return None if period in line.actuals else _standing(line, period, today)


def _standing(line: IndicatorLine, period: str, today: date | None) -> Availability | None:
    """Return whether a figure that is asked for can exist; None where it is not asked for.

    What another plan of the book owns is asked for there.
    """
    if not period or not is_asked(line):
        return None
    asked = Period.read(period)
    return None if asked.year in line.referenced else availability(asked, line, today)


def missing(
    lines: Iterable[IndicatorLine], period: str, today: date | None = None
) -> tuple[IndicatorLine, ...]:
    """Return the rows whose figure of the period is missing, in plan order."""
    blank = (line for line in lines if is_asked(line) and period not in line.actuals)
    return tuple(line for line in blank if is_missing(line, period, today))


def is_unexplained(line: IndicatorLine, period: str) -> bool:
    """Tell whether the cell holds 无此项 or 不适用 without the note that says why."""
    held = line.actuals.get(period)
    return held is not None and held.amount.answer is not None and not held.note.strip()


def gaps_of(
    lines: Iterable[IndicatorLine],
    period: str,
    findings: Iterable[Finding] = (),
    today: date | None = None,
) -> Gaps:
    """Return what the rows still lack in a period, their doubts among `findings` included.

    Only doubts about the county's figures count, as the rows are the county's.
    """
    doubted = {
        finding.row
        for finding in findings
        if finding.severity is Severity.QUERY
        and finding.period == period
        and finding.unit is None
        and finding.explanation is None
    }
    absent, to_explain, asked, waiting = 0, 0, 0, 0
    for line in lines:
        standing = _standing(line, period, today)
        filled = period in line.actuals
        # A figure that is never published for a period is not asked for, unless it stands there.
        asked += standing is not None and (filled or standing is not Availability.NEVER)
        blank = None if filled else standing
        absent += blank is Availability.EXISTS
        waiting += blank is Availability.NOT_YET
        to_explain += line.id in doubted or is_unexplained(line, period)
    return Gaps(absent, to_explain, asked, waiting)


def gaps_of_unit(
    own: Sequence[IndicatorLine],
    county: Iterable[IndicatorLine],
    unit: str,
    period: str,
    *,
    providers: Mapping[str, str],
    today: date | None = None,
) -> UnitGaps:
    """Return what a unit still owes: `own` are the rows with its figures, `county` the county's.

    A part of a county sum is asked of each unit that has ever given one; any other figure of its
    data provider (`providers`: unit by series), else of the lead unit.
    """
    whole = {line.id: line for line in county}
    lacking: set[str] = set()
    wanted: set[str] = set()
    asked = waiting = 0
    for line in own:
        if line.aggregation is Aggregation.SUM and line.actuals:
            asked += is_reported(line, period, today)
            waiting += _is_waiting(line, period, today)
            if is_missing(line, period, today):
                lacking.add(line.id)
        elif (held := whole.get(line.id)) is not None and _asked_unit(held, providers) == unit:
            asked += is_reported(held, period, today)
            waiting += _is_waiting(held, period, today) and not _is_summed(held)
            if is_missing(held, period, today) and not _is_summed(held):
                wanted.add(line.id)
    return UnitGaps(frozenset(lacking), frozenset(wanted), asked, waiting)


def gaps_with(owed: UnitGaps, own: Iterable[IndicatorLine], period: str) -> Gaps:
    """Return what a unit owes, with those answers among its `own` figures that lack their note."""
    unexplained = sum(is_unexplained(line, period) for line in own)
    return Gaps(len(owed.rows), unexplained, owed.asked, owed.waiting)


def _asked_unit(line: IndicatorLine, providers: Mapping[str, str]) -> str | None:
    lead = next((share.unit for share in line.units if share.lead), None)
    return providers.get(line.series, lead)


def _is_summed(line: IndicatorLine) -> bool:
    """Tell whether units have given parts of a sum: then it is asked of them."""
    held = line.actuals.values()
    return line.aggregation is Aggregation.SUM and any(actual.computed for actual in held)


def missing_by_category(
    lines: Iterable[IndicatorLine], period: str, today: date | None = None
) -> dict[str, tuple[IndicatorLine, ...]]:
    """Return the missing rows under their categories, in the order of the indicator table."""
    groups = by_category(lines).items()
    found = {category: missing(rows, period, today) for category, rows in groups}
    return {category: rows for category, rows in found.items() if rows}


def by_category(
    lines: Iterable[IndicatorLine],
) -> dict[str, tuple[IndicatorLine, ...]]:
    """Return the rows under their categories, both in plan order."""
    groups: defaultdict[str, list[IndicatorLine]] = defaultdict(list)
    for line in lines:
        groups[line.category or "未分类"].append(line)
    return {category: tuple(rows) for category, rows in groups.items()}
