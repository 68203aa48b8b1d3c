"""How many figures of a period are still to be filled, in the words that stand everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rules.gaps import (
    Gaps,
    by_category,
    gaps_of,
    is_asked,
    is_missing,
    is_unexplained,
    missing,
    missing_by_category,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from db.model.lines import IndicatorLine
    from db.rules.finding import Finding

__all__ = [
    "by_category",
    "gap_words",
    "is_asked",
    "is_missing",
    "is_unexplained",
    "missing",
    "missing_by_category",
    "words_of",
]


def gap_words(
    lines: Sequence[IndicatorLine],
    period: str,
    today: date,
    findings: Iterable[Finding] = (),
) -> str:
    """Return how many figures are missing, and how many of these only want an explanation.

    What cannot exist yet on the day `today` is not missing.
    """
    return words_of(gaps_of(lines, period, findings, today))


def words_of(gaps: Gaps) -> str:
    """Return a count of gaps in the words that stand everywhere."""
    if gaps.to_explain:
        return f"还差 {gaps.left} 格（其中 {gaps.to_explain} 格须说明）"
    if gaps.left:
        return f"还差 {gaps.left} 格"
    if gaps.waiting:
        return f"{gaps.waiting} 格数据未出"
    return "已填齐" if gaps.asked else "没有要填的格"
