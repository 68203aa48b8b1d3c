"""What proves figures goes with them when they come to stand on another series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.model.proof import RowRef
from db.model.records import EvidenceLink
from db.model.words import RowKind
from db.store.ids import new_id

if TYPE_CHECKING:
    from db.store.writing import Transaction


def move_proof(transaction: Transaction, old: str, new: str, *, copy: bool) -> None:
    """Let the evidence of a series' figures prove those of another; with `copy` of both."""
    links = transaction.find(EvidenceLink, row_kind=RowKind.ACTUAL)
    there = {(link.evidence, link.row) for link in links}
    for link in links:
        series, period, unit = RowRef(link.row_kind, link.row).figure
        if series != old:
            continue
        row = RowRef.of_figure(new, period, unit).row
        known = (link.evidence, row) in there
        if not copy and known:
            transaction.remove(link)
        elif not copy:
            transaction.change(replace(link, row=row))
        elif not known:
            transaction.put([replace(link, id=new_id(), row=row)])
