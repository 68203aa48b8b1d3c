"""A cell of responsible units: what it says of them, and what is written there as around it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.list_in.plain_words import is_placeholder, visible
from db.exchange.list_in.unit_names import HEADED, Responsible, named_units
from db.exchange.listing import Meaning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from db.exchange.held_rows import HeldRow
    from db.exchange.held_units import UnitNames

UNITS = frozenset({Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE})
"""The columns that name units."""

_APART = re.compile(r"[、,，;；/／|｜\r\n]\s*")
_BEFORE_A_HEADING = re.compile(r"[、,，;；。.\s]*$")
_MARK = re.compile(
    r"[（(]\s*(?:牵头(?:单位)?|主办|配合(?:单位)?|协办|参与)\s*[)）]$|(?:牵头|配合)$"
)
_USUAL = "、"
_USUAL_MARKS = {True: "（牵头）", False: "（配合）"}
_USUAL_HEADINGS = {True: "牵头单位：", False: "配合单位："}
_BETWEEN_GROUPS = "；"


class Said(NamedTuple):
    """What a cell says: units by the book's names, in order, and whether it tells them apart.

    Where it does, the leading ones stand before the others, as they are read.
    """

    units: Responsible
    told: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Return all units in order."""
        return (*self.units.leads, *self.units.co_units)


class UnitCells:
    """Cells of units of one table: how its office spells which unit."""

    def __init__(self, names: UnitNames, texts: Iterable[str]) -> None:
        """Take in the `texts` of all such cells."""
        self._names = names
        self._spelled: dict[str, str] = {}
        for text in texts:
            for known, spelled in self._spellings(text).items():
                self._spelled.setdefault(known, spelled)

    def said(self, text: str) -> Said:
        """Return what a cell says of units."""
        named = [] if is_placeholder(text) else named_units(text)
        told = any(one.lead is not None for one in named)
        leads = self._names.known(one.name for one in named if one.lead)
        others = self._names.known(one.name for one in named if not one.lead)
        return Said(Responsible(leads, tuple(one for one in others if one not in leads)), told)

    def words(self, wanted: Responsible, text: str, like: str, kept: Collection[str]) -> str:
        """Return how these units are written where `text` stands, spelled as such cells are.

        Where the cell is blank it is written as `like`; `kept` are units that stay where the cell
        has them. Empty where no way to write it would be read as the same.
        """
        before = tuple(one for one in self.said(text).all if one in kept)
        units = Responsible((*before, *wanted.leads), wanted.co_units) if before else wanted
        spelled = self._spelled | self._spellings(text)
        pattern = text if self.said(text).all else like
        for words in _written(units, pattern, spelled):
            if is_same(self.said(words), units):
                return words
        return ""

    def _spellings(self, text: str) -> dict[str, str]:
        """Return the units that a cell names one by one, by the book's name of each."""
        found: dict[str, str] = {}
        for one in [] if is_placeholder(text) else named_units(text):
            known = self._names.known([one.name])
            if len(known) == 1 and self._names.of(one.name):
                found.setdefault(known[0], one.name)
        return found


def wanted_units(
    held: HeldRow, meaning: Meaning, beside: Collection[Meaning]
) -> Responsible | None:
    """Return what the book holds for a column of units, `beside` the columns that its table has.

    None where two columns may hold the same units and nothing tells which of them does.
    """
    if meaning is Meaning.LEAD:
        return Responsible(held.leads)
    if set(beside) >= UNITS:
        return None
    if meaning is Meaning.CO or Meaning.LEAD in beside:
        return Responsible((), held.co_units)
    return Responsible(held.leads, () if Meaning.CO in beside else held.co_units)


def is_same(said: Said, wanted: Responsible, kept: Collection[str] = ()) -> bool:
    """Tell whether a cell says that already; one that does not tell roles apart says the order.

    Units that are `kept` may stand there or not.
    """
    if said.told:
        leads = tuple(one for one in said.units.leads if one not in kept)
        return said.units._replace(leads=leads) == wanted
    named = tuple(one for one in said.all if one not in kept)
    return named == (*wanted.leads, *wanted.co_units)


def _written(units: Responsible, pattern: str, spelled: Mapping[str, str]) -> Iterator[str]:
    """Yield ways to write units, the one most like `pattern` first."""
    leads = [spelled.get(one, one) for one in units.leads]
    others = [spelled.get(one, one) for one in units.co_units]
    apart = _separator(pattern)
    headings = list(HEADED.finditer(visible(pattern)))
    if headings:
        yield _headed(leads, others, visible(pattern), headings)
    elif any(one.lead is not None for one in named_units(pattern)):
        yield _marked(leads, others, visible(pattern), apart)
    else:
        yield apart.join((*leads, *others))
    yield _BETWEEN_GROUPS.join(
        _USUAL_HEADINGS[lead] + _USUAL.join(names)
        for lead, names in ((True, leads), (False, others))
        if names
    )


def _separator(pattern: str) -> str:
    """Return what stands between the names of a cell; the usual sign where there is only one."""
    shown = HEADED.sub("", visible(pattern))
    names = [one.name for one in named_units(shown)]
    for name, after in pairwise(names):
        end = shown.find(name) + len(name)
        between = shown[end : shown.find(after, end)]
        found = _APART.search(between)
        if found:
            return found[0]
    return _USUAL


def _headed(
    leads: list[str], others: list[str], pattern: str, headings: list[re.Match[str]]
) -> str:
    """Return units behind headings like those of a cell: 牵头：A；配合：B、C."""
    words = dict(_USUAL_HEADINGS)
    between, apart = _BETWEEN_GROUPS, ""
    ends = [one.start() for one in headings[1:]] + [len(pattern)]
    order = []
    for number, (heading, end) in enumerate(zip(headings, ends, strict=True)):
        lead = heading["lead"] is not None
        order.append(lead)
        # The blanks behind a heading belong to how it is written.
        behind = pattern[heading.end() : end]
        words[lead] = heading[0] + behind[: len(behind) - len(behind.lstrip(" "))]
        apart = apart or ("" if len(named_units(behind)) < 2 else _separator(behind))  # noqa: PLR2004
        if number + 1 < len(headings):
            between = (_BEFORE_A_HEADING.search(behind) or [between])[0] or between
    names = {True: leads, False: others}
    given = dict.fromkeys((*order, True, False))
    return between.join(
        words[lead] + (apart or _USUAL).join(names[lead]) for lead in given if names[lead]
    )


def _marked(leads: list[str], others: list[str], pattern: str, apart: str) -> str:
    """Return units with the marks that those of a cell bear: A（牵头）、B（配合）."""
    marks = {True: "", False: ""}
    for name, one in zip(_APART.split(pattern), named_units(pattern), strict=False):
        mark = _MARK.search(name.strip())
        if one.lead is not None and mark and not marks[one.lead]:
            marks[one.lead] = mark[0]
    if not any(marks.values()):
        marks = _USUAL_MARKS
    return apart.join([one + marks[True] for one in leads] + [one + marks[False] for one in others])
