"""What the book says of the proof of one row, read at once for a pane or a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.proof import RowRef
from db.model.words import RowKind
from db.queries import proof
from db.rules.signing_off import reason_against, state_of, steps_of

if TYPE_CHECKING:
    from db.model.proof import EvidenceLine, RequirementLine
    from db.model.records import SignOff
    from db.model.work_words import SignOffState, SignOffStep
    from desktop.page import InHand
    from desktop.session import BookSession

CLOSED_KINDS = frozenset({RowKind.TASK, RowKind.MEASURE, RowKind.PROJECT, RowKind.PROBLEM})
"""The kinds of rows that can be closed (销号)."""


@dataclass(frozen=True, slots=True)
class RowProof:
    """A row with its evidence, the pieces it asks for, and its closures, the first one first."""

    ref: RowRef
    name: str
    evidence: tuple[EvidenceLine, ...]
    pieces: tuple[RequirementLine, ...]
    closures: tuple[SignOff, ...]
    own: bool = False
    """Whether the person at work asked for the newest one, and a second person is wanted."""

    @classmethod
    def of(cls, session: BookSession, hand: InHand) -> RowProof | None:
        """Read what proves the row in hand; None for a figure whose row is gone."""
        ref = ref_of(session, hand)
        if ref is None:
            return None
        evidence = session.read(proof.evidence_of, ref.kind, ref.row)
        if not cls.can_close(ref):
            return cls(ref, hand.name, evidence, (), ())
        closures = session.read(proof.sign_offs_of, ref.kind, ref.row)
        return cls(
            ref,
            hand.name,
            evidence,
            session.read(proof.requirement_lines, ref.kind, ref.row),
            closures,
            session.read(
                proof.is_own_request, closures[-1] if closures else None, session.book.actor
            ),
        )

    @staticmethod
    def can_close(ref: RowRef) -> bool:
        """Tell whether a row is of a kind that is closed."""
        return ref.kind in CLOSED_KINDS

    @property
    def last(self) -> SignOff | None:
        """Return the newest closure."""
        return self.closures[-1] if self.closures else None

    @property
    def state(self) -> SignOffState:
        """Return how far it is."""
        return state_of(self.last)

    @property
    def steps(self) -> tuple[SignOffStep, ...]:
        """Return the steps that can be taken next, the usual one first."""
        return steps_of(self.last)

    def reason_against(self, step: SignOffStep) -> str:
        """Return why a step cannot be taken now, empty when it can."""
        missing = [one.words for one in self.pieces if not one.titles]
        proved = bool(self.evidence)
        return reason_against(step, self.last, missing=missing, proved=proved, own=self.own)


def ref_of(session: BookSession, hand: InHand) -> RowRef | None:
    """Return the row in hand as the book knows it: a figure by its place."""
    if hand.kind is not RowKind.INDICATOR or not hand.period:
        return RowRef(hand.kind, hand.id)
    series = next((line.series for line in session.rows() if line.id == hand.id), None)
    return RowRef.of_figure(series, hand.period, hand.unit or None) if series else None
