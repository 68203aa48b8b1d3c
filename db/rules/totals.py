"""The sum of a choice of projects, in which no lump is counted beside its own parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.model.lines import ProjectLine

Size = Callable[["ProjectLine"], Decimal | None]


@dataclass(frozen=True, slots=True)
class Sums:
    """Places and classes in 个, money in 万元; None where no chosen row has a figure."""

    places: Decimal | None
    classes: Decimal | None
    investment: Decimal | None


def sums_of(projects: Sequence[ProjectLine], chosen: Collection[str]) -> Sums:
    """Return the sums over the chosen ids of a plan's projects.

    A chosen lump with a figure of its own stands for everything below it; one without a figure,
    or one that is not chosen, for what is chosen of its parts.
    """
    tree = _Tree(projects, chosen)
    return Sums(
        tree.total(lambda line: line.places),
        tree.total(lambda line: line.classes),
        tree.total(lambda line: line.investment),
    )


class _Tree:
    """Projects by the lump they stand in."""

    def __init__(self, projects: Sequence[ProjectLine], chosen: Collection[str]) -> None:
        self._chosen = chosen
        self._below: dict[str, list[ProjectLine]] = defaultdict(list)
        known = {line.id for line in projects}
        for line in projects:
            self._below[line.parent if line.parent in known else ""].append(line)

    def total(self, size: Size) -> Decimal | None:
        return self._sum(self._below[""], size)

    def _sum(self, lines: Sequence[ProjectLine], size: Size) -> Decimal | None:
        found = [self._of(line, size) for line in lines]
        known = [value for value in found if value is not None]
        return sum(known, Decimal(0)) if known else None

    def _of(self, line: ProjectLine, size: Size) -> Decimal | None:
        own = size(line) if line.id in self._chosen else None
        return self._sum(self._below.get(line.id, ()), size) if own is None else own
