"""Which rows of the project table are in sight: by kind, school stage and year, folded or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.model.lines import ProjectLine

NO_KIND = "未写性质"
NO_YEAR = "none"
"""The key of the choice of rows without a year."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters let pass; an empty word lets everything pass."""

    kind: str = ""
    school_stage: str = ""
    year: str = ""

    def passes(self, line: ProjectLine) -> bool:
        """Tell whether a project passes all three."""
        return (
            (not self.kind or kind_of(line) == self.kind)
            and (not self.school_stage or line.school_stage == self.school_stage)
            and (not self.year or year_of(line) == self.year)
        )


def kind_of(line: ProjectLine) -> str:
    """Return the word a project is filtered by."""
    return line.kind or NO_KIND


def year_of(line: ProjectLine) -> str:
    """Return the year a project is filtered by."""
    return NO_YEAR if line.due_year is None else str(line.due_year)


@dataclass(frozen=True, slots=True)
class InSight:
    """The rows to show; those not in `chosen` only say what the chosen ones below belong to."""

    rows: tuple[ProjectLine, ...]
    chosen: frozenset[str]


def in_sight(
    projects: Sequence[ProjectLine],
    wanted: Wanted,
    folded: Collection[str],
    staying: Collection[str] = (),
) -> InSight:
    """Return the rows that pass, with the lumps around them, less what is folded away.

    `staying` holds ids that remain in sight whatever the filters say.
    """
    by_id = {line.id: line for line in projects}
    chosen = frozenset(line.id for line in projects if wanted.passes(line))
    needed = set(chosen) | set(staying)
    for line in projects:
        if line.id in needed:
            needed.update(_above(line, by_id))
    rows = tuple(
        line
        for line in projects
        if line.id in needed and not any(lump in folded for lump in _above(line, by_id))
    )
    return InSight(rows, chosen)


def lumps_of(projects: Sequence[ProjectLine]) -> frozenset[str]:
    """Return the ids of rows that have parts."""
    return frozenset(line.parent for line in projects if line.parent is not None)


def _above(line: ProjectLine, by_id: dict[str, ProjectLine]) -> list[str]:
    """Return the ids of the lumps a row stands in, the nearest first."""
    found: list[str] = []
    while line.parent is not None and line.parent in by_id and line.parent not in found:
        found.append(line.parent)
        line = by_id[line.parent]
    return found
