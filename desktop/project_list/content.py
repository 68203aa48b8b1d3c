"""The plan's projects as the page holds them: rows, lumps, and how each stands today."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from db.rules.lump_sums import Lumps
from db.rules.schedule import due_date, is_late, judge
from db.rules.timeline import bars_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from db.model.project_lines import MilestoneLine, ProjectRow
    from db.rules.schedule import Judgement
    from db.rules.timeline import Bars

    Reading = Callable[[Collection[str]], Mapping[str, tuple[MilestoneLine, ...]]]
    """Reads the milestones of projects by their ids."""

T = TypeVar("T")


class ProjectContent:
    """Rows of one plan on one day; what takes long to know is found when it is asked for."""

    def __init__(
        self, rows: Sequence[ProjectRow], today: date, read: Reading | None = None
    ) -> None:
        self.rows = tuple(rows)
        self.today = today
        self._read = read
        self._milestones: dict[str, tuple[MilestoneLine, ...]] = {}
        self._judged: dict[str, Judgement] = {}
        self._bars: dict[str, Bars] = {}
        self._words: dict[str, str] = {}

    def with_rows(self, changed: Iterable[ProjectRow]) -> ProjectContent:
        """Return the content with some rows in a newer state; none may be new."""
        newer = {row.id: row for row in changed}
        made = ProjectContent([newer.get(row.id, row) for row in self.rows], self.today, self._read)
        # What was found of the other rows stays; of the changed ones it is found anew.
        made._milestones = _without(self._milestones, newer)
        made._judged = _without(self._judged, newer)
        made._bars = _without(self._bars, newer)
        made._words = _without(self._words, newer)
        if "late" in self.__dict__:
            today, is_lump = self.today.isoformat(), made.lumps.is_lump
            late = {row.id for row in newer.values() if not is_lump(row) and is_late(row, today)}
            made.late = self.late.difference(newer) | late
        return made

    def apart(self, rows: Iterable[ProjectRow]) -> ProjectContent:
        """Return the same content for another thread: all it asks of these rows is read already."""
        self.expect(rows)
        made = ProjectContent(self.rows, self.today)
        made._milestones = dict(self._milestones)
        return made

    @cached_property
    def lumps(self) -> Lumps:
        """Return which rows are lumps, and what stands in each."""
        return Lumps(self.rows)

    @cached_property
    def works(self) -> tuple[ProjectRow, ...]:
        """Return the rows that are works themselves, not lumps."""
        return tuple(row for row in self.rows if not self.lumps.is_lump(row))

    @cached_property
    def late(self) -> frozenset[str]:
        """Return the ids of the works that are overdue."""
        today = self.today.isoformat()
        return frozenset(row.id for row in self.works if is_late(row, today))

    def row(self, key: str) -> ProjectRow | None:
        """Return a project by its id."""
        return self.lumps.by_id.get(key)

    def milestones(self, row: ProjectRow) -> tuple[MilestoneLine, ...]:
        """Return a project's milestones, in the order of the stages."""
        if row.id not in self._milestones:
            self.expect((row,))
        return self._milestones[row.id]

    def expect(self, rows: Iterable[ProjectRow]) -> None:
        """Read the milestones of rows that will be asked for, all at once."""
        missing = [row.id for row in rows if row.id not in self._milestones]
        if missing:
            found = self._read(missing) if self._read is not None else {}
            self._milestones.update((key, found.get(key, ())) for key in missing)

    def judged(self, row: ProjectRow) -> Judgement:
        """Return how a project stands today."""
        if row.id not in self._judged:
            due = due_date(row.due_year, row.deadline)
            self._judged[row.id] = judge(self.milestones(row), row.stage, due, self.today)
        return self._judged[row.id]

    def bars(self, row: ProjectRow) -> Bars:
        """Return what a project's row of the timeline shows."""
        if row.id not in self._bars:
            judged = self.judged(row)
            self._bars[row.id] = bars_of(self.milestones(row), row.stage, judged, self.today)
        return self._bars[row.id]

    def searched(self, row: ProjectRow) -> str:
        """Return the words a project is found by: name, street, site, leading units, stage."""
        if row.id not in self._words:
            parts = (row.name, row.street, row.site, row.lead, row.stage)
            self._words[row.id] = "\n".join(part for part in parts if part)
        return self._words[row.id]

    def units(self) -> Mapping[str, int]:
        """Return how many works each leading unit has."""
        found: dict[str, int] = {}
        # Few units lead many works: their names are parted once.
        for names, count in Counter(row.lead for row in self.works if row.lead).items():
            for name in names.split("、"):
                found[name] = found.get(name, 0) + count
        return found


def _without(held: Mapping[str, T], gone: Collection[str]) -> dict[str, T]:
    return {key: value for key, value in held.items() if key not in gone}
