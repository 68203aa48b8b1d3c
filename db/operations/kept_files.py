"""Evidence in the open transaction: a file that is kept, and the rows that it is linked to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.errors import NotFound
from db.model.records import Evidence, EvidenceLink, Requirement
from db.operations.proved_rows import row_name
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.evidence_file import EvidenceFile
    from db.model.proof import RowRef
    from db.store.writing import Transaction


class Linking:
    """Lets evidence prove rows, in the open transaction."""

    def __init__(
        self, transaction: Transaction, rows: Sequence[RowRef], requirement: str | None
    ) -> None:
        self._transaction = transaction
        self._rows = rows
        self._requirement = requirement
        for row in rows:
            row_name(transaction, row)
        if requirement is not None and transaction.get(Requirement, requirement) is None:
            raise NotFound("requirement", "")

    def link(self, evidence: Evidence) -> None:
        """Link a piece of evidence; where it is linked already nothing changes."""
        for row in self._rows:
            held = links_between(self._transaction, evidence.id, row)
            if any(link.requirement == self._requirement for link in held):
                continue
            plain = next((link for link in held if link.requirement is None), None)
            if self._requirement is None and held:
                continue
            if plain is not None:
                self._transaction.change(replace(plain, requirement=self._requirement))
            else:
                self._transaction.put([self._made(evidence, row)])

    def _made(self, evidence: Evidence, row: RowRef) -> EvidenceLink:
        beside = self._transaction.find(EvidenceLink, row=row.row)
        return EvidenceLink(
            id=new_id(),
            evidence=evidence.id,
            row_kind=row.kind,
            row=row.row,
            requirement=self._requirement,
            position=1 + max((link.position for link in beside), default=-1),
        )


def keep_file(transaction: Transaction, file: EvidenceFile) -> Evidence:
    """Return the evidence that a file is: the one the book has, else a new one."""
    known = transaction.find(Evidence, sha256=file.sha256)
    # A book may have lost what it held: it has it again now.
    transaction.keep_content(file.sha256, file.content)
    if known:
        return known[0]
    made = Evidence(
        id=new_id(),
        kind=file.kind,
        title=PurePath(file.name).stem.strip() or file.name,
        file=file.name,
        sha256=file.sha256,
        size=len(file.content),
        added_at=transaction.now,
        who=transaction.who,
    )
    transaction.put([made])
    return made


def links_between(transaction: Transaction, evidence: str, row: RowRef) -> list[EvidenceLink]:
    """Return the links of a piece of evidence to a row: one for each piece of its list."""
    found = transaction.find(EvidenceLink, evidence=evidence, row=row.row)
    return [link for link in found if link.row_kind is row.kind]
