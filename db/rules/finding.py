"""A finding: one thing a person should look at, with every place it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong, by the names that outside scripts rely on."""

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


class Severity(StrEnum):
    """Must be mended; must be mended or explained; good to know."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the plan, with the words that stand there."""

    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is the id of the row it speaks of, `message` one Chinese sentence."""

    kind: FindingKind
    severity: Severity
    message: str
    row: str
    anchors: tuple[Anchor, ...]
