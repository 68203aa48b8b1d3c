"""What is left of a book that cannot be opened: the copy of it that is whole and holds the most."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from db.connection.backups import list_backups
from db.connection.opening import connect, refuse_what_is_not_ours, refusing
from db.errors import BookFault, BookRefused
from db.migrations.upgrading import pending
from db.queries.steps import last_number
from db.store.integrity import damages_of

if TYPE_CHECKING:
    from pathlib import Path

    from db.connection.backups import Backup

_RESCUABLE = frozenset(
    {
        BookFault.EMPTY,
        BookFault.NOT_A_BOOK,
        BookFault.FOREIGN_DATABASE,
        BookFault.FOREIGN_OBJECT,
        BookFault.TOO_NEW,
        BookFault.DAMAGED,
    }
)
"""A flipped bit can make a book look like any of these."""


def with_last_good_copy(refused: BookRefused) -> BookRefused:
    """Return the refusal of a book with its newest whole copy, if there is one; nothing is written.

    Newest is what has the most steps behind it: clocks go wrong, sequences do not.
    """
    if refused.fault not in _RESCUABLE:
        return refused
    copies = ((_steps_in(backup.path), backup) for backup in list_backups(refused.path))
    by_steps = sorted(
        ((steps, backup) for steps, backup in copies if steps),
        key=lambda one: (one[0], one[1].made_at),
        reverse=True,
    )
    good: Backup | None = next((copy for _, copy in by_steps if _is_whole(copy.path)), None)
    if good is None:
        return refused
    return BookRefused(
        refused.path, refused.fault, refused.detail, backup=good.path, backed_up_at=good.made_at
    )


def _steps_in(path: Path) -> int:
    """Return the number of the last step of a copy; 0 when it cannot be read."""
    try:
        with closing(connect(path)) as connection:
            return last_number(connection)
    except (BookRefused, sqlite3.Error):
        return 0


def _is_whole(path: Path) -> bool:
    """Tell whether a copy opens and is in every cell as its own history says."""
    try:
        with closing(connect(path)) as connection, refusing(path):
            refuse_what_is_not_ours(path, connection)
            pending(path, connection)
            return not damages_of(connection)
    except BookRefused:
        return False
