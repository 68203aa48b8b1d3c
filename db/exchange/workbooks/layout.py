"""What of a sheet is merged and which columns are hidden, without walking through blank cells."""

from __future__ import annotations

import re
from functools import lru_cache

from db.exchange.sheets import Merge, column_letters
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

# Excel's own limits.
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
# More than any table of an office: what is merged wider covers the table itself.
LARGEST_MERGE = 1_000_000
# A list of 100,000 rows with every group merged.
MOST_MERGES = 100_000
# Readers walk through merged blocks: those larger than this are cut to where the cells are.
LARGEST_UNCUT_MERGE = 10_000
LARGEST_MERGES_TOGETHER = 5_000_000
# A column is described once, even where each of them has a width of its own.
_MOST_COLUMN_SPANS = LAST_COLUMN

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ALPHABET = 26


@lru_cache(maxsize=4096)
def position(reference: str) -> tuple[int, int]:
    """Return the row and column of an address.

    Raises:
        ValueError: it is no address that a sheet can have.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference[:20])
    column = 0
    for letter in match[1].upper():
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    row = int(match[2])
    if row == 0:
        raise ValueError(reference)
    if row > LAST_ROW or column > LAST_COLUMN:
        raise Refusal(FileFault.TOO_FAR, address=reference)
    return row, column


class Layout:
    """The merged blocks and hidden columns of one sheet while it is being read."""

    def __init__(self) -> None:
        self._merges: list[Merge] = []
        self._spans: list[tuple[int, int]] = []

    def add_merge(self, reference: str) -> None:
        """Add a merged block given as A1:C2.

        Raises:
            Refusal: it covers more than any table.
        """
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        self.add(Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def add(self, merge: Merge) -> None:
        """Add a merged block.

        Raises:
            Refusal: it covers more than any table.
        """
        if _size(merge) > LARGEST_MERGE:
            raise Refusal(FileFault.MERGE_TOO_LARGE, address=_reference(merge))
        if len(self._merges) >= MOST_MERGES:
            detail = str(MOST_MERGES)
            raise Refusal(FileFault.MERGE_TOO_LARGE, address=_reference(merge), detail=detail)
        if _size(merge) > 1:
            self._merges.append(merge)

    def merges(self, bottom: int, right: int) -> tuple[Merge, ...]:
        """Return the merged blocks, wide ones cut to the last row and column with something in.

        Raises:
            Refusal: they lie on each other and cover more than all of the sheet's cells.
        """
        kept = []
        for merge in self._merges:
            cut = merge
            if _size(merge) > LARGEST_UNCUT_MERGE:
                cut = merge._replace(
                    bottom=min(merge.bottom, bottom), right=min(merge.right, right)
                )
            if cut.bottom >= cut.top and cut.right >= cut.left and _size(cut) > 1:
                kept.append(cut)
        if sum(map(_size, kept)) > LARGEST_MERGES_TOGETHER:
            raise Refusal(FileFault.MERGE_TOO_LARGE, detail=str(len(kept)))
        return tuple(kept)

    def hide_columns(self, first: int, last: int) -> None:
        """Note that a range of columns is hidden.

        Raises:
            Refusal: there are more ranges than columns.
        """
        if len(self._spans) >= _MOST_COLUMN_SPANS:
            raise Refusal(FileFault.DAMAGED)
        self._spans.append((max(1, first), min(last, LAST_COLUMN)))

    def hidden_columns(self) -> frozenset[int]:
        """Return the numbers of the hidden columns."""
        hidden: set[int] = set()
        reached = 0
        for first, last in sorted(self._spans):
            hidden.update(range(max(first, reached + 1), last + 1))
            reached = max(reached, last)
        return frozenset(hidden)


def _reference(merge: Merge) -> str:
    """Return a merged block as the office writes it: A1:C2."""
    first = f"{column_letters(merge.left)}{merge.top}"
    return f"{first}:{column_letters(merge.right)}{merge.bottom}"


def _size(merge: Merge) -> int:
    """Return how many cells a merged block covers."""
    return (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
