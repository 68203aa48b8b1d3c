"""Knowing a form again: its shape, and the decisions about its rows as they are remembered."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import squash
from db.exchange.listing import Meaning
from db.rules.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.exchange.listing import ListReading, RowReading
    from db.exchange.matching import Decisions

# Next year's form has another year in its headings and is still the same form.
_DIGITS = re.compile(r"[0-9]+")

_Key = tuple[str, str, str]


def shape_of(reading: ListReading) -> str:
    """Return what forms of the same sheets and headings have in common."""
    sheets = [
        [_yearless(table.sheet), table.kind, *(_yearless(one.heading) for one in table.columns)]
        for table in reading.tables
    ]
    return hashlib.sha256(json.dumps(sheets, ensure_ascii=False).encode()).hexdigest()


def setting_for(shape: str) -> str:
    """Return the name of the setting that holds the decisions about forms of that shape."""
    return f"form:{shape}"


def remembered(value: str, reading: ListReading, plan: str) -> dict[tuple[str, int], str | None]:
    """Return the decisions that were kept in a setting, for the rows of a form at hand.

    A row is known by sheet, name and group wherever it stands now; of several alike, by its place.
    """
    rows = list(_rows(reading))
    alike = Counter(key for key, _, _ in rows)
    found = {}
    for entry in json.loads(value or "[]"):
        if entry["plan"] != plan:
            continue
        for key, sheet, row in rows:
            same_place = alike[key] == 1 or row.row == entry["row"]
            if [*key] == entry["key"] and same_place:
                found[sheet, row.row] = entry["id"]
    return found


def with_decisions(value: str, reading: ListReading, plan: str, decisions: Decisions) -> str:
    """Return the setting's value with these decisions in it, newer ones in place of older."""
    entries: dict[tuple[str, ...], Mapping[str, object]] = {
        (entry["plan"], *entry["key"], str(entry["row"])): entry
        for entry in json.loads(value or "[]")
    }
    for key, sheet, row in _rows(reading):
        if (sheet, row.row) in decisions:
            entry = {
                "plan": plan,
                "key": list(key),
                "row": row.row,
                "id": decisions[sheet, row.row],
            }
            entries[(plan, *key, str(row.row))] = entry
    ordered = [entries[key] for key in sorted(entries)]
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))


def _rows(reading: ListReading) -> Iterator[tuple[_Key, str, RowReading]]:
    """Yield the rows that can be decided about, with what they are known by and their sheet."""
    for table in reading.tables:
        for row in table.rows:
            group = row.words.get(Meaning.CATEGORY) or row.words.get(Meaning.SECTION)
            key = (_yearless(table.sheet), folded(row.name), folded(group.words) if group else "")
            yield key, table.sheet, row


def _yearless(words: str) -> str:
    return _DIGITS.sub("#", squash(words))
