"""What one cell of the indicator table shows: names, targets, what was reached, how it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting, EntryState, TargetRole
from db.rules.availability import Availability, availability
from desktop.columns import Cell
from desktop.delegates.marks import Mark, MarkName
from desktop.gaps import is_asked
from desktop.wording import DASH, as_printed, decimals_of, reached, target_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from db.model.amount import Amount
    from db.model.lines import ActualValue, IndicatorLine, YearValue
    from desktop.doubts import CellDoubt

_STATE_MARKS = {
    EntryState.DRAFT: Mark.DRAFT,
    EntryState.SUBMITTED: Mark.SUBMITTED,
    EntryState.RETURNED: Mark.RETURNED,
    EntryState.APPROVED: Mark.APPROVED,
}

_LONG_NAME, _LONG_TARGET = 15, 5
"""Characters; more of them are written smaller where room is short."""

NOT_ASKED = "规划没有给这一项定目标，不算缺数", "；要记可以直接键入"
"""Why a blank is no gap, and what to do where something can be written."""

# What `row_decimals` worked out: every cell of a row asks for it, until the row is another.
_DECIMALS: dict[str, tuple[IndicatorLine, int]] = {}
_MOST_KNOWN = 4096

GAP = "未填"
NOT_ITS_OWN = "向这个单位要的不是它自己的数，按 F8 到那一格填。"


class Standing(StrEnum):
    """Whether a value can be typed into a cell, and why it cannot; also the cell's ground."""

    ENTERED = "entered"
    COMPUTED = "computed"
    REFERENCED = "referenced"
    LOCKED = "locked"


STANDING_WORDS = {
    Standing.COMPUTED: "这一格由其他指标计算，不能键入。",
    Standing.REFERENCED: "这一格在另一份规划里录入，这里只引用。",
    Standing.LOCKED: "这一格已锁定，不能改。要改先在审核页重开。",
}
NO_WORDS = {
    Standing.ENTERED: "先填数，再写说明和截至日期。",
    Standing.COMPUTED: "这一格由其他指标计算，说明写在用来计算的数上。",
    Standing.REFERENCED: "这一格在另一份规划里录入，说明也在那里写。",
}
"""Why nothing can be said of a cell."""
SHUT_WORDS = {
    Standing.COMPUTED: "由其他指标计算",
    Standing.REFERENCED: "在另一份规划里录入",
    Standing.LOCKED: "已锁定",
}
"""Why cells of a block were passed over."""


def standing_of(line: IndicatorLine, period: str) -> Standing:
    """Return how the cell of a row and period stands."""
    return _standing(line, period, line.actuals.get(period))


def _standing(line: IndicatorLine, period: str, actual: ActualValue | None) -> Standing:
    if actual is not None and actual.computed:
        return Standing.COMPUTED
    if line.referenced and int(period[:4]) in line.referenced:
        return Standing.REFERENCED
    if actual is not None and actual.state is EntryState.LOCKED:
        return Standing.LOCKED
    return Standing.ENTERED


def shown_words(line: IndicatorLine, period: str) -> str:
    """Return a recorded figure with its row's decimals, empty for a blank."""
    actual = line.actuals.get(period)
    return "" if actual is None else reached(actual.amount, line.unit, row_decimals(line))


def seen_words(line: IndicatorLine, period: str) -> str:
    """Return the words a cell holds, as they were given; empty for a blank one."""
    actual = line.actuals.get(period)
    return actual.amount.text if actual is not None else ""


def words_to_edit(line: IndicatorLine, period: str) -> str | None:
    """Return what an editor starts with, None where nothing can be typed."""
    if standing_of(line, period) is not Standing.ENTERED:
        return None
    return seen_words(line, period)


def row_decimals(line: IndicatorLine, *more: Amount) -> int:
    """Return the decimals of a row's figures, some more among them."""
    if more:
        return decimals_of([*_amounts(line), *more], line.unit)
    held = _DECIMALS.get(line.id)
    if held is None or held[0] is not line:
        if len(_DECIMALS) > _MOST_KNOWN:
            _DECIMALS.clear()
        held = _DECIMALS[line.id] = (line, decimals_of(_amounts(line), line.unit))
    return held[1]


def _amounts(line: IndicatorLine) -> Iterator[Amount]:
    return (actual.amount for actual in line.actuals.values())


def actual_cell(
    line: IndicatorLine,
    period: str,
    *,
    asked: bool,
    today: date | None = None,
    doubt: CellDoubt | None = None,
    gap: str | None = None,
) -> Cell:
    """Return what was reached in a period; a gap says so only in the period being filled.

    `doubt` marks a figure that a check stumbled over, in place of its state. `gap` are the words
    of a gap where the figures are those of a unit (empty: none), None where the row itself tells.
    """
    actual = line.actuals.get(period)
    standing = _standing(line, period, actual)
    if actual is None:
        if asked and gap:
            return Cell(gap, "muted", standing, Mark.BLANK, hint=NOT_ITS_OWN * (gap != GAP))
        gaps = asked and gap is None
        return _blank_cell(line, period, standing, asked=gaps, today=today)
    mark = doubt.mark if doubt is not None else _mark_of(actual, standing)
    words = reached(actual.amount, line.unit, row_decimals(line))
    said = (doubt.words if doubt is not None else "", actual.note)
    hint = "\n".join(part for part in (*said, _origin(line, period, standing)) if part)
    ink = f"{standing}_text"
    return Cell(words, ink, standing, mark, noted=bool(actual.note), hint=hint)


