"""The append-only history: steps chained by hash, each with its rows before and after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.changes import Cells, ChangeSet, RowChange, StepKind, Stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class StepHeader:
    """One step without its rows; `reverts` is the hash of the step it takes back or repeats."""

    sequence: int
    hash: str
    predecessor: str
    kind: StepKind
    label: str
    made_at: str
    who: str
    reverts: str | None
    change_count: int


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def cells_text(cells: Cells | None) -> str | None:
    """Write cells as JSON, the form that is kept and hashed."""
    return None if cells is None else _encode(cells)


def _load_cells(text: str | None) -> dict[str, Stored] | None:
    return None if text is None else json.loads(text)


def figure_of(change: RowChange) -> str | None:
    """Return series and period of an actual that comes into being: the key to a cell's history.

    A figure that is cleared and typed again gets a new row; by this key its life is found whole.
    """
    if change.table != "actual" or change.before is not None or change.after is None:
        return None
    return f"{change.after['series']} {change.after['period']} {change.after.get('unit') or ''}"


_Line = tuple[str, str, str | None, str | None]


def _hash_of(header: tuple[str | None, ...], lines: Iterable[_Line]) -> str:
    """Return the SHA-256 of a step: its header (predecessor first), then its lines in order."""
    digest = hashlib.sha256(json.dumps(header, ensure_ascii=False).encode())
    for table, row, before, after in lines:
        # Lengths would do as well; JSON keeps a null apart from the word "null".
        digest.update(f"\n{table}\t{row}\t{before or '-'}\t{after or '-'}".encode())
    return digest.hexdigest()


def last_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of the newest step, or "" in a book without any."""
    row = connection.execute("select hash from step order by sequence desc limit 1").fetchone()
    return row[0] if row else ""


def append(
    connection: sqlite3.Connection,
    changes: ChangeSet,
    *,
    made_at: str,
    who: str,
    reverts: str | None,
) -> str:
    """Write a step and its rows behind the last one, in the open transaction; return its hash."""
    lines: list[_Line] = [
        (change.table, change.row, cells_text(change.before), cells_text(change.after))
        for change in changes.rows
    ]
    predecessor = last_hash(connection)
    header = (predecessor, changes.kind.value, changes.label, made_at, who, reverts)
    step = _hash_of(header, lines)
    cursor = connection.execute(
        "insert into step (hash, predecessor, kind, label, made_at, who, reverts, change_count)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (step, *header[:1], *header[1:5], reverts, len(lines)),
    )
    sequence = cursor.lastrowid
    connection.executemany(
        "insert into change (step, table_name, row_id, before, after, figure)"
        " values (?, ?, ?, ?, ?, ?)",
        (
            (sequence, *line, figure_of(change))
            for line, change in zip(lines, changes.rows, strict=True)
        ),
    )
    return step


def headers(connection: sqlite3.Connection) -> Iterator[StepHeader]:
    """Yield every step from the first to the last."""
    for row in connection.execute(_HEADERS):
        yield _header(row)


_HEADERS = """
    select sequence, hash, predecessor, kind, label, made_at, who, reverts, change_count
    from step order by sequence
"""
_NEWEST_HEADERS = """
    select sequence, hash, predecessor, kind, label, made_at, who, reverts, change_count
    from step order by sequence desc limit ?
"""


def _header(row: tuple[Any, ...]) -> StepHeader:
    return StepHeader(row[0], row[1], row[2], StepKind(row[3]), *row[4:])


def last_rows(
    connection: sqlite3.Connection, headers: Sequence[StepHeader]
) -> dict[tuple[str, str], dict[str, Stored] | None]:
    """Return how the rows of the newest steps must stand: the cells they named, None if gone.

    `headers` are the newest steps, newest first.
    """
    told: dict[tuple[str, str], dict[str, Stored] | None] = {}
    whole: set[tuple[str, str]] = set()
    for header in headers:
        for change in reversed(tuple(_changes(connection, header.sequence))):
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


def changes_of(connection: sqlite3.Connection, step: str) -> ChangeSet:
    """Return a step by its hash; KeyError when there is none."""
    found = connection.execute(
        "select sequence, label, kind from step where hash = ?", (step,)
    ).fetchone()
    if found is None:
        raise KeyError(step)
    return ChangeSet(found[1], tuple(_changes(connection, found[0])), StepKind(found[2]), step)


def _changes(connection: sqlite3.Connection, sequence: int) -> Iterator[RowChange]:
    for table, row, before, after in connection.execute(
        "select table_name, row_id, before, after from change where step = ? order by sequence",
        (sequence,),
    ):
        yield RowChange(table, row, _load_cells(before), _load_cells(after))


