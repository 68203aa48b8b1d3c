"""Whether a book is as its history says: the whole of it, or quickly what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection.digest import sha256
from db.store import history, verification
from db.store.file_check import Damage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from db.changes import Cells

RECENT_STEPS = 50
RECENT_CHANGES = 500
"""What is looked at each time a book is opened. The whole book is checked once it is shown."""

_TRIES = 3
"""How often a book is looked at while others write in it, before they are held up."""

# What text that was never written by us makes of the code that reads it.
_NONSENSE = (ValueError, ArithmeticError, TypeError, LookupError, AttributeError)


def damages_of(connection: sqlite3.Connection) -> tuple[Damage, ...]:
    """Replay the record from its first step and compare it cell by cell.

    SQLite's own check misses most altered figures. Where somebody else writes meanwhile, the rows
    are newer than the history that was read before them: it is looked at once more.
    """
    for _ in range(_TRIES):
        before = _version(connection)
        found = _found(connection)
        if not found or _version(connection) == before:
            return found
    # Whoever keeps on writing waits this once.
    connection.execute("begin")
    try:
        return _found(connection)
    finally:
        connection.execute("rollback")


def _version(connection: sqlite3.Connection) -> int:
    """Return what is another number once somebody else has written into the file."""
    return int(connection.execute("pragma data_version").fetchone()[0])


def _found(connection: sqlite3.Connection) -> tuple[Damage, ...]:
    found: list[Damage] = []
    try:
        for damage in _damages(connection):
            found.append(damage)  # noqa: PERF402 - those found before the nonsense are kept
    except _NONSENSE as error:
        found.append(Damage("history", detail=str(error)))
    return tuple(found)


def recent_damages(connection: sqlite3.Connection) -> tuple[Damage, ...]:
    """Hold the last steps against their hashes, and the rows they touched against the steps."""
    try:
        headers = history.newest_headers(connection, steps=RECENT_STEPS, changes=RECENT_CHANGES)
        broken = tuple(verification.broken_among(connection, headers))
        if broken:
            return tuple(_of_step(step) for step in broken)
        told = history.last_rows(connection, headers)
        return tuple(_recent_differences(connection, told))
    except _NONSENSE as error:
        return (Damage("history", detail=str(error)),)


def _damages(connection: sqlite3.Connection) -> Iterator[Damage]:
    for (line,) in connection.execute("pragma integrity_check"):
        if line != "ok":
            yield Damage("file", detail=str(line))
    yield from _kept_damages(connection)
    broken_steps = tuple(verification.broken_steps(connection))
    for broken in broken_steps:
        yield _of_step(broken)
    if any(broken.reason == verification.ALTERED for broken in broken_steps):
        # What an altered step says is no measure for the rows.
        return
    from db.store.writing import SELECT_ALL  # noqa: PLC0415 - reading a book does without

    told = verification.replay(connection)
    found = verification.present(connection, SELECT_ALL)
    for table in sorted(told.keys() | found.keys()):
        yield from _differences(table, told.get(table, {}), found.get(table, {}))


_KEPT = """
    select kept_file.sha256, content, coalesce(
        (select group_concat(distinct title) from evidence where sha256 = kept_file.sha256),
        nullif(kept_file.name, ''), kept_file.sha256) as called
    from kept_file order by kept_file.rowid
"""

_LOST = """
    select id, sha256, title from evidence
    where sha256 <> '' and sha256 not in (select sha256 from kept_file)
"""


def _kept_damages(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Hold every kept file against the hash it was kept by."""
    for kept, content, called in connection.execute(_KEPT):
        found = str(sha256(content).hexdigest())
        if found != kept:
            yield Damage("content", str(called), expected=str(kept), found=found)
    for row, kept, title in connection.execute(_LOST):
        yield Damage("content", str(title), "evidence", str(row), "sha256", expected=str(kept))


def _of_step(broken: verification.BrokenStep) -> Damage:
    return Damage("history", detail=broken.reason, row=broken.label)


def _recent_differences(
    connection: sqlite3.Connection, told: Mapping[tuple[str, str], Cells | None]
) -> Iterator[Damage]:
    if not told:
        return
    from db.store.codec import RECORD_BY_TABLE  # noqa: PLC0415 - loaded where rows are compared
    from db.store.statements import statements_of  # noqa: PLC0415 - as above

    for (table, row), cells in told.items():
        if table not in RECORD_BY_TABLE:
            continue
        statements = statements_of(table)
        line = connection.execute(statements.select, (row,)).fetchone()
        stands = {} if line is None else dict(zip(statements.columns, line, strict=True))
        named = dict(cells) if cells is not None else {}
        present = {name: stands.get(name) for name in named} if cells is not None else stands
        yield from _differences(table, {row: named}, {row: present})


def _differences(
    table: str, told: Mapping[str, Cells], found: Mapping[str, Cells]
) -> Iterator[Damage]:
    for row in sorted(told.keys() | found.keys()):
        expected, stands = told.get(row, {}), found.get(row, {})
        for column in sorted(expected.keys() | stands.keys()):
            if expected.get(column) != stands.get(column):
                yield Damage(
                    "row",
                    table=table,
                    row=row,
                    column=column,
                    expected=str(expected.get(column, "")),
                    found=str(stands.get(column, "")),
                )
