"""How long work reports its progress and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Ticket(Protocol):
    """What a long piece of work is given.

    `report` may be called as often as is convenient; it raises `db.errors.Cancelled` when the
    user changed their mind.
    """

    def report(self, done: int, total: int, what: str) -> None:
        """Tell that `done` of `total` steps are finished, and what is being worked on now."""


class Unhurried:
    """A ticket nobody looks at: for short work, scripts and tests."""

    def report(self, done: int, total: int, what: str) -> None:
        """Ignore the report."""
