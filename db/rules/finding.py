"""A finding: one thing a person should look at, with every place it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from db.model.words import Severity

if TYPE_CHECKING:
    from db.model.records import Explanation


__all__ = ["BETWEEN", "Anchor", "Finding", "FindingKind", "OtherCell", "Severity"]


BETWEEN = "；"
"""What stands between the figures that an explanation was given for."""


class FindingKind(StrEnum):
    """What is wrong, by the names that outside scripts rely on: the plan's, then the figures'."""

    TABLE_VS_TEXT = "table-vs-text"
    TARGET_BELOW_BASELINE = "target-below-baseline"
    INTERIM_BELOW_BASELINE = "interim-below-baseline"
    SUM_MISMATCH = "sum-mismatch"
    PART_EXCEEDS_WHOLE = "part-exceeds-whole"
    PERCENT_OVER_100 = "percent-over-100"
    DAMAGED_NUMBER = "damaged-number"
    DATE_DAMAGED = "date-damaged"
    DUPLICATE_NUMBER = "duplicate-number"
    UNIT_MISSING = "unit-missing"
    REPEATED_SENTENCE = "repeated-sentence"
    OTHER = "other"
    NEGATIVE = "negative"
    NOT_WHOLE = "not-whole"
    SHARE_ORDER = "share-order"
    CUMULATIVE_FALLS = "cumulative-falls"
    BELOW_LAST = "below-last"
    UNIT_SLIP = "unit-slip"
    JUMP = "jump"
    SWAPPED = "swapped"
    BEYOND_TARGET = "beyond-target"
    AS_TARGET = "as-target"
    SAME_AS_LAST = "same-as-last"
    DECIMALS = "decimals"
    PROVISIONAL = "provisional"
    PRINTED_VS_COMPUTED = "printed-vs-computed"
    ANSWER_UNEXPLAINED = "answer-unexplained"


class Anchor(NamedTuple):
    """A place in the plan or in the figures, with the words that stand there."""

    quote: str
    place: str


class OtherCell(NamedTuple):
    """A cell that a finding speaks of beside its own: its indicator, series and period."""

    row: str
    series: str
    period: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is the id of the row it speaks of, `message` one Chinese sentence.

    A finding about figures also has its cell: `period` (empty where it has none), `unit` (None for
    the county), and `others`, the cells it compares with. An explanation is kept under `rule` (the
    check's name), `subject` (the series, so that every plan on it knows; else the row), period and
    unit, for these `figures` only; `lapsed` are the words of one given for other figures, `earlier`
    the one that the same check was given for the row's last period before.
    """

    kind: FindingKind
    severity: Severity
    message: str
    row: str
    anchors: tuple[Anchor, ...]
    period: str = ""
    unit: str | None = None
    subject: str = ""
    check: str = ""
    others: tuple[OtherCell, ...] = ()
    explanation: Explanation | None = None
    lapsed: str = ""
    earlier: Explanation | None = None

    @property
    def rule(self) -> str:
        """Return the name of the check that found it."""
        return self.check or self.kind.value

    @property
    def figures(self) -> str:
        """Return the words of the figures it speaks of, as an explanation keeps them."""
        return BETWEEN.join(anchor.quote for anchor in self.anchors)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to mend or explain it."""
        return self.severity is not Severity.NOTE and self.explanation is None
