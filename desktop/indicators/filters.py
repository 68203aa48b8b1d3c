"""Which rows a person wants to see: by chip, by responsible unit, by words or pinyin initials."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from db.model.words import EntryState
from db.queries.actuals import Actuals
from desktop.delegates.marks import Mark
from desktop.gaps import is_missing, missing
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from db.model.lines import IndicatorLine, UnitLine


class Filter(StrEnum):
    """The chips over the table."""

    ALL = "all"
    MISSING = "missing"
    FILLED = "filled"
    DRAFT = "draft"
    ERROR = "error"
    QUERY = "query"
    DOUBTFUL = "doubtful"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    LOCKED = "locked"
    GONE = "gone"


FILTER_WORDS = {
    Filter.ALL: "全部",
    Filter.MISSING: "缺数",
    Filter.FILLED: "已填",
    Filter.DRAFT: "填报中",
    Filter.ERROR: "错误",
    Filter.QUERY: "疑问",
    Filter.DOUBTFUL: "待核",
    Filter.RETURNED: "退回",
    Filter.SUBMITTED: "待审核",
    Filter.APPROVED: "已审核",
    Filter.LOCKED: "锁定",
    Filter.GONE: "已取消",
}
FILTER_MARKS = {
    Filter.MISSING: Mark.BLANK,
    Filter.DRAFT: Mark.DRAFT,
    Filter.ERROR: Mark.ERROR,
    Filter.QUERY: Mark.QUERY,
    Filter.DOUBTFUL: Mark.UNEQUAL,
    Filter.RETURNED: Mark.RETURNED,
    Filter.SUBMITTED: Mark.SUBMITTED,
    Filter.APPROVED: Mark.APPROVED,
    Filter.LOCKED: Mark.LOCKED,
    Filter.GONE: Mark.TAKEN_OUT,
}
ALWAYS = (Filter.ALL, Filter.MISSING, Filter.FILLED)
"""The chips that stay where they show no row; the others come when there is one."""

CHECKED = frozenset({Filter.ERROR, Filter.QUERY})
"""The chips of what the checks find, which may be known later than the rows."""

_NO_PLAN = "还没有指标。从一览表导入（Ctrl+I）。"
_EMPTY = "还没有指标。从一览表导入，按 Ctrl+N 新增一行，或把带名称的表复制过来，按 Ctrl+V 粘贴。"

_WRONG = CHECKED | {Filter.DOUBTFUL}

_STATES = {
    Filter.DRAFT: EntryState.DRAFT,
    Filter.RETURNED: EntryState.RETURNED,
    Filter.SUBMITTED: EntryState.SUBMITTED,
    Filter.APPROVED: EntryState.APPROVED,
    Filter.LOCKED: EntryState.LOCKED,
}


class Wanted(NamedTuple):
    """What rows are asked for; `unit` is the id of one that answers for them, empty for any."""

    chip: Filter = Filter.ALL
    unit: str = ""
    words: str = ""

    @property
    def is_all(self) -> bool:
        """Tell whether every row is asked for."""
        return self == Wanted()


def has_chip(
    line: IndicatorLine,
    chip: Filter,
    period: str,
    doubtful: Mapping[Filter, Collection[str]],
    today: date | None = None,
) -> bool:
    """Tell whether a row is one that a chip shows.

    A row that is not asked for and has nothing is neither missing nor filled, nor is one
    whose figure cannot exist on the day `today`. `doubtful` holds the ids of the rows with the
    chips of what is wrong; with that of what is missing, where the rows hold the figures of a
    unit: what is asked of it, it alone does not tell.
    """
    if chip is Filter.ALL:
        return True
    if chip is Filter.GONE:
        return False  # they are no rows of the plan any more
    if chip is Filter.MISSING and chip not in doubtful:
        return is_missing(line, period, today)
    if chip in {Filter.MISSING, *_WRONG}:
        return line.id in doubtful.get(chip, ())
    actual = line.actuals.get(period) if period in line.actuals else None
    if chip is Filter.FILLED:
        return actual is not None
    return actual is not None and actual.state is _STATES[chip]


def chip_counts(
    lines: Sequence[IndicatorLine],
    period: str,
    doubtful: Mapping[Filter, Collection[str]],
    today: date | None = None,
) -> dict[Filter, int]:
    """Return how many rows each chip shows, as `has_chip` says of each."""
    blank = [line for line in lines if period not in line.actuals]
    states = Counter(_state_of(line, period) for line in lines) if len(blank) < len(lines) else {}
    counts = {chip: states.get(state, 0) for chip, state in _STATES.items()}
    counts[Filter.ALL] = len(lines)
    counts[Filter.FILLED] = len(lines) - len(blank)
    counts[Filter.GONE] = 0
    if Filter.MISSING not in doubtful:
        counts[Filter.MISSING] = len(missing(blank, period, today))
    for chip in {*_WRONG, Filter.MISSING} - {*counts}:
        rows = doubtful.get(chip, ())
        counts[chip] = sum(line.id in rows for line in lines) if rows else 0
    return counts


def _state_of(line: IndicatorLine, period: str) -> EntryState | None:
    figures = line.actuals
    if isinstance(figures, Actuals):
        return figures.state(period)
    return figures[period].state if period in figures else None


def rows_wanted(
    lines: Sequence[IndicatorLine],
    wanted: Wanted,
    period: str,
    doubtful: Mapping[Filter, Collection[str]] = MappingProxyType({}),
    known: Sequence[UnitLine] = (),
    *,
    today: date | None = None,
) -> Sequence[IndicatorLine]:
    """Return the rows that are asked for, in their order; `known` are the book's units."""
    found: Sequence[IndicatorLine] = lines
    if wanted.words:
        from desktop.name_search import matcher  # noqa: PLC0415 - loaded when words are typed

        matches = matcher(wanted.words, (line.name for line in lines))
        found = [line for line in found if matches(line.name)]
    if wanted.unit:
        units = with_groups(wanted.unit, known)
        found = [line for line in found if any(share.unit in units for share in line.units)]
    if wanted.chip is not Filter.ALL:
        chip = wanted.chip
        found = [line for line in found if has_chip(line, chip, period, doubtful, today)]
    return found


