"""Which rows of the indicator table are in sight: filtered, under their categories, or sorted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.rules.formulas import may_be_sum
from db.rules.gaps import Gaps
from db.rules.growth import sum_of
from desktop.columns import Heading
from desktop.gaps import by_category, gap_words, is_asked, words_of
from desktop.indicators.cells import row_decimals
from desktop.wording import value_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from db.model.lines import ActualValue, IndicatorLine
    from desktop.indicators.named import NewRow

_LEAST_SUMMED = 2


class Sorted(NamedTuple):
    """By what rows are sorted, and which way: the key of a column, what it sorts by."""

    column: str
    by: Callable[[Any], Any]
    down: bool = False


class Ranking:
    """The order that rows were sorted into: figures that are typed later move none of them.

    It is made for the plan and the unit whose figures are first asked for, and for others anew.
    """

    def __init__(self, by: Sorted) -> None:
        self.by = by
        self._whose: object = None
        self._places: dict[str, int] = {}

    def of(
        self, shown: Iterable[IndicatorLine], lines: Iterable[IndicatorLine], whose: object
    ) -> list[IndicatorLine]:
        """Return the rows in that order, those that came since last; `lines` are all there are."""
        if whose != self._whose:
            self._whose = whose
            self._places = {line.id: at for at, line in enumerate(sorted_rows(lines, self.by))}
        last = len(self._places)
        return sorted(shown, key=lambda line: self._places.get(line.id, last))


class Groups:
    """A plan's categories in a period: how many rows each has, what they lack and add up to.

    What stands on a heading is worked out when it is first shown; other figures make other groups.
    `owed` are the rows in which a unit owes something, where its figures are shown.
    """

    def __init__(
        self,
        lines: Sequence[IndicatorLine],
        period: str,
        periods: Sequence[str] = (),
        owed: Collection[str] | None = None,
        today: date = date.max,
    ) -> None:
        self._of = (lines, period, tuple(periods), owed, today)
        self._members = by_category(lines)
        self._said: dict[str, tuple[str, dict[str, str]]] = {}

    def are_of(
        self,
        lines: Sequence[IndicatorLine],
        period: str,
        periods: Sequence[str],
        owed: Collection[str] | None = None,
        today: date = date.max,
    ) -> bool:
        """Tell whether these are the groups of those very lines and periods."""
        return self._of[0] is lines and self._of[1:] == (period, tuple(periods), owed, today)

    def heading(self, category: str, shown: Sequence[IndicatorLine], *, opened: bool) -> Heading:
        """Return the heading of a category; what it adds up to only over all that makes it up."""
        if category not in self._said:
            # A pasted block may bring the first rows of one.
            members = self._members.get(category)
            self._said[category] = self._saying(members) if members else ("新增", {})
        detail, totals = self._said[category]
        if len(shown) < len(self._members.get(category, ())):
            detail = f"显示 {len(shown)} 项，共 {detail}"
            wholes = sum(line.parent is None for line in self._members[category])
            if totals and sum(line.parent is None for line in shown) < wholes:
                totals = {}
        return Heading(category, category, detail, opened, totals)

    def _saying(self, group: Sequence[IndicatorLine]) -> tuple[str, dict[str, str]]:
        _, period, periods, owed, today = self._of
        detail = [f"{len(group)} 项"]
        if owed is not None:
            lacking = sum(line.id in owed for line in group)
            detail += [words_of(Gaps(lacking))] if lacking else []
        elif any(is_asked(line) for line in group):
            detail.append(gap_words(group, period, today))
        return "，".join(detail), totals_of(group, periods)


def grouped_rows(
    groups: Groups, shown: Iterable[IndicatorLine], folded: Collection[str]
) -> list[Heading | IndicatorLine]:
    """Return headings and rows to show; `folded` holds the categories whose rows are hidden."""
    rows: list[Heading | IndicatorLine] = []
    for category, members in by_category(shown).items():
        opened = category not in folded
        rows.append(groups.heading(category, members, opened=opened))
        if opened:
            rows.extend(members)
    return rows


def sorted_rows(shown: Iterable[IndicatorLine], order: Sorted) -> list[IndicatorLine]:
    """Return the rows sorted, those without a value last whichever way."""
    known: list[tuple[Any, IndicatorLine]] = []
    without: list[IndicatorLine] = []
    for line in shown:
        value = order.by(line)
        if value is None:
            without.append(line)
        else:
            known.append((value, line))
    known.sort(key=lambda pair: pair[0], reverse=order.down)
    return [line for _, line in known] + without


def totals_of(group: Sequence[IndicatorLine], periods: Sequence[str]) -> dict[str, str]:
    """Return what a category adds up to, by period: what is counted alike in one unit, no rates.

    A 其中 row is part of its whole and not added once more.
    """
    wholes = [line for line in group if line.parent is None]
    units, ways = {line.unit for line in wholes}, {line.counting for line in wholes}
    if len(units) > 1 or len(ways) > 1 or len(wholes) < _LEAST_SUMMED:
        return {}
    if not all(map(may_be_sum, units)):
        return {}
    # Loaded where something may be added up: many plans count in % throughout.
    from db.rules.aggregating import adds_up  # noqa: PLC0415

    if not all(adds_up(line.name, line.unit) for line in wholes):
        return {}
    decimals = max(row_decimals(line) for line in wholes)
    made: dict[str, str] = {}
    for period in periods:
        figures = [line.actuals[period].amount for line in wholes if period in line.actuals]
        # A sum that lacks a part would be taken for the whole.
        total = sum_of(figures) if len(figures) == len(wholes) else None
        if total is not None:
            made[period] = f"计 {value_words(total, decimals)}"
    return made


def with_new(found: Sequence[IndicatorLine], new: Sequence[NewRow]) -> list[IndicatorLine]:
    """Return rows with those that would be made behind the ones they are to stand behind."""
    rows = list(found)
    last: dict[str, str] = {}
    for one in new:
        behind = last.get(one.after or "", one.after)
        places = [at for at, line in enumerate(rows) if line.id == behind]
        rows.insert(places[0] + 1 if places else len(rows), one.line)
        last[one.after or ""] = one.line.id
    return rows


def first_figure(lines: Iterable[IndicatorLine]) -> tuple[IndicatorLine, str, ActualValue] | None:
    """Return the first recorded figure with its row and its period, None where there is none."""
    known = ((line, *one) for line in lines for one in line.actuals.items())
    return next(known, None)
