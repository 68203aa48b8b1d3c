"""Which figures of a period are still to be filled: one count for table, overview and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.lines import IndicatorLine


def is_missing(line: IndicatorLine, period: str) -> bool:
    """Tell whether nothing is recorded; 无此项 and 不适用 are answers, not gaps."""
    return period not in line.actuals


def missing(lines: Iterable[IndicatorLine], period: str) -> tuple[IndicatorLine, ...]:
    """Return the rows with nothing recorded for the period, in plan order."""
    return tuple(line for line in lines if is_missing(line, period))


def by_category(
    lines: Iterable[IndicatorLine],
) -> dict[str, tuple[IndicatorLine, ...]]:
    """Return the rows under their categories, both in plan order."""
    groups: dict[str, list[IndicatorLine]] = {}
    for line in lines:
        groups.setdefault(line.category or "未分类", []).append(line)
    return {category: tuple(rows) for category, rows in groups.items()}
