"""What a number format makes of a number: the text the office sees, and whether it is a date."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.workbooks.dateserials import iso
from db.exchange.workbooks.figures import exact, general, rounded
from db.exchange.workbooks.formatcodes import Kind, Section, Token, sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

# Excel's own limit; what is longer is not worth the time to understand it.
_LONGEST_CODE = 255
# Equal numbers are looked at once; a long column of different ones must not pile up.
_MOST_REMEMBERED = 10_000
# A number of more digits than that is shown as General: no column is wide enough for it, and a
# long text for each of millions of cells would fill the memory.
_WIDEST_POWER = 20
_GROUP = 3
# Positive, negative and zero; a fourth section is for text.
_NUMBER_SECTIONS = 3
_new_tuple = tuple.__new__
_PLAIN = (False, False, False, False, False)
_PATTERN_KINDS = frozenset({Kind.DIGIT, Kind.POINT, Kind.COMMA, Kind.PERCENT})
_ELSEWHERE = "x"
_PATTERN = re.compile(
    r"(?P<before>x*)(?P<grouped>#,##)?0(?:\.(?P<places>0+))?(?P<percent>%)?(?P<after>x*)"
)
_COMPARISONS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


class Shown(NamedTuple):
    """A value as it is shown: a `Cell` without its place, in the same order."""

    text: str
    number: Decimal | None = None
    percent: bool = False
    formula: bool = False
    is_date: bool = False
    error: bool = False
    guess: bool = False


class NumberFormat(dict[str, Shown]):
    """Maps the XML text of a number to what is shown of it, remembering what was asked before.

    Asking raises `figures.NotFiniteError` or ValueError when the text is not a number.
    """

    def __init__(self, code: str = "General", *, from_1904: bool = False) -> None:
        super().__init__()
        sections = sections_of(code) if len(code) <= _LONGEST_CODE else sections_of("General")
        self._from_1904 = from_1904
        self._is_general = code in {"", "General", "@"}
        self._words = _section_for_words(sections)
        numeric = sections[:-1] if self._words is not None and len(sections) > 1 else sections
        self._sections = numeric[:_NUMBER_SECTIONS]
        self._pattern = _plain_pattern(self._sections)

    def __missing__(self, text: str) -> Shown:
        number = exact(text)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        if self._is_general or number.adjusted() > _WIDEST_POWER:
            # Shown(...) would take twice as long, and there are very many.
            shown = _new_tuple(Shown, (general(number), number, *_PLAIN))
        elif self._pattern is not None:
            shown = self._pattern.show(number)
        else:
            shown = self._show(number)
        self[text] = shown
        return shown

    @property
    def changes_words(self) -> bool:
        """Tell whether text in such a cell is shown otherwise than it is stored."""
        return self._words is not None and self._words.tokens != (Token(Kind.TEXT, "@"),)

    @property
    def is_text(self) -> bool:
        """Tell whether the format is that of text (@): what is typed there stays words."""
        return self._is_general and self._words is not None

    def show_words(self, words: str) -> str:
        """Return text as the format shows it: @"所" adds a word, an empty fourth section hides."""
        if self._words is None:
            return words
        return _joined(words if kind is Kind.TEXT else text for kind, text in self._words.tokens)

    def _show(self, number: Decimal) -> Shown:
        section, magnitude = self._section_for(number)
        part = section.date_part
        if part is None:
            percent = section.has(Kind.PERCENT)
            return Shown(_written(section, magnitude), number, percent=percent)
        written = iso(number, part, seconds=section.shows_seconds, from_1904=self._from_1904)
        if written is None:
            return Shown(general(number), number)
        return Shown(written, number, is_date=True)

    def _section_for(self, number: Decimal) -> tuple[Section, Decimal]:
        """Return the section that shows a number, and the number without a sign if it has one."""
        sections = self._sections
        if any(section.condition for section in sections):
            fitting = (section for section in sections if _applies(section, number))
            return next(fitting, sections[-1]), number
        if len(sections) == 1 or number > 0:
            return sections[0], number
        if number < 0:
            return sections[1], -number
        return sections[2] if len(sections) == _NUMBER_SECTIONS else sections[0], number


class _Pattern(NamedTuple):
    """A format of one section without surprises, which most of them are: "约"#,##0.00%."""

    before: str
    specification: str
    after: str
    places: int
    percent: bool
    # The most characters before the point that need no commas between them.
    widest: int

    def show(self, number: Decimal) -> Shown:
        """Return the number as the pattern shows it, as `_written` does with more ado."""
        scaled = number.scaleb(2) if self.percent else number
        digits = str(scaled)
        whole, _, fraction = digits.partition(".")
        lacking = self.places - len(fraction)
        if lacking < 0 or len(whole) > self.widest or "E" in digits:
            digits = format(rounded(scaled, self.places), self.specification)
        elif lacking:
            digits += ("" if fraction else ".") + "0" * lacking
        sign, digits = ("-", digits[1:]) if digits[0] == "-" else ("", digits)
        written = f"{sign}{self.before}{digits}{self.after}"
        return _new_tuple(Shown, (written, number, self.percent, False, False, False, False))


