"""An import preview by cell: which verdict stands where, what a column means, where to go next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from db.exchange.comparison import FIELD_WORDS
from db.exchange.differences import CellDifference, ImportPreview, Verdict
from db.exchange.listing import ColumnReading, Meaning, TableKind, TableReading
from db.exchange.sheets import row_on_sheet
from desktop.delegates.marks import Mark
from desktop.wording import head_words

VERDICT_WORDS = MappingProxyType(
    {
        Verdict.NEW: "新增",
        Verdict.CHANGED: "改动",
        Verdict.SAME: "相同",
        Verdict.REJECTED: "不能导入",
        Verdict.COMPUTED: "计算格跳过",
    }
)
VERDICT_MARKS = MappingProxyType(
    {
        Verdict.NEW: Mark.NEW,
        Verdict.CHANGED: Mark.CHANGED,
        Verdict.SAME: Mark.SAME,
        Verdict.REJECTED: Mark.REFUSED,
        Verdict.COMPUTED: Mark.COMPUTED,
    }
)
VERDICT_GROUNDS = MappingProxyType(
    {
        Verdict.NEW: "verdict_new",
        Verdict.CHANGED: "verdict_changed",
        Verdict.SAME: "verdict_same",
        Verdict.REJECTED: "verdict_bad",
        Verdict.COMPUTED: "verdict_same",
    }
)
"""The theme's ground of each verdict; its ink has _text behind the name."""

_LOUDEST = (Verdict.SAME, Verdict.COMPUTED, Verdict.NEW, Verdict.CHANGED, Verdict.REJECTED)
_NAMES = frozenset(
    {
        Meaning.NUMBER,
        Meaning.CATEGORY,
        Meaning.NAME,
        Meaning.SECTION,
        Meaning.MEASURE,
        Meaning.COMMITMENT,
    }
)
_GROUNDS = MappingProxyType(
    {
        Meaning.BASELINE: "meaning_base",
        Meaning.ACTUAL: "meaning_actual",
        Meaning.TARGET: "meaning_target",
        Meaning.YEARLY: "meaning_target",
        Meaning.QUANTITY: "meaning_target",
        Meaning.IGNORED: "header",
    }
)
FIGURES = frozenset(
    {
        Meaning.BASELINE,
        Meaning.ACTUAL,
        Meaning.TARGET,
        Meaning.YEARLY,
        Meaning.QUANTITY,
        Meaning.COUNT,
        Meaning.PLACES,
        Meaning.CLASSES,
        Meaning.INVESTMENT,
        Meaning.AREA,
        Meaning.FLOOR_AREA,
    }
)
"""What columns of figures were taken for."""
_KIND_NAMES = MappingProxyType(
    {
        TableKind.INDICATORS: "指标",
        TableKind.TASKS: "任务",
        TableKind.PROJECTS: "项目",
        TableKind.UNITS: "单位",
    }
)
_SHORT = MappingProxyType(
    {
        Meaning.BASELINE: "基期",
        Meaning.ACTUAL: "实际",
        Meaning.TARGET: "目标",
        Meaning.QUANTITY: "数量",
        Meaning.START: "开工时间",
    }
)
_DATES = MappingProxyType({Meaning.PLANNED: "计划", Meaning.PASSED: "实际"})
"""Before the stage that a date of is told."""
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell of a sheet, in the order of reading: 1-based row, then column."""

    row: int
    column: int


def spot_of(address: str) -> Spot:
    """Return the place of an address as the office writes it; ValueError when it is none."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return Spot(int(found[2]), column)


