"""The name of a row taken apart: its number, 其中, its indent, and the unit in its brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from db.exchange.list_in.plain_words import LONGEST_REMEMBERED, indent_of, squash, tidy
from db.rules.measures import WIDTHS, is_unit, measure_of

_SAME_LENGTH = {code: sign for code, sign in WIDTHS.items() if sign is not None}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = re.compile(
    r"(?P<plain>\d{1,3})(?:[.、)](?!\d)|\s+(?=\D))\s*"
    r"|\((?P<bracketed>\d{1,3}|[一二三四五六七八九十]{1,3})\)[.、]?\s*"
    rf"|(?P<circled>[{_CIRCLED}])[.、]?\s*"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3})、\s*"
)
_AMONG = re.compile(r"其\s*中\s*(?:[:,、]\s*|\s+|(?=\S{2}))")
_AMONG_ALONE = re.compile(r"其\s*中\s*[:]?")
_BRACKETED_UNIT = re.compile(r"(?P<name>.*\S)\s*\(\s*(?:单位:)?(?P<unit>[^()]+?)\s*\)?", re.DOTALL)
_ENDINGS = frozenset("）)%％")
_LOOSE_PERCENT = re.compile(r"(?P<name>.*[^\s\d,])[\s,、]*(?P<unit>%)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RowName:
    """A row's name without what was written to it; `among` marks a 其中 row."""

    name: str
    number: str = ""
    unit: str = ""
    indent: int = 0
    among: bool = False


def read_name(text: str, *, numbered: bool = True, with_unit: bool = True) -> RowName:
    """Return a name as written in a cell, taken apart; the name is empty for 其中 alone.

    Without `numbered` or `with_unit`, a number or a unit belongs to the name and stays in it.
    """
    read = _read_name if len(text) <= LONGEST_REMEMBERED else _read_name.__wrapped__
    return read(text, numbered, with_unit)


@lru_cache(maxsize=8192)
def _read_name(text: str, numbered: bool, with_unit: bool) -> RowName:  # noqa: FBT001 a cache's key
    indent = indent_of(text)
    number, rest = take_number(tidy(text)) if numbered else ("", tidy(text))
    halved = _halved(rest)
    among = _AMONG_ALONE.fullmatch(halved) is not None
    found = _AMONG.match(halved)
    if among:
        rest = ""
    elif found:
        among = True
        rest = rest[found.end() :]
        later, rest = take_number(rest) if numbered else ("", rest)
        number = number or later
    name, unit = split_name_unit(rest) if with_unit else (rest, "")
    return RowName(name, number, unit, indent, among)


def split_name_unit(name: str) -> tuple[str, str]:
    """Return a name and the unit in its last brackets, also when the closing one was lost."""
    if not name or name[-1] not in _ENDINGS:
        unclosed = "(" in name or "（" in name
        if not unclosed:
            return name, ""
    found = _BRACKETED_UNIT.fullmatch(_halved(name))
    if found is None:
        found = _LOOSE_PERCENT.fullmatch(_halved(name))
    if found is None or not is_unit(found["unit"]) or not measure_of(found["unit"]).base:
        return name, ""
    unit = name[found.start("unit") : found.end("unit")]
    return name[: found.end("name")], squash(unit)


def without_number(text: str) -> str:
    """Return a category's name without its 一、 or （一）."""
    return take_number(tidy(text))[1]


def take_number(text: str) -> tuple[str, str]:
    """Return the number before a name, and the name; a number that is all there is stays."""
    found = _NUMBERED.match(_halved(text))
    if found is None or found.end() == len(text):
        return "", text
    number = found["plain"] or found["bracketed"] or found["chinese"]
    if found["circled"]:
        number = str(_CIRCLED.index(found["circled"]) + 1)
    return number, text[found.end() :].strip()


def _halved(text: str) -> str:
    """Return the words in half width, sign for sign."""
    return text.translate(_SAME_LENGTH)
