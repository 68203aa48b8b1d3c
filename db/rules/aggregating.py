"""Working out the county's figure: the sum over its units, or the ratio of two sums."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from db.model.amount import Amount
from db.model.words import Aggregation, EntryState
from db.rules.formulas import may_be_sum
from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NO_COUNT = re.compile(r"率|平均|[生人师班校]均|比例|占比|比重|[师班]额?生?比|覆盖|排名")
DEFAULT_DECIMALS = 2
"""A ratio whose series says nothing else is written with so many decimals."""

_ORDER = (
    EntryState.RETURNED,
    EntryState.DRAFT,
    EntryState.SUBMITTED,
    EntryState.APPROVED,
    EntryState.LOCKED,
)


class UnitFigure(NamedTuple):
    """What one unit gave for one period; `value` is None for an answer (无此项)."""

    unit: str
    value: Decimal | None
    state: EntryState = EntryState.DRAFT
    provisional: bool = False
    as_of: str = ""


class Computed(NamedTuple):
    """A county figure that was worked out, and from what.

    `known` of `units` have given a figure for the period, `units` being those that ever gave one.
    For a ratio these are those of its numerator; 0 of 0 where both parts were typed.
    """

    amount: Amount
    known: int
    units: int
    state: EntryState
    provisional: bool
    as_of: str

    @property
    def words(self) -> str:
        """Return where the figure comes from, in one sentence."""
        if not self.units:
            return "由分子除以分母算出"
        if self.known == self.units:
            return f"{self.units} 个单位合计"
        return f"{self.known} 个单位合计，还差 {self.units - self.known} 个单位"


class Formula(NamedTuple):
    """How a series is worked out; the parts of a ratio are ids of series."""

    aggregation: Aggregation | None
    unit: str = ""
    decimals: int | None = None
    numerator: str | None = None
    denominator: str | None = None


def adds_up(name: str, unit: str) -> bool:
    """Tell whether a quantity is a count, so that its units' figures make a sum: never a rate."""
    return may_be_sum(unit) and _NO_COUNT.search(name) is None


def sum_of(figures: Iterable[UnitFigure], units: int) -> Computed | None:
    """Return the county's figure of one period; None while no unit has given a number.

    A unit that has none of it (无此项) counts as one that answered and adds nothing.
    """
    given = list(figures)
    values = [one.value for one in given if one.value is not None]
    if not values:
        return None
    total = sum(values, Decimal(0))
    return Computed(
        Amount(format(total, "f"), total),
        known=len(given),
        units=units,
        state=min((one.state for one in given), key=_ORDER.index),
        provisional=any(one.provisional for one in given),
        as_of=max(one.as_of for one in given),
    )


def ratio_of(top: Computed, bottom: Computed, formula: Formula) -> Computed | None:
    """Return numerator by denominator, × 100 where the series counts in %; None for a zero below.

    The value is not rounded; its words are, to the decimals of the series.
    """
    above, below = top.amount.value, bottom.amount.value
    if above is None or not below:
        return None
    value = above / below * (100 if measure_of(formula.unit).base == "%" else 1)
    decimals = DEFAULT_DECIMALS if formula.decimals is None else formula.decimals
    words = format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")
    return Computed(
        Amount(words, value),
        top.known,
        top.units,
        state=min(top.state, bottom.state, key=_ORDER.index),
        provisional=top.provisional or bottom.provisional,
        as_of=max(top.as_of, bottom.as_of),
    )


def says_the_same(computed: Computed, held: Amount) -> bool:
    """Tell whether a figure that was printed is the worked-out one, rounded as it is printed."""
    ours, theirs = computed.amount.value, held.value
    if ours is None or theirs is None:
        return False
    step = Decimal(1).scaleb(min(int(theirs.as_tuple().exponent), 0))
    return ours == theirs or ours.quantize(step, ROUND_HALF_UP) == theirs


class CountyFigures:
    """Works out county figures of series, period by period, each once.

    `typed` gives the county figure that the book holds of a series and a period, or None.
    """

    def __init__(
        self,
        formulas: Mapping[str, Formula],
        by_unit: Mapping[str, Mapping[str, list[UnitFigure]]],
        typed: Callable[[str, str], Computed | None],
    ) -> None:
        self._formulas = formulas
        self._by_unit = by_unit
        self._typed = typed
        self._units = {
            series: len({one.unit for figures in periods.values() for one in figures})
            for series, periods in by_unit.items()
        }
        self._known: dict[tuple[str, str], Computed | None] = {}

    def of(self, series: str, period: str) -> Computed | None:
        """Return the worked-out figure; None where there is nothing to work it out from."""
        key = (series, period)
        if key not in self._known:
            # A ratio that would need itself finds nothing.
            self._known[key] = None
            self._known[key] = self._worked_out(series, period)
        return self._known[key]

    def periods(self, series: str) -> set[str]:
        """Return the periods in which a sum may have a figure."""
        return set(self._by_unit.get(series, ()))

    def _worked_out(self, series: str, period: str) -> Computed | None:
        formula = self._formulas.get(series)
        if formula is None or formula.aggregation is None:
            return None
        if formula.aggregation is Aggregation.SUM:
            figures = self._by_unit.get(series, {}).get(period, [])
            return sum_of(figures, self._units.get(series, 0))
        top, bottom = (
            self._part(part, period) for part in (formula.numerator, formula.denominator)
        )
        return ratio_of(top, bottom, formula) if top and bottom else None

    def _part(self, series: str | None, period: str) -> Computed | None:
        if series is None:
            return None
        return self.of(series, period) or self._typed(series, period)
