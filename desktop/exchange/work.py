"""The jobs of import and export: each opens a book of its own on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.queries.revisions import revision_entries
from desktop.exchange.verdicts import Seen

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.changes import ChangeSet
    from db.exchange.corrections import Corrections
    from db.exchange.differences import ImportPreview
    from db.exchange.options import ImportOptions
    from db.rules.permissions import Actor
    from db.ticket import Ticket

Decisions = Mapping[tuple[str, int], str | None]
"""What was decided of rows with near names (sheet, row): the id of a row, or None for a new one."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the jobs find the book, and in whose name they write."""

    path: Path
    actor: Actor

    @classmethod
    def of(cls, book: PlanBook) -> Shelf:
        """Return the shelf of an open book."""
        return cls(book.path, book.actor)

    def open(self) -> PlanBook:
        """Open the book for one job."""
        return PlanBook.open(self.path, actor=self.actor)


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
        # Imported here: nothing else needs the writer of workbooks.
        from db.exchange.list_writer import write_list  # noqa: PLC0415

        with shelf.open() as book:
            line = book.read(queries.find_plan, plan)
            indicators = book.read(queries.indicator_lines, plan)
            tasks = book.read(queries.task_lines, plan)
            projects = book.read(queries.project_lines, plan)
            revised = book.read(revision_entries, plan)
        write_list(
            target, line, indicators, tasks, projects,
            revisions=revised, replace=True, today=today, ticket=ticket,
        )  # fmt: skip
        return target

    return job
