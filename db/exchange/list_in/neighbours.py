"""What a column of a list means because of another one that stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import squash
from db.exchange.listing import Meaning
from db.exchange.project_facts import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.list_in.columns import Column

UNITS = frozenset({Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE})
_OFFICES = frozenset({"责任股室", "责任科室", "责任处室"})


def offices_told(columns: Sequence[Column]) -> Sequence[Column]:
    """Return the columns with 责任股室 as the office inside a unit, where others name the units."""
    offices = [c for c in columns if c.meaning in UNITS and squash(c.heading) in _OFFICES]
    if not offices or not any(c.meaning in UNITS and c not in offices for c in columns):
        return columns
    return [replace(c, meaning=Meaning.OFFICE) if c in offices else c for c in columns]


def starts_told(columns: Sequence[Column]) -> Sequence[Column]:
    """Return the columns with 开工时间 as what it is of a plan's projects: when they are to begin.

    Where another column says when that was planned, it is when they did begin.
    """
    planned = any(c.meaning is Meaning.PLANNED and c.period == BEGINNING for c in columns)
    meaning = Meaning.PASSED if planned else Meaning.PLANNED
    return [
        replace(c, meaning=meaning, period=BEGINNING) if c.meaning is Meaning.START else c
        for c in columns
    ]
