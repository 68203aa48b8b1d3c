"""What proves figures goes with them: to another series, or to another unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.model.proof import RowRef
from db.model.records import EvidenceLink
from db.model.words import RowKind
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.store.writing import Transaction


def move_proof(transaction: Transaction, old: RowRef, new: RowRef) -> None:
    """Let the evidence of a figure's place prove another place instead."""
    there = _proofs_of(transaction, new)
    for link in transaction.find(EvidenceLink, row_kind=old.kind, row=old.row):
        if (link.evidence, link.requirement) in there:
            transaction.remove(link)
        else:
            transaction.change(replace(link, row=new.row))


def move_proof_of_series(transaction: Transaction, old: str, new: str) -> None:
    """Let the evidence of a series' figures prove those of another instead."""
    for place in _places_proved(transaction, old):
        move_proof(transaction, place, _on(new, place))


def copy_proof_of_series(transaction: Transaction, old: str, new: str) -> None:
    """Let the evidence of a series' figures prove those of another as well."""
    for place in _places_proved(transaction, old):
        there = _proofs_of(transaction, _on(new, place))
        transaction.put(
            replace(link, id=new_id(), row=_on(new, place).row)
            for link in transaction.find(EvidenceLink, row_kind=place.kind, row=place.row)
            if (link.evidence, link.requirement) not in there
        )


def _places_proved(transaction: Transaction, series: str) -> Iterator[RowRef]:
    """Yield the places of a series' figures that have evidence."""
    links = transaction.find(EvidenceLink, row_kind=RowKind.ACTUAL)
    places = dict.fromkeys(RowRef(link.row_kind, link.row) for link in links)
    return (place for place in places if place.figure[0] == series)


def _on(series: str, place: RowRef) -> RowRef:
    """Return the place of another series for the same period and unit."""
    _, period, unit = place.figure
    return RowRef.of_figure(series, period, unit)


def _proofs_of(transaction: Transaction, place: RowRef) -> set[tuple[str, str | None]]:
    held = transaction.find(EvidenceLink, row_kind=place.kind, row=place.row)
    return {(link.evidence, link.requirement) for link in held}
