"""Printed numbers of lumps beside the sums of what is named in them (原文, 列出, 差)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.project_lines import ProjectRow


@dataclass(frozen=True, slots=True)
class NamedSum:
    """One number of a lump: as printed, and as the named works in it add up; None is unknown."""

    printed: Decimal | None
    named: Decimal | None

    @property
    def missing(self) -> Decimal | None:
        """Return how much of the printed number is not named; None where one of them is unknown."""
        if self.printed is None or self.named is None:
            return None
        return self.printed - self.named


@dataclass(frozen=True, slots=True)
class LumpSums:
    """A lump's works, places, classes, 总投资 (万元), 用地 亩, 建筑面积 万㎡: printed, named."""

    works: NamedSum
    places: NamedSum
    classes: NamedSum
    investment: NamedSum
    area: NamedSum
    floor_area: NamedSum

    @property
    def unnamed(self) -> int:
        """Return how many works of the lump have no name yet."""
        missing = self.works.missing
        return int(missing) if missing is not None and missing > 0 else 0


@dataclass(frozen=True, slots=True)
class PlaceSum:
    """学位合计 of the lumps of one school stage."""

    school_stage: str
    sums: NamedSum


class Lumps:
    """The tree of a plan's projects: which rows are lumps, and what is named in each."""

    def __init__(self, rows: Sequence[ProjectRow]) -> None:
        self._below: dict[str, list[ProjectRow]] = defaultdict(list)
        self.by_id = {row.id: row for row in rows}
        for row in rows:
            if row.parent is not None and row.parent in self.by_id:
                self._below[row.parent].append(row)
        self._rows = rows
        self._place_sums: tuple[PlaceSum, ...] | None = None

    def is_lump(self, row: ProjectRow) -> bool:
        """Tell whether a row opens into named ones, or waits for it: 16 个项目."""
        return row.id in self._below or ((row.number or 0) > 1 and not row.count_unit)

    def parts(self, lump: str) -> Sequence[ProjectRow]:
        """Return what is named right below a lump."""
        return self._below.get(lump, ())

    def top(self) -> list[ProjectRow]:
        """Return the rows that stand in no lump."""
        return [row for row in self._rows if row.parent is None or row.parent not in self.by_id]

    def works(self, row: ProjectRow) -> int:
        """Return how many works a row stands for: its printed count, its parts', or itself.

        Pieces (台) are no works: whatever their number, they are one.
        """
        if row.number is not None and not row.count_unit:
            return row.number
        below = self._below.get(row.id)
        return sum(map(self.works, below)) if below else 1

    def sums(self, lump: ProjectRow) -> LumpSums:
        """Return the numbers of a lump against what is named in it."""
        parts = self.parts(lump.id)
        counted = lump.number if not lump.count_unit else None
        return LumpSums(
            NamedSum(
                None if counted is None else Decimal(counted), Decimal(sum(map(self.works, parts)))
            ),
            *(
                NamedSum(_size(lump, size), self._named(parts, size))
                for size in ("places", "classes", "investment", "area", "floor_area")
            ),
        )

    def place_sums(self) -> tuple[PlaceSum, ...]:
        """Return the 学位合计 of the lumps that print one, by school stage in plan order."""
        if self._place_sums is None:
            self._place_sums = self._added_up()
        return self._place_sums

    def _added_up(self) -> tuple[PlaceSum, ...]:
        found: dict[str, list[LumpSums]] = defaultdict(list)
        for row in self._rows:
            if row.places is None or row.id not in self._below:
                continue
            if row.parent is None or row.parent not in self.by_id:
                found[row.school_stage].append(self.sums(row))
        return tuple(
            PlaceSum(
                stage,
                NamedSum(
                    _sum(one.places.printed for one in sums), _sum(one.places.named for one in sums)
                ),
            )
            for stage, sums in found.items()
        )

    def _named(self, parts: Iterable[ProjectRow], size: str) -> Decimal | None:
        """Return the sum of a size over parts; one without a figure has its own parts'."""
        return _sum(
            own
            if (own := _size(part, size)) is not None
            else self._named(self.parts(part.id), size)
            for part in parts
        )


def _size(row: ProjectRow, size: str) -> Decimal | None:
    text = getattr(row, size)
    return None if text is None else Decimal(text)


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
