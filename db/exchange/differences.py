"""What a list that came in would change: every cell with its verdict, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.options import UNSAID, FigureNature, ImportOptions

if TYPE_CHECKING:
    from decimal import Decimal

    from db.exchange.corrections import Corrections
    from db.exchange.listing import ColumnReading, ListReading, Meaning, TableKind
    from db.exchange.sheets import Workbook
    from db.model.amount import Amount


class Verdict(StrEnum):
    """What would become of a cell; a computed one stands where the book works out the figure."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"
    COMPUTED = "computed"


class Wish(NamedTuple):
    """What accepting a cell would write: a figure of a period, words, or the names of units.

    A figure of a unit is one of the 数据项 whose id is `series`. Of the units of a plain 责任单位
    column the first `leads` lead.
    """

    meaning: Meaning
    period: str = ""
    amount: Amount | None = None
    words: str = ""
    names: tuple[str, ...] = ()
    series: str = ""
    leads: int = 0


class CellDifference(NamedTuple):
    """One cell: the name of its row, what it is (基期值 2020 年), old and new as they are shown.

    `difference` is new less old where both are numbers of an actual. A rejected cell that is
    `by_hand` may still be taken in, when a person says so of this very cell. `becomes_final` tells
    that a 正式数 takes the place of a 快报数.
    """

    sheet: str
    address: str
    verdict: Verdict
    row: str
    field: str
    old: str
    new: str
    reason: str = ""
    wish: Wish | None = None
    difference: Decimal | None = None
    by_hand: bool = False
    becomes_final: bool = False


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row of the list and the row of the book it stands for.

    `id` is that row's, or a fresh one when the row is new. `parent` is the id of its whole, its
    lump or (for a measure or commitment) its task; `meaning` is NAME, MEASURE or COMMITMENT. In a
    table of units `id` is the unit's.
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
class Item:
    """A 数据项 that a column of a table of units may be; `group` is the category of its row."""

    id: str
    name: str
    unit: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """What a column of a table of units counts: a 数据项 of the book, a new one, or none yet.

    `candidates` are those of nearly the same name: a person decides. Without any the column is
    not taken in unless a person makes it a 数据项 of its own.
    """

    sheet: str
    column: ColumnReading
    item: Item | None = None
    is_new: bool = False
    candidates: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class SumLine:
    """The sum of one column over the units of a table, and what it is held against.

    `known` units have a figure. `stated` is what the table's own 合计 says (at `address`), `held`
    the county's figure in the book, None where there is none.
    """

    sheet: str
    column: int
    heading: str
    unit: str
    period: str
    total: Decimal
    known: int
    stated: Decimal | None = None
    address: str = ""
    held: Decimal | None = None

    @property
    def off_stated(self) -> Decimal | None:
        """Return the table's 合计 less the sum; None without one."""
        return None if self.stated is None else self.stated - self.total

    @property
    def off_held(self) -> Decimal | None:
        """Return the sum less the county's figure in the book; None without one."""
        return None if self.held is None else self.total - self.held


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Everything an import would do, nothing of it done.

    `plan` is the id of the plan the list was compared with, None when the import makes a new one
    of that title and those years. `seen` marks the state of the book that was compared,
    `corrections` are what a person said about the reading, now or for an earlier file of the shape.

    Of tables of units `items` say what their columns count, `offered` what they may count, `sums`
    what they add up to. `options` hold for all actuals, `proposed` is the nature that titles and
    the file's name speak of.
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
    options: ImportOptions = UNSAID
    proposed: FigureNature = FigureNature.UNSAID
    items: tuple[ItemMatch, ...] = ()
    offered: tuple[Item, ...] = ()
    sums: tuple[SumLine, ...] = ()

    @property
    def cells(self) -> tuple[CellDifference, ...]:
        """Return every cell with its verdict, those that were not understood last."""
        return (*(cell for row in self.rows for cell in row.cells), *self.unread)

    def count(self, verdict: Verdict) -> int:
        """Return how many cells have that verdict."""
        return sum(cell.verdict is verdict for cell in self.cells)