def units_of(lines: Iterable[IndicatorLine], known: Iterable[UnitLine] = ()) -> dict[str, str]:
    """Return the units that answer for rows, by id with their names, in the rows' order.

    `known` are the book's units: of a group (各乡镇) each member answers too.
    """
    found = {share.unit: share.name for line in lines for share in line.units}
    units = {unit.id: unit for unit in known}
    open_ones = [*found]
    while open_ones:
        group = units.get(open_ones.pop())
        new = [one for one in group.members if one not in found] if group is not None else []
        found |= {one: units[one].name for one in new if one in units}
        open_ones += new
    return found


def with_groups(unit: str, known: Sequence[UnitLine]) -> frozenset[str]:
    """Return a unit with the groups that it answers in, and the groups of these."""
    found, before = {unit}, 0
    while len(found) > before:
        before = len(found)
        found |= {one.id for one in known if not found.isdisjoint(one.members)}
    return frozenset(found)


def narrowed_words(wanted: Wanted, unit: str) -> str:
    """Return what rows are asked for, empty for all; `unit` is the name of the one that answers."""
    parts = [FILTER_WORDS[wanted.chip]] if wanted.chip is not Filter.ALL else []
    parts += [f"责任单位为{unit}"] if wanted.unit else []
    parts += [f"名称或首字母为“{wanted.words}”"] if wanted.words else []
    return "、".join(parts)


def why_nothing(
    wanted: Wanted,
    period: str,
    lines: Sequence[IndicatorLine],
    unit: str = "",
    *,
    has_plan: bool,
) -> str:
    """Return why none of the lines is wanted; `unit` is the name of the one that answers."""
    if not lines:
        return _EMPTY if has_plan else _NO_PLAN
    if wanted == Wanted(Filter.MISSING):
        return f"{period_words(period)}没有要填的格。"
    chip = FILTER_WORDS[wanted.chip] if wanted.chip is not Filter.ALL else ""
    asked = [f"“{words}”" for words in (chip, unit, wanted.words) if words]
    both = "同时" if len(asked) > 1 else ""
    return f"没有{both}符合{'、'.join(asked)}的行。清除筛选 Esc。"
