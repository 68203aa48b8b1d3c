"""A filling by cell: what becomes of each place, how many of each sort, where to go next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.exchange.differences import NameProposal
from db.exchange.filling.preview import Fate, FillCell
from db.exchange.listing import TableKind
from desktop.delegates.marks import Mark
from desktop.exchange.verdicts import Spot, spot_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from db.exchange.filling.preview import FillPreview
    from db.exchange.listing import RowReading


class Sort(StrEnum):
    """What becomes of a cell, as the window tells it; WAITING and ABSENT are said of rows."""

    WAITING = "waiting"
    REFUSED = "refused"
    FILLED = "filled"
    REPLACED = "replaced"
    SAME = "same"
    COMPUTED = "computed"
    ABSENT = "absent"


SORT_WORDS = MappingProxyType(
    {
        Sort.WAITING: "待指明",
        Sort.REFUSED: "不能写",
        Sort.FILLED: "填入",
        Sort.REPLACED: "改写",
        Sort.SAME: "相同",
        Sort.COMPUTED: "计算格跳过",
        Sort.ABSENT: "台账里没有",
    }
)
SORT_MARKS = MappingProxyType(
    {
        Sort.WAITING: Mark.QUERY,
        Sort.REFUSED: Mark.REFUSED,
        Sort.FILLED: Mark.NEW,
        Sort.REPLACED: Mark.CHANGED,
        Sort.SAME: Mark.SAME,
        Sort.COMPUTED: Mark.COMPUTED,
        Sort.ABSENT: Mark.NO_DATA,
    }
)
SORT_GROUNDS = MappingProxyType(
    {
        Sort.WAITING: "verdict_changed",
        Sort.REFUSED: "verdict_bad",
        Sort.FILLED: "verdict_new",
        Sort.REPLACED: "verdict_changed",
        Sort.SAME: "verdict_same",
        Sort.COMPUTED: "verdict_same",
    }
)
"""The theme's ground of each sort; rows that are ABSENT are grey as a whole."""
TO_WRITE = frozenset({Sort.FILLED, Sort.REPLACED})
"""What can be ticked."""
TO_DECIDE = frozenset({Sort.WAITING, Sort.REFUSED})
"""What needs a person: F8 goes there."""

_FATES = MappingProxyType(
    {
        Fate.SAME: Sort.SAME,
        Fate.COMPUTED: Sort.COMPUTED,
        Fate.REFUSED: Sort.REFUSED,
        Fate.NO_ROW: Sort.ABSENT,
    }
)
_MOST_NAMED = 2
_NO_ITEM = "台账里没有名称相近的指标，不填。"


@dataclass(frozen=True, slots=True)
class FillSpot:
    """A cell with its sort. The cell of a row in question is the one with its name.

    With a `column` (1-based) it is a heading, of which a person tells what figures stand below.
    """

    sort: Sort
    cell: FillCell
    column: int = 0


Fills = dict[Spot, FillSpot]
"""What becomes of one sheet, in the order of reading."""


