"""The jobs of evidence: each opens a book of its own on the worker thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection.whole_file import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from db.reports.inspection import Pack
    from db.ticket import Ticket
    from desktop.proof.copies import OpenedCopies
    from desktop.shelf import Shelf


def laying_down(shelf: Shelf, evidence: str, copies: OpenedCopies) -> Callable[[Ticket], Path]:
    """Return the job that lays a read-only copy down for another program."""

    def job(_ticket: Ticket) -> Path:
        with shelf.open() as book:
            name, content = book.proving.content(evidence)
        return copies.lay_down(name, content)

    return job


def saving(shelf: Shelf, evidence: str, target: Path) -> Callable[[Ticket], Path]:
    """Return the job that writes a file where the user wants it; one that is there is replaced."""

    def job(_ticket: Ticket) -> Path:
        with shelf.open() as book:
            _, content = book.proving.content(evidence)
        with written_whole(target, replace=True) as beside:
            beside.write_bytes(content)
        return target

    return job


def giving_out(
    shelf: Shelf, plan: str, period: str, target: Path, today: date
) -> Callable[[Ticket], Pack]:
    """Return the job that writes a 迎检材料包; a zip that is there is replaced."""

    def job(ticket: Ticket) -> Pack:
        with shelf.open() as book:
            return book.inspecting.give_out(
                plan, period, target, today=today, replace=True, ticket=ticket
            )

    return job
