"""What a check is given: one figure with its row, its past and the rows it belongs with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting
from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from db.model.lines import ActualValue, IndicatorLine
    from db.rules.checks.families import Family
    from db.rules.checks.limits import Limits
    from db.rules.finding import FindingKind, Severity


_THING_WORDS = "人 名 所 个 处 座 间 台 班 家 支 辆 册 本 套 门 校 园 村 项 场 次 学位"
_THINGS = frozenset(_THING_WORDS.split())
"""Units of whole things; 万人 has a scale and 人/班 is a mean, so both may have decimals."""

_MOST_TYPED = 6
_QUOTIENT = 2


@lru_cache(maxsize=4096)
def read_period(words: str) -> Period:
    """Return a stored period; the same words are read once."""
    return Period.read(words)


@dataclass(frozen=True, slots=True)
class Figure:
    """A recorded number of a row (or its baseline, without `held`), and where it stands."""

    line: IndicatorLine
    period: Period
    value: Decimal
    words: str
    held: ActualValue | None = None

    @property
    def place(self) -> str:
        """Return where it stands, as a message and an explanation name it."""
        what = "" if self.held is not None else "基期值"
        return f"{self.period} {self.line.name}{what}"


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with its numbers in the order of time; answers and blanks are not among them.

    `numbers` are in the unit of the series, by stored period.
    """

    line: IndicatorLine
    numbers: Mapping[str, Figure]
    in_order: tuple[Figure, ...]
    start: Figure | None

    @property
    def counts_things(self) -> bool:
        """Tell whether its figures are whole things: 人, 所, 个; not 万人, not 人/班."""
        measure = measure_of(self.line.unit)
        return measure.scale == 1 and measure.base in _THINGS


def row_of(line: IndicatorLine) -> Row:
    """Return a line as the checks read it."""
    found = [
        Figure(line, read_period(period), held.amount.value, held.amount.text, held)
        for period, held in line.actuals.items()
        if held.amount.value is not None
    ]
    found.sort(key=lambda one: (*_end(one.period), one.period.part))
    return Row(line, {str(one.period): one for one in found}, tuple(found), _start(line))


def _start(line: IndicatorLine) -> Figure | None:
    known = [
        Figure(line, Period(value.year), value.amount.value, value.amount.text)
        for value in line.baselines
        if value.amount.value is not None and value.year is not None
    ]
    return max(known, key=lambda one: one.period.year, default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """Everything a check may look at beside its own row."""

    rows: Mapping[str, Row]
    family: Family
    limits: Limits
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A recorded cell, its number (None for an answer) and what stands around it.

    `past` are the row's numbers that it is compared with, oldest first, the baseline among them:
    those of the same part of earlier years; for a running total those of every period before.
    """

    row: Row
    period: Period
    held: ActualValue
    number: Figure | None
    past: tuple[Figure, ...]
    around: Around

    @property
    def line(self) -> IndicatorLine:
        """Return the row's line."""
        return self.row.line

    @property
    def limits(self) -> Limits:
        """Return from where on figures are doubted."""
        return self.around.limits

    @property
    def last(self) -> Figure | None:
        """Return the figure of the same part of the year before; of a running total, the latest."""
        if not self.past:
            return None
        near = self.past[-1].period.year == self.period.year - 1
        return self.past[-1] if near or self.line.counting is Counting.CUMULATIVE else None


def cells_of(row: Row, around: Around, periods: Iterable[str] | None = None) -> Iterator[Cell]:
    """Yield the recorded cells of a row, in these periods or in all."""
    asked = row.line.actuals if periods is None else periods
    for words in asked:
        held = row.line.actuals.get(words)
        if held is not None:
            period = read_period(words)
            yield Cell(row, period, held, row.numbers.get(words), _past(row, period), around)


def _past(row: Row, period: Period) -> tuple[Figure, ...]:
    running = row.line.counting is Counting.CUMULATIVE
    end = _end(period)
    past = [
        one
        for one in row.in_order
        if (_end(one.period) < end if running else one.period.part == period.part)
        and (running or one.period.year < period.year)
    ]
    start = row.start
    if start is None or period.part or start.period.year >= period.year:
        return tuple(past)
    if str(start.period) not in row.numbers:
        past.append(start)
        past.sort(key=lambda one: _end(one.period))
    return tuple(past)


def _end(period: Period) -> tuple[int, int]:
    return period.year, period.months[-1]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a check says of a cell: one sentence, and the figures it compared it with.

    A `severity` is said where it is another than the check's own.
    """

    message: str
    others: tuple[Figure, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A check as data: its lasting name, its tier, its words in a list, and what it does.

    Checks of one `chain` see the same fault at different depths: the first that doubts a cell
    speaks, the rest of its chain is silent there.
    """

    id: str
    kind: FindingKind
    severity: Severity
    title: str
    judge: Callable[[Cell], Iterable[Doubt]]
    chain: str = ""


def decimals_of(value: Decimal) -> int:
    """Return how many places after the point a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def written(line: IndicatorLine, *values: Decimal) -> tuple[str, ...]:
    """Return numbers for a sentence, all with as many decimals as the row or they have.

    A quotient has no end of them: it is shown with two, or with those of the row.
    """
    places = [decimals_of(value) for value in values]
    typed = [count for count in places if count <= _MOST_TYPED]
    most = max([line.decimals or 0, *typed] + [_QUOTIENT] * (len(typed) < len(places)))
    return tuple(f"{value:.{most}f}" for value in values)
