"""The open transaction: rows are put, changed and removed through it, and it keeps the account."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from db.changes import Cells, RowChange, Stored
from db.errors import NotFound
from db.model.records import Record
from db.store.account import Account
from db.store.codec import (
    RECORD_BY_TABLE,
    cells_of,
    columns_by_name,
    record_of,
    stored_columns,
    values_of,
)
from db.store.statements import (
    insert_into,
    rivals_in,
    search_of,
    statements_of,
    update_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.store.lines import Layout, Line, LineRows

R = TypeVar("R", bound=Record)


class CellsMoved(Exception):
    """Rows are not as a change set expects them; `rows` are their (table, id)."""

    def __init__(self, rows: tuple[tuple[str, str], ...]) -> None:
        super().__init__(rows)
        self.rows = rows


class RowNonsense(Exception):
    """A row holds text that was never written by us."""


class Transaction:
    """What an operation is given: the only way to alter the record.

    It alters rows at once, each with its line of the history; whoever opened it closes the
    account and commits, or rolls everything back.
    """

    def __init__(
        self, connection: sqlite3.Connection, layout: Layout, label: str, *, now: str, who: str
    ) -> None:
        self._connection = connection
        self.account = Account(connection, layout)
        self.label = label
        self.now = now
        self.who = who

    def get(self, kind: type[R], row: str) -> R | None:
        """Return one row by its id, or None."""
        found = self._connection.execute(statements_of(kind.table).select, (row,)).fetchone()
        return None if found is None else self._record(kind, found)

    def require(self, kind: type[R], row: str) -> R:
        """Return one row by its id; NotFound, by the name of its table, where it is gone."""
        found = self.get(kind, row)
        if found is None:
            raise NotFound(kind.table, row)
        return found

    def find(self, kind: type[R], **equal: Any) -> tuple[R, ...]:
        """Return the rows whose columns have these values (None finds empty ones)."""
        columns = columns_by_name(kind.table)
        wanted = [
            None if value is None else columns[name].store(value) for name, value in equal.items()
        ]
        statement = search_of(kind.table, tuple(equal)) if equal else None
        cursor = self._connection.execute(statement or statements_of(kind.table).select_all, wanted)
        return tuple(self._record(kind, line) for line in cursor)

    def put(self, records: Iterable[Record]) -> None:
        """Insert new rows, in order; runs of one kind go in together."""
        for table, run in groupby(records, lambda record: record.table):
            self._insert(table, statements_of(table).columns, [values_of(one) for one in run])

    def put_alike(self, like: Record, columns: dict[str, Sequence[Any]]) -> None:
        """Insert new rows that are alike but for these columns, each with a value a row.

        For very many rows: a hundred thousand records are never made.
        """
        self._insert(like.table, statements_of(like.table).columns, stored_columns(like, columns))

    def change(self, record: Record) -> None:
        """Give a row these values; cells that are equal are neither written nor recorded."""
        kind = type(record)
        held = self.get(kind, record.id)
        if held is None:
            raise KeyError(record.id)
        before, after = cells_of(held), cells_of(record)
        differing = [name for name in after if after[name] != before[name]]
        if differing:
            self._update(
                RowChange(
                    kind.table,
                    record.id,
                    {name: before[name] for name in differing},
                    {name: after[name] for name in differing},
                )
            )

    def remove(self, record: Record) -> None:
        """Take a row out; its history keeps it."""
        self._remove(type(record).table, [record.id])

    def replay(self, rows: LineRows) -> None:
        """Alter rows exactly as these lines of the history say.

        Raises CellsMoved when a cell is not what a line expects, or when another row has taken
        the place of one that would come back; whoever opened the transaction rolls it back.
        """
        for run in rows.runs():
            table, row, before, after = run[0]
            if after is None:
                self._take_out(table, run)
            elif before is None:
                self._bring_back(table, run)
            else:
                change = self.account.layout.change_of(run[0])
                held = self._cells(table, row)
                if held is None or not _holds(held, change.before or {}):
                    raise CellsMoved(((table, row),))
                self._update(change)

    def in_the_place_of(self, record: Record) -> tuple[str, ...]:
        """Return the ids of the rows that stand where this one would be put."""
        return tuple(self._rivals_of(record.table, cells_of(record), self._newest(record.table)))

    def orphans(self) -> tuple[tuple[str, str], ...]:
        """Return the (table, id) of the rows that refer to a row that is not there."""
        found = self._connection.execute("pragma foreign_key_check").fetchall()
        return tuple((table, self._id_of(table, rowid)) for table, rowid, *_ in found)

    def refuse_orphans(self) -> None:
        """Raise CellsMoved when rows would hang on nothing: later steps hung them there."""
        orphans = self.orphans()
        if orphans:
            raise CellsMoved(orphans)

    def _id_of(self, table: str, rowid: int) -> str:
        statement = f"select id from {table} where rowid = ?"  # noqa: S608 - SQLite named the table
        return str(self._connection.execute(statement, (rowid,)).fetchone()[0])

    def keep_file(self, sha256: str, name: str, content: bytes) -> None:
        """Keep an imported file by its content; a second copy of the bytes costs nothing."""
        self._connection.execute(
            "insert into kept_file (sha256, name, received_at, content) values (?, ?, ?, ?)"
            " on conflict (sha256) do update set received_at = excluded.received_at,"
            " name = case name when '' then excluded.name else name end",
            (sha256, name, self.now, content),
        )

    def keep_content(self, sha256: str, content: bytes) -> None:
        """Keep what a piece of evidence holds, under no name: its own row has that.

        It stays when the evidence goes, for undo and history are never pruned.
        """
        self._connection.execute(
            "insert into kept_file (sha256, name, received_at, content) values (?, '', ?, ?)"
            " on conflict (sha256) do nothing",
            (sha256, self.now, content),
        )

    def _record(self, kind: type[R], line: Sequence[Stored]) -> R:
        try:
            return record_of(kind, line)
        except (ValueError, ArithmeticError, TypeError) as error:
            raise RowNonsense(f"{kind.table}: {error}") from error

    def _cells(self, table: str, row: str) -> dict[str, Stored] | None:
        statements = statements_of(table)
        line = self._connection.execute(statements.select, (row,)).fetchone()
        return None if line is None else dict(zip(statements.columns, line, strict=True))

    def _take_out(self, table: str, run: Sequence[Line]) -> None:
        """Remove rows that must stand as they were written."""
        layout = self.account.layout
        gone = {line[1]: line for line in self._remove(table, [line[1] for line in run])}
        moved = tuple(
            (table, line[1])
            for line in run
            # The same text is the usual case; an older line says the same in other words.
            if gone.get(line[1]) != line
            and (
                line[1] not in gone
                or layout.change_of(gone[line[1]]).before != layout.change_of(line).before
            )
        )
        if moved:
            raise CellsMoved(moved)

    def _bring_back(self, table: str, run: Sequence[Line]) -> None:
        layout = self.account.layout
        newest = self._newest(table)
        try:
            self._insert(table, layout.columns(table), [layout.came(line) for line in run])
        except sqlite3.IntegrityError:
            rivals = tuple(
                (table, rival)
                for line in run
                for rival in self._rivals_of(
                    table, dict(layout.change_of(line).after or {}), newest
                )
            )
            if not rivals:
                raise
            raise CellsMoved(rivals) from None

    def _rivals_of(self, table: str, cells: dict[str, Stored], newest: int) -> list[str]:
        """Return the rows that stood where one with these cells would come back."""
        values = dict.fromkeys(statements_of(table).columns) | cells | {"newest": newest}
        return [row for (row,) in self._connection.execute(rivals_in(table), values)]

    def _newest(self, table: str) -> int:
        return self._connection.execute(statements_of(table).newest).fetchone()[0] or 0

    def _insert(
        self, table: str, columns: tuple[str, ...], rows: Iterable[Sequence[Stored]]
    ) -> None:
        statement = insert_into(table, columns)
        if isinstance(rows, list) and len(rows) == 1:
            # A row alone, as a typed figure brings, says itself where it stands.
            put, newest = 1, (self._connection.execute(statement, rows[0]).lastrowid or 0) - 1
        else:
            newest = self._newest(table)
            put = self._connection.executemany(statement, rows).rowcount
        if self.account.rows_came(table, behind=newest) != put:
            raise RowNonsense(f"{table}: rowid")

    def _remove(self, table: str, rows: Sequence[str]) -> list[Line]:
        told = self.account.rows_go(table, rows)
        self._connection.executemany(statements_of(table).delete, ((row,) for row in rows))
        return told

    def _update(self, change: RowChange) -> None:
        cells = change.after or {}
        self._connection.execute(
            update_of(change.table, tuple(cells)), (*cells.values(), change.row)
        )
        self.account.row_changed(change)


def _holds(held: Cells, cells: Cells) -> bool:
    """Tell whether a row has these cells."""
    return all(held[name] == value for name, value in cells.items())


SELECT_ALL = {table: statements_of(table).select_all for table in RECORD_BY_TABLE}
"""The statement that reads each table of the record whole."""
