"""Where a job on the worker thread finds the open book, and in whose name it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.book import PlanBook

if TYPE_CHECKING:
    from pathlib import Path

    from db.rules.permissions import Actor


class Shelf(NamedTuple):
    """The path of a book, and who writes: a connection stays on the thread that opened it."""

    path: Path
    actor: Actor

    @classmethod
    def of(cls, book: PlanBook) -> Shelf:
        """Return the shelf of an open book."""
        return cls(book.path, book.actor)

    def open(self) -> PlanBook:
        """Open the book for one job."""
        return PlanBook.open(self.path, actor=self.actor)
