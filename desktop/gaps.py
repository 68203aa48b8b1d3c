"""Which figures of a period are still to be filled: one count for table, overview and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.lines import IndicatorLine


def is_asked(line: IndicatorLine) -> bool:
    """Tell whether the plan promises something; a figure of its review is not asked for."""
    return bool(line.targets)


def is_missing(line: IndicatorLine, period: str) -> bool:
    """Tell whether a promised figure is not recorded; 无此项 and 不适用 are answers, not gaps."""
    return is_asked(line) and period not in line.actuals


def missing_by_category(
    lines: Iterable[IndicatorLine], period: str
) -> dict[str, tuple[IndicatorLine, ...]]:
    """Return the missing rows under their categories, in the order of the indicator table."""
    groups = by_category(lines).items()
    found = {category: missing(rows, period) for category, rows in groups}
    return {category: rows for category, rows in found.items() if rows}


def missing(lines: Iterable[IndicatorLine], period: str) -> tuple[IndicatorLine, ...]:
    """Return the rows whose figure of the period is missing, in plan order."""
    return tuple(line for line in lines if is_missing(line, period))


def gap_words(lines: Sequence[IndicatorLine], period: str) -> str:
    """Return how many figures are missing, in the words that stand wherever this is said."""
    gaps = len(missing(lines, period))
    if gaps:
        return f"还差 {gaps} 格"
    return "已填齐" if any(is_asked(line) for line in lines) else "没有要填的格"


def by_category(
    lines: Iterable[IndicatorLine],
) -> dict[str, tuple[IndicatorLine, ...]]:
    """Return the rows under their categories, both in plan order."""
    groups: dict[str, list[IndicatorLine]] = {}
    for line in lines:
        groups.setdefault(line.category or "未分类", []).append(line)
    return {category: tuple(rows) for category, rows in groups.items()}
