"""One field of many projects at once: what would change in each, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import PROJECT_STAGES, YEAR_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.project_lines import ProjectRow


class BulkField(StrEnum):
    """The fields that can be changed in many projects; each is a column of the record."""

    YEAR_CLASS = "year_class"
    STREET = "street"
    SITE = "site"
    KIND = "kind"
    SCHOOL_STAGE = "school_stage"
    DUE_YEAR = "due_year"
    STAGE = "stage"


CHOICES = {BulkField.YEAR_CLASS: YEAR_CLASSES, BulkField.STAGE: PROJECT_STAGES}
"""The fields that hold one of a few words."""


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What would change in one project: its old words and the new ones."""

    id: str
    name: str
    old: str
    new: str


def value_of(field: BulkField, words: str) -> str | int | None:
    """Return the value that words stand for in a field; empty words empty it.

    Raises:
        ValueError: they are no year, or none of the words that the field knows.
    """
    plain = words.strip()
    if field is BulkField.DUE_YEAR:
        digits = plain.removesuffix("年").strip()
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit() and len(digits) == 4):  # noqa: PLR2004 - a year
            raise ValueError(words)
        return int(digits)
    known = CHOICES.get(field)
    if plain and known is not None and plain not in known:
        raise ValueError(words)
    return plain


def bulk_lines(rows: Iterable[ProjectRow], field: BulkField, words: str) -> tuple[BulkLine, ...]:
    """Return the projects in which a field would change, in their order; ValueError as above."""
    value = value_of(field, words)
    new = "" if value is None else str(value)
    found = []
    for row in rows:
        held = getattr(row, field)
        old = "" if held is None else str(held)
        if old != new:
            found.append(BulkLine(row.id, row.name, old, new))
    return tuple(found)
