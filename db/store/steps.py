"""One step of work: a transaction with its history, whole or not at all; undo and redo."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from db.changes import ChangeSet, StepKind
from db.connection.opening import Identity, let_go, refusing
from db.errors import BookFault, BookRefused, NothingToUndo, SignInRefused, StepIsBuiltOn, UserError
from db.model.words import UserRole
from db.rules.permissions import least_role_to_replay, may
from db.store import standing
from db.store.file_check import file_damage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from db.rules.permissions import Actor
    from db.store.history import StepHeader
    from db.store.lines import Layout, LineRows
    from db.store.writing import Transaction

# What writes, and what reads steps, is loaded when it is needed: a book that is only shown opens
# faster.


_HURRIED = 100
"""Milliseconds for which others are waited for, once they were in vain."""


class Step:
    """What an operation works on; `changes` is set once everything is on the disk."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self.changes: ChangeSet | None = None

    def done(self) -> ChangeSet:
        """Return what the step changed; only after it was committed."""
        if self.changes is None:
            raise RuntimeError("the step is still open")
        return self.changes


class _Tried(Exception):
    """A trial came to its end: it would have been kept."""


def _end_trial(*, trial: bool) -> None:
    if trial:
        raise _Tried


class Steps:
    """The one way to change a book: every change is a step, in one transaction with its history."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        clock: Callable[[], datetime],
        actor: Actor,
        read_only: bool,
        broken: bool = False,
    ) -> None:
        self._connection = connection
        self._path = path
        self._identity = Identity(path)
        self._clock = clock
        self.actor = actor
        self._read_only = read_only
        self._broken = broken
        # Milliseconds for which others were waited for, None while they still are.
        self._patience: int | None = None

    @cached_property
    def _layout(self) -> Layout:
        from db.store.lines import Layout  # noqa: PLC0415 - see above

        return Layout(self._connection)

    @contextmanager
    def begin(self, label: str, *, signed_in: bool = True) -> Iterator[Step]:
        """Open a step for new work.

        Leaving the block writes the history and commits; an exception leaves the book as it was.
        A step that changed nothing leaves no trace. BookRefused when the file cannot be written;
        SignInRefused in a book with users before somebody has signed in, unless the step is one
        that needs nobody (not `signed_in`).
        """
        if signed_in:
            self.require_role(UserRole.ENTRY)
        with self._step(label, StepKind.DO, None) as step:
            yield step

    def require_role(self, least: UserRole) -> None:
        """Refuse what the person at work may not do: SignInRefused; without users all may.

        Whoever was put out of use since, or given another role, may do what they may by now.
        """
        self._know_actor()
        role = self.actor.role
        allowed = not self.has_users() if role is None else may(role, least)
        if not allowed:
            from db.faults import SignInFault  # noqa: PLC0415 - few are refused

            if role is None:
                raise SignInRefused(SignInFault.REQUIRED)
            raise SignInRefused(SignInFault.ROLE, self.actor.name, least.value)

    def _know_actor(self) -> None:
        """Call who has signed in by their present name; without a role where they are gone."""
        if not self.actor.user:
            return
        with self._refusing():
            found = self._connection.execute(
                "select name, role from user where id = :id and active = 1",
                {"id": self.actor.user},
            ).fetchone()
        name, role = (found[0], UserRole(found[1])) if found else (self.actor.name, None)
        self.actor = self.actor._replace(name=name, role=role)

    def has_users(self) -> bool:
        """Tell whether the book has users: then nobody writes without having signed in."""
        with self._refusing():
            found = self._connection.execute("select 1 from user where active = 1 limit 1")
            return found.fetchone() is not None

    def require_writable(self) -> None:
        """Refuse at once what cannot be kept: BookRefused(DAMAGED), READ_ONLY, or MOVED."""
        if self._broken:
            raise BookRefused(self._path, BookFault.DAMAGED)
        if self._read_only:
            raise BookRefused(self._path, BookFault.READ_ONLY)
        self._identity.require()

    @property
    def is_lost(self) -> bool:
        """Tell whether the path names another file by now, or none."""
        return self._identity.is_lost

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let queries see one state of the book, whoever else writes meanwhile.

        What a damaged or busy file makes of them is a BookRefused.
        """
        try:
            with self._refusing(), self._one_state():
                yield
        except (ValueError, ArithmeticError) as error:
            # Queries only turn stored text into values; text that is none was not written by us.
            let_go(error)
            raise BookRefused(self._path, BookFault.DAMAGED, str(error)) from error
        except (TypeError, LookupError, AttributeError, StopIteration) as error:
            # A row is missing that must be there: the file's fault, or a defect of the program.
            let_go(error)
            from db.store.integrity import recent_damages  # noqa: PLC0415 - see above

            with self._refusing():
                damage = file_damage(self._connection)
                damages = (damage,) if damage else recent_damages(self._connection)
            if not damages:
                raise
            raise BookRefused(self._path, BookFault.DAMAGED, damages[0].detail) from error

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn SQLite's errors into a BookRefused; who keeps others waiting is waited for once.

        A page that is drawn from many queries would stand still for as many times as long.
        """
        try:
            with refusing(self._path):
                yield
        except BookRefused as refused:
            if refused.fault is BookFault.BUSY and self._patience is None:
                self._patience = self._connection.execute("pragma busy_timeout").fetchone()[0]
                self._connection.execute(f"pragma busy_timeout = {_HURRIED}")
            raise
        if self._patience is not None:
            self._connection.execute(f"pragma busy_timeout = {self._patience}")
            self._patience = None

    @contextmanager
    def _one_state(self) -> Iterator[None]:
        """Keep what is read from moving between two statements; within a step it does not."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("begin")
        try:
            yield
        finally:
            self._connection.rollback()

    def undo(self, step: str | None = None, *, trial: bool = False) -> ChangeSet:
        """Take back a step (by its hash; the newest standing one if None).

        Raises NothingToUndo, or StepIsBuiltOn when later steps changed the same cells or hang rows
        on those that would go. A `trial` ends before it is kept.
        """
        from db.store import history  # noqa: PLC0415 - see above

        with self._refusing():
            if step is None:
                newest = standing.next_undo(self._connection)
                if newest is None:
                    raise NothingToUndo
                step = newest[0]
            elif standing.is_undone(self._connection, step):
                raise NothingToUndo
            header, rows = history.step_of(self._connection, self._layout, step)
            later = history.later_on_same_cells(self._connection, header)
        if later:
            raise StepIsBuiltOn(header.label, later)
        return self._replay(header, rows.back(), StepKind.UNDO, trial=trial)

    def redo(self, step: str | None = None, *, trial: bool = False) -> ChangeSet:
        """Do a step again that was taken back (by its hash; the last one if None).

        Raises NothingToUndo(redo=True) where there is none, StepIsBuiltOn when its cells are not
        as it found them.
        """
        from db.store import history  # noqa: PLC0415 - see above

        with self._refusing():
            if step is None:
                newest = standing.next_redo(self._connection)
                step = newest[0] if newest is not None else None
            elif not standing.is_undone(self._connection, step):
                step = None
            if step is None:
                raise NothingToUndo(redo=True)
            header, rows = history.step_of(self._connection, self._layout, step)
        return self._replay(header, rows, StepKind.REDO, trial=trial)

    def reason_against(self, step: str) -> UserError | None:
        """Return why a step cannot be taken back, or done again if it was; None when it can.

        It is tried, and nothing of it kept: for a thread of its own where the step is large.
        """
        try:
            with self._refusing():
                undone = standing.is_undone(self._connection, step)
            (self.redo if undone else self.undo)(step, trial=True)
        except _Tried:
            return None
        except UserError as error:
            return error
        return None

    def _replay(
        self, header: StepHeader, rows: LineRows, kind: StepKind, *, trial: bool
    ) -> ChangeSet:
        from db.store import history  # noqa: PLC0415 - see above
        from db.store.writing import CellsMoved  # noqa: PLC0415 - see above

        self._know_actor()
        with self._refusing():
            own = header.who in standing.names_of(self._connection, self.actor)
        self.require_role(least_role_to_replay(rows.tables, own=own))
        try:
            with self._step(header.label, kind, header.hash) as open_step:
                open_step.transaction.replay(rows)
                open_step.transaction.refuse_orphans()
                _end_trial(trial=trial)
        except CellsMoved as moved:
            later = history.labels_of(self._connection, header, moved.rows)
            raise StepIsBuiltOn(header.label, later) from moved
        if "user" in rows.tables:
            self._know_actor()
        return open_step.done()

    @contextmanager
    def _step(self, label: str, kind: StepKind, reverts: str | None) -> Iterator[Step]:
        from db.store import history  # noqa: PLC0415 - see above
        from db.store.writing import RowNonsense, Transaction  # noqa: PLC0415 - see above

        self.require_writable()
        now = self._clock().isoformat(timespec="seconds")
        connection = self._connection
        with self._refusing():
            connection.execute("begin immediate")
            try:
                transaction = Transaction(
                    connection, self._layout, label, now=now, who=self.actor.name
                )
                step = Step(transaction)
                yield step
                changes = history.append(
                    connection,
                    transaction.account,
                    kind=kind,
                    label=transaction.label,
                    made_at=now,
                    who=self.actor.name,
                    reverts=reverts,
                )
                self._identity.require()
                connection.execute("commit")
                step.changes = changes
            except RowNonsense as error:
                connection.execute("rollback")
                raise BookRefused(self._path, BookFault.DAMAGED, str(error)) from error
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
