"""What filling a workbook would write: every cell, old and new, before a file is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.exchange.corrections import Corrections
    from db.exchange.differences import NameProposal
    from db.exchange.filling.sheet_xml import Place
    from db.exchange.filling.user_workbook import UserWorkbook
    from db.exchange.filling.written import Written
    from db.exchange.listing import ListReading
    from db.exchange.matching import Decisions
    from db.exchange.sheets import Workbook


@dataclass(frozen=True, slots=True)
class FillCell:
    """One cell: the name of its row, what it is (基期值 2020), old and new as they are shown.

    A cell that is passed over says why in `skipped`, a Chinese phrase; it is not `written`.
    """

    sheet: str
    address: str
    row_name: str
    field: str
    old: str
    new: str
    skipped: str = ""
    place: Place = (0, 0)
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class FillSource:
    """The workbook that is to be filled: its name, its cells, what they mean, its bytes.

    `corrections` are what a person once said about the reading of such sheets.
    """

    name: str
    workbook: Workbook
    reading: ListReading
    package: UserWorkbook
    corrections: Corrections


@dataclass(frozen=True, slots=True)
class FillPreview:
    """Everything a filling would do, nothing of it done.

    `cells` are those to be written and those passed over, `unchanged` counts the figures that
    stand there already. Rows in `proposals` wait for a person's decision and are left alone.
    `decisions` are those that were used, given or remembered; `shape` names the form they are
    remembered for. `seen` marks the state of the book that was compared.
    """

    source: FillSource
    plan: str
    title: str
    cells: tuple[FillCell, ...]
    unchanged: int
    proposals: tuple[NameProposal, ...]
    decisions: Decisions
    shape: str
    seen: str

    @property
    def to_write(self) -> tuple[FillCell, ...]:
        """Return the cells that get another value."""
        return tuple(cell for cell in self.cells if cell.written is not None)

    @property
    def skipped(self) -> tuple[FillCell, ...]:
        """Return the cells that a person should look at, each with its reason."""
        return tuple(cell for cell in self.cells if cell.skipped)

    def writes(self) -> dict[str, dict[Place, Written]]:
        """Return what is to be written, by sheet and place."""
        gathered: dict[str, dict[Place, Written]] = {}
        for cell in self.cells:
            if cell.written is not None:
                gathered.setdefault(cell.sheet, {})[cell.place] = cell.written
        return gathered