@dataclass(frozen=True, slots=True)
class FillSeen:
    """A preview with what screens ask of it again and again, worked out once.

    `spots` are all its cells, `by_sheet` those of each sheet, `counts` how many are of each sort.
    `rows` are the rows of the form that may have figures, by sheet and number; `absent` those of
    them that the book does not have, or that a person said it has not.
    """

    preview: FillPreview
    spots: tuple[FillSpot, ...] = ()
    by_sheet: Mapping[str, Fills] = field(default_factory=dict)
    counts: Mapping[Sort, int] = field(default_factory=dict)
    rows: Mapping[tuple[str, int], RowReading] = field(default_factory=dict)
    absent: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, preview: FillPreview) -> FillSeen:
        """Work it out; for the worker thread, since a form may have many thousand cells."""
        rows = {
            (table.sheet, row.row): row for table in preview.reading.tables for row in table.rows
        }
        spots = tuple(_spots(preview, rows))
        by_sheet: dict[str, Fills] = {}
        for spot in spots:
            by_sheet.setdefault(spot.cell.sheet, {}).setdefault(spot_of(spot.cell.address), spot)
        counted = Counter(spot.sort for spot in spots)
        missing = {
            (spot.cell.sheet, spot.cell.place[0])
            for spot in spots
            if spot.sort is Sort.ABSENT and not spot.column
        }
        denied = {place for place, row in preview.decisions.items() if row is None}
        return cls(
            preview=preview,
            spots=spots,
            by_sheet={sheet: dict(sorted(found.items())) for sheet, found in by_sheet.items()},
            counts={sort: counted[sort] for sort in Sort},
            rows=rows,
            absent=frozenset(missing | denied),
        )

    def fills(self, sheet: str) -> Fills:
        """Return what becomes of one sheet."""
        return self.by_sheet.get(sheet, {})

    def written(self, without: Collection[tuple[str, str]]) -> int:
        """Return how many cells would be written, those left out not counted."""
        cells = {(cell.sheet, cell.address) for cell in self.preview.to_write}
        return len(cells.difference(without))

    def kind_of(self, sheet: str, row: int) -> TableKind:
        """Return what the rows of the table are that a row of the form stands in."""
        tables = (one for one in self.preview.reading.tables if one.sheet == sheet)
        found = (one.kind for one in tables if any(reading.row == row for reading in one.rows))
        return next(found, TableKind.INDICATORS)

    def question(self, sheet: str, row: int) -> NameProposal | None:
        """Return a row of the form as a question which row of the book it is; None if it is none.

        Where the book has rows with nearly that name, they are the candidates.
        """
        if (sheet, row) in self.preview.timed:
            return None
        near = (one for one in self.preview.proposals if (one.sheet, one.row) == (sheet, row))
        reading = self.rows.get((sheet, row))
        plain = NameProposal(sheet, row, reading.name, ()) if reading is not None else None
        return next(near, plain)


def _spots(preview: FillPreview, rows: Mapping[tuple[str, int], RowReading]) -> Iterator[FillSpot]:
    """Yield every cell with its sort, and the rows that a person has to place."""
    for proposal in preview.proposals:
        address = rows[proposal.sheet, proposal.row].address
        near = "、".join(f"“{name}”" for _, name in proposal.candidates[:_MOST_NAMED])
        reason = f"台账里有相近的{near}，指明是不是它；没指明前不填。"
        cell = FillCell(
            proposal.sheet, address, proposal.name, "名称", proposal.name, "", reason,
            (spot_of(address).row, spot_of(address).column),
        )  # fmt: skip
        yield FillSpot(Sort.WAITING, cell)
    yield from _headings(preview)
    for cell in (*preview.cells, *preview.standing):
        yield FillSpot(_sort_of(cell), cell)


def _headings(preview: FillPreview) -> Iterator[FillSpot]:
    """Yield the headings of columns that are no indicator of the book yet."""
    for match in preview.items:
        column = match.column
        if match.item is not None:
            continue
        near = "、".join(f"“{item.name}”" for item in match.candidates[:_MOST_NAMED])
        reason = f"台账里有相近的{near}，指明是不是它；没指明前不填。" if near else _NO_ITEM
        spot = spot_of(column.address)
        cell = FillCell(
            match.sheet, column.address, "", "表头", column.heading, "", reason,
            (spot.row, spot.column),
        )  # fmt: skip
        yield FillSpot(Sort.WAITING if near else Sort.ABSENT, cell, column.column)


def _sort_of(cell: FillCell) -> Sort:
    if cell.fate is Fate.WRITTEN:
        return Sort.REPLACED if cell.old else Sort.FILLED
    return _FATES[cell.fate]


def next_place(fills: Fills, sorts: Collection[Sort], after: Spot | None) -> Spot | None:
    """Return the next place of one of these sorts behind `after`; None behind the last one."""
    return next(
        (
            spot
            for spot, found in fills.items()
            if (after is None or spot > after) and found.sort in sorts
        ),
        None,
    )
