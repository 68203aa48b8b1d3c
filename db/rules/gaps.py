"""Which figures of a period are still to be filled or explained: one count for every place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.model.period import Period
from db.model.words import Severity
from db.rules.availability import Availability, availability

if TYPE_CHECKING:
    from collections.abc import Iterable
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


def is_asked(line: IndicatorLine) -> bool:
    """Tell whether the plan promises something; a figure of its review is not asked for."""
    return bool(line.targets)


def is_missing(line: IndicatorLine, period: str, today: date | None = None) -> bool:
    """Tell whether a promised figure that can exist is not recorded; an answer is no gap.

    Nothing is missing in no period (empty words); ValueError for words that are none.
    """
    return _blank(line, period, today) is Availability.EXISTS


def is_reported(line: IndicatorLine, period: str, today: date | None = None) -> bool:
    """Tell whether a figure of the period is asked for here and can exist, filled or not."""
    return _standing(line, period, today) is Availability.EXISTS


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
    return tuple(line for line in lines if is_missing(line, period, today))


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
        asked += is_asked(line)
        blank = _blank(line, period, today)
        absent += blank is Availability.EXISTS
        waiting += blank is Availability.NOT_YET
        to_explain += line.id in doubted or is_unexplained(line, period)
    return Gaps(absent, to_explain, asked, waiting)


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
    groups: dict[str, list[IndicatorLine]] = {}
    for line in lines:
        groups.setdefault(line.category or "未分类", []).append(line)
    return {category: tuple(rows) for category, rows in groups.items()}
