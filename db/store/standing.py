"""Which steps of the history stand, and which is taken back or done again next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import StepKind

if TYPE_CHECKING:
    import sqlite3

    from db.rules.permissions import Actor

_NAMES = """
    select distinct json_extract(before, '$.name') from change
    where row_id = :user and table_name = 'user' and json_type(before) = 'object'
"""
"""A row that was changed names the cells that differ."""

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


def names_of(connection: sqlite3.Connection, actor: Actor) -> frozenset[str]:
    """Return the names under which the person at work did things, the one of today among them.

    Another name makes nobody a second person for what was done under the first.
    """
    if not actor.user:
        return frozenset({actor.name})
    earlier = connection.execute(_NAMES, {"user": actor.user})
    return frozenset({actor.name, *(name for (name,) in earlier if name)})
