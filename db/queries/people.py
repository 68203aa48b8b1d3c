"""The users of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import UserRole
from db.queries.reading import rows

if TYPE_CHECKING:
    import sqlite3

    from db.model.records import User

_USERS = "select * from user order by position, id"
_NAMED = "select * from user where name = :name"


def users(connection: sqlite3.Connection) -> tuple[User, ...]:
    """Return every user of the book, those who have left among them, in order."""
    return tuple(_user(row) for row in rows(connection, _USERS))


def user_named(connection: sqlite3.Connection, name: str) -> User | None:
    """Return the user of that name, None when there is none."""
    return next((_user(row) for row in rows(connection, _NAMED, name=name)), None)


def _user(row: sqlite3.Row) -> User:
    # The records are loaded when one is read: the first page of a book does without.
    from db.model.records import User  # noqa: PLC0415 - as said

    return User(
        id=row["id"],
        name=row["name"],
        role=UserRole(row["role"]),
        pin=row["pin"],
        unit=row["unit"],
        office=row["office"],
        active=bool(row["active"]),
        position=row["position"],
    )
