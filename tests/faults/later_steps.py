"""A schema of some later day: two steps more than today's, for upgrades that are killed."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from db import migrations
from db.connection.opening import fingerprint
from db.migrations import steps as written
from db.migrations import upgrading

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

_LATER = Migrations(migrations.SET_NAME)


@_LATER()
def m9001_every_change_once_more(db: Database) -> None:
    """Write much, so that there is time to be killed."""
    db.execute("create table echo (id integer primary key, words text not null) strict")
    for _ in range(4):
        db.execute(
            "insert into echo (words) select coalesce(after, before) || before from change"
            " where before is not null union all select after from change where after is not null"
        )


@_LATER()
def m9002_plans_have_a_colour(db: Database) -> None:
    """Alter a table that is full."""
    db.execute("alter table plan add column colour text not null default ''")
    db.execute("update plan set colour = 'red'")
    db.execute("create index echo_by_words on echo (words)")


class _AllSteps:
    """Today's steps, then the later ones."""

    def __init__(self, today: Migrations) -> None:
        self._today = today

    def apply(self, db: Database) -> None:
        self._today.apply(db)
        _LATER.apply(db)


def know_later_steps(patch: pytest.MonkeyPatch) -> None:
    """Let this process be the program of that later day."""
    every = _AllSteps(written.steps)
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        every.apply(Database(connection, execute_plugins=False))
        schema = fingerprint(connection)
    names = (*migrations.STEP_NAMES, "m9001_every_change_once_more", "m9002_plans_have_a_colour")
    patch.setattr(upgrading, "STEP_NAMES", names)
    patch.setattr(upgrading, "SCHEMA", schema)
    patch.setattr(written, "steps", every)


@contextlib.contextmanager
def a_later_program() -> Iterator[None]:
    """Know the later steps inside the block only."""
    import pytest  # noqa: PLC0415 - the killed process does without

    with pytest.MonkeyPatch.context() as patch:
        know_later_steps(patch)
        yield
