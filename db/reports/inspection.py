"""迎检材料包 as data: numbered folders of indicators, tasks, projects, revisions, with proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, RowKind
from db.model.work_words import EvidenceKind, SignOffState
from db.rules.evidence_files import size_words
from db.rules.periods import on_paper
from db.rules.revision_words import counts_words, number_words
from db.rules.signing_off import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db.model.amount import Amount
    from db.model.lines import IndicatorLine, PlanLine, ProjectLine, TaskLine, UnitShare
    from db.model.proof import EvidenceLine, NamedRow, Proof, RowRef
    from db.model.records import SignOff
    from db.model.revised import RevisionEntry


@dataclass(frozen=True, slots=True)
class PackItem:
    """A piece in a folder: its number (01.2), its title, what of the row it proves.

    `evidence` is its id where it is a file, which ends in `ending`; a paper has a `reference` and
    a `location` instead.
    """

    number: str
    title: str
    kind: EvidenceKind
    proves: str
    evidence: str = ""
    ending: str = ""
    size: str = ""
    reference: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class PackFolder:
    """An indicator, task or project: its number (01), target, how it stands, who answers for it.

    `missing` are listed pieces that no evidence is, each with the part of the row that asks.
    """

    number: str
    part: str
    name: str
    target: str
    reached: str
    units: str
    items: tuple[PackItem, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing proves it, so that it needs no folder of its own."""
        return not self.items and not self.missing


@dataclass(frozen=True, slots=True)
class Pack:
    """All folders of a plan, in its order; `period` is the one whose figures are told."""

    title: str
    period: str
    folders: tuple[PackFolder, ...]

    @property
    def files(self) -> int:
        """Return how many files are laid down."""
        return sum(bool(item.evidence) for one in self.folders for item in one.items)


@dataclass(slots=True)
class _Held:
    """What was found for one folder: evidence by its id, with all it proves there."""

    evidence: dict[str, EvidenceLine] = field(default_factory=dict)
    proves: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    closure: SignOff | None = None


@dataclass(frozen=True, slots=True)
class PlanRows:
    """A plan with its rows, promises among the indicators, and its revisions, each in order."""

    plan: PlanLine
    rows: Sequence[IndicatorLine]
    tasks: Sequence[TaskLine]
    projects: Sequence[ProjectLine]
    revisions: Sequence[RevisionEntry] = ()

    @property
    def with_folders(self) -> tuple[IndicatorLine | TaskLine | ProjectLine, ...]:
        """Return the rows that have a number and may have a folder."""
        indicators = (line for line in self.rows if line.task is None)
        return (*indicators, *self.tasks, *self.projects)


def pack_of(told: PlanRows, proof: Proof, period: str) -> Pack:
    """Sort what proves a plan into numbered folders: indicators, tasks, projects, revisions.

    What proves a commitment or a measure lies with its task. Every row has its number, whether
    anything proves it or not, so that numbers stay when evidence is added.
    """
    rows = told.with_folders
    width = max(2, len(str(len(rows) + len(told.revisions))))
    held = _Sorting(told, proof).sorted()
    folders = [
        _folder(f"{place:0{width}d}", row, held.get(row.id, _Held()), period)
        for place, row in enumerate(rows, start=1)
    ]
    folders += [
        _revision_folder(f"{place:0{width}d}", entry, held.get(entry.id, _Held()))
        for place, entry in enumerate(told.revisions, start=len(rows) + 1)
    ]
    return Pack(told.plan.title, period, tuple(folders))


