"""Responsible units in one cell: split into names, and told apart as lead and co-units."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.list_in.plain_words import is_placeholder, tidy, visible
from db.exchange.listing import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATORS = frozenset("、,，;；/／\n\r|｜")
_OPEN, _CLOSED = "（(【[〔", "）)】]〕"
# 牵头：A；配合：B、C – and the same with the words after the names: A（牵头）、B.
_LEAD_WORDS = r"牵头(?:责任)?(?:单位|部门|科室|股室)?|主办单位|主办|主责单位|责任单位"
_CO_WORDS = r"配合(?:责任)?(?:单位|部门|科室|股室)?|协办单位|协办|参与单位|协同单位"
HEADED = re.compile(rf"(?P<lead>{_LEAD_WORDS})\s*[:：]|(?P<co>{_CO_WORDS})\s*[:：]")
"""What stands before the names of one role in a cell that tells them apart."""

_MARKED = re.compile(
    r"[（(]\s*(?:(?P<lead>牵头(?:单位)?|主办)|(?P<co>配合(?:单位)?|协办|参与))\s*[)）]$"
)
_ENDED = re.compile(r"(?:(?P<lead>牵头)|(?P<co>配合))$")


class Responsible(NamedTuple):
    """Lead units and co-units of a row, each once, in their order."""

    leads: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()


class NamedUnit(NamedTuple):
    """A unit as it stands in a cell; `lead` is None where nothing says what it is."""

    name: str
    lead: bool | None


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a cell; separators inside brackets belong to the name."""
    names: list[str] = []
    depth = 0
    name = ""
    for sign in visible(text):
        if sign in _SEPARATORS and depth == 0:
            names.append(name)
            name = ""
            continue
        depth += (sign in _OPEN) - (sign in _CLOSED and depth > 0)
        name += sign
    tidied = (tidy(name).rstrip("。.").strip() for name in (*names, name))
    return tuple(name for name in tidied if name and not is_placeholder(name))


def read_responsible(cells: Iterable[tuple[Meaning, str]]) -> Responsible:
    """Return who leads and who helps, from the cells of 牵头, 配合 and 责任单位 columns.

    Of a cell that stands alone and says nothing else, the first unit leads and the others help.
    """
    given = list(cells)
    meanings = {meaning for meaning, _ in given}
    leads: list[str] = []
    co_units: list[str] = []
    for meaning, text in given:
        marked = named_units(text)
        said = any(one.lead is not None for one in marked)
        for position, one in enumerate(marked):
            lead = one.lead
            if lead is None:
                lead = not said and _leads(meaning, meanings, position)
            (leads if lead else co_units).append(one.name)
    first = tuple(dict.fromkeys(leads))
    return Responsible(first, tuple(name for name in dict.fromkeys(co_units) if name not in first))


def _leads(meaning: Meaning, meanings: set[Meaning], position: int) -> bool:
    """Tell whether an unmarked unit leads, from the column it stands in."""
    if meaning is not Meaning.RESPONSIBLE:
        return meaning is Meaning.LEAD
    if Meaning.LEAD in meanings:
        return False
    return position == 0 or Meaning.CO in meanings


@lru_cache(maxsize=4096)
def named_units(text: str) -> tuple[NamedUnit, ...]:
    """Return the names of a cell with what the cell itself says of each."""
    shown = visible(text)
    headings = list(HEADED.finditer(shown))
    if not headings:
        return tuple(_unmarked(name) for name in split_names(shown))
    result = [_unmarked(name) for name in split_names(shown[: headings[0].start()])]
    ends = [heading.start() for heading in headings[1:]] + [len(shown)]
    for heading, end in zip(headings, ends, strict=True):
        lead = heading["lead"] is not None
        result += [NamedUnit(name, lead) for name in split_names(shown[heading.end() : end])]
    return tuple(result)


def _unmarked(name: str) -> NamedUnit:
    """Return a name without the 牵头 or 配合 that stands after it."""
    mark = _MARKED.search(name) or _ENDED.search(name)
    if mark is None or mark.start() == 0:
        return NamedUnit(name, None)
    return NamedUnit(name[: mark.start()].strip(), mark["lead"] is not None)
