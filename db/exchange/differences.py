"""What a list that came in would change: every cell with its verdict, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.exchange.corrections import Corrections
    from db.exchange.listing import ListReading, Meaning, TableKind
    from db.exchange.sheets import Workbook
    from db.model.amount import Amount


class Verdict(StrEnum):
    """What would become of a cell."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Wish:
    """What accepting a cell would write: a figure of a period, words, or the names of units."""

    meaning: Meaning
    period: str = ""
    amount: Amount | None = None
    words: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell: the name of its row, what it is (基期值 2020), old and new as they are shown."""

    sheet: str
    address: str
    verdict: Verdict
    row: str
    field: str
    old: str
    new: str
    reason: str = ""
    wish: Wish | None = None


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row of the list and the row of the book it stands for.

    `id` is that row's, or a fresh one when the row is new. `parent` is the id of its whole, its
    lump or (for a measure or commitment) its task; `meaning` is NAME, MEASURE or COMMITMENT.
    """

    sheet: str
    row: int
    kind: TableKind
    meaning: Meaning
    id: str
    is_new: bool
    name: str
    parent: str | None
    cells: tuple[CellDifference, ...]


@dataclass(frozen=True, slots=True)
class NameProposal:
    """A row whose name is nearly that of a row of the book: a person decides.

    `candidates` are (id, name) pairs, nearest first; the decision goes back into the preview.
    """

    sheet: str
    row: int
    name: str
    candidates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Everything an import would do, nothing of it done.

    `plan` is the id of the plan the list was compared with, None when the import makes a new one
    of that title and those years. `seen` marks the state of the book that was compared,
    `corrections` are what a person said about the reading, now or for an earlier file of the shape.
    """

    workbook: Workbook
    reading: ListReading
    plan: str | None
    title: str
    period_start: int | None
    period_end: int | None
    rows: tuple[RowDifference, ...]
    unread: tuple[CellDifference, ...]
    proposals: tuple[NameProposal, ...]
    content: bytes
    seen: str
    corrections: Corrections = field(default_factory=dict)

    @property
    def cells(self) -> tuple[CellDifference, ...]:
        """Return every cell with its verdict, those that were not understood last."""
        return (*(cell for row in self.rows for cell in row.cells), *self.unread)

    def count(self, verdict: Verdict) -> int:
        """Return how many cells have that verdict."""
        return sum(cell.verdict is verdict for cell in self.cells)
