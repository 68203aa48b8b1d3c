"""A copy of a book held against the book of today, row by row and cell by cell, in words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.changes import RowChange
from db.connection.opening import connect, refuse_what_is_not_ours, refusing
from db.migrations.upgrading import pending, upgraded_in_memory
from db.model.history_lines import CopyDifference, Deed
from db.queries.row_names import RowNames
from db.queries.step_changes import lines_of
from db.store.codec import RECORD_BY_TABLE
from db.store.statements import statements_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from db.changes import Cells, Stored
    from db.model.history_lines import ChangeLine
    from db.ticket import Ticket

MOST_LINES = 5_000
"""Differences that are listed; more are only counted."""

_A_PART = 2_000
_UNTOLD = frozenset({"source"})
"""Rows that only say where others came from."""

_Row = tuple[str, dict[str, "Stored"]]


@contextmanager
def opened_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy to read it; one of an older schema is brought up to date in memory only.

    Raises BookRefused as opening a book does; the copy is left as it is.
    """
    connection = connect(path)
    try:
        refuse_what_is_not_ours(path, connection)
        if pending(path, connection):
            older, connection = connection, upgraded_in_memory(path, connection)
            older.close()
        with refusing(path):
            yield connection
    finally:
        connection.close()


def differences(
    now: sqlite3.Connection, then: sqlite3.Connection, ticket: Ticket
) -> CopyDifference:
    """Return what a copy holds otherwise than the book of today; both are read side by side."""
    here, there = RowNames(now), RowNames(then)
    lines: list[ChangeLine] = []
    count = 0
    for place, change in enumerate(_changes(now, then, ticket)):
        names = there if change.after is None else here
        for line in lines_of(names, change, place):
            if line.deed is Deed.CHANGED and line.cell.before == line.cell.after:
                # A figure that says the same and came another way is no difference.
                continue
            count += 1
            if len(lines) < MOST_LINES:
                lines.append(line)
    return CopyDifference(count, tuple(lines))


def _changes(
    now: sqlite3.Connection, then: sqlite3.Connection, ticket: Ticket
) -> Iterator[RowChange]:
    tables = [table for table in RECORD_BY_TABLE if table not in _UNTOLD]
    for done, table in enumerate(tables):
        ticket.report(done, len(tables), table)
        found = _of_table(now, then, table, ticket)
        yield from _retyped(found) if table == "actual" else found
    ticket.report(len(tables), len(tables), "")


def _of_table(
    now: sqlite3.Connection, then: sqlite3.Connection, table: str, ticket: Ticket
) -> Iterator[RowChange]:
    """Yield how the rows of a table differ: both are walked in the order of their ids."""
    old, new = _walk(then, table, ticket), _walk(now, table, ticket)
    before, after = next(old, None), next(new, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before[0] < after[0]):
            if before is not None:
                yield RowChange(table, before[0], _filled(before[1]), None)
            before = next(old, None)
        elif before is None or after[0] < before[0]:
            yield RowChange(table, after[0], None, _filled(after[1]))
            after = next(new, None)
        else:
            changed = _changed(table, after[0], before[1], after[1])
            if changed is not None:
                yield changed
            before, after = next(old, None), next(new, None)


def _walk(connection: sqlite3.Connection, table: str, ticket: Ticket) -> Iterator[_Row]:
    statements = statements_of(table)
    for seen, line in enumerate(connection.execute(statements.in_order)):
        if seen % _A_PART == _A_PART - 1:
            ticket.report(0, 1, table)
        yield line[0], dict(zip(statements.columns, line, strict=True))


def _filled(cells: Cells) -> Cells:
    return {name: value for name, value in cells.items() if value is not None}


def _changed(table: str, row: str, then: Cells, now: Cells) -> RowChange | None:
    """Return the cells of a row that differ, None where none does."""
    names = [name for name in now if name != "id" and now[name] != then.get(name)]
    if not names:
        return None
    was = {name: then.get(name) for name in names}
    return RowChange(table, row, was, {name: now[name] for name in names})


def _retyped(changes: Iterator[RowChange]) -> Iterator[RowChange]:
    """Tell of a figure that was cleared and typed again as of one that was changed."""
    came: dict[tuple[Stored, ...], RowChange] = {}
    went: list[RowChange] = []
    for change in changes:
        if change.before is None:
            came[_cell_of(change.after or {})] = change
        elif change.after is None:
            went.append(change)
        else:
            yield change
    columns = statements_of("actual").columns
    for old in went:
        new = came.pop(_cell_of(old.before or {}), None)
        if new is None:
            yield old
            continue
        then = {name: (old.before or {}).get(name) for name in columns}
        now = {name: (new.after or {}).get(name) for name in columns}
        changed = _changed(old.table, new.row, then, now)
        if changed is not None:
            yield changed
    yield from came.values()


def _cell_of(cells: Cells) -> tuple[Stored, ...]:
    return cells.get("series"), cells.get("period"), cells.get("unit")
