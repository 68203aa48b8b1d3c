"""Which categories of the indicator table are folded; what a filter finds is in sight at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.indicators.filters import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable


class Folded:
    """The folded categories: `always` those of the whole table.

    Among rows that are asked for others may be folded, until other rows are.
    """

    def __init__(self, always: Iterable[str] = ()) -> None:
        self.always = set(always)
        self._among: tuple[Wanted, set[str]] = (Wanted(), set())

    def among(self, wanted: Wanted) -> set[str]:
        """Return the categories that are folded while these rows are asked for."""
        if wanted.is_all:
            return self.always
        if self._among[0] != wanted:
            self._among = wanted, set()
        return self._among[1]

    def toggle(self, category: str, wanted: Wanted) -> None:
        """Fold a category of the rows that are asked for, or unfold it."""
        folded = self.among(wanted)
        folded ^= {category}

    def unfold(self, category: str) -> None:
        """Unfold a category, whatever is asked for."""
        for folded in (self.always, self._among[1]):
            folded.discard(category)
