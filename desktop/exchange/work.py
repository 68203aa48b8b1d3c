"""The jobs of import and export: each opens a book of its own on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from desktop.exchange.verdicts import Seen
from desktop.list_file import write_list_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.changes import ChangeSet
    from db.exchange.corrections import Corrections
    from db.exchange.differences import ImportPreview
    from db.exchange.options import ImportOptions
    from db.ticket import Ticket
    from desktop.exchange.doubted import Doubts
    from desktop.shelf import Shelf

Decisions = Mapping[tuple[str, int], str | None]
"""What was decided of rows with near names (sheet, row): the id of a row, or None for a new one."""


def reading(shelf: Shelf, file: Path, plan: str | None) -> Callable[[Ticket], Seen]:
    """Return the job that reads a list and compares it with a plan (None: the one it names)."""

    def job(ticket: Ticket) -> Seen:
        with shelf.open() as book:
            shown = book.planning.preview(file, plan=plan, required=False, ticket=ticket)
            return Seen.of(shown)

    return job


def comparing(
    shelf: Shelf,
    preview: ImportPreview,
    decisions: Decisions,
    told: Corrections,
    options: ImportOptions,
) -> Callable[[Ticket], Seen]:
    """Return the job that compares again what was read, with a person's decisions and options.

    Where `told` are other corrections than those of the preview, it is read anew with them first.
    """

    def job(_ticket: Ticket) -> Seen:
        with shelf.open() as book:
            shown = preview
            if told != preview.corrections:
                shown = book.planning.correct(preview, told)
                if not decisions and options == shown.options:
                    return Seen.of(shown)
            return Seen.of(book.planning.reconsider(shown, decisions, options))

    return job


def foreseeing(shelf: Shelf, preview: ImportPreview, today: date) -> Callable[[Ticket], Doubts]:
    """Return the job that says what the checks would doubt once a preview was taken in."""

    def job(ticket: Ticket) -> Doubts:
        with shelf.open() as book:
            return book.planning.foresee(preview, today=today, ticket=ticket)

    return job


def accepting(
    shelf: Shelf,
    preview: ImportPreview,
    without: Collection[tuple[str, str]],
    by_hand: Collection[tuple[str, str]] = (),
) -> Callable[[Ticket], ChangeSet]:
    """Return the job that writes what a preview shows, less the cells left out, as one step.

    `by_hand` are refused cells that a person takes in all the same.
    """

    def job(_ticket: Ticket) -> ChangeSet:
        with shelf.open() as book:
            return book.planning.accept(preview, without=without, by_hand=by_hand)

    return job


def taking_back(shelf: Shelf, step: str) -> Callable[[Ticket], ChangeSet]:
    """Return the job that takes one step of the history back."""

    def job(_ticket: Ticket) -> ChangeSet:
        with shelf.open() as book:
            return book.undo(step)

    return job


def exporting(shelf: Shelf, plan: str, target: Path, today: date) -> Callable[[Ticket], Path]:
    """Return the job that writes a plan's list; a file that stands there is replaced."""

    def job(ticket: Ticket) -> Path:
        with shelf.open() as book:
            write_list_of(book, plan, target, today=today, replace=True, ticket=ticket)
        return target

    return job