_NEXT_UNDO = """
    select hash, label from step
    where kind = 'do' and coalesce((select later.kind from step later
                                    where later.reverts = step.hash
                                    order by later.sequence desc limit 1), 'redo') = 'redo'
    order by sequence desc limit 1
"""

_NEXT_REDO = """
    select target.hash, target.label
    from step undone join step target on target.hash = undone.reverts
    where undone.kind = 'undo'
      and undone.sequence > coalesce((select max(sequence) from step where kind = 'do'), 0)
      and undone.sequence = (select max(later.sequence) from step later
                             where later.reverts = target.hash)
    order by undone.sequence desc limit 1
"""


def next_undo(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return hash and words of the newest step that still stands."""
    found: tuple[str, str] | None = connection.execute(_NEXT_UNDO).fetchone()
    return found


def next_redo(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return hash and words of the step last taken back, unless new work came after it."""
    found: tuple[str, str] | None = connection.execute(_NEXT_REDO).fetchone()
    return found


def is_undone(connection: sqlite3.Connection, step: str) -> bool:
    """Tell whether a step was taken back and not repeated since."""
    found = connection.execute(
        "select kind from step where reverts = ? order by sequence desc limit 1", (step,)
    ).fetchone()
    return found is not None and found[0] == StepKind.UNDO


_LATER = """
    select distinct mine.table_name, mine.row_id, mine.before, mine.after,
        theirs.before, theirs.after, later.hash, later.label, later.sequence
    from change mine
    join change theirs on theirs.row_id = mine.row_id and theirs.table_name = mine.table_name
    join step later on later.sequence = theirs.step
    where mine.step = :sequence and theirs.step > :sequence and later.kind = 'do'
    order by later.sequence
"""


def later_on_same_cells(connection: sqlite3.Connection, step: str) -> tuple[str, ...]:
    """Return the words of later standing steps that touched a cell of this one.

    Steps on other cells of the same row do not count. A value that came back to what it was does:
    taking the earlier step back would leave the later ones without what they were made on.
    """
    (sequence,) = connection.execute("select sequence from step where hash = ?", (step,)).fetchone()
    labels: dict[str, str] = {}
    undone: dict[str, bool] = {}
    for *_, before, after, their_before, their_after, later, label, _ in connection.execute(
        _LATER, {"sequence": sequence}
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
    connection: sqlite3.Connection, step: str, rows: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the words of the steps after this one that touched these (table, row)."""
    (sequence,) = connection.execute("select sequence from step where hash = ?", (step,)).fetchone()
    labels: dict[str, None] = {}
    for table, row in rows:
        for (label,) in connection.execute(
            "select step.label from change join step on step.sequence = change.step"
            " where row_id = ? and table_name = ? and step.sequence > ? order by step.sequence",
            (row, table, sequence),
        ):
            labels[label] = None
    return tuple(labels)


ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class BrokenStep:
    """A step whose hash no longer fits what stands in it, or whose predecessor is missing."""

    sequence: int
    label: str
    reason: str


def broken_steps(connection: sqlite3.Connection) -> Iterator[BrokenStep]:
    """Yield every step that was altered after it was written; a whole history yields nothing."""
    known = {""}
    for header in headers(connection):
        if not _is_as_written(connection, header):
            yield BrokenStep(header.sequence, header.label, ALTERED)
        elif header.predecessor not in known:
            yield BrokenStep(header.sequence, header.label, "predecessor missing")
        known.add(header.hash)


def _is_as_written(connection: sqlite3.Connection, header: StepHeader) -> bool:
    """Tell whether a step's hash fits its header and its lines."""
    lines: list[_Line] = connection.execute(
        "select table_name, row_id, before, after from change where step = ? order by sequence",
        (header.sequence,),
    ).fetchall()
    written = (
        header.predecessor,
        header.kind.value,
        header.label,
        header.made_at,
        header.who,
        header.reverts,
    )
    return _hash_of(written, lines) == header.hash and len(lines) == header.change_count


def broken_among(
    connection: sqlite3.Connection, headers: Iterable[StepHeader]
) -> Iterator[BrokenStep]:
    """Yield those of some steps that were altered after they were written."""
    for header in headers:
        if not _is_as_written(connection, header):
            yield BrokenStep(header.sequence, header.label, ALTERED)


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
    tables: Replayed = {}
    for table, row, before, after in connection.execute(
        "select table_name, row_id, before, after from change order by sequence"
    ):
        apply_to(tables, RowChange(table, row, _load_cells(before), _load_cells(after)))
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
