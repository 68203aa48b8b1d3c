"""What filling a workbook would write: every cell, old and new, before a file is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from db.exchange.corrections import Corrections
    from db.exchange.differences import Item, ItemMatch, NameProposal
    from db.exchange.filling.recognising import Hints
    from db.exchange.filling.sheet_xml import Place
    from db.exchange.filling.user_workbook import UserWorkbook
    from db.exchange.filling.written import Written
    from db.exchange.listing import ListReading
    from db.exchange.matching import Decisions
    from db.exchange.sheets import Workbook


class Fate(StrEnum):
    """What becomes of a cell."""

    WRITTEN = "written"
    SAME = "same"
    COMPUTED = "computed"
    REFUSED = "refused"
    NO_ROW = "no_row"


@dataclass(frozen=True, slots=True)
class FillCell:
    """One cell: the name of its row, what it is (基期值 2020 年), old and new as they are shown.

    A cell that is passed over says why in `skipped`, a Chinese phrase; it is not `written`. With
    the fate NO_ROW it is the name of a row that the book does not have. A `remark`, such a phrase
    too, is what a person should know of a cell that is written.
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
    fate: Fate = Fate.REFUSED
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FillSource:
    """The workbook that is to be filled: its name, its cells, what they mean, its bytes.

    `corrections` are what a person once said about the reading of such sheets, `hints` what the
    book knows that a form may be recognised by, `assumed` sentences about columns without a year.
    `is_ours` tells that this workbook, or one of its name, was imported into the book.
    """

    name: str
    workbook: Workbook
    reading: ListReading
    package: UserWorkbook
    corrections: Corrections
    hints: Hints
    assumed: tuple[str, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class FillPreview:
    """Everything a filling would do, nothing of it done.

    `title` and years are the plan's. `cells` are those to be written and those passed over,
    `standing` those where the book's figure stands already. Rows in `proposals` wait for a
    person's decision and are left alone. `decisions` are those that were used, given or
    remembered; `shape` names the form they are remembered for. `matched` has the id of the book's
    row for each row (sheet, row) that has one. `seen` marks the state of the book that was
    compared.

    Where indicators stand across, `items` say which one each column is, `offered` which it may be;
    rows are units, COUNTY for the county's own, or `timed`.
    """

    source: FillSource
    plan: str
    title: str
    period_start: int | None
    period_end: int | None
    cells: tuple[FillCell, ...]
    standing: tuple[FillCell, ...]
    proposals: tuple[NameProposal, ...]
    decisions: Decisions
    shape: str
    seen: str
    matched: Mapping[tuple[str, int], str] = field(default_factory=dict)
    items: tuple[ItemMatch, ...] = ()
    offered: tuple[Item, ...] = ()
    timed: frozenset[tuple[str, int]] = frozenset()

    @property
    def workbook(self) -> Workbook:
        """Return the workbook's cells."""
        return self.source.workbook

    @property
    def reading(self) -> ListReading:
        """Return what its cells mean."""
        return self.source.reading

    @property
    def corrections(self) -> Corrections:
        """Return what a person said about the reading."""
        return self.source.corrections

    @property
    def unplaced(self) -> tuple[ItemMatch, ...]:
        """Return the columns of figures that are no indicator of the book yet."""
        return tuple(one for one in self.items if one.item is None)

    @property
    def unchanged(self) -> int:
        """Return how many figures stand there already."""
        return len(self.standing)

    @property
    def to_write(self) -> tuple[FillCell, ...]:
        """Return the cells that get another value."""
        return tuple(cell for cell in self.cells if cell.written is not None)

    @property
    def skipped(self) -> tuple[FillCell, ...]:
        """Return the cells that a person should look at, each with its reason."""
        return tuple(cell for cell in self.cells if cell.skipped)

    def writes(self, without: Collection[tuple[str, str]] = ()) -> dict[str, dict[Place, Written]]:
        """Return what is to be written, by sheet and place; `without` are (sheet, address)."""
        gathered: dict[str, dict[Place, Written]] = {}
        for cell in self.cells:
            if cell.written is not None and (cell.sheet, cell.address) not in without:
                gathered.setdefault(cell.sheet, {})[cell.place] = cell.written
        return gathered
