"""What a person wishes of a row of the page: opening it, going to what it proves, changing it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.model.words import RowKind
from desktop.evidence.rows import ClosureRow, EvidenceRow, MissingRow, ProvedRow, is_commitment
from desktop.page import InHand, Place
from desktop.proof.words import row_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from db.model.proof import EvidenceLine, NamedRow
    from desktop.evidence.card import EvidenceCard
    from desktop.evidence.rows import Row
    from desktop.page import Page
    from desktop.proof.desk import ProofDesk

_PLACES = {
    RowKind.TASK: "task_list",
    RowKind.MEASURE: "task_list",
    RowKind.PROJECT: "project_list",
    RowKind.REVISION: "revisions",
}


class EvidenceWishes(QObject):
    """Takes what the card and the rows ask for to the desk, or to another page."""

    def __init__(self, page: Page, card: EvidenceCard) -> None:
        super().__init__(page)
        self._page = page
        card.open_requested.connect(self.open)
        card.save_requested.connect(self.save)
        card.change_requested.connect(self.change)
        card.link_requested.connect(self.link)
        card.remove_requested.connect(self.remove)
        card.unlink_requested.connect(self.unlink)
        card.place_requested.connect(self.go)

    @cached_property
    def desk(self) -> ProofDesk:
        """Return what serves the wishes, loaded when there is one."""
        from desktop.proof.desk import ProofDesk  # noqa: PLC0415 - as said

        page = self._page
        return ProofDesk(page.session, page.notices, page.runner, page.look, page)

    def open_row(self, row: Row) -> None:
        """Do what Enter does on a row: show a file, add what is missing, go to what is closed."""
        if isinstance(row, EvidenceRow):
            self.desk.open_file(row.line)
        elif isinstance(row, MissingRow):
            self.desk.ask_evidence(in_hand_of(row), row.piece.id)
        else:
            self._go(row.named)

    def add(self, row: Row | None) -> None:
        """Ask for evidence: for the missing piece under the cursor, else for no row yet."""
        if isinstance(row, MissingRow):
            self.desk.ask_evidence(in_hand_of(row), row.piece.id)
        else:
            self.desk.ask_loose_evidence()

    def take_files(self, files: Sequence[Path], row: Row | None) -> None:
        """Keep files that were dropped: as the missing piece under the cursor, else for no row."""
        if isinstance(row, MissingRow):
            self.desk.add_files(files, row.named.ref, row.piece.id)
        else:
            self.desk.add_files(files, None)

    @Slot(object)
    def open(self, line: EvidenceLine) -> None:
        """Show a file."""
        self.desk.open_file(line)

    @Slot(object)
    def save(self, line: EvidenceLine) -> None:
        """Ask where a file shall be written."""
        self.desk.ask_where_to_save(line)

    @Slot(object)
    def change(self, line: EvidenceLine) -> None:
        """Ask what it is called."""
        self.desk.ask_change(line)

    @Slot(object)
    def link(self, line: EvidenceLine) -> None:
        """Ask what else it proves."""
        self.desk.ask_link(line)

    @Slot(object)
    def remove(self, line: EvidenceLine) -> None:
        """Take it out of the book."""
        self.desk.remove([line])

    @Slot(object, object)
    def unlink(self, line: EvidenceLine, proved: ProvedRow) -> None:
        """Let it no longer prove a row."""
        self.desk.unlink(line, proved.named.ref)

    @Slot(object)
    def go(self, proved: ProvedRow) -> None:
        """Go to a row that it proves."""
        self._go(proved.named)

    def _go(self, named: NamedRow) -> None:
        page = _PLACES.get(named.owner_kind or named.ref.kind, "indicators")
        if page == "indicators" and is_commitment(self._page.session, named.owner):
            page = "task_list"
        period = named.period if page == "indicators" else ""
        self._page.place_requested.emit(Place(page, named.owner, period))


def in_hand_of(row: Row | None) -> InHand | None:
    """Return the row of the plan that a row of the page speaks of; None for evidence itself."""
    if not isinstance(row, MissingRow | ClosureRow):
        return None
    named = row.named
    return InHand(named.ref.kind, named.ref.row, row_words(named))
