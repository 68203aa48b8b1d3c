"""The open transaction: rows are put, changed and removed through it, and it keeps the account."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from db.changes import Cells, ChangeSet, RowChange, StepKind, Stored
from db.model.records import Record
from db.store.codec import RECORD_BY_TABLE, cells_of, columns_of, record_of, values_of
from db.store.statements import search_of, statements_of, update_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

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

    It alters rows at once and remembers each row before and after; whoever opened it writes the
    history and commits, or rolls everything back.
    """

    def __init__(self, connection: sqlite3.Connection, label: str, *, now: str, who: str) -> None:
        self._connection = connection
        self.label = label
        self.now = now
        self.who = who
        self._changes: list[RowChange] = []

    def get(self, kind: type[R], row: str) -> R | None:
        """Return one row by its id, or None."""
        found = self._connection.execute(statements_of(kind.table).select, (row,)).fetchone()
        return None if found is None else self._record(kind, found)

    def find(self, kind: type[R], **equal: Any) -> tuple[R, ...]:
        """Return the rows whose columns have these values (None finds empty ones)."""
        columns = {column.name: column for column in columns_of(kind)}
        wanted = [
            None if value is None else columns[name].store(value) for name, value in equal.items()
        ]
        statement = search_of(kind.table, tuple(equal)) if equal else None
        cursor = self._connection.execute(statement or statements_of(kind.table).select_all, wanted)
        return tuple(self._record(kind, line) for line in cursor)

    def put(self, records: Iterable[Record]) -> None:
        """Insert new rows, in order; runs of one kind go in together."""
        for table, run in groupby(records, lambda record: record.table):
            statements = statements_of(table)
            stored = [values_of(record) for record in run]
            self._connection.executemany(statements.insert, stored)
            names = statements.columns
            self._changes.extend(
                RowChange(
                    table,
                    str(values[0]),
                    None,
                    {
                        name: value
                        for name, value in zip(names, values, strict=True)
                        if value is not None
                    },
                )
                for values in stored
            )

    def change(self, record: Record) -> None:
        """Give a row these values; cells that are equal are neither written nor recorded."""
        kind = type(record)
        held = self.get(kind, record.id)
        if held is None:
            raise KeyError(record.id)
        before, after = cells_of(held), cells_of(record)
        differing = [name for name in after if after[name] != before[name]]
        if differing:
            self._apply(
                RowChange(
                    kind.table,
                    record.id,
                    {name: before[name] for name in differing},
                    {name: after[name] for name in differing},
                )
            )

    def remove(self, record: Record) -> None:
        """Take a row out; its history keeps it."""
        self._apply(
            RowChange(type(record).table, record.id, _without_nulls(cells_of(record)), None)
        )

    def replay(self, changes: Sequence[RowChange]) -> None:
        """Alter rows exactly as these changes say.

        Raises CellsMoved when a cell is not what a change expects, or when another row has taken
        the place of one that would come back; whoever opened the transaction rolls it back.
        """
        moved = self._misfits(changes)
        if moved:
            raise CellsMoved(moved)
        for change in changes:
            rival = self._rival_of(change)
            if rival is not None:
                raise CellsMoved(((change.table, rival),))
            self._apply(change)

    def keep_file(self, sha256: str, name: str, content: bytes) -> None:
        """Keep a file by its content; a second copy of the same bytes costs nothing."""
        self._connection.execute(
            "insert into kept_file (sha256, name, received_at, content) values (?, ?, ?, ?)"
            " on conflict (sha256) do update set received_at = excluded.received_at",
            (sha256, name, self.now, content),
        )

    def change_set(self, kind: StepKind = StepKind.DO) -> ChangeSet:
        """Return what was altered so far."""
        return ChangeSet(self.label, tuple(self._changes), kind)

    def _record(self, kind: type[R], line: Sequence[Stored]) -> R:
        names = statements_of(kind.table).columns
        try:
            record = record_of(kind, dict(zip(names, line, strict=True)))
        except (ValueError, ArithmeticError, TypeError) as error:
            raise RowNonsense(f"{kind.table}: {error}") from error
        assert isinstance(record, kind)  # noqa: S101 - tells the type checker what record_of does
        return record

    def _cells(self, table: str, row: str) -> dict[str, Stored] | None:
        statements = statements_of(table)
        line = self._connection.execute(statements.select, (row,)).fetchone()
        return None if line is None else dict(zip(statements.columns, line, strict=True))

    def _misfits(self, changes: Sequence[RowChange]) -> tuple[tuple[str, str], ...]:
        """Return the rows that do not stand as the changes found them, walked through in order."""
        rows: dict[tuple[str, str], dict[str, Stored] | None] = {}
        moved: dict[tuple[str, str], None] = {}
        for change in changes:
            place = (change.table, change.row)
            if place not in rows:
                rows[place] = self._cells(*place)
            held = rows[place]
            if not _fits(change, held):
                moved[place] = None
            elif change.after is None:
                rows[place] = None
            else:
                blank = dict.fromkeys(statements_of(change.table).columns)
                rows[place] = {**(held or blank), **change.after}
        return tuple(moved)

    def _rival_of(self, change: RowChange) -> str | None:
        """Return the row that stands where this change would put one back."""
        if change.before is not None or change.table not in _SAME_PLACE:
            return None
        values = dict.fromkeys(statements_of(change.table).columns) | dict(change.after or {})
        found = self._connection.execute(_SAME_PLACE[change.table], values).fetchone()
        return None if found is None else str(found[0])

    def _apply(self, change: RowChange) -> None:
        statements = statements_of(change.table)
        if change.after is None:
            self._connection.execute(statements.delete, (change.row,))
        elif change.before is None:
            values = [change.after.get(name) for name in statements.columns]
            self._connection.execute(statements.insert, values)
        else:
            columns = tuple(change.after)
            self._connection.execute(
                update_of(change.table, columns), (*change.after.values(), change.row)
            )
        self._changes.append(change)


def _fits(change: RowChange, held: Cells | None) -> bool:
    """Tell whether a row stands as a change found it when it was made."""
    if change.before is None or held is None:
        return (change.before is None) == (held is None)
    if change.after is None:
        # The whole row goes, so the whole row must be as it was written.
        return _without_nulls(held) == dict(change.before)
    return all(held[name] == value for name, value in change.before.items())


def _without_nulls(cells: Cells) -> dict[str, Stored]:
    return {name: value for name, value in cells.items() if value is not None}


_SAME_PLACE = {
    "actual": "select id from actual where series = :series and period = :period and unit is :unit",
    "baseline": "select id from baseline where indicator = :indicator and year is :year",
    "target": "select id from target where indicator = :indicator and year is :year"
    " and (role = 'yearly') = (:role = 'yearly')",
}
"""Which row stands in the place of a figure, for the tables where only one can."""

SELECT_ALL = {table: statements_of(table).select_all for table in RECORD_BY_TABLE}
"""The statement that reads each table of the record whole."""
