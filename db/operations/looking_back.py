"""The book as it was, after a step and in its copies: written anew, compared, restored."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from db.connection.copying import book_written_whole, copy_book
from db.connection.opening import connect, refusing
from db.errors import NotFound
from db.model.words import UserRole
from db.operations.bringing_back import BringingBack
from db.operations.copies_compared import differences, opened_copy
from db.rules.permissions import least_role_to_replay
from db.store import history
from db.store.lines import Layout
from db.store.writing import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from db.changes import ChangeSet
    from db.model.history_lines import CopyDifference, Wanted
    from db.store.steps import Steps
    from db.ticket import Ticket


class LookingBack:
    """Writing what the book was, and bringing rows of it back."""

    def __init__(self, connection: sqlite3.Connection, path: Path, steps: Steps) -> None:
        self._connection = connection
        self._path = path
        self._steps = steps

    def write_as_it_was(self, step: str, target: Path) -> None:
        """Write the book as it was right after a step (its hash) into a new file.

        The copy has its own sound history, up to that step. Raises NotFound for a step that is not
        there, TargetRefused when the copy cannot be written, BookRefused for a damaged book.
        """
        with refusing(self._path):
            try:
                history.step_of(self._connection, Layout(self._connection), step)
            except KeyError as error:
                raise NotFound("step", step) from error
        with book_written_whole(target, replace=True) as beside:
            copy_book(self._connection, beside, replace=True)
            with closing(connect(beside)) as copy, refusing(self._path):
                _take_back(copy, step)

    def differences(self, copy: Path, ticket: Ticket) -> CopyDifference:
        """Return what a copy of the book holds otherwise; neither is touched.

        Raises BookRefused for a copy that cannot be read, Cancelled.
        """
        with opened_copy(copy) as then, refusing(self._path):
            return differences(self._connection, then, ticket)

    def bring_back(self, copy: Path, wanted: Sequence[Wanted], when: str) -> ChangeSet:
        """Bring rows or cells of a copy back as one step; `when` says of which day it is.

        A row that is gone comes with all that hung on it; one that came since stays. Raises
        ValueRefused (LOCKED, PARENT_GONE), SignInRefused, BookRefused for a copy that cannot be
        read.
        """
        with opened_copy(copy) as then, self._steps.begin(f"从 {when} 的备份恢复") as step:
            work = BringingBack(step.transaction, then, when)
            names = [work.bring(*one) for one in wanted]
            self._steps.require_role(work.least)
            self._steps.require_role(least_role_to_replay(work.tables, own=True))
            told = f"“{names[0]}”" if len(names) == 1 else f" {work.rows} 行"
            step.transaction.label = f"从 {when} 的备份恢复{told}"
        return step.done()

    def require_may_replace(self) -> None:
        """Refuse who may not put a copy in the place of the book: SignInRefused, BookRefused."""
        self._steps.require_writable()
        self._steps.require_role(UserRole.ADMIN)


def _take_back(connection: sqlite3.Connection, step: str) -> None:
    """Take every step behind this one back, newest first, and forget that they were made."""
    layout = Layout(connection)
    connection.execute("begin immediate")
    last, _rows = history.step_of(connection, layout, step)
    # What is replayed here is told nowhere: its lines go with those of the steps themselves.
    transaction = Transaction(connection, layout, "", now="", who="")
    for later in history.hashes_behind(connection, last):
        _header, rows = history.step_of(connection, layout, later)
        transaction.replay(rows.back())
    history.forget_behind(connection, last)
    connection.execute("commit")
