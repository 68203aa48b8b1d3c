"""Evidence, lists of it and closures as plain values, for `planbook dump`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.model.words import RowKind
from db.queries.proof import evidence_lines, requirement_lines, sign_off_lines
from db.rules.signing_off import state_of

if TYPE_CHECKING:
    import sqlite3

    from db.model.proof import EvidenceLine, RowRef
    from db.model.records import SignOff


def proof_as_json(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return `evidence`, `requirements` and `sign_offs` of a book, each where there is any.

    A figure is named by series, period and unit (an id, null for the whole county).
    """
    # A figure that several plans share is closed once.
    records = {line.record.id: line.record for line in sign_off_lines(connection)}
    shapes: dict[str, list[dict[str, Any]]] = {
        "evidence": [_evidence(line) for line in reversed(evidence_lines(connection))],
        "requirements": [
            {"id": one.id, **_row(one.ref), "words": one.words, "fulfilled_by": list(one.titles)}
            for one in requirement_lines(connection)
        ],
        "sign_offs": [_sign_off(record) for record in records.values()],
    }
    return {name: shape for name, shape in shapes.items() if shape}


def _evidence(line: EvidenceLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.kind.value,
        "title": line.title,
        "file": line.file,
        "sha256": line.sha256,
        "size": line.size,
        "document_number": line.document_number,
        "page": line.page,
        "location": line.location,
        "issued_on": line.issued_on,
        "note": line.note,
        "added_at": line.added_at,
        "proves": [{**_row(link.ref), "requirement": link.requirement} for link in line.links],
    }


def _row(ref: RowRef) -> dict[str, Any]:
    if ref.kind is not RowKind.ACTUAL:
        return {"kind": ref.kind.value, "row": ref.row}
    series, period, unit = ref.figure
    return {"kind": ref.kind.value, "series": series, "period": period, "unit": unit}


def _sign_off(record: SignOff) -> dict[str, Any]:
    steps = (
        ("requested", record.requested_on, record.requested_by, record.request),
        ("verified", record.verified_on, record.verified_by, record.verification),
        ("agreed", record.agreed_on, record.agreed_by, record.agreement),
        ("refused", record.refused_on, record.refused_by, record.refusal),
        ("reopened", record.reopened_on, record.reopened_by, record.reopening),
    )
    return {
        "id": record.id,
        "kind": record.row_kind.value,
        "row": record.row,
        "state": state_of(record).value,
        "status_before": record.status_before,
        "steps": [
            {"step": step, "on": on, "by": who, "words": words}
            for step, on, who, words in steps
            if on
        ],
    }