class _Sorting:
    """Finds what belongs to each row that has a folder."""

    def __init__(self, told: PlanRows, proof: Proof) -> None:
        self._plan = told.plan.id
        self._proof = proof
        self._within = {line.id: line.task for line in told.rows if line.task is not None}
        self._within |= {measure.id: task.id for task in told.tasks for measure in task.measures}
        self._found: dict[str, _Held] = {}

    def sorted(self) -> dict[str, _Held]:
        """Return what was found, by the id of the row with the folder."""
        # The oldest first: a new piece comes behind those that have their numbers.
        for line in reversed(self._proof.evidence):
            for link in line.links:
                for held, named in self._places(link.ref):
                    _take(held, line, self._proves(named, link.fulfils))
        for piece in self._proof.requirements:
            for held, named in self._places(piece.ref) if not piece.titles else ():
                part = self._part(named)
                held.missing.append(f"{part}：{piece.words}" if part else piece.words)
        for closure in self._proof.sign_offs:
            if closure.last and closure.row.plan == self._plan:
                # That of a measure or a problem says nothing of the whole row.
                self._found.setdefault(closure.record.row, _Held()).closure = closure.record
        return self._found

    def _places(self, ref: RowRef) -> Iterator[tuple[_Held, NamedRow]]:
        for named in self._proof.names.get(ref, ()):
            if named.plan == self._plan:
                owner = self._within.get(named.owner) or named.owner
                yield self._found.setdefault(owner, _Held()), named

    def _proves(self, named: NamedRow, fulfils: str) -> str:
        return "，".join(words for words in (self._part(named), fulfils) if words)

    def _part(self, named: NamedRow) -> str:
        """Return which part of a folder's row is meant, empty for the row itself."""
        kind = named.ref.kind
        if kind is RowKind.ACTUAL:
            # Of an indicator's own figure only the period is said.
            name = named.name if named.owner in self._within else ""
            said = (name, on_paper(named.period), named.detail)
            return " ".join(part for part in said if part) + "的数"
        if kind is RowKind.PROGRESS:
            return f"{on_paper(named.period)}进展"
        if kind in {RowKind.MEASURE, RowKind.PROBLEM}:
            word = "举措" if kind is RowKind.MEASURE else "问题"
            return f"{word}“{named.name}”"
        return named.name if named.owner in self._within else ""


def _take(held: _Held, line: EvidenceLine, said: str) -> None:
    held.evidence[line.id] = line
    words = held.proves.setdefault(line.id, [])
    if said and said not in words:
        words.append(said)


def _folder(
    number: str, row: IndicatorLine | TaskLine | ProjectLine, held: _Held, period: str
) -> PackFolder:
    part, name, target, reached = _told(row, period)
    closure = state_of(held.closure)
    if closure is not SignOffState.OPEN:
        reached = "，".join(words for words in (reached, closure) if words)
    return PackFolder(
        number,
        part,
        name,
        target,
        reached,
        _units(row.units),
        tuple(_items(number, held)),
        tuple(held.missing),
    )


def _revision_folder(number: str, entry: RevisionEntry, held: _Held) -> PackFolder:
    name = f"{number_words(entry)} {entry.title}"
    done = counts_words(entry.lines)
    return PackFolder(
        number, "目标调整", name, entry.decided_on, done, "", tuple(_items(number, held))
    )


def _told(row: IndicatorLine | TaskLine | ProjectLine, period: str) -> tuple[str, str, str, str]:
    """Return part, name, target and how far a row is."""
    # Imported for the question only; lines of the three kinds have nothing in common.
    from db.model.lines import IndicatorLine, TaskLine  # noqa: PLC0415 - as said

    if isinstance(row, IndicatorLine):
        promised = row.targets[-1] if row.targets else None
        year = f"（{promised.year}年）" if promised is not None and promised.year else ""
        target = f"{_words(promised.amount, row.unit)}{year}" if promised is not None else ""
        actual = row.actuals.get(period)
        if actual is None:
            return "指标", row.name, target, "未填"
        return "指标", row.name, target, f"{_words(actual.amount, row.unit)}（{on_paper(period)}）"
    if isinstance(row, TaskLine):
        name = f"任务{row.number} {row.title}" if row.number else row.title
        return "任务", name, row.deadline, row.status
    return "项目", row.name, str(row.due_year or ""), row.stage or "未填"


def _words(amount: Amount, unit: str) -> str:
    """Return a figure with its unit, as it was given."""
    if amount.answer is not None:
        return ANSWER_WORDS[amount.answer]
    return amount.text if not unit or unit in amount.text else f"{amount.text}{unit}"


def _units(shares: Iterable[UnitShare]) -> str:
    return "、".join(share.name for share in shares)


def _items(number: str, held: _Held) -> Iterator[PackItem]:
    for place, line in enumerate(held.evidence.values(), start=1):
        reference = "，".join(part for part in (line.document_number, line.page) if part)
        yield PackItem(
            number=f"{number}.{place}",
            title=line.title,
            kind=line.kind,
            proves="；".join(held.proves[line.id]),
            evidence=line.id if line.sha256 else "",
            ending=PurePath(line.file).suffix,
            size=size_words(line.size) if line.size is not None else "",
            reference=reference,
            location=line.location,
        )
