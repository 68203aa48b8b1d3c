"""Which rows of the indicator table are in sight: by filter, by category, folded or not."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.columns import Heading
from desktop.gaps import by_category, is_missing, missing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.model.lines import IndicatorLine


class Filter(StrEnum):
    """The chips over the table."""

    ALL = "all"
    MISSING = "missing"
    FILLED = "filled"


FILTER_WORDS = {Filter.ALL: "全部", Filter.MISSING: "缺数", Filter.FILLED: "已填"}


def passes(line: IndicatorLine, chosen: Filter, period: str) -> bool:
    """Tell whether a row passes the chosen filter."""
    if chosen is Filter.ALL:
        return True
    return is_missing(line, period) is (chosen is Filter.MISSING)


def rows_in_sight(
    lines: Sequence[IndicatorLine],
    period: str,
    chosen: Filter,
    folded: Collection[str],
    staying: Collection[str] = (),
) -> list[Heading | IndicatorLine]:
    """Return headings and rows to show.

    `folded` holds the categories whose rows are hidden. `staying` holds ids of rows that are in
    sight already: a row just filled does not vanish under the cursor.
    """
    rows: list[Heading | IndicatorLine] = []
    groups = by_category(lines)
    for category, members in groups.items():
        shown = [line for line in members if line.id in staying or passes(line, chosen, period)]
        if not shown:
            continue
        gaps = len(missing(members, period))
        detail = f"{len(members)} 项，" + (f"还差 {gaps} 格" if gaps else "已填齐")
        rows.append(Heading(category, category, detail, open=category not in folded))
        if category not in folded:
            rows.extend(shown)
    return rows
