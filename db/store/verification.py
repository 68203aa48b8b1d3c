"""Whether the history is as it was written, and the record that it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.changes import Stored
from db.store.history import StepHeader, headers, lines_of
from db.store.lines import Layout, hash_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from db.changes import RowChange

ALTERED = "altered"


class BrokenStep(NamedTuple):
    """A step whose hash no longer fits what stands in it, or whose predecessor is missing."""

    sequence: int
    label: str
    reason: str


def broken_steps(connection: sqlite3.Connection) -> Iterator[BrokenStep]:
    """Yield every step that was altered after it was written; a whole history yields nothing."""
    known = {""}
    counted = 0
    for header in headers(connection):
        counted += header.change_count
        if not _is_as_written(connection, header):
            yield BrokenStep(header.sequence, header.label, ALTERED)
        elif header.predecessor not in known:
            yield BrokenStep(header.sequence, header.label, "predecessor missing")
        known.add(header.hash)
    (there,) = connection.execute("select count(*) from change").fetchone()
    if there != counted:
        # Lines that belong to no step.
        yield BrokenStep(0, "", ALTERED)


def _is_as_written(connection: sqlite3.Connection, header: StepHeader) -> bool:
    """Tell whether a step's hash fits its header and its lines."""
    written = (
        header.predecessor,
        header.kind.value,
        header.label,
        header.made_at,
        header.who,
        header.reverts,
    )
    lines = lines_of(connection, header)
    return hash_of(written, lines) == header.hash and len(lines) == header.change_count


def broken_among(
    connection: sqlite3.Connection, headers: Iterable[StepHeader]
) -> Iterator[BrokenStep]:
    """Yield those of the newest steps (newest first) that were altered after they were written."""
    (last_line,) = connection.execute("select max(sequence) from change").fetchone()
    for place, header in enumerate(headers):
        last_of_step = header.first_change + header.change_count - 1
        stray = place == 0 and last_line != last_of_step
        if stray or not _is_as_written(connection, header):
            yield BrokenStep(header.sequence, header.label, ALTERED)


Replayed = dict[str, dict[str, dict[str, Stored]]]
"""Tables by name, rows by id, cells by column: a null is simply absent."""


def apply_to(tables: Replayed, change: RowChange) -> None:
    """Alter replayed tables by one row change."""
    rows = tables.setdefault(change.table, {})
    if change.after is None:
        rows.pop(change.row, None)
        return
    cells = rows.setdefault(change.row, {})
    cells.update(change.after)
    for column in [name for name, value in cells.items() if value is None]:
        del cells[column]


def replay(connection: sqlite3.Connection) -> Replayed:
    """Return the record as its history says it must be, from the first step to the last."""
    layout = Layout(connection)
    tables: Replayed = {}
    for line in connection.execute(
        "select table_name, row_id, before, after from change order by sequence"
    ):
        apply_to(tables, layout.change_of(line))
    return {table: rows for table, rows in tables.items() if rows}


def present(connection: sqlite3.Connection, statements: Mapping[str, str]) -> Replayed:
    """Return the record as it stands, in the shape of `replay`; `statements` select each table."""
    tables: Replayed = {}
    for table, statement in statements.items():
        cursor = connection.execute(statement)
        names = [column[0] for column in cursor.description]
        rows = {
            line[0]: {
                name: value for name, value in zip(names, line, strict=True) if value is not None
            }
            for line in cursor
        }
        if rows:
            tables[table] = rows
    return tables
