"""Named works as a person lists them: one a line, figures behind the name as in a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from db.rules.measures import WAN_PER_YI, WIDTHS

_APART = re.compile(r"\t|\s{2,}|[,，]")
_SEVERAL = re.compile(r"[、;；]")
_FIGURE = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>个学位|学位|个班|班|万元|亿元)?")
_NUMBER = re.compile(r"^\s*(?:\d+[.、)）]|[(（]\d+[)）])\s*(?=\D)")
_BY_UNIT = {"个学位": "places", "学位": "places", "个班": "classes", "班": "classes",
            "万元": "investment", "亿元": "investment"}  # fmt: skip
_IN_TURN = ("places", "classes", "investment")


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A work to be named in a lump; sizes are 个, 个, 万元. `refused` are words not understood."""

    name: str
    places: Decimal | None = None
    classes: Decimal | None = None
    investment: Decimal | None = None
    refused: str = ""


def read_named_parts(text: str) -> tuple[NamedPart, ...]:
    """Return the works that a text lists: one a line, or several in one line apart by 、.

    Behind a name, apart by a tab, a comma or two blanks, stand its sizes: with a unit (1260个学位,
    28班, 8600万元, 0.86亿元), or bare in the order places, classes, investment in 万元.
    """
    found = []
    for line in text.splitlines():
        words = _NUMBER.sub("", line).strip()
        if not words:
            continue
        name, *figures = (part.strip() for part in _APART.split(words))
        if not figures and _SEVERAL.search(name):
            found += [NamedPart(one.strip()) for one in _SEVERAL.split(name) if one.strip()]
        else:
            found.append(_part(name, figures))
    return tuple(found)


def _part(name: str, figures: list[str]) -> NamedPart:
    sizes: dict[str, Decimal] = {}
    refused = []
    for place, words in enumerate(figures):
        plain = "".join(words.translate(WIDTHS).split())
        if not plain:
            continue
        match = _FIGURE.fullmatch(plain)
        bare = _IN_TURN[place] if place < len(_IN_TURN) else ""
        size = _BY_UNIT.get(match["unit"] or "", bare) if match else ""
        if match is None or not size:
            refused.append(words)
            continue
        sizes[size] = _number(match["number"], match["unit"] or "")
    return NamedPart(name, **sizes, refused="、".join(refused))


def _number(digits: str, unit: str) -> Decimal:
    try:
        number = Decimal(digits)
    except InvalidOperation as error:
        raise ValueError(digits) from error
    return number * WAN_PER_YI if unit == "亿元" else number
