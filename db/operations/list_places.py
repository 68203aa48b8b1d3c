"""Where the new rows of a list stand in the plan: behind the row that the list has them behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.listing import Meaning, TableKind
from db.model.records import Indicator, Measure, Project, Record, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.differences import RowDifference
    from db.store.writing import Transaction

KINDS: dict[tuple[TableKind, Meaning], type[Record]] = {
    (TableKind.INDICATORS, Meaning.NAME): Indicator,
    (TableKind.TASKS, Meaning.NAME): Task,
    (TableKind.TASKS, Meaning.MEASURE): Measure,
    (TableKind.TASKS, Meaning.COMMITMENT): Indicator,
    (TableKind.PROJECTS, Meaning.NAME): Project,
    (TableKind.UNITS, Meaning.NAME): Unit,
}

_Order = tuple[TableKind, Meaning, str | None]
"""What has an order of its own: indicators, tasks, projects, and what each task owns."""


class ListPlaces:
    """Hands out places while the rows of a list go by.

    No row that the plan has already is moved: a new one takes the place of the row above it in
    the list and, its id being later, stands behind it. Where the plan has none of those in the
    list, and for units, new rows come last.
    """

    def __init__(self, transaction: Transaction, plan: str, rows: Sequence[RowDifference]) -> None:
        held: dict[type[Record], dict[str, int]] = {
            Task: {row.id: row.position for row in transaction.find(Task, plan=plan)},
            Indicator: {row.id: row.position for row in transaction.find(Indicator, plan=plan)},
            Project: {row.id: row.position for row in transaction.find(Project, plan=plan)},
            Measure: {row.id: row.position for row in transaction.find(Measure)},
            Unit: {row.id: row.position for row in transaction.find(Unit)},
        }
        self._held = held
        self._next = {kind: 1 + max(places.values(), default=-1) for kind, places in held.items()}
        self._last: dict[_Order, int] = {}
        self._first: dict[_Order, int] = {}
        for row in rows:
            place = self._place_held(row)
            if place is not None:
                self._first.setdefault(_order_of(row), place)

    def go_by(self, row: RowDifference) -> None:
        """Note that a row of the list comes, taken in or not."""
        place = self._place_held(row)
        if place is not None:
            self._last[_order_of(row)] = place

    def of_new(self, row: RowDifference) -> int:
        """Return the place of a new row."""
        order, kind = _order_of(row), KINDS[row.kind, row.meaning]
        place = self._last.get(order)
        if place is None and order in self._first:
            # Above all that the plan has: behind whatever stands before the first of them.
            place = self._last[order] = self._first[order] - 1
        if place is None or kind is Unit:
            place = self._next[kind]
            self._next[kind] = place + 1
        return place

    def _place_held(self, row: RowDifference) -> int | None:
        return self._held[KINDS[row.kind, row.meaning]].get(row.id)


def _order_of(row: RowDifference) -> _Order:
    owned = row.kind is TableKind.TASKS and row.meaning is not Meaning.NAME
    return row.kind, row.meaning, row.parent if owned else None
