"""The figures recorded for a plan's series by period, made into values when they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from db.model.amount import Amount
from db.model.lines import ActualValue
from db.model.words import Answer, EntryState, Op
from db.queries.reading import Words, bare_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_ACTUALS = """
    select series, period, id, text, value, high, op, answer, state, provisional, as_of, note
    from actual
    where unit is :unit and series in (
        select series from indicator
        where plan = :plan and (:task is null or task = :task))
"""

_OF_SERIES = """
    select series, period, id, text, value, high, op, answer, state, provisional, as_of, note
    from actual where unit is :unit and series = :series
"""

_OPS, _STATES, _ANSWERS = Words(Op), Words(EntryState), Words(Answer)


class Actuals(Mapping[str, ActualValue]):
    """A series' figures by period.

    A book has many times more of them than a screen shows: what was stored is turned into numbers
    and words at once, so that nonsense is met while the book is read, and into an ActualValue when
    somebody asks for it.
    """

    __slots__ = ("_made", "_read")

    def __init__(self, read: Mapping[str, tuple[Any, ...]] = MappingProxyType({})) -> None:
        # By period: the id, the five parts of an Amount, then what follows it in an ActualValue.
        self._read = read
        self._made: dict[str, ActualValue] = {}

    def __getitem__(self, period: str) -> ActualValue:
        """Return the figure of a period; KeyError when there is none."""
        made = self._made.get(period)
        if made is None:
            read = self._read[period]
            made = ActualValue(read[0], period, Amount(*read[1:6]), *read[6:])
            self._made[period] = made
        return made

    def state(self, period: str) -> EntryState | None:
        """Return the state of the figure of a period, without making the rest of it."""
        read = self._read.get(period)
        state: EntryState | None = None if read is None else read[6]
        return state

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
    return _by_series(bare_rows(connection, _ACTUALS, plan=plan, unit=unit, task=task))


def figures_of(
    connection: sqlite3.Connection, series: Iterable[str], unit: str | None = None
) -> dict[str, Actuals]:
    """Return what is recorded for a unit, or the whole county (None), in these series."""
    return _by_series(
        row for one in series for row in bare_rows(connection, _OF_SERIES, series=one, unit=unit)
    )


def _by_series(read: Iterable[tuple[Any, ...]]) -> dict[str, Actuals]:
    found: dict[str, dict[str, tuple[Any, ...]]] = {}
    for (
        series, period, identity, text, value, high, op, answer, state, provisional, as_of, note,
    ) in read:  # fmt: skip
        figures = found.get(series)
        if figures is None:
            figures = found[series] = {}
        figures[period] = (
            identity,
            text,
            None if value is None else Decimal(value),
            None if high is None else Decimal(high),
            _OPS[op],
            _ANSWERS[answer] if answer else None,
            _STATES[state],
            provisional == 1,
            as_of,
            note,
        )
    return {series: Actuals(figures) for series, figures in found.items()}
