"""Rows and cells of a copy brought back into the open book, with what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.record_links import linked_table
from db.model.records import Actual, Milestone, Progress, Record
from db.model.words import EntryState, UserRole
from db.model.work_words import ReviewAction
from db.operations.decisions import put_decision, state_of
from db.queries.row_names import RowNames
from db.store.codec import RECORD_BY_TABLE, columns_of, record_of
from db.store.statements import search_of, statements_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from db.operations.decisions import Reviewed
    from db.store.writing import Transaction

_FIGURE = frozenset({"text", "value", "high", "op", "answer"})
"""Cells of a figure that are one thing: they come back together."""
_CARRIED = frozenset({"series", "source", "statement"})
"""Rows nobody sees by themselves: they come along when a row needs them."""
_WITH_THEIR = {"series": (("actual", "series"), ("explanation", "row"))}
"""What comes along with such a row."""
_SETTLED = frozenset({EntryState.APPROVED, EntryState.LOCKED})
_REVIEWED = (Actual, Progress, Milestone)


class BringingBack:
    """Brings rows of a copy back in one open transaction; `when` says of which day the copy is.

    `rows` counts the rows that were touched, in `tables`; `least` is who may do so.
    """

    def __init__(self, transaction: Transaction, then: sqlite3.Connection, when: str) -> None:
        self._transaction = transaction
        self._then = then
        self._when = when
        self._names = RowNames(then)
        self.rows = 0
        self.tables: set[str] = set()
        self.least = UserRole.ENTRY

    def bring(self, table: str, row: str, column: str = "") -> str:
        """Bring a row back, or one cell of it, and return what it is called.

        A row that is gone comes with all that hung on it; one that came since stays as it is.
        Raises ValueRefused: LOCKED for an entry that is locked today, PARENT_GONE where what it
        belongs to is not there any more.
        """
        kind = RECORD_BY_TABLE[table]
        held = self._transaction.get(kind, row)
        old = self._row(kind, row) or (self._typed_before(held) if held is not None else None)
        if old is None:
            return ""
        if held is None:
            self._bring_whole(old)
            for orphan in self._transaction.orphans():
                raise ValueRefused(ValueFault.PARENT_GONE, self._names.name(*orphan))
        else:
            self._change(held, old, column)
        return self._names.name(table, old.id)

    def _row(self, kind: type[Record], row: str) -> Record | None:
        found = self._then.execute(statements_of(kind.table).select, (row,)).fetchone()
        return None if found is None else record_of(kind, found)

    def _typed_before(self, held: Record) -> Record | None:
        """Return the figure of the copy that stood where one that was typed again stands."""
        if not isinstance(held, Actual):
            return None
        cell = {"series": held.series, "period": held.period, "unit": held.unit}
        return next(self._rows("actual", **cell), None)

    def _rows(self, table: str, **equal: Any) -> Iterator[Record]:
        statement = search_of(table, tuple(equal))
        for line in self._then.execute(statement, tuple(equal.values())).fetchall():
            yield record_of(RECORD_BY_TABLE[table], line)

    # -- a row that is there ---------------------------------------------------------------------

    def _change(self, held: Record, old: Record, column: str) -> None:
        known = {one.name for one in columns_of(type(held))}
        wanted = {column} if column else set(known)
        if wanted & _FIGURE and "text" in known:
            wanted |= _FIGURE
        # Where an entry stands in the review is decided there, not brought back.
        wanted = (wanted & known) - {"id", "state"}
        values = {name: getattr(old, name) for name in wanted}
        if all(getattr(held, name) == value for name, value in values.items()):
            return
        if isinstance(held, _REVIEWED):
            held = self._opened_again(held)
        self._carry(old, wanted)
        self._transaction.change(replace(held, **values))
        self._touched(held.table)

    def _opened_again(self, held: Reviewed) -> Record:
        """Let an entry be altered: an approved one is a draft again, and the review says why."""
        state = state_of(held)
        if state is EntryState.LOCKED:
            raise ValueRefused(ValueFault.LOCKED, self._names.name(held.table, held.id))
        if state is EntryState.APPROVED:
            reason = f"从 {self._when} 的备份恢复"
            put_decision(self._transaction, ReviewAction.EDIT, [held], reason=reason)
        return self._transaction.get(type(held), held.id) or held

    # -- a row that is gone ----------------------------------------------------------------------

    def _bring_whole(self, old: Record) -> None:
        """Put a row, first what it needs and nobody sees, then what hung on it and is gone too."""
        if self._transaction.get(type(old), old.id) is not None:
            return
        for rival in self._transaction.in_the_place_of(old):
            held = self._transaction.get(type(old), rival)
            if held is not None:
                self._change(held, old, "")
            return
        self._carry(old, {column.name for column in columns_of(type(old))})
        self._transaction.put([old])
        self._touched(old.table)
        if isinstance(old, _REVIEWED) and state_of(old) in _SETTLED:
            self.least = UserRole.REVIEW
        for table, column in _hanging_on(old.table):
            for child in self._rows(table, **{column: old.id}):
                if linked_table(table, column, getattr(child, "row_kind", None)) == old.table:
                    self._bring_whole(child)

    def _carry(self, old: Record, columns: set[str]) -> None:
        for column in sorted(columns):
            table, row = linked_table(old.table, column), getattr(old, column)
            if table is None or table not in _CARRIED or not row:
                continue
            kind = RECORD_BY_TABLE[table]
            needed = self._row(kind, row)
            if needed is not None and self._transaction.get(kind, row) is None:
                self._carry(needed, {one.name for one in columns_of(kind)})
                self._transaction.put([needed])
                for child, place in _WITH_THEIR.get(table, ()):
                    for one in self._rows(child, **{place: row}):
                        self._bring_whole(one)

    def _touched(self, table: str) -> None:
        self.rows += 1
        self.tables.add(table)


def _hanging_on(table: str) -> Iterator[tuple[str, str]]:
    """Yield the (table, column) in which rows refer to one of this table, and go with it."""
    for kind in RECORD_BY_TABLE.values():
        for column in columns_of(kind):
            linked = linked_table(kind.table, column.name, table)
            if linked == table and column.name != "replaced_by":
                yield kind.table, column.name
