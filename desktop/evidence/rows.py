"""The rows of the page: evidence, missing pieces, closures; which of them a chip lets pass."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.work_words import EvidenceKind, SignOffState
from db.queries import proof
from db.rules.signing_off import state_of
from desktop.name_search import matcher
from desktop.proof.words import reference_words, row_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from db.model.proof import EvidenceLine, NamedRow, RequirementLine, RowRef, SignOffLine
    from db.model.records import SignOff
    from desktop.session import BookSession


class View(StrEnum):
    """What the page lists."""

    EVIDENCE = "佐证"
    CLOSURES = "销号"


class Pile(StrEnum):
    """What a chip of the page lets pass."""

    ALL = "全部"
    FILES = "文件"
    PHOTOS = "照片"
    PAPERS = "纸质"
    LOOSE = "未关联"
    MISSING = "缺件"


_KINDS = {
    Pile.FILES: EvidenceKind.FILE,
    Pile.PHOTOS: EvidenceKind.PHOTO,
    Pile.PAPERS: EvidenceKind.PAPER,
}

STATES = (
    SignOffState.REQUESTED,
    SignOffState.VERIFIED,
    SignOffState.CLOSED,
    SignOffState.REFUSED,
    SignOffState.REOPENED,
    SignOffState.OPEN,
)
"""The states of closures that are listed, those that wait for somebody first."""


@dataclass(frozen=True, slots=True)
class ProvedRow:
    """A row that a piece of evidence proves, with what of its list the piece is."""

    named: NamedRow
    fulfils: str = ""

    @property
    def words(self) -> str:
        """Return it in one line."""
        said = row_words(self.named)
        return f"{said}：{self.fulfils}" if self.fulfils else said


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence with the rows it proves that still are."""

    line: EvidenceLine
    proves: tuple[ProvedRow, ...]

    @property
    def key(self) -> str:
        """Return what tells it from every other row."""
        return self.line.id

    @property
    def words(self) -> str:
        """Return what is searched."""
        proves = " ".join(one.words for one in self.proves)
        return f"{self.line.title} {self.line.file} {reference_words(self.line)} {proves}"


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A listed piece that no evidence is, and the row that asks for it."""

    piece: RequirementLine
    named: NamedRow

    @property
    def key(self) -> str:
        """Return what tells it from every other row."""
        return self.piece.id

    @property
    def words(self) -> str:
        """Return what is searched."""
        return f"{self.piece.words} {row_words(self.named)}"


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """A closure of a row: its newest one, or an earlier one; of an open problem there is none."""

    named: NamedRow
    record: SignOff | None
    last: bool = True

    @property
    def key(self) -> str:
        """Return what tells it from every other row."""
        return self.record.id if self.record is not None else self.named.ref.row

    @property
    def state(self) -> SignOffState:
        """Return how far it is."""
        return state_of(self.record)

    @property
    def words(self) -> str:
        """Return what is searched."""
        return row_words(self.named)


Row = EvidenceRow | MissingRow | ClosureRow


def key_of(row: Row) -> str:
    """Return what tells a row from every other."""
    return row.key


class Listed:
    """All rows of the plan in sight, read at once; evidence of no plan is among them."""

    def __init__(self, session: BookSession) -> None:
        plan = session.plan
        self._plan = plan.id if plan is not None else ""
        told = session.read(proof.all_proof)
        names = told.names
        self.evidence = tuple(
            row for line in told.evidence if (row := self._evidence_row(line, names)) is not None
        )
        self.missing = tuple(
            MissingRow(piece, named)
            for piece in told.requirements
            if not piece.titles
            for named in self._here(names, piece.ref)
        )
        order = {state: place for place, state in enumerate(STATES)}
        closures = [*self._closures(told.sign_offs), *self._problems(session, told.sign_offs)]
        self.closures = tuple(sorted(closures, key=lambda row: order[row.state]))

    def _closures(self, lines: Sequence[SignOffLine]) -> Iterator[ClosureRow]:
        for line in lines:
            if line.row.plan == self._plan:
                yield ClosureRow(line.row, line.record, line.last)

    def _problems(self, session: BookSession, lines: Sequence[SignOffLine]) -> Iterator[ClosureRow]:
        """Yield the open problems for which nobody has asked yet: no page has a row for them."""
        known = {line.row.ref for line in lines}
        for named in session.read(proof.open_problems, self._plan):
            if named.ref not in known:
                yield ClosureRow(named, None)

    def _evidence_row(
        self, line: EvidenceLine, names: Mapping[RowRef, tuple[NamedRow, ...]]
    ) -> EvidenceRow | None:
        """Return the row of a piece, None for one that proves rows of other plans only."""
        everywhere = [named for link in line.links for named in names.get(link.ref, ())]
        here = tuple(
            ProvedRow(named, link.fulfils)
            for link in line.links
            for named in self._here(names, link.ref)
        )
        return EvidenceRow(line, here) if here or not everywhere else None

    def _here(
        self, names: Mapping[RowRef, tuple[NamedRow, ...]], ref: RowRef
    ) -> tuple[NamedRow, ...]:
        return tuple(named for named in names.get(ref, ()) if named.plan == self._plan)

    def counts(self) -> dict[Pile, int]:
        """Return how many rows each chip of the evidence lets pass."""
        return {pile: len(self.of(pile)) for pile in Pile}

    def of(self, pile: Pile) -> tuple[EvidenceRow | MissingRow, ...]:
        """Return the rows that a chip lets pass."""
        if pile is Pile.MISSING:
            return self.missing
        if pile is Pile.LOOSE:
            return tuple(row for row in self.evidence if not row.proves)
        kind = _KINDS.get(pile)
        return tuple(row for row in self.evidence if kind is None or row.line.kind is kind)

    def closed(self, state: str) -> tuple[ClosureRow, ...]:
        """Return the closures in a state, or (an empty one) all of them."""
        return tuple(row for row in self.closures if not state or row.state == state)


def searched(rows: Sequence[Row], words: str) -> tuple[Row, ...]:
    """Return the rows that are meant by words, or by the initials of their pinyin."""
    if not words.strip():
        return tuple(rows)
    names = [row.words for row in rows]
    wanted = [matcher(part, names) for part in words.split()]
    return tuple(row for row in rows if all(meant(row.words) for meant in wanted))


def waiting(session: BookSession) -> int:
    """Return how many closures wait for somebody: the number beside the page's entry."""
    plan = session.plan
    return session.read(proof.closures_waiting, plan.id) if plan is not None else 0


def is_commitment(session: BookSession, row: str) -> bool:
    """Tell whether an indicator's id is that of a task's 量化目标."""
    return any(line.id == row and line.task is not None for line in session.rows())
