"""Which rows of the project table are in sight: by filters and chips, lumps and kinds over them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.rules.stages import Phase, phase_of
from desktop.columns import Heading
from desktop.name_search import matcher
from desktop.project_list.kinds import USUAL, totals_of
from desktop.project_list.words import lump_detail, missing_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from db.model.project_lines import ProjectRow
    from desktop.project_list.content import ProjectContent
    from desktop.project_list.kinds import Kind

NO_KIND = "未写性质"
NO_YEAR = "none"
"""The key of the choice of rows without a year."""
LATE = "late"
"""The key of the chip of what is overdue; the others are the phases' own words."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The works of a lump that have no name yet; `places` are those nobody named, None unknown."""

    lump: str
    count: int
    places: str
    stage: str
    depth: int

    @property
    def id(self) -> str:
        """Return what tells the row from every other."""
        return f"unnamed {self.lump}"


Shown = Heading | Unnamed
"""What stands between the works; the works themselves are ProjectRows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters let pass; an empty word lets everything pass."""

    street: str = ""
    kind: str = ""
    year: str = ""
    unit: str = ""
    stage: str = ""
    words: str = ""
    chip: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is held back at all."""
        return any(
            (self.street, self.kind, self.year, self.unit, self.stage, self.words, self.chip)
        )

    @property
    def spoken(self) -> str:
        """Return the filters in words."""
        year = "未写年份" if self.year == NO_YEAR else f"{self.year} 年" if self.year else ""
        chip = "滞后" if self.chip == LATE else self.chip
        parts = (self.words, chip, self.street, self.kind, year, self.unit, self.stage)
        return "、".join(part for part in parts if part)


def kind_of(row: ProjectRow) -> str:
    """Return the word a project is filtered and grouped by."""
    return row.kind or NO_KIND


def passing(content: ProjectContent, wanted: Wanted) -> Callable[[ProjectRow], bool]:
    """Return what tells whether a row passes every filter but the chip."""
    tests: list[Callable[[ProjectRow], object]] = []
    if wanted.street:
        tests.append(lambda row: row.street == wanted.street)
    if wanted.kind:
        tests.append(lambda row: kind_of(row) == wanted.kind)
    if wanted.year:
        year = None if wanted.year == NO_YEAR else int(wanted.year)
        tests.append(lambda row: row.due_year == year)
    if wanted.unit:
        tests.append(lambda row: wanted.unit in row.lead.split("、"))
    if wanted.stage:
        tests.append(lambda row: row.stage == wanted.stage)
    if wanted.words.strip():
        found = matcher(wanted.words, (content.searched(row) for row in content.rows))
        tests.append(lambda row: found(content.searched(row)))
    if not tests:
        return _all_pass
    return lambda row: all(test(row) for test in tests)


@dataclass(slots=True)
class Counts:
    """How many works each chip shows, by its key."""

    all: int = 0
    late: int = 0
    phases: dict[Phase, int] = field(default_factory=lambda: dict.fromkeys(Phase, 0))


def counts_of(content: ProjectContent, wanted: Wanted) -> Counts:
    """Return how many works pass the filters, in all and by chip."""
    passes = passing(content, wanted)
    works = content.works if passes is _all_pass else [row for row in content.works if passes(row)]
    late = content.late
    counts = Counts(len(works), sum(row.id in late for row in works))
    # Many works are in few stages: each is looked at once.
    for (stage, year_class), count in Counter((row.stage, row.year_class) for row in works).items():
        counts.phases[phase_of(stage, year_class)] += count
    return counts


def _all_pass(_row: ProjectRow) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class InSight:
    """The rows to show, and the works among them that passed, in order."""

    rows: tuple[ProjectRow | Shown, ...]
    works: tuple[ProjectRow, ...]


def in_sight(
    content: ProjectContent,
    wanted: Wanted,
    folded: Collection[str],
    staying: Collection[str] = (),
    kinds: Collection[Kind] = USUAL,
) -> InSight:
    """Return the works that pass under their lumps and kinds, less what is folded away.

    `staying` holds ids that remain in sight whatever the filters say. `kinds` are the columns that
    are shown: what a lump has in them is not said behind its name.
    """
    sight = _Sight(content, wanted, folded, staying)
    sight.kinds = kinds
    return sight.made()


def why_nothing(content: ProjectContent, shown: InSight, wanted: Wanted, reading: int) -> str:
    """Return why no rows are shown, empty when there are; `reading` so many are on their way."""
    if reading:
        return f"正在读 {reading} 个项目。"
    if not content.rows:
        return "还没有项目。从一览表导入（Ctrl+I），或按 Ctrl+N 新增。"
    return "" if shown.rows else f"没有符合“{wanted.spoken}”的项目。清除筛选 Esc。"


class _Sight:
    """One way through the tree of projects."""

    def __init__(
        self,
        content: ProjectContent,
        wanted: Wanted,
        folded: Collection[str],
        staying: Collection[str],
    ) -> None:
        self._content = content
        self._wanted = wanted
        self._folded = folded
        self._passes = passing(content, wanted)
        self._staying = staying
        self._works: list[ProjectRow] = []
        self.kinds: Collection[Kind] = USUAL

    def made(self) -> InSight:
        rows: list[ProjectRow | Shown] = []
        for key, block in self._blocks().items():
            if key in self._content.lumps.by_id:
                rows += self._lump(block[0], 0)
            else:
                rows += self._kind(key, block)
        return InSight(tuple(rows), tuple(self._works))

    def _blocks(self) -> Mapping[str, list[ProjectRow]]:
        """Return lumps by their id, other rows by their kind, in the order of the plan."""
        found: dict[str, list[ProjectRow]] = {}
        lumps = self._content.lumps
        for row in lumps.top():
            key = row.id if lumps.is_lump(row) else f"kind {kind_of(row)}"
            found.setdefault(key, []).append(row)
        return found

    def _is_in(self, row: ProjectRow) -> bool:
        """Tell whether a work is to be seen."""
        if row.id in self._staying:
            return True
        chip = self._wanted.chip
        if chip == LATE and row.id not in self._content.late:
            return False
        if chip in set(Phase) and phase_of(row.stage, row.year_class) != chip:
            return False
        return self._passes(row)

    def _kind(self, key: str, block: list[ProjectRow]) -> Iterator[ProjectRow | Shown]:
        plain = self._passes is _all_pass and not self._wanted.chip
        chosen = block if plain else [row for row in block if self._is_in(row)]
        self._works += chosen
        if not chosen:
            return
        is_open = key not in self._folded
        yield Heading(key, key.removeprefix("kind "), f"{len(chosen)} 个", is_open)
        if is_open:
            yield from chosen

    def _lump(self, lump: ProjectRow, depth: int) -> Iterator[ProjectRow | Shown]:
        lumps = self._content.lumps
        below: list[ProjectRow | Shown] = []
        for part in lumps.parts(lump.id):
            if lumps.is_lump(part):
                below += self._lump(part, depth + 1)
            elif self._is_in(part):
                below.append(part)
                self._works.append(part)
        sums = lumps.sums(lump)
        plain = not self._wanted.chip and self._passes(lump)
        if sums.unnamed and plain:
            missing = sums.places.missing if sums.places.printed is not None else None
            if sums.places.named is None:
                missing = sums.places.printed
            places = f"{missing:f}" if missing is not None and missing > 0 else ""
            below.append(Unnamed(lump.id, sums.unnamed, places, lump.stage, depth + 1))
        if not (below or plain or lump.id in self._staying):
            return
        is_open = lump.id not in self._folded
        totals = totals_of(lump, self.kinds)
        told = {"timeline": missing_words(sums), **totals}
        detail = lump_detail(lump, without=frozenset(totals))
        yield Heading(lump.id, lump.name, detail, is_open, told, depth)
        if is_open:
            yield from below
