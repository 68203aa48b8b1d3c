"""The jobs of a filling: each opens a book of its own on the worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.exchange.fates import FillSeen
from desktop.exchange.found_rows import FoundRows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from db.changes import ChangeSet
    from db.exchange.corrections import Corrections
    from db.exchange.filling.preview import FillPreview
    from db.ticket import Ticket
    from desktop.exchange.work import Decisions
    from desktop.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook that is to be filled: a file, or (without a path) a kept one by its hash."""

    name: str
    path: Path | None = None
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A form held against the book, and the rows of its plan that its rows may be."""

    seen: FillSeen
    rows: FoundRows


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook as it was written: where, how many cells, what the book remembers now."""

    target: Path
    cells: int
    changes: ChangeSet | None


def holding(shelf: Shelf, form: Form, plan: str) -> Callable[[Ticket], Held]:
    """Return the job that reads a workbook and holds it against a plan."""

    def job(ticket: Ticket) -> Held:
        with shelf.open() as book:
            preview = book.filling.preview(
                form.path, plan=plan, kept=form.kept, required=False, ticket=ticket
            )
            return Held(FillSeen.of(preview), FoundRows.read(book, plan))

    return job


def holding_again(
    shelf: Shelf, preview: FillPreview, told: Corrections, decisions: Decisions
) -> Callable[[Ticket], Held]:
    """Return the job that holds what was read against the book again, as a person said."""

    def job(_ticket: Ticket) -> Held:
        with shelf.open() as book:
            held = FillSeen.of(book.filling.correct(preview, told, decisions))
            return Held(held, FoundRows.read(book, preview.plan))

    return job


def writing(
    shelf: Shelf,
    seen: FillSeen,
    target: Path,
    without: Collection[tuple[str, str]],
    *,
    remember: bool,
) -> Callable[[Ticket], Filled]:
    """Return the job that writes the filled workbook; a file that stands there is replaced."""

    def job(ticket: Ticket) -> Filled:
        with shelf.open() as book:
            changes = book.filling.write(
                seen.preview, target, replace=True, remember=remember, without=without,
                ticket=ticket,
            )  # fmt: skip
        return Filled(target, seen.written(without), changes)

    return job
