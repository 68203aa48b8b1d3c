"""PlanBook: the front door; one file, one way to read it, one way to change it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from db.connection.opening import (
    BUSY_SECONDS,
    book_id,
    connect,
    keep_one_file,
    refuse_what_is_not_ours,
    refusing,
)
from db.errors import BookFault, BookRefused
from db.migrations.upgrading import make_schema, pending, upgrade, upgraded_in_memory
from db.operations.verbs import Verbs
from db.rules.permissions import Actor
from db.store import standing
from db.store.file_check import Damage, file_damage
from db.store.ids import new_id
from db.store.steps import Steps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from db.changes import ChangeSet
    from db.errors import UserError

P = ParamSpec("P")
T = TypeVar("T")


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class PlanBook(Verbs):
    """An open book. Use `open` or `create`; close it, or use it as a context manager.

    A connection belongs to the thread that opened it: long work opens a book of its own.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        actor: Actor,
        clock: Callable[[], datetime],
        read_only: bool,
    ) -> None:
        self._connection = connection
        self.path = path
        self.read_only = read_only
        with refusing(path):
            self.id = book_id(path, connection)
            self._seen_version = self._data_version()
            damage = file_damage(connection)
            if damage is not None:
                # What is written into broken pages may never be found again.
                self.doubts = (damage,)
                self.read_only = True
        self._clock = clock
        self._steps = Steps(
            connection, path, clock=clock, actor=actor, read_only=read_only,
            broken=damage is not None,
        )  # fmt: skip

    @property
    def who(self) -> str:
        """Return who is at work, as the history names them."""
        return self._steps.actor.name

    @property
    def actor(self) -> Actor:
        """Return who is at work, with the role they signed in with."""
        return self._steps.actor

    @cached_property
    def doubts(self) -> tuple[Damage, ...]:
        """Return what of the last steps was altered behind the program's back, to warn the user.

        The steps are looked at when this is first asked for; a book is shown before that.
        """
        from db.store.integrity import recent_damages  # noqa: PLC0415 - a book is shown before

        try:
            with refusing(self.path):
                return recent_damages(self._connection)
        except BookRefused as refused:
            return (Damage("file", detail=refused.detail),)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        who: str = "",
        replace: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> PlanBook:
        """Make an empty book, whole or not at all, and open it.

        Raises BookRefused(EXISTS) unless `replace`, TargetRefused when the place cannot be
        written.
        """
        if path.exists() and not replace:
            raise BookRefused(path, BookFault.EXISTS)
        from db.connection.copying import book_written_whole  # noqa: PLC0415 - opening does without

        with book_written_whole(path, replace=replace) as beside:
            connection = connect(beside, create=True)
            try:
                now = clock().isoformat(timespec="seconds")
                make_schema(path, connection, book=new_id(), now=now)
            finally:
                connection.close()
        return cls.open(path, who=who, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        who: str = "",
        actor: Actor | None = None,
        clock: Callable[[], datetime] = _now,
        patience: float = BUSY_SECONDS,
        read_only: bool = False,
    ) -> PlanBook:
        """Open a book, upgrading an older one after a backup; `patience` is for other writers.

        `who` is at work; a job that goes on for somebody who has signed in is given the `actor`.
        A `read_only` book refuses to be written to, as does one whose file is broken.

        Raises BookRefused for what is not a book, is newer than this program, is damaged, or has
        tables, triggers or views that are not ours; the file is left as it was. Of a damaged book
        the refusal names the last whole copy. A book whose last steps were altered opens with
        `doubts`.
        """
        if not path.is_file():
            raise BookRefused(path, BookFault.MISSING)
        try:
            return cls._opened(path, actor or Actor(who), clock, patience, read_only=read_only)
        except BookRefused as refused:
            from db.operations.rescuing import with_last_good_copy  # noqa: PLC0415 - rarely

            rescued = with_last_good_copy(refused)
            if rescued is refused:
                raise
            raise rescued from refused
        except OSError as error:
            # The disk went away meanwhile.
            raise BookRefused(path, BookFault.DISK_FAILED, str(error)) from error

    @classmethod
    def _opened(
        cls,
        path: Path,
        actor: Actor,
        clock: Callable[[], datetime],
        patience: float,
        *,
        read_only: bool,
    ) -> PlanBook:
        connection = connect(path, patience=patience)
        try:
            refuse_what_is_not_ours(path, connection)
            closed = not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
            read_only = read_only or closed
            missing = pending(path, connection)
            if not read_only:
                keep_one_file(path, connection)
            if missing and read_only:
                older, connection = connection, upgraded_in_memory(path, connection)
                older.close()
            elif missing:
                _back_up_before_upgrading(connection, path, clock)
                upgrade(path, connection)
            return cls(connection, path, actor=actor, clock=clock, read_only=read_only)
        except BaseException:
            connection.close()
            raise

    @property
    def has_users(self) -> bool:
        """Tell whether the book has users: then one signs in before anything is written."""
        return self._steps.has_users()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the open book."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the book."""
        self.close()

    def read(
        self,
        query: Callable[Concatenate[sqlite3.Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one of `db.queries` on this book; BookRefused(DAMAGED) when rows make no sense."""
        with self._steps.reading():
            return query(self._connection, *args, **kwargs)

    def undo(self, step: str | None = None) -> ChangeSet:
        """Take back the newest step, or the one with that id; NothingToUndo, StepIsBuiltOn."""
        return self._steps.undo(step)

    def redo(self, step: str | None = None) -> ChangeSet:
        """Do again what was last taken back, or the step with that id; NothingToUndo."""
        return self._steps.redo(step)

    def reason_against(self, step: str) -> UserError | None:
        """Return why a step cannot be taken back, or done again if it was; None when it can."""
        return self._steps.reason_against(step)

    @property
    def undo_label(self) -> str | None:
        """Return the words of the step that undo would take back."""
        found = self.read(standing.next_undo)
        return found[1] if found else None

    @property
    def redo_label(self) -> str | None:
        """Return the words of the step that redo would do again."""
        found = self.read(standing.next_redo)
        return found[1] if found else None

    @property
    def moved_elsewhere(self) -> bool:
        """Tell, once, that another program or window changed the book since it was last asked."""
        version = self._data_version()
        moved, self._seen_version = version != self._seen_version, version
        return moved

    @property
    def is_changed_elsewhere(self) -> bool:
        """Tell what `moved_elsewhere` will tell when it is asked next."""
        return self._data_version() != self._seen_version

    @property
    def is_lost(self) -> bool:
        """Tell whether its file was renamed, deleted or replaced: what is shown is the old one."""
        return self._steps.is_lost

    def _data_version(self) -> int:
        return int(self._connection.execute("pragma data_version").fetchone()[0])


def _back_up_before_upgrading(
    connection: sqlite3.Connection, path: Path, clock: Callable[[], datetime]
) -> None:
    from db.connection.backups import make_backup  # noqa: PLC0415 - only an upgrade needs it

    make_backup(connection, path, "migration", clock)
