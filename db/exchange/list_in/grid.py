"""A sheet as a grid without ghosts: what stands in each cell once merges are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.exchange.sheets import Cell, Merge, Sheet

# Overlapping merges of a hostile file would otherwise be spread out again and again.
_MOST_MERGED_CELLS = 1_000_000


class Grid:
    """The cells of a sheet that show something, with the merged block each position belongs to."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._merges = _spread(sheet)
        self.rows: Mapping[int, Mapping[int, Cell]] = self._shown(sheet)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that stands exactly there."""
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def resolved(self, row: int, column: int) -> Cell | None:
        """Return the cell there, or the one whose merged block covers the place."""
        merge = self._merges.get((row, column))
        if merge is None:
            return self.at(row, column)
        return self.at(merge.top, merge.left)

    def text(self, row: int, column: int) -> str:
        """Return what the office sees there, merges resolved; empty when nothing."""
        cell = self.resolved(row, column)
        return cell.text if cell else ""

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Return the merged block the place belongs to."""
        return self._merges.get((row, column))

    def width_of(self, cell: Cell) -> int:
        """Return over how many columns the cell is merged."""
        merge = self._merges.get((cell.row, cell.column))
        return merge.right - merge.left + 1 if merge else 1

    def _shown(self, sheet: Sheet) -> dict[int, dict[int, Cell]]:
        """Drop blanks, and what a program kept under a merged block."""
        rows: dict[int, dict[int, Cell]] = {}
        merges = self._merges
        for row, cells in sheet.rows.items():
            shown: dict[int, Cell] = {}
            for cell in cells:
                merge = merges.get((row, cell.column)) if merges else None
                if merge and (merge.top, merge.left) != (row, cell.column):
                    continue
                if cell.formula or visible(cell.text):
                    shown[cell.column] = cell
            if shown:
                rows[row] = shown
        return dict(sorted(rows.items()))


def _spread(sheet: Sheet) -> dict[tuple[int, int], Merge]:
    """Return the merged block of every covered place within the rows and columns in use."""
    bottom = max(sheet.rows, default=0)
    right = max((cells[-1].column for cells in sheet.rows.values() if cells), default=0)
    covered: dict[tuple[int, int], Merge] = {}
    for merge in sheet.merges:
        rows = range(merge.top, min(merge.bottom, bottom) + 1)
        columns = range(merge.left, min(merge.right, max(right, merge.left)) + 1)
        if len(covered) + len(rows) * len(columns) > _MOST_MERGED_CELLS:
            break
        for row in rows:
            for column in columns:
                covered[row, column] = merge
    return covered
