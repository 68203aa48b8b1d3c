"""The chips under a preview: what each shows, and where the next cell of one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.differences import Verdict
from db.rules.finding import Severity
from desktop.doubts import SEVERITY_MARKS, SEVERITY_WORDS
from desktop.exchange.doubted import KINDS, counts_of, next_doubted, of_sheet
from desktop.exchange.verdicts import VERDICT_MARKS, VERDICT_WORDS, Spot, next_spot
from desktop.widgets.chips import Chip

if TYPE_CHECKING:
    from desktop.exchange.doubted import Doubts
    from desktop.exchange.verdicts import Seen

ALL = "all"
"""The key of the chip that shows every cell; the others have a Verdict or a Severity."""


def chips_of(seen: Seen, doubts: Doubts, chosen: str) -> list[Chip]:
    """Return the chips of a preview; one of doubts is there while it has cells, or is chosen."""
    chips = [Chip(ALL, "全部", len(seen.cells))]
    chips += [
        Chip(verdict, VERDICT_WORDS[verdict], count, VERDICT_MARKS[verdict])
        for verdict, count in seen.counts.items()
        if count or verdict is not Verdict.COMPUTED
    ]
    return chips + [
        Chip(kind, SEVERITY_WORDS[kind], count, SEVERITY_MARKS[kind])
        for kind, count in counts_of(doubts).items()
        if count or chosen == kind
    ]


def verdict_of(key: str) -> Verdict | None:
    """Return the verdict that a chip shows, None for all, or for what is doubted."""
    return None if key in {"", ALL, *KINDS} else Verdict(key)


def kind_of(key: str) -> Severity | None:
    """Return how grave what a chip shows is, None for one of verdicts."""
    return Severity(key) if key in {*KINDS} else None


class Walk:
    """Goes through the cells of one chip; of all, what cannot be taken in, else what is doubted."""

    def __init__(self, seen: Seen, doubts: Doubts, key: str) -> None:
        self._seen, self._doubts = seen, doubts
        self._verdict = verdict_of(key) or Verdict.REJECTED
        self._kind = kind_of(key)
        counts = counts_of(doubts)
        if key in {"", ALL} and not seen.counts[Verdict.REJECTED]:
            self._kind = next((one for one in KINDS if counts[one]), None)
        self.many = seen.counts[self._verdict] if self._kind is None else counts[self._kind]

    @property
    def word(self) -> str:
        """Return what the cells are called."""
        return VERDICT_WORDS[self._verdict] if self._kind is None else SEVERITY_WORDS[self._kind]

    def next(self, here: str, spot: Spot | None) -> tuple[str, Spot] | None:
        """Return sheet and place of the next cell behind one of the sheet `here`, round the end."""
        names = [sheet.name for sheet in self._seen.preview.workbook.sheets]
        at = names.index(here)
        # The rest of this sheet first, then the others, then this one from its top.
        for name, after in (
            (here, spot),
            *((one, None) for one in names[at + 1 :] + names[: at + 1]),
        ):
            found = self._following(name, after)
            if found is not None:
                return name, found
        return None

    def _following(self, name: str, after: Spot | None) -> Spot | None:
        if self._kind is None:
            return next_spot(self._seen.verdicts(name), self._verdict, after)
        return next_doubted(of_sheet(self._doubts, name), self._kind, after)
