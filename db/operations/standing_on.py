"""What speaks of a row by its id: while anything does, the row is not simply deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.records import (
    EvidenceLink,
    Problem,
    Progress,
    Requirement,
    RevisionLine,
    SignOff,
)

if TYPE_CHECKING:
    from db.model.records import Record
    from db.store.writing import Transaction

SPEAKING: tuple[type[Record], ...] = (Progress, Problem, EvidenceLink, Requirement, SignOff)
"""The records that speak of a row of any kind in their column `row`, target revisions aside."""


def is_spoken_of(transaction: Transaction, row: str) -> bool:
    """Tell whether progress, problems, proof or a target revision speak of a row."""
    return any(transaction.find(kind, row=row) for kind in (*SPEAKING, RevisionLine))
