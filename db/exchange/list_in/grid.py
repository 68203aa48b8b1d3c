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
        merges = self._merges.get(row)
        merge = merges.get(column) if merges else None
        if merge is not None:
            return self.at(merge.top, merge.left)
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def resolved_row(self, row: int) -> Mapping[int, Cell]:
        """Return the cells that `resolved` gives for the places of a row, by their columns."""
        cells = self.rows.get(row, {})
        merges = self._merges.get(row)
        if not merges:
            return cells
        over = {
            column: cell
            for column, merge in merges.items()
            if (cell := self.at(merge.top, merge.left)) is not None
        }
        return {**cells, **over}

    def text(self, row: int, column: int) -> str:
        """Return what the office sees there, merges resolved; empty when nothing."""
        cell = self.resolved(row, column)
        return cell.text if cell else ""

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Return the merged block the place belongs to."""
        merges = self._merges.get(row)
        return merges.get(column) if merges else None

    def width_of(self, cell: Cell) -> int:
        """Return over how many columns the cell is merged."""
        merge = self.merge_at(cell.row, cell.column)
        return merge.right - merge.left + 1 if merge else 1

    def _shown(self, sheet: Sheet) -> dict[int, dict[int, Cell]]:
        """Drop blanks, and what a program kept under a merged block."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, cells in sheet.rows.items():
            # Most cells begin with a digit, a sign like % or a Chinese character, and need no
            # closer look; there are so many that column and text are taken by their places.
            shown = {
                cell[1]: cell
                for cell in cells
                if "!" <= cell[2] < "\x7f"
                or "\u4e00" <= cell[2] < "\ua000"
                or cell.formula
                or visible(cell.text)
            }
            for column, merge in self._merges.get(row, {}).items():
                if column in shown and (merge.top, merge.left) != (row, column):
                    del shown[column]
            if shown:
                rows[row] = shown
        return dict(sorted(rows.items()))


def _spread(sheet: Sheet) -> dict[int, dict[int, Merge]]:
    """Return the merged block of every covered place in use, by its row and column."""
    bottom = max(sheet.rows, default=0)
    right = max((cells[-1].column for cells in sheet.rows.values() if cells), default=0)
    covered: dict[int, dict[int, Merge]] = {}
    places = 0
    for merge in sheet.merges:
        rows = range(merge.top, min(merge.bottom, bottom) + 1)
        columns = range(merge.left, min(merge.right, max(right, merge.left)) + 1)
        across = dict.fromkeys(columns, merge)
        places += len(rows) * len(columns)
        if places > _MOST_MERGED_CELLS:
            break
        for row in rows:
            here = covered.get(row)
            if here is None:
                covered[row] = across.copy()
            else:
                here |= across
    return covered