def _mark_of(actual: ActualValue, standing: Standing) -> MarkName | None:
    if standing is Standing.COMPUTED:
        return Mark.COMPUTED
    if standing is Standing.REFERENCED:
        return Mark.REFERENCED
    return _STATE_MARKS.get(actual.state)


def _origin(line: IndicatorLine, period: str, standing: Standing) -> str:
    if standing is Standing.COMPUTED:
        return line.actuals[period].made_of or STANDING_WORDS[standing]
    if standing is Standing.REFERENCED:
        return f"引自“{line.referenced[int(period[:4])]}”"
    return ""


def _blank_cell(
    line: IndicatorLine, period: str, standing: Standing, *, asked: bool, today: date | None
) -> Cell:
    mark = Mark.REFERENCED if standing is Standing.REFERENCED else None
    # Of years that have not come nothing is said beside the one that is filled.
    told = asked or bool(line.available_from) or len(period) > len("2023")
    able = able_to_exist(line, period, today) if told else Availability.EXISTS
    if able is not Availability.EXISTS:
        return Cell(able, "grey", standing, mark, small=True)
    if asked and standing is Standing.ENTERED and is_asked(line):
        return Cell(GAP, "muted", "entered", Mark.BLANK)
    return Cell(ground=standing, mark=mark, hint="" if is_asked(line) else f"{NOT_ASKED[0]}。")


def able_to_exist(line: IndicatorLine, period: str, today: date | None) -> Availability:
    """Return whether a figure that is asked for can exist yet, or is ever published."""
    if is_asked(line):
        return availability(Period.read(period), line, today)
    return Availability.EXISTS


def name_cell(line: IndicatorLine, doubtful: Collection[str], *, tight: bool = False) -> Cell:
    """Return a row's number and name, marked where the plan contradicts itself."""
    words = f"{line.number} {line.name}".strip()
    doubt = line.id in doubtful
    return Cell(
        words,
        mark=Mark.UNEQUAL if doubt else None,
        spaced=True,
        indent=line.depth,
        small=tight and len(words) > _LONG_NAME,
        hint=f"{words}：规划原文待核" if doubt else words,
    )


def unit_cell(line: IndicatorLine) -> Cell:
    """Return the unit a row counts in."""
    return Cell(line.unit, "muted", small=True, hint=line.unit)


def nature_cell(line: IndicatorLine) -> Cell:
    """Return whether a row is binding."""
    return Cell(line.nature, small=True)


def share_cell(line: IndicatorLine) -> Cell:
    """Return who answers for a row: the lead, and how many more."""
    leads = [share.name for share in line.units if share.lead]
    more = len(line.units) - 1
    first = (leads or [share.name for share in line.units] or [""])[0]
    words = f"{first} 等 {more + 1} 家" if more > 0 else first
    return Cell(words, small=True, hint="、".join(share.name for share in line.units))


def share_cell_in_full(line: IndicatorLine) -> Cell:
    """Return everyone who answers for a row by name, as paper has room for."""
    return Cell("、".join(share.name for share in line.units))


def target_of(line: IndicatorLine, year: int, last: int) -> YearValue | None:
    """Return the value promised for a year; one without a year is meant for the last.

    Beside a 当年数 stands the year's own, before what is promised of all years together.
    """
    flow, found = line.counting is Counting.FLOW, None
    for value in line.targets:
        if value.year == year:
            if not flow or value.role is TargetRole.YEARLY:
                return value
            found = found or value
    if found is None and year == last:
        return next((value for value in line.targets if value.year is None), None)
    return found


def baseline_of(line: IndicatorLine) -> YearValue | None:
    """Return the latest value at the start."""
    known = line.baselines
    if len(known) > 1:
        return max(known, key=lambda value: value.year or 0)
    return known[0] if known else None


def baseline_cell(line: IndicatorLine, year: int | None) -> Cell:
    """Return the value at the start; `year` is the one the head of the column names."""
    value = baseline_of(line)
    if value is None:
        return Cell(DASH, "muted")
    words = as_printed(value.amount, line.unit)
    said = f"{value.year} 年：{value.amount.text}" if value.year else value.amount.text
    return Cell(words, hint=said if value.year != year or words != value.amount.text else "")


def target_cell(line: IndicatorLine, year: int, last: int, *, tight: bool = False) -> Cell:
    """Return the value promised for a year."""
    value = target_of(line, year, last)
    if value is None:
        return Cell("", "target_text", "target")
    hint = value.amount.text if value.year else f"{value.amount.text}（规划未写年份）"
    mark = None
    if value.revised_by:
        mark, hint = Mark.REVISED, f"{hint}（目标已调整，原目标见右侧窗格）"
    words = target_words(line, value)
    if value.role is TargetRole.YEARLY and line.counting is Counting.FLOW:
        others = (one for one in line.targets if one.year == year and one is not value)
        hint = "；".join((hint, *(target_words(line, one) for one in others)))
    small = tight and len(words) > _LONG_TARGET
    return Cell(words, "target_text", "target", mark, small=small, hint=hint)