def _plain_pattern(sections: tuple[Section, ...]) -> _Pattern | None:
    """Return a format of one section as a pattern, None when it takes more to show it."""
    if len(sections) != 1 or sections[0].condition:
        return None
    text = "".join(
        token.text if token.kind in _PATTERN_KINDS else _ELSEWHERE for token in sections[0].tokens
    )
    match = _PATTERN.fullmatch(text)
    if match is None:
        return None
    literals = [token.text for token in sections[0].tokens if token.kind is Kind.LITERAL]
    before, after = match["before"].count(_ELSEWHERE), match["after"].count(_ELSEWHERE)
    if len(literals) != before + after or (match["percent"] and after):
        return None
    places = len(match["places"] or "")
    return _Pattern(
        "".join(literals[:before]).lstrip(" "),
        f"{',' if match['grouped'] else ''}.{places}f",
        (("%" if match["percent"] else "") + "".join(literals[before:])).rstrip(" "),
        places,
        bool(match["percent"]),
        _GROUP if match["grouped"] else _WIDEST_POWER,
    )


def _section_for_words(sections: tuple[Section, ...]) -> Section | None:
    """Return the section for text: the fourth, or a last one that asks for it by @."""
    last = sections[-1]
    return last if len(sections) > _NUMBER_SECTIONS or last.has(Kind.TEXT) else None


def _applies(section: Section, number: Decimal) -> bool:
    """Tell whether a section's condition holds; one without a condition takes the rest."""
    if section.condition is None:
        return True
    sign, bound = section.condition
    return bool(_COMPARISONS[sign](number, bound))


def _joined(pieces: Iterator[str]) -> str:
    """Return the pieces as one text, without the blanks that only align columns."""
    return "".join(pieces).strip(" ")


def _written(section: Section, number: Decimal) -> str:
    """Return a number as one section writes it."""
    if section.has(Kind.BEYOND) or section.has(Kind.TEXT):
        return general(number)
    sign = "-" if number < 0 else ""
    if section.has(Kind.GENERAL):
        percents = sum(token.kind is Kind.PERCENT for token in section.tokens)
        shown = general(abs(number).scaleb(2 * percents))
        return sign + _joined(
            shown if kind is Kind.GENERAL else text for kind, text in section.tokens
        )
    if not section.has(Kind.DIGIT):
        return sign + _joined(text for kind, text in section.tokens if kind is not Kind.COMMA)
    return sign + _joined(_digits(section.tokens, abs(number)))


def _digits(tokens: tuple[Token, ...], magnitude: Decimal) -> Iterator[str]:
    """Yield a number's digits in the places of a format, with what stands between them."""
    kinds = [kind for kind, _ in tokens]
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    last = len(kinds) - 1 - kinds[::-1].index(Kind.DIGIT)
    # A comma between digits groups them; one behind the last divides by a thousand.
    grouped = Kind.COMMA in kinds[kinds.index(Kind.DIGIT) : min(point, last)]
    thousands = sum(kind is Kind.COMMA for kind in kinds[last:])
    scaled = magnitude.scaleb(2 * kinds.count(Kind.PERCENT) - 3 * thousands)
    places = kinds[point:].count(Kind.DIGIT)
    whole, _, fraction = f"{rounded(scaled, places):f}".partition(".")
    yield from reversed(list(_whole(tokens[:point], whole.lstrip("0"), grouped=grouped)))
    rest = iter(range(places))
    for kind, text in tokens[point:]:
        if kind is Kind.DIGIT:
            place = next(rest)
            idle = not fraction[place:].strip("0")
            yield fraction[place] if text == "0" or not idle else " " if text == "?" else ""
        elif kind is not Kind.COMMA:
            yield text


def _whole(tokens: tuple[Token, ...], digits: str, *, grouped: bool) -> Iterator[str]:
    """Yield what stands before the point from right to left; the first place takes the rest."""
    left = list(digits)
    seats = sum(token.kind is Kind.DIGIT for token in tokens)
    if not seats:
        yield digits
    position = 0
    for kind, text in reversed(tokens):
        if kind is not Kind.DIGIT:
            if kind is not Kind.COMMA:
                yield text
            continue
        seats -= 1
        while True:
            digit = left.pop() if left else {"0": "0", "?": " "}.get(text, "")
            if grouped and position and position % _GROUP == 0 and digit.strip():
                yield ","
            position += 1
            yield digit
            if seats or not left:
                break
