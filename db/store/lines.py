"""The lines of the history: how a row before and after stands in one, and how it is hashed.

A row that came or went stands by position, as a JSON list of its cells behind the id in the order
of the table's columns: columns are only ever appended, so a shorter list leaves the later ones
null. A row that was changed names the cells that differ, as a JSON object; so did every line until
the step m0003.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from db.changes import Cells, RowChange, Stored
from db.connection.digest import sha256

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Line = tuple[str, str, str | None, str | None]
"""Table, row, the row before and after, as they stand in the history."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_AT_ONCE = 1000


class Layout:
    """The columns of a file's tables in their order; each table is asked for once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, tuple[str, ...]] = {}

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns, none for a table that is not there."""
        found = self._columns.get(table)
        if found is None:
            found = self._columns[table] = tuple(
                name
                for (name,) in self._connection.execute(
                    "select name from pragma_table_info(?) order by cid", (table,)
                )
            )
        return found

    def change_of(self, line: Line) -> RowChange:
        """Return what a line says; ValueError or TypeError for one that was not written by us."""
        table, row, before, after = line
        return RowChange(
            table, row, self._cells(table, row, before), self._cells(table, row, after)
        )

    def came(self, line: Line) -> list[Stored]:
        """Return the whole row that a line brings, in the order of its table's columns."""
        cells = self.change_of(line).after or {}
        return [cells.get(name) for name in self.columns(line[0])]

    def _cells(self, table: str, row: str, text: str | None) -> dict[str, Stored] | None:
        if text is None:
            return None
        told: dict[str, Stored] | list[Stored] = json.loads(text)
        if isinstance(told, dict):
            return told
        names = self.columns(table)
        if len(told) >= len(names):
            raise ValueError(text)
        values = zip(names, (row, *told), strict=False)
        return {name: value for name, value in values if value is not None}


class LineRows(Sequence[RowChange]):
    """Lines as row changes, each read when it is asked for."""

    def __init__(self, layout: Layout, lines: Sequence[Line]) -> None:
        self._layout = layout
        self._lines = lines
        self.tables = frozenset([line[0] for line in lines])
        for table in self.tables:
            # Asked for now: the rows may outlive the open book.
            layout.columns(table)

    def __len__(self) -> int:
        """Return how many rows were altered."""
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> RowChange: ...
    @overload
    def __getitem__(self, place: slice) -> LineRows: ...
    def __getitem__(self, place: int | slice) -> RowChange | LineRows:
        """Return one row change, or some of them."""
        if isinstance(place, slice):
            return LineRows(self._layout, self._lines[place])
        return self._layout.change_of(self._lines[place])

    def back(self) -> LineRows:
        """Return what takes these changes back, the last one first."""
        return LineRows(
            self._layout,
            [(table, row, after, before) for table, row, before, after in reversed(self._lines)],
        )

    def runs(self) -> Iterator[Sequence[Line]]:
        """Yield the lines in order: rows of a table that come or go together, others one by one."""
        run: list[Line] = []
        for line in self._lines:
            if run and (len(run) == _AT_ONCE or not _go_together(run[-1], line)):
                yield run
                run = []
            run.append(line)
        if run:
            yield run


def _go_together(line: Line, next_line: Line) -> bool:
    return line[0] == next_line[0] and (
        line[2] is next_line[2] is None or line[3] is next_line[3] is None
    )


def named_cells(cells: Cells) -> str:
    """Write the cells that differ in a changed row."""
    return _encode(cells)


def hash_of(header: tuple[str | None, ...], lines: Sequence[Line]) -> str:
    """Return the SHA-256 of a step: its header (predecessor first), then its lines in order."""
    digest = sha256(json.dumps(header, ensure_ascii=False).encode())
    for start in range(0, len(lines), _AT_ONCE):
        # Lengths would do as well; JSON keeps a null apart from the word "null".
        told = [
            f"\n{table}\t{row}\t{before or '-'}\t{after or '-'}"
            for table, row, before, after in lines[start : start + _AT_ONCE]
        ]
        digest.update("".join(told).encode())
    return str(digest.hexdigest())
