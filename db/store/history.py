"""The append-only history: steps chained by hash, each with its lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes import ChangeSet, StepKind, Stored
from db.store.lines import Layout, Line, LineRows, hash_of
from db.store.standing import is_undone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from db.store.account import Account


class StepHeader(NamedTuple):
    """One step without its lines: those from `first_change` on, so many.

    `reverts` is the hash of the step it takes back or repeats.
    """

    sequence: int
    hash: str
    predecessor: str
    kind: StepKind
    label: str
    made_at: str
    who: str
    reverts: str | None
    change_count: int
    first_change: int


def last_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of the newest step, or "" in a book without any."""
    row = connection.execute("select hash from step order by sequence desc limit 1").fetchone()
    return row[0] if row else ""


def length(connection: sqlite3.Connection) -> int:
    """Return how many changes of rows the history holds."""
    (last,) = connection.execute("select max(sequence) from change").fetchone()
    return last if isinstance(last, int) else 0


def append(
    connection: sqlite3.Connection,
    account: Account,
    *,
    kind: StepKind,
    label: str,
    made_at: str,
    who: str,
    reverts: str | None,
) -> ChangeSet:
    """Close the account of a step behind the last one, in the open transaction.

    A step of new work that altered nothing leaves no trace.
    """
    lines = account.lines()
    rows = LineRows(account.layout, lines)
    if not lines and reverts is None:
        return ChangeSet(label, rows.tables, rows, kind)
    header = (account.predecessor, kind.value, label, made_at, who, reverts)
    step = hash_of(header, lines)
    connection.execute(
        "insert into step (sequence, hash, predecessor, kind, label, made_at, who, reverts,"
        " change_count, first_change) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (account.step, step, *header, len(lines), account.first_change),
    )
    return ChangeSet(label, rows.tables, rows, kind, step)


def headers(connection: sqlite3.Connection) -> Iterator[StepHeader]:
    """Yield every step from the first to the last."""
    for row in connection.execute(_HEADERS):
        yield _header(row)


_HEADERS = """
    select sequence, hash, predecessor, kind, label, made_at, who, reverts, change_count,
        first_change
    from step order by sequence
"""
_HEADER = """
    select sequence, hash, predecessor, kind, label, made_at, who, reverts, change_count,
        first_change
    from step where hash = ?
"""
_NEWEST_HEADERS = """
    select sequence, hash, predecessor, kind, label, made_at, who, reverts, change_count,
        first_change
    from step order by sequence desc limit ?
"""


def _header(row: tuple[Any, ...]) -> StepHeader:
    return StepHeader(row[0], row[1], row[2], StepKind(row[3]), *row[4:])


def newest_headers(
    connection: sqlite3.Connection, *, steps: int, changes: int
) -> tuple[StepHeader, ...]:
    """Return the last steps, newest first: so many at most, and with so many changes in all."""
    found: list[StepHeader] = []
    room = changes
    for row in connection.execute(_NEWEST_HEADERS, (steps,)):
        header = _header(row)
        room -= header.change_count
        if room < 0:
            break
        found.append(header)
    return tuple(found)


def last_rows(
    connection: sqlite3.Connection, headers: Sequence[StepHeader]
) -> dict[tuple[str, str], dict[str, Stored] | None]:
    """Return how the rows of the newest steps must stand: the cells they named, None if gone.

    `headers` are the newest steps, newest first.
    """
    layout = Layout(connection)
    told: dict[tuple[str, str], dict[str, Stored] | None] = {}
    whole: set[tuple[str, str]] = set()
    for header in headers:
        for change in reversed(LineRows(layout, lines_of(connection, header))):
            place = (change.table, change.row)
            if place in whole:
                continue
            if change.after is None:
                told[place] = None
            else:
                told[place] = {**change.after, **(told.get(place) or {})}
            if change.before is None or change.after is None:
                # What was before that is another life of the row.
                whole.add(place)
    return told


def step_of(
    connection: sqlite3.Connection, layout: Layout, step: str
) -> tuple[StepHeader, LineRows]:
    """Return a step by its hash, with its rows; KeyError when there is none."""
    found = connection.execute(_HEADER, (step,)).fetchone()
    if found is None:
        raise KeyError(step)
    header = _header(found)
    return header, LineRows(layout, lines_of(connection, header))


def lines_of(connection: sqlite3.Connection, header: StepHeader) -> list[Line]:
    """Return the lines of a step in order; one that names another step is none of them."""
    return connection.execute(
        "select table_name, row_id, before, after from change"
        " where sequence between ? and ? and step = ? order by sequence",
        (
            header.first_change,
            header.first_change + header.change_count - 1,
            header.sequence,
        ),
    ).fetchall()


_LATER = """
    select mine.before, mine.after, theirs.before, theirs.after, later.hash, later.label
    from change mine
    join change theirs on theirs.row_id = mine.row_id and theirs.sequence > :last
        and theirs.table_name = mine.table_name
    join step later on later.sequence = theirs.step
    where mine.sequence between :first and :last and later.kind = 'do'
    order by theirs.sequence
"""


def later_on_same_cells(connection: sqlite3.Connection, header: StepHeader) -> tuple[str, ...]:
    """Return the words of later standing steps that touched a cell of this one.

    Steps on other cells of the same row do not count. A value that came back to what it was does:
    taking the earlier step back would leave the later ones without what they were made on.
    """
    last = header.first_change + header.change_count - 1
    labels: dict[str, str] = {}
    undone: dict[str, bool] = {}
    for before, after, their_before, their_after, later, label in connection.execute(
        _LATER, {"first": header.first_change, "last": last}
    ):
        if later not in undone:
            undone[later] = is_undone(connection, later)
        if not undone[later] and _overlap((before, after), (their_before, their_after)):
            labels[later] = label
    return tuple(labels.values())


def _overlap(mine: tuple[str | None, str | None], theirs: tuple[str | None, str | None]) -> bool:
    """Tell whether two changes of one row share a cell; a whole row shares all of them."""
    if None in mine or None in theirs:
        return True
    return bool(json.loads(mine[1] or "{}").keys() & json.loads(theirs[1] or "{}").keys())


def labels_of(
    connection: sqlite3.Connection, header: StepHeader, rows: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the words of the steps after this one that touched these (table, row)."""
    labels: dict[str, None] = {}
    for table, row in rows:
        for (label,) in connection.execute(
            "select step.label from change join step on step.sequence = change.step"
            " where row_id = ? and table_name = ? and step.sequence > ? order by step.sequence",
            (row, table, header.sequence),
        ):
            labels[label] = None
    return tuple(labels)


def hashes_behind(connection: sqlite3.Connection, header: StepHeader) -> tuple[str, ...]:
    """Return the hashes of the steps after this one, newest first."""
    found = connection.execute(
        "select hash from step where sequence > ? order by sequence desc", (header.sequence,)
    )
    return tuple(step for (step,) in found)


def forget_behind(connection: sqlite3.Connection, header: StepHeader) -> None:
    """Take the steps after this one out of the history of a copy, with all their lines."""
    connection.execute("delete from change where step > ?", (header.sequence,))
    connection.execute("delete from step where sequence > ?", (header.sequence,))
