"""Equipment by the piece: what the years plan and deliver against the number that is promised."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from db.rules.project_money import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.project_lines import ProjectYearLine


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces (台, 套) of a project: promised in all, planned over its years, delivered so far."""

    promised: int | None
    planned: Decimal | None
    delivered: Decimal | None

    @property
    def missing(self) -> Decimal:
        """Return how many of the promised pieces no year plans; negative: planned too many."""
        if self.promised is None or self.planned is None:
            return Decimal(0)
        return self.promised - self.planned

    @property
    def left(self) -> Decimal | None:
        """Return how many pieces are still to be delivered, None where none are promised."""
        wanted = self.promised if self.promised is not None else self.planned
        return None if wanted is None else wanted - (self.delivered or Decimal(0))


def pieces_of(years: Iterable[ProjectYearLine], count: int | None) -> Pieces:
    """Return the pieces of a project from its years and its number in the plan."""
    known = list(years)
    planned = [year.planned for year in known if year.planned is not None]
    delivered = [year.delivered for year in known if year.delivered is not None]
    return Pieces(
        count,
        sum(planned, Decimal(0)) if planned else None,
        sum(delivered, Decimal(0)) if delivered else None,
    )


def pieces_words(pieces: Pieces, unit: str) -> str:
    """Return in a sentence that the years do not add up to the promise; empty when they do."""
    if not pieces.missing or pieces.promised is None or pieces.planned is None:
        return ""
    gap = "少" if pieces.missing > 0 else "多"
    planned, apart = plain(pieces.planned), plain(abs(pieces.missing))
    return f"各年合计 {planned} {unit}，原文 {pieces.promised} {unit}，{gap} {apart} {unit}"
