"""The imported files that stay in the book, as lines, and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.history_lines import KeptFile
from db.queries.reading import rows

if TYPE_CHECKING:
    import sqlite3

_KEPT_FILES = """
    select sha256, name, received_at, length(content) as size from kept_file
    where name <> '' and (:plan is null or (select count(*) from plan) = 1 or sha256 in (
        select source.sha256 from source where source.id in (
            select actual.source from actual join indicator on indicator.series = actual.series
                where indicator.plan = :plan
            union select baseline.source from baseline
                join indicator on indicator.id = baseline.indicator where indicator.plan = :plan
            union select target.source from target
                join indicator on indicator.id = target.indicator where indicator.plan = :plan
        )
    ))
    order by received_at desc, rowid desc
"""
"""A file without a name is kept as evidence only."""


def kept_files(connection: sqlite3.Connection, plan: str | None = None) -> tuple[KeptFile, ...]:
    """Return the imported files that stay in the book, newest first; of one plan if it is named.

    A file belongs to the plans that hold a figure from it, and to a book's only plan.
    """
    return tuple(
        KeptFile(row["sha256"], row["name"], row["received_at"], row["size"])
        for row in rows(connection, _KEPT_FILES, plan=plan)
    )


def kept_content(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return the bytes of a file that stays in the book, None when it does not."""
    found = connection.execute(
        "select content from kept_file where sha256 = ?", (sha256,)
    ).fetchone()
    return bytes(found[0]) if found else None
