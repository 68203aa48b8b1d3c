"""What is shown of proof: evidence and what it stands for, lists of it, sign-offs, their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.words import RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.model.records import SignOff
    from db.model.work_words import EvidenceKind


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row that can be proved, by its kind and id.

    That of a figure is its place (series, period, unit) and no id: a figure that is cleared and
    typed again, or is worked out, keeps its evidence, and several plans may share it.
    """

    kind: RowKind
    row: str

    @classmethod
    def of_figure(cls, series: str, period: str, unit: str | None = None) -> RowRef:
        """Return the place of a figure: of a unit, or (None) of the whole county."""
        return cls(RowKind.ACTUAL, f"{series} {period} {unit or ''}")

    @property
    def figure(self) -> tuple[str, str, str | None]:
        """Return series, period and unit of a figure's place; ValueError for other rows."""
        series, period, unit = self.row.split(" ")
        return series, period, unit or None


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row that is proved or signed off, as it is called.

    `detail` says what it belongs to (the task of a measure, the unit of a figure); `plan` is an
    id. A figure that several plans share is named once for each.
    """

    ref: RowRef
    name: str
    plan: str
    period: str = ""
    detail: str = ""
    owner: str = ""
    """The id of the row that a page shows for it: a figure's indicator, a problem's task."""
    owner_kind: RowKind | None = None


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A row that a piece of evidence proves; `fulfils` are the words of the listed piece."""

    id: str
    ref: RowRef
    fulfils: str = ""
    requirement: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence. `size` is in bytes; `added_at` an ISO time; days are ISO days."""

    id: str
    kind: EvidenceKind
    title: str
    file: str
    sha256: str
    size: int | None
    document_number: str
    page: str
    location: str
    issued_on: str
    note: str
    added_at: str
    who: str
    links: tuple[LinkLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A piece that closing a row asks for, and the titles of the evidence that is it."""

    id: str
    ref: RowRef
    words: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOffLine:
    """A closure of a row, with the row as it is called; `last` when none came after it."""

    record: SignOff
    row: NamedRow
    last: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """All that the book says of proof, and what the rows are called that it speaks of."""

    evidence: tuple[EvidenceLine, ...]
    requirements: tuple[RequirementLine, ...]
    names: Mapping[RowRef, tuple[NamedRow, ...]]
    sign_offs: tuple[SignOffLine, ...]