Verdicts = Mapping[Spot, tuple[CellDifference, ...]]
"""The differences of one sheet by their place; several rows may share a merged cell."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A preview with what screens ask of it again and again, worked out once.

    `cells` are all its differences, `by_sheet` those of each sheet in the order of reading,
    `counts` how many have each verdict.
    """

    preview: ImportPreview
    cells: tuple[CellDifference, ...]
    by_sheet: Mapping[str, Verdicts]
    counts: Mapping[Verdict, int]

    @classmethod
    def of(cls, preview: ImportPreview) -> Seen:
        """Work it out; for the worker thread, since a list may have many thousand cells."""
        cells = preview.cells
        found: dict[str, dict[Spot, list[CellDifference]]] = {}
        for cell in cells:
            spots = found.setdefault(cell.sheet, {})
            spots.setdefault(spot_of(cell.address), []).append(cell)
        by_sheet = {
            sheet: {spot: tuple(spots[spot]) for spot in sorted(spots)}
            for sheet, spots in found.items()
        }
        counted = Counter(cell.verdict for cell in cells)
        return cls(preview, cells, by_sheet, {verdict: counted[verdict] for verdict in Verdict})

    @property
    def new_units(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Return the cells of each row (sheet, row) that stands for a new unit, its name first."""
        taken = {Verdict.NEW, Verdict.CHANGED}
        return {
            (row.sheet, row.row): tuple(c.address for c in row.cells if c.verdict in taken)
            for row in self.preview.rows
            if row.kind is TableKind.UNITS and row.is_new and row.cells[0].verdict is Verdict.NEW
        }

    def verdicts(self, sheet: str) -> Verdicts:
        """Return the differences of one sheet."""
        return self.by_sheet.get(sheet, {})

    def accepted(
        self, without: Collection[tuple[str, str]], by_hand: Collection[tuple[str, str]] = ()
    ) -> int:
        """Return how many cells an import would write, those left out not counted.

        `by_hand` are refused ones that a person takes in all the same.
        """
        left_out = sum(
            cell.verdict in {Verdict.NEW, Verdict.CHANGED}
            for sheet, address in without
            for cell in self.verdicts(sheet).get(spot_of(address), ())
        )
        return self.counts[Verdict.NEW] + self.counts[Verdict.CHANGED] - left_out + len(by_hand)


def loudest(cells: Iterable[CellDifference]) -> Verdict:
    """Return the verdict that a cell standing for several rows shows."""
    return max((cell.verdict for cell in cells), key=_LOUDEST.index)


def next_spot(verdicts: Verdicts, verdict: Verdict, after: Spot | None) -> Spot | None:
    """Return the next place with that verdict behind `after`; None behind the last one."""
    return next(
        (
            spot
            for spot, cells in verdicts.items()
            if (after is None or spot > after) and any(cell.verdict is verdict for cell in cells)
        ),
        None,
    )


def meaning_words(column: ColumnReading, kind: TableKind, unused: str = "不导入") -> str:
    """Return what a column was taken for: 基期 2020, 指标, 计划开工; `unused` where for nothing."""
    if column.meaning in _DATES and column.period:
        return f"{_DATES[column.meaning]}{column.period}"
    if column.meaning is Meaning.NAME:
        words = _KIND_NAMES[kind]
    elif kind is TableKind.UNITS and column.meaning is Meaning.ACTUAL:
        words = "数据项"
    else:
        words = _SHORT.get(column.meaning) or FIELD_WORDS.get(column.meaning, unused)
    # A heading may name a year over words too: it says nothing of them.
    return f"{words} {head_words(column.period)}".strip() if column.meaning in FIGURES else words


def role_words(role: Meaning) -> str:
    """Return what a heading calls the figures below it: 基期, 实际, 目标."""
    return _SHORT.get(role) or FIELD_WORDS[role]


def meaning_ground(meaning: Meaning) -> str:
    """Return the theme's ground for a column's header."""
    if meaning in _NAMES:
        return "meaning_name"
    return _GROUNDS.get(meaning, "meaning_other")


def rows_in_words(rows: Collection[int]) -> str:
    """Return row numbers as they are said: 1—3、17—18."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in spans)


def rows_taken(table: TableReading) -> frozenset[int]:
    """Return the numbers of the rows that were read as rows of a table."""
    return frozenset(row_on_sheet(row.row) for row in table.rows)
