"""One sheet of a form that is to be filled, each cell with what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from db.exchange.sheets import column_letters
from desktop.exchange.fates import SORT_GROUNDS, SORT_MARKS, SORT_WORDS, TO_WRITE, Fills, FillSpot
from desktop.exchange.sheet_model import CellLook, SheetModel, Shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from desktop.exchange.verdicts import Spot

_ABSENT = "台账里没有这一项"


@dataclass(frozen=True, slots=True)
class FillShown(Shown):
    """A sheet to show with its `fills`; rows (1-based) in `absent` are not in the book."""

    fills: Fills = field(default_factory=dict)
    absent: Collection[int] = ()


class FillSheetModel(SheetModel):
    """Shows the words that stand in the form, and beside them those that will."""

    unused = "不填"

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._into_blank: dict[int, list[tuple[int, str]]] = {}

    def show_sheet(self, shown: Shown) -> None:
        self._into_blank = {}
        for spot, found in shown.fills.items() if isinstance(shown, FillShown) else ():
            if found.cell.new and not found.cell.old:
                new = (spot.column, found.cell.new)
                self._into_blank.setdefault(spot.row, []).append(new)
        super().show_sheet(shown)

    def fill(self, spot: Spot) -> FillSpot | None:
        """Return what becomes of a cell, None where nothing does."""
        shown = self.shown
        return shown.fills.get(spot) if isinstance(shown, FillShown) else None

    def is_absent(self, row: int) -> bool:
        """Tell whether a row (1-based) is one that the book does not have."""
        return isinstance(self.shown, FillShown) and row in self.shown.absent

    def is_taken(self, row: int) -> bool:
        return super().is_taken(row) and not self.is_absent(row)

    def why_not(self, row: int) -> str:
        return _ABSENT if self.is_absent(row) else super().why_not(row)

    def look(self, spot: Spot) -> CellLook | None:
        found = self.fill(spot)
        if found is None or found.sort not in SORT_GROUNDS:
            return None
        written, kept = found.sort in TO_WRITE, self.is_left_out(spot)
        return CellLook(
            SORT_GROUNDS[found.sort],
            SORT_MARKS[found.sort],
            loud=written and not kept,
            new=found.cell.new if written else "",
            kept=kept,
        )

    def words_in(self, row: int) -> Iterator[tuple[int, str]]:
        yield from super().words_in(row)
        yield from self._into_blank.get(row, ())

    def spoken(self, spot: Spot) -> str:
        found = self.fill(spot)
        if found is None:
            return super().spoken(spot)
        cell = found.cell
        parts = [
            f"{column_letters(spot.column)}{spot.row}",
            f"{cell.row_name} {cell.field}".strip(),
        ]
        if cell.old:
            parts.append(f"原文“{' '.join(cell.old.split())}”")
        if found.sort not in TO_WRITE:
            parts.append(SORT_WORDS[found.sort])
        elif self.is_left_out(spot):
            parts.append("没有勾选，不写")
        else:
            parts.append(f"将写入 {cell.new}")
        return " · ".join(filter(None, (*parts, cell.skipped, cell.remark)))

    def _reasons(self, spot: Spot) -> str:
        found = self.fill(spot)
        if found is None:
            return ""
        cell = found.cell
        change = f"{cell.old} → {cell.new}" if cell.old and found.sort in TO_WRITE else ""
        return "。".join(filter(None, (change, cell.remark))) or cell.skipped
