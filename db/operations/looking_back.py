"""The book as it was: a copy from which every later step has been taken back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from db.connection.copying import book_written_whole, copy_book
from db.connection.opening import connect, refusing
from db.errors import NotFound
from db.store import history
from db.store.lines import Layout
from db.store.writing import Transaction

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_LATER = """
    select hash from step where sequence > :sequence order by sequence desc
"""


class LookingBack:
    """Writing what the book was; the book itself is not touched."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def write_as_it_was(self, step: str, target: Path) -> None:
        """Write the book as it was right after a step (its hash) into a new file.

        The copy has its own sound history, up to that step. Raises NotFound for a step that is not
        there, TargetRefused when the copy cannot be written, BookRefused for a damaged book.
        """
        with refusing(self._path):
            found = self._connection.execute(
                "select sequence from step where hash = ?", (step,)
            ).fetchone()
        if found is None:
            raise NotFound("step", step)
        with book_written_whole(target, replace=True) as beside:
            copy_book(self._connection, beside, replace=True)
            with closing(connect(beside)) as copy, refusing(self._path):
                _take_back(copy, int(found[0]))


def _take_back(connection: sqlite3.Connection, sequence: int) -> None:
    """Take every step behind this one back, newest first, and forget that they were made."""
    layout = Layout(connection)
    connection.execute("begin immediate")
    later = [row[0] for row in connection.execute(_LATER, {"sequence": sequence})]
    # What is replayed here is told nowhere: its lines go with those of the steps themselves.
    transaction = Transaction(connection, layout, "", now="", who="")
    for step in later:
        _header, rows = history.step_of(connection, layout, step)
        transaction.replay(rows.back())
    connection.execute("delete from change where step > ?", (sequence,))
    connection.execute("delete from step where sequence > ?", (sequence,))
    connection.execute("commit")
