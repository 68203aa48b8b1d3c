"""What a row belongs to: the whole of a 其中 row, the category that stands once for several."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.exchange.list_in.row_names import RowName
    from db.exchange.listing import WordReading


@dataclass(slots=True)
class Wholes:
    """The rows above that a 其中 row could belong to, outermost first, while reading down."""

    _open: list[tuple[int, bool, int]] = field(default_factory=list)

    def parent_of(self, row: int, name: RowName) -> int | None:
        """Return the row that this one is a part of, and remember it for the rows below.

        Parts are marked by 其中 or by being set in; what follows a 其中 row set in without an own
        其中 stands beside it.
        """
        opened = self._open
        if name.among:
            while opened and (
                opened[-1][0] > name.indent or (opened[-1][0] == name.indent and opened[-1][1])
            ):
                opened.pop()
        elif name.indent and opened and opened[-1][1] and name.indent >= opened[-1][0]:
            indent = opened.pop()[0]
            parent = opened[-1][2] if opened else None
            opened.append((indent, True, row))
            return parent
        else:
            while opened and (opened[-1][0] >= name.indent or opened[-1][1]):
                opened.pop()
        parent = opened[-1][2] if opened else None
        opened.append((name.indent, name.among, row))
        return parent

    def close(self) -> None:
        """Forget the rows above: a new group starts."""
        self._open.clear()


@dataclass(slots=True)
class Carried:
    """A word that stands once for the rows below it, until another one comes."""

    current: WordReading | None = None
    carried: list[str] = field(default_factory=list)

    def meet(self, word: WordReading | None) -> None:
        """Take over a word that stands there, or the end of any."""
        self.current = word
        self.carried = []

    def carry(self, address: str) -> WordReading | None:
        """Return the word for a row whose own cell, at `address`, is blank."""
        if self.current is not None:
            self.carried.append(address)
        return self.current
