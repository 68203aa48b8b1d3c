"""The figures recorded for a plan's series by period, made into values when they are looked at."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from db.model.amount import Amount
from db.model.lines import ActualValue
from db.model.words import Answer, EntryState, Op
from db.queries.reading import Words, bare_rows, figure

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

# What most figures do not have is one column: of very many figures each column takes its time.
_ACTUALS = """
    select series, period, id, value, state, as_of,
        case when text = value and high is null and op = '=' and answer is null
                and provisional = 0 and note = ''
            then null else json_array(text, high, op, answer, provisional, note) end
    from actual
    where unit is :unit and series in (
        select series from indicator
        where plan = :plan and (:task is null or task = :task))
"""

_OF_SERIES = """
    select series, period, id, value, state, as_of,
        case when text = value and high is null and op = '=' and answer is null
                and provisional = 0 and note = ''
            then null else json_array(text, high, op, answer, provisional, note) end
    from actual where unit is :unit and series = :series
"""

_SERIES, _PERIOD, _VALUE, _STATE, _MORE = 0, 1, 3, 4, 6
"""The places in such a row."""

_OPS, _STATES, _ANSWERS = Words(Op), Words(EntryState), Words(Answer)

_USUAL = None, Op.EQUAL.value, None, 0, ""
"""High, op, answer, provisional and note of a figure that has nothing of the kind."""

_Stored = tuple[Any, ...]


class Actuals(Mapping[str, ActualValue]):
    """A series' figures by period.

    A book has many times more of them than a screen shows: that what was stored makes sense is
    seen while the book is read, and it is made into an ActualValue when somebody asks for it.
    """

    __slots__ = ("_made", "_read")

    def __init__(self, read: Mapping[str, _Stored] = MappingProxyType({})) -> None:
        self._read = read
        self._made: dict[str, ActualValue] = {}

    def __getitem__(self, period: str) -> ActualValue:
        """Return the figure of a period; KeyError when there is none."""
        made = self._made.get(period)
        if made is None:
            made = self._made[period] = _made(self._read[period])
        return made

    def state(self, period: str) -> EntryState | None:
        """Return the state of the figure of a period, without making the rest of it."""
        read = self._read.get(period)
        return None if read is None else _STATES[read[_STATE]]

    def __contains__(self, period: object) -> bool:
        """Tell whether there is a figure of a period."""
        return period in self._read

    def __iter__(self) -> Iterator[str]:
        """Yield the periods that have a figure."""
        return iter(self._read)

    def __len__(self) -> int:
        """Return how many figures there are."""
        return len(self._read)

    def __eq__(self, other: object) -> bool:
        """Tell whether the same figures are recorded there."""
        if isinstance(other, Actuals):
            return self._read == other._read
        return dict(self) == other

    __hash__ = None  # type: ignore[assignment]  # as a dict has none

    def __repr__(self) -> str:
        """Return the figures as a dict shows them."""
        return repr(dict(self))


def actuals_of(
    connection: sqlite3.Connection, plan: str, unit: str | None = None, task: str | None = None
) -> dict[str, Actuals]:
    """Return what is recorded for a unit, or the whole county (None), by series of the plan.

    With a `task` only of the series that this one's commitments stand on.
    """
    read = bare_rows(connection, _ACTUALS, plan=plan, unit=unit, task=task)
    return _by_series(read.fetchall())


def figures_of(
    connection: sqlite3.Connection, series: Iterable[str], unit: str | None = None
) -> dict[str, Actuals]:
    """Return what is recorded for a unit, or the whole county (None), in these series."""
    return _by_series(
        [row for one in series for row in bare_rows(connection, _OF_SERIES, series=one, unit=unit)]
    )


def _by_series(read: Sequence[_Stored]) -> dict[str, Actuals]:
    _refuse_nonsense(read)
    found: defaultdict[str, dict[str, _Stored]] = defaultdict(dict)
    for row in read:
        found[row[_SERIES]][row[_PERIOD]] = row
    return {series: Actuals(figures) for series, figures in found.items()}


def _refuse_nonsense(read: Sequence[_Stored]) -> None:
    """Raise ValueError where something is stored that cannot be made into a figure."""
    # Of thousands of figures many are the same.
    for state in set(map(itemgetter(_STATE), read)):
        EntryState(state)
    for value in set(map(itemgetter(_VALUE), read)) - {None}:
        # Between nothing and endless a float takes what a Decimal does, and is made sooner.
        if not 0 < abs(float(value)) < inf:
            figure(value)
    for row in filter(itemgetter(_MORE), read):
        _made(row)


def _made(read: _Stored) -> ActualValue:
    _series, period, identity, value, state, as_of, more = read
    text, high, op, answer, provisional, note = (
        (value, *_USUAL) if more is None else json.loads(more)
    )
    answered = _ANSWERS[answer] if answer else None
    amount = Amount(text, figure(value), figure(high), _OPS[op], answered)
    return ActualValue(identity, period, amount, _STATES[state], provisional == 1, as_of, note)
