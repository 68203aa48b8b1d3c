"""What the pane says of the figure in the cell: its words, its state, how it was worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.words import STATE_WORDS, Aggregation
from db.rules.availability import Availability
from desktop.delegates.marks import Mark
from desktop.gaps import is_asked
from desktop.indicators.cells import NOT_ASKED, able_to_exist, shown_words
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import as_printed, period_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from db.model.lines import ActualValue, IndicatorLine

# What is said of a gap, and what to do where something can be written.
_GREY_WORDS = {
    Availability.NEVER: ("不出数：这一期不报这一项，不算缺数", "；要记可以直接键入"),
    Availability.NOT_YET: ("数据未出，不算缺数", "；出了直接键入"),
}
_BLANK_WORDS = "未填", "。直接键入；没有这一项填“无此项”"
SUM = "sum"
"""The key of the link that fills a cell with the sum of its parts."""
UNKNOWN = "?"
"""What stands in a formula for a figure that is not there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A numerator or denominator: its name, and the words of its figure in the period."""

    name: str
    words: str = ""


def figure_section(
    line: IndicatorLine,
    period: str,
    parts: tuple[Part, Part] | None = None,
    *,
    today: date | None = None,
    writable: bool = True,
) -> PaneSection:
    """Return what stands in a cell; `parts` are those of a ratio.

    Where the book is not `writable`, nothing is said of typing.
    """
    title = f"{period_words(period)} 实际"
    actual = line.actuals.get(period)
    formula = tuple(_formula(line, actual, parts))
    owner = line.referenced.get(int(period[:4]), "")
    if owner:
        formula = (PaneRow(f"“{owner}”", left="引自"), *formula)
    if actual is None and formula:
        return PaneSection(title, formula)
    if actual is None:
        return PaneSection(
            title, (_gap(line, able_to_exist(line, period, today), writable=writable),)
        )
    counted = "" if actual.amount.answer is not None else line.unit
    rows = [PaneRow(f"{shown_words(line, period)} {counted}".strip(), bold=True), *formula]
    if actual.printed is not None:
        printed = f"{as_printed(actual.printed, line.unit)}，与算出的不同"
        rows.append(PaneRow(printed, left="表上", mark=Mark.UNEQUAL))
    if actual.as_of:
        rows.append(PaneRow(actual.as_of, left="截至"))
    if actual.provisional:
        rows.append(PaneRow("快报数", left="性质"))
    if actual.note:
        rows.append(PaneRow(actual.note, left="说明"))
    return PaneSection(title, tuple(rows), aside=STATE_WORDS[actual.state])


def _gap(line: IndicatorLine, able: Availability, *, writable: bool) -> PaneRow:
    """Return what is said where no figure stands."""
    mark = None
    if able is not Availability.EXISTS:
        says, to_do = _GREY_WORDS[able]
    elif is_asked(line):
        mark = Mark.BLANK
        says, to_do = _BLANK_WORDS
    else:
        says, to_do = NOT_ASKED
    words = f"{says}{to_do if writable else ''}。"
    return PaneRow(words, mark=mark, ink="" if mark else "muted")


def _formula(
    line: IndicatorLine, actual: ActualValue | None, parts: tuple[Part, Part] | None
) -> Iterator[PaneRow]:
    """Yield how the figures of a row come about: in words, then with this period's figures."""
    if line.aggregation is Aggregation.SUM:
        computed = actual is not None and actual.computed
        yield PaneRow("各单位合计", left="算法")
        if actual is not None and computed:
            yield PaneRow(actual.made_of)
    elif line.aggregation is Aggregation.RATIO and parts is not None:
        above, below = parts
        percent = " × 100%" if line.unit == "%" else ""
        yield PaneRow(f"{above.name} ÷ {below.name}{percent}", left="算法")
        if above.words or below.words:
            yield PaneRow(f"{above.words or UNKNOWN} ÷ {below.words or UNKNOWN}")
