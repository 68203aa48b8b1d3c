"""Which rows of the indicator table are in sight: by filter, by category, folded or not."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.columns import Heading
from desktop.gaps import by_category, gap_words, is_asked, is_missing

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
    """Tell whether a row passes the chosen filter.

    A row that is not asked for and has nothing is neither missing nor filled.
    """
    if chosen is Filter.ALL:
        return True
    return is_missing(line, period) if chosen is Filter.MISSING else period in line.actuals


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
        detail = [f"{len(members)} 项"]
        if any(is_asked(line) for line in members):
            detail.append(gap_words(members, period))
        rows.append(Heading(category, category, "，".join(detail), open=category not in folded))
        if category not in folded:
            rows.extend(shown)
    return rows
