"""Files that a bureau proves its work with, and the rows they prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.model.proof import RowRef
from db.model.words import RowKind
from db.queries import proof

if TYPE_CHECKING:
    from pathlib import Path

    from db.book import PlanBook
    from db.model.proof import EvidenceLine

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
OFFICE = b"PK\x03\x04" + b"[Content_Types].xml" + bytes(40)


def a_file(folder: Path, name: str = "竣工验收报告.pdf", content: bytes = PDF) -> Path:
    """Lay a file down."""
    path = folder / name
    path.write_bytes(content)
    return path


def first_task(book: PlanBook) -> RowRef:
    """Return the first task of the only plan."""
    plan = book.read(queries.find_plan).id
    return RowRef(RowKind.TASK, book.read(queries.task_lines, plan)[0].id)


def first_project(book: PlanBook) -> RowRef:
    """Return the first project of the only plan."""
    plan = book.read(queries.find_plan).id
    return RowRef(RowKind.PROJECT, book.read(queries.project_lines, plan)[0].id)


def first_figure(book: PlanBook, period: str = "2022") -> RowRef:
    """Return the place of the first indicator's figure."""
    plan = book.read(queries.find_plan).id
    return RowRef.of_figure(book.read(queries.all_rows, plan)[0].series, period)


def titles(book: PlanBook, row: RowRef) -> list[str]:
    """Return the titles of what proves a row."""
    return [one.title for one in proof_of(book, row)]


def proof_of(book: PlanBook, row: RowRef) -> tuple[EvidenceLine, ...]:
    """Return what proves a row."""
    return book.read(proof.evidence_of, row.kind, row.row)
